"""From a stretch of a source to a place that people and machines can go to."""

from __future__ import annotations

from functools import lru_cache
from sys import intern

from pathingest.model.finding import Excerpt, Related
from pathingest.model.source import Source, Span

# A page may be one line of 100 KB: what is kept of a line, on each side of where a place begins.
_AROUND = 240


def at(source: Source, span: Span, message: str, pointer: str | None = None) -> Related:
    """A stretch of a source as a place."""
    start, end = span
    line, begin, stop = source.line(start)
    begin = min(begin, start)
    end_line, end_column = (line, end - begin + 1) if end <= stop else source.position(end)
    known = pointer and intern(pointer)  # the same few on every page, and findings of all pages are kept
    shown = _excerpt(source, begin, start, min(end, stop), stop)
    return Related(message, source.path, line, start - begin + 1, end_line, end_column, known, shown)


def _excerpt(source: Source, begin: int, start: int, end: int, stop: int) -> Excerpt:
    """What stands at [start, end) of the line [begin, stop)."""
    first, last = begin, stop
    if stop - begin > _AROUND:
        first = max(begin, start - _AROUND)
        last = min(stop, end + _AROUND, first + 4 * _AROUND)
    line, lead, width = source.text[first:last], start - begin, end - start
    columns = _columns(lead + 1, width)
    if first > begin or not line.isascii():
        columns = _columns(source.utf16(begin, start) + 1, source.utf16(start, end))
    return Excerpt(line, first - begin, lead + width + 1, columns)


@lru_cache(maxsize=1024)
def _columns(start: int, width: int) -> tuple[int, int]:
    """The columns of a place; the same pair for all that have the same, as findings of all pages are kept."""
    return start, start + width
