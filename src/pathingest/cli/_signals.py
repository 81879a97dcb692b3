"""What ends a run from outside: ctrl-C, SIGTERM and SIGHUP alike leave one line and nothing torn.

Until a command begins, and once it is ending because of one, a signal ends the process at once.
"""

from __future__ import annotations

# `signal` makes enumerations of its names, which takes longer than all here.
import _signal  # type: ignore[import-not-found]
import atexit
import os
import sys

TYPE_CHECKING = False  # to import `typing` takes longer, too
if TYPE_CHECKING:
    from types import FrameType

_ENDING = tuple(getattr(_signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(_signal, name))
_BASE = 128  # of the exit code of a process that a signal ended, as shells have it
_EARLY = b"pathingest: interrupted; no file was written\n"
_SOON = 0.001  # seconds after which a signal comes again that came where nothing could end
_received: list[int] = []
_begun: list[bool] = []
_left_with: list[int] = []


def heed() -> None:
    """Answer the signals, except those that the process was told to ignore, as by nohup."""
    atexit.register(_end_as_left)  # the first that is registered is the last that is called
    _answer(_end)


def begin() -> None:
    """From now on let the first signal raise `KeyboardInterrupt`, so that what is being written is whole or undone."""
    _begun.append(True)


def done() -> None:
    """All is done and said: a signal changes nothing any more."""
    _answer(_signal.SIG_IGN)


def leave(code: int) -> None:
    """End the process if a signal came: Python ends by SIGINT, whatever its code, if one came while it made a class.

    One that had other processes at work lets Python clear away first what they shared. What its threads say of workers
    that are gone, after all is said, is for nobody.
    """
    if not _received:
        return
    if "multiprocessing.util" in sys.modules:
        sys.stderr.flush()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        _left_with.append(code)
        return
    _end_with(code)


def _end_as_left() -> None:
    """End with the code that a run left with, once all is cleared away."""
    if _left_with:
        _end_with(_left_with[0])


def _end_with(code: int) -> None:
    try:
        sys.stdout.flush()
    finally:
        os._exit(code)


def came() -> bool:
    """Whether a signal ended what was going on."""
    return bool(_received)


def exit_code() -> int:
    """Of a run that was interrupted: 130 for ctrl-C, 143 for SIGTERM, 129 for SIGHUP."""
    return _BASE + int(_received[0] if _received else _signal.SIGINT)


def _answer(handler: object) -> None:
    for number in _ENDING:
        if _signal.getsignal(number) != _signal.SIG_IGN:
            _signal.signal(number, handler)


def _is_unheard(frame: FrameType | None) -> bool:
    """Whether what is raised here ends nothing: Python's imports have a callback whose errors it only prints."""
    while frame is not None:
        if (frame.f_code.co_filename, frame.f_code.co_name) == ("<frozen importlib._bootstrap>", "cb"):
            return True
        frame = frame.f_back
    return False


def _end(number: int, frame: FrameType | None) -> None:
    if _begun and not _received:
        if _is_unheard(frame) and hasattr(_signal, "setitimer"):
            _signal.signal(_signal.SIGALRM, lambda _, later: _end(number, later))
            _signal.setitimer(_signal.ITIMER_REAL, _SOON)
            return
        _received.append(number)
        raise KeyboardInterrupt
    try:
        if not _begun:
            os.write(2, _EARLY)
    finally:
        os._exit(_BASE + number)
