"""The command line: the only place that prints, or exits.

What is imported here is light: a run that has only to say again what it said last imports nothing else.
"""

from __future__ import annotations

import gc
import os
import sys
from io import TextIOWrapper

from pathingest.cli import _signals

# Objects between two looks for what holds itself. Nothing of a page does, so the looks that Python has after each 700
# find nothing, and take a fifth of a run's time. Not never: an exception holds itself, and a run may meet many.
_FEWEST_NEW = 200_000


def main() -> None:
    """The console script: an exit code, and for wrong use, a bug or a signal one line on stderr, never a traceback."""
    _signals.heed()
    gc.set_threshold(_FEWEST_NEW)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  open for as long as the process
    if sys.stdout is None:
        from pathingest.cli._console import complain  # noqa: PLC0415  as above

        sys.exit(complain("standard output is closed; leave it open, or send it to a file"))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # an encoding may lack what a page holds
    try:
        code = run(sys.argv[1:])
        _signals.done()
    except KeyboardInterrupt:  # while something else was being said
        code = _signals.exit_code()
    _signals.leave(code)
    gc.freeze()  # Python looks once more at its end, at all that was ever imported: a twentieth of a short run
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    from pathingest.cli import _again  # noqa: PLC0415  a signal is answered before

    try:
        code = _again.said(arguments)
    except OSError as error:
        from pathingest.cli._main import unprinted  # noqa: PLC0415  as above

        return unprinted(error)
    if code is not None:
        return code
    from pathingest.cli._main import run  # noqa: PLC0415  as above

    return run(arguments)
