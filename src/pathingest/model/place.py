"""From a stretch of a source to a place that people and machines can go to."""

from __future__ import annotations

from pathingest.model.finding import Excerpt, Related
from pathingest.model.source import Source, Span

# A page may be one line of 100 KB: what is kept of a line, on each side of where a place begins.
_AROUND = 240


def at(source: Source, span: Span, message: str, pointer: str | None = None) -> Related:
    """A stretch of a source as a place."""
    start, end = source.position(span.start), source.position(span.end)
    shown = excerpt(source, span)
    return Related(message, source.path, start.line, start.column, end.line, end.column, pointer, shown)


def excerpt(source: Source, span: Span) -> Excerpt:
    """What stands at a stretch."""
    text, column = source.text, source.position(span.start).column
    begin = span.start - (column - 1)
    stop = line_end(text, span.start)
    end = min(span.end, stop)
    first = max(begin, span.start - _AROUND)
    last = min(stop, end + _AROUND, first + 4 * _AROUND)
    lead = utf16(text[begin : span.start])
    columns = (lead + 1, lead + utf16(text[span.start : end]) + 1)
    return Excerpt(text[first:last], first - begin, column + end - span.start, columns)


def line_end(text: str, start: int) -> int:
    """Where the line that `start` stands on ends, its line break left out."""
    ends = (found for found in (text.find("\n", start), text.find("\r", start)) if found >= 0)
    return min(ends, default=len(text))


def utf16(text: str) -> int:
    """How many UTF-16 units a text takes."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
