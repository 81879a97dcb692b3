"""A page as it was read: the decoded text, verbatim, and where its lines begin."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

BYTE_ORDER_MARK = "\ufeff"

# `str.splitlines` also breaks at U+2028, form feeds and others, which no editor counts as lines.
_LINE_BREAK = re.compile(r"\r\n|\n|\r")


class Span(NamedTuple):
    """A half-open stretch of a source's text, in code points."""

    start: int
    end: int


class Position(NamedTuple):
    """A place as editors show it: both from 1, the column in code points, a byte order mark not counted."""

    line: int
    column: int


@dataclass(frozen=True)
class Source:
    """One page as scraped.

    Attributes:
        text: the decoded text, verbatim: byte order mark, carriage returns and all. Offsets count its code points.
        path: where it came from, relative to the project; null for text given in Python.
        url: the page's address, where it is known.
        media_type: "text/plain", or what a later stage must know to read it.
        sha256: of the bytes that were read.
        problem: why the bytes could not be read as text (then `text` is empty); null for a readable page.
        encoding: what the bytes were decoded as; UTF-8 for text given in Python, whose digest is that of its UTF-8.
    """

    text: str
    path: str | None = None
    url: str | None = None
    media_type: str = "text/plain"
    sha256: str = ""
    problem: str | None = None
    encoding: str = "utf-8"
    _starts: list[int] = field(default_factory=list, init=False, repr=False, compare=False)

    def position(self, offset: int) -> Position:
        """The line and column of a code point; `offset` may equal the text's length."""
        if not self._starts:
            self._starts.append(0)
            self._starts.extend(match.end() for match in _LINE_BREAK.finditer(self.text))
        line = bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1] + 1
        if line == 1 and column > 1 and self.text.startswith(BYTE_ORDER_MARK):
            column -= 1
        return Position(line, column)
