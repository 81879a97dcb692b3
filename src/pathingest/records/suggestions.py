"""Fixes as changes of a record's text, for reports that show them to a person who decides."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pathingest.model.finding import Change, Suggestion
from pathingest.model.source import BYTE_ORDER_MARK, Source
from pathingest.records._read import media_type
from pathingest.records.edit import Edit, edits_of, spliced

_BREAK = re.compile(r"\r\n|\n|\r")
_LONGEST = 4_000  # code points of the lines around a change: a file may be one line


def suggestion(source: Source, changes: Sequence[Change]) -> Suggestion | None:
    """The changes as one of the file's text, from the first character that changes to the last.

    None where they do not fit the file, or change nothing.
    """
    text = source.text
    edits = edits_of(text, media_type(source), changes) if source.encoding == "utf-8" else None
    if not edits:
        return None
    start, end = min(edit.start for edit in edits), max(edit.end for edit in edits)
    first, last = source.line(start)[1], source.line(end)[2]
    written = spliced(text[start:end], [Edit(edit.start - start, edit.end - start, edit.text) for edit in edits])
    if written is None or written == text[start:end]:
        return None
    old, new = text[first:last], text[first:start] + written + text[end:last]
    if max(len(old), len(new)) > _LONGEST:
        return Suggestion(_place(source, start), _place(source, end), written)
    lines = [tuple(_BREAK.split(some)) for some in (old, new)]
    return Suggestion(_place(source, start), _place(source, end), written, *lines)


def _place(source: Source, offset: int) -> tuple[int, int]:
    """(line, column) of a code point, the column in bytes of the file."""
    line, start, _ = source.line(offset)
    if line == 1 and source.text.startswith(BYTE_ORDER_MARK):
        start = 0
    return line, len(source.text[start:offset].encode("utf-8", "surrogatepass")) + 1
