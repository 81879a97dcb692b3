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
    end_line, end_column = (line, end - begin + 1) if end <= stop else source.position(end)
    lead, width = start - begin, min(end, stop) - start
    text = source.text[begin:stop]
    if len(text) <= _AROUND and text.isascii():
        shown = Excerpt(text, 0, lead + width + 1, _columns(lead + 1, width))
    else:
        shown = _excerpt(source, (begin, stop), start, start + width)
    known = pointer and intern(pointer)  # the same few on every page, and findings of all pages are kept
    return Related(message, source.path, line, lead + 1, end_line, end_column, known, shown)


def _excerpt(source: Source, line: tuple[int, int], start: int, end: int) -> Excerpt:
    """What is at [start, end) of a line that is long, or has characters that take two UTF-16 units."""
    first, last = begin, stop = line
    if stop - begin > _AROUND:
        first = max(begin, start - _AROUND)
        last = min(stop, end + _AROUND, first + 4 * _AROUND)
    columns = _columns(source.utf16(begin, start) + 1, source.utf16(start, end))
    return Excerpt(source.text[first:last], first - begin, end - begin + 1, columns)


@lru_cache(maxsize=1024)
def _columns(start: int, width: int) -> tuple[int, int]:
    """The columns of a place; the same pair for all that have the same, as findings of all pages are kept."""
    return start, start + width
