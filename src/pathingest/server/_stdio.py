"""Messages on standard input and output, and the end of the server, however it comes."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from contextlib import redirect_stdout, suppress
from threading import Event, Thread, current_thread, main_thread
from typing import NoReturn

from pygls.io_ import StdoutWriter, run_async

from pathingest.model.visible import visible
from pathingest.server._handlers import server_for
from pathingest.server._session import Session

_PIECE = 65536  # bytes
_LONGEST_LINE = 300  # characters of what is said of an error
_LONGEST = 1 << 24  # bytes of a header line: more than any has


def run(*, trust_rules: bool) -> int:
    """Serve on standard input and output; what else is printed goes to standard error."""
    if current_thread() is main_thread():
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)  # SIGHUP is not everywhere
            if number and signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, _interrupted)
    log = logging.getLogger("pygls")
    log.handlers, log.propagate = [_OneLine(logging.WARNING)], False
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out, redirect_stdout(sys.stderr):
        try:
            asyncio.run(_served(server_for(trust_rules=trust_rules), StdoutWriter(out)))
        except SystemExit as end:  # so pygls answers `exit`
            return int(end.code or 0)
        except (EOFError, BrokenPipeError):
            pass
    return 1  # the editor went without a word


class _OneLine(logging.Handler):
    """What pygls says of an editor that breaks the protocol, or leaves before its answers: a line, and no traceback."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line to standard error, if there is one."""
        error = record.exc_info[1] if record.exc_info else None
        said = record.getMessage().partition("\n")[0] + (f": {type(error).__name__}: {error}" if error else "")
        with suppress(OSError):
            os.write(2, f"pathingest: {visible(said)[:_LONGEST_LINE]}\n".encode("utf-8", "backslashreplace"))


def _interrupted(number: int, _frame: object) -> NoReturn:
    """End at once: threads that still lint, or wait for an answer, are not waited for, and nothing is left to write."""
    os.write(2, b"pathingest: interrupted\n")
    os._exit(128 + number)


async def _served(server: Session, writer: StdoutWriter) -> None:
    server.protocol.set_writer(writer)
    try:
        await run_async(Event(), _standard_input(), server.protocol, error_handler=server.report_server_error)
    finally:
        server.stopped.set()


def _standard_input() -> asyncio.StreamReader:
    """Standard input, read in a thread that nobody waits for: Ctrl-C ends the server at once, whatever input is."""
    reader, loop = asyncio.StreamReader(_LONGEST), asyncio.get_running_loop()

    def read() -> None:
        with suppress(RuntimeError):  # the loop is closed
            while piece := _piece():
                loop.call_soon_threadsafe(reader.feed_data, piece)
            loop.call_soon_threadsafe(reader.feed_eof)

    Thread(target=read, daemon=True).start()
    return reader


def _piece() -> bytes:
    with suppress(OSError):
        return os.read(sys.stdin.fileno(), _PIECE)  # not through `sys.stdin`, which Python locks and flushes at its end
    return b""
