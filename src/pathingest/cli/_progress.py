"""How far a run is: one line on standard error, on a terminal only, which is gone when the run ends."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import TypeVar

from pathingest.cli._terminal import is_terminal, size
from pathingest.outputs.reports import in_words

T = TypeVar("T")

_FIRST = 0.4  # seconds: what ends before needs no line
_AGAIN = 0.1


def progress(items: Iterable[T], verb: str, total: int | None, *, of: Callable[[T], bool] = bool) -> Iterator[T]:
    """The items; while they come, the line says how many pages of a run of several are done.

    Args:
        items: what takes time.
        verb: what is done to pages.
        total: how many pages there are; None where nobody knows.
        of: whether an item is a page more.
    """
    if (total is not None and total < 2) or not is_terminal(sys.stderr):  # noqa: PLR2004  one page is no run
        yield from items
        return
    done, line, due = 0, "", monotonic() + _FIRST
    try:
        for item in items:
            yield item
            done += of(item)
            if monotonic() >= due:
                far = in_words(done, "page") if total is None else f"{done} of {in_words(total, 'page')}"
                before, line = line, f"{verb} {far}"[: size(sys.stderr)[0] - 1]
                _write(f"\r{line:<{len(before)}}")
                due = monotonic() + _AGAIN
    finally:
        if line:
            _write(f"\r{'':<{len(line)}}\r")


def _write(text: str) -> None:
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        pass  # that nobody can see how far it is makes no result wrong
