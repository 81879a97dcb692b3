"""Running the tool: in this process where that is enough, as the installed command where the process is the point."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from pathingest.cli import run

COMMAND = Path(sys.executable).with_name("pathingest")
_OF_TERMINALS = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"}
PLAIN = {name: value for name, value in os.environ.items() if name not in _OF_TERMINALS}


class Done(NamedTuple):
    """What a command gave."""

    code: int
    out: str
    err: str


class Tool:
    """The command line, called in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object) -> Done:
        self._capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        return Done(code, *self._capsys.readouterr())


def installed(
    *arguments: object, cwd: Path | None = None, given: bytes = b"", environment: Mapping[str, str] | None = None
) -> Done:
    """The installed command in a process of its own."""
    done = subprocess.run(
        [str(COMMAND), *map(str, arguments)],
        cwd=cwd,
        input=given,
        capture_output=True,
        env={**PLAIN, **(environment or {})},
        check=False,
        timeout=60,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def in_a_terminal(
    *arguments: object,
    cwd: Path | None = None,
    size: tuple[int, int] = (80, 50),
    environment: Mapping[str, str] | None = None,
) -> str:
    """What the installed command writes to a terminal of so many columns and rows."""
    pty = pytest.importorskip("pty", reason="no terminals to make here")
    termios = pytest.importorskip("termios", reason="no terminals to make here")
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (size[1], size[0]))
    command = [str(COMMAND), *map(str, arguments)]
    names = {**PLAIN, "TERM": "xterm", **(environment or {})}
    with subprocess.Popen(command, stdout=slave, stderr=slave, stdin=slave, env=names, cwd=cwd):
        os.close(slave)
        written = b"".join(_pieces_of(master))
    os.close(master)
    return written.decode("utf-8", "replace").replace("\r\n", "\n")


def _pieces_of(terminal: int) -> Iterator[bytes]:
    """What is written to a terminal until its other end is closed, which Linux reports as an error."""
    with suppress(OSError):
        while piece := os.read(terminal, 65536):
            yield piece
