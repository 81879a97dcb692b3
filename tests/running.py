"""Running the tool: in this process where that is enough, as the installed command where the process is the point."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from pathingest.cli import run

COMMAND = Path(sys.executable).with_name("pathingest")
PLAIN = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}}


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
