"""A document's text as editors count it: lines from 0, and in them bytes, UTF-16 units or code points from 0."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import Literal

from pathingest.model.finding import Finding, Related
from pathingest.model.source import BYTE_ORDER_MARK, Span
from pathingest.model.tuples import NamedTuple

Encoding = Literal["utf-8", "utf-16", "utf-32"]
_CODECS: dict[Encoding, tuple[str, int]] = {
    "utf-8": ("utf-8", 1),
    "utf-16": ("utf-16-le", 2),
    "utf-32": ("utf-32-le", 4),
}
# The protocol's line breaks, which are those of `Source` too; `str.splitlines` knows more.
_BREAK = re.compile(r"\r\n|\n|\r")


class Position(NamedTuple):
    """A place in a document, both from 0; the character is in units of an encoding."""

    line: int
    character: int


class Text:
    """A text, and where its lines are. Offsets are code points; a byte order mark counts, as it does in editors."""

    def __init__(self, text: str) -> None:
        self.text = text

    def position(self, offset: int, encoding: Encoding) -> Position:
        """Where a code point is; the text's end for what is beyond it."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset) - 1
        return Position(line, _units(self.text[self._starts[line] : offset], encoding))

    def offset(self, position: Position, encoding: Encoding) -> int:
        """The code point at a position; of one that is beyond its line or the text, the end of it."""
        if position.line >= len(self._starts):
            return len(self.text)
        start, left = self._starts[position.line], position.character
        found = _BREAK.search(self.text, start)
        line = self.text[start : found.start() if found else len(self.text)]
        if line.isascii():
            return start + min(left, len(line))
        for at, character in enumerate(line):
            left -= _units(character, encoding)
            if left < 0:
                return start + at
        return start + len(line)

    def span(self, place: Finding | Related) -> Span:
        """The code points of a finding's place, whose lines and columns count from 1 and no byte order mark."""
        start = self._at(place.line, place.column)
        return Span(start, max(start, self._at(place.end_line, place.end_column)))

    def _at(self, line: int, column: int) -> int:
        if line > len(self._starts):
            return len(self.text)
        mark = line == 1 and self.text.startswith(BYTE_ORDER_MARK)
        return min(self._starts[line - 1] + column - 1 + mark, len(self.text))

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in _BREAK.finditer(self.text))]


def _units(text: str, encoding: Encoding) -> int:
    codec, size = _CODECS[encoding]
    return len(text) if text.isascii() else len(text.encode(codec, "surrogatepass")) // size
