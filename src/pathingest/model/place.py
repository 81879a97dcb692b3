"""From a stretch of a source to a place that people and machines can go to."""

from __future__ import annotations

from pathingest.model.finding import Excerpt, Related
from pathingest.model.source import BYTE_ORDER_MARK, Source, Span, is_wide

# A page may be one line of 100 KB: what is kept of a line, on each side of where a place begins.
_AROUND = 240


def at(source: Source, span: Span, message: str, pointer: str | None = None) -> Related:
    """A stretch of a source as a place."""
    start, end = source.within(span[0]), source.within(span[1])
    line, begin, stop = source.line(start)
    end_line, end_column = (line, end - begin + 1) if end <= stop else source.position(end)
    text, column, last = source.text[begin:stop], start - begin + 1, min(end, stop) - begin + 1
    if len(text) <= _AROUND and begin != 1 and (text.isascii() or not is_wide(text)):
        shown = Excerpt(text, 0, last, (column, last))
    else:
        shown = _excerpt(source, (begin, stop), start, min(end, stop))
    return Related(message, source.path, line, column, end_line, end_column, pointer, shown)


def _excerpt(source: Source, line: tuple[int, int], start: int, end: int) -> Excerpt:
    """What is at [start, end) of a line that is long, has wide characters, or may follow a byte order mark."""
    first, last = begin, stop = line
    if stop - begin > _AROUND:
        first = max(begin, start - _AROUND)
        last = min(stop, end + _AROUND, first + 4 * _AROUND)
    column = source.utf16(begin, start) + 1
    columns = column, column + source.utf16(start, end)
    start_of_file = begin - source.text.startswith(BYTE_ORDER_MARK) if begin == 1 else begin
    before = source.utf8(start_of_file, first)
    return Excerpt(source.text[first:last], first - begin, end - begin + 1, columns, before)
