"""From a stretch of a source to a place that people and machines can go to."""

from __future__ import annotations

from pathingest.model.finding import Excerpt, Related
from pathingest.model.source import Source, Span

# A page may be one line of 100 KB: what is kept of a line, on each side of where a place begins.
_AROUND = 240


def at(source: Source, span: Span, message: str, pointer: str | None = None) -> Related:
    """A stretch of a source as a place."""
    line, column = source.position(span.start)
    stop = source.line_end(span.start)
    if span.start > 0 and span.end <= stop:  # a byte order mark before the first line has no column
        end_line, end_column = line, column + span.end - span.start
    else:
        end_line, end_column = source.position(span.end)
    shown = _excerpt(source, span, column, stop)
    return Related(message, source.path, line, column, end_line, end_column, pointer, shown)


def _excerpt(source: Source, span: Span, column: int, stop: int) -> Excerpt:
    """What stands at a stretch whose first line ends at `stop`."""
    begin = span.start - (column - 1)
    end = min(span.end, stop)
    first, last = begin, stop
    if stop - begin > _AROUND:
        first = max(begin, span.start - _AROUND)
        last = min(stop, end + _AROUND, first + 4 * _AROUND)
    line, lead = source.text[first:last], column - 1
    width = end - span.start
    if first > begin or not line.isascii():
        lead, width = source.utf16(begin, span.start), source.utf16(span.start, end)
    return Excerpt(line, first - begin, column + end - span.start, (lead + 1, lead + width + 1))
