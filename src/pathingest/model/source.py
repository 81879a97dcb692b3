"""A page as it was read: the decoded text, verbatim, and where its lines begin."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from pathingest.model.tuples import NamedTuple

BYTE_ORDER_MARK = "\ufeff"

_BLOCK = 4096  # code points
_WIDE = re.compile("[\U00010000-\U0010ffff]")


class Span(NamedTuple):
    """A half-open stretch of a source's text, in code points."""

    start: int
    end: int


class Position(NamedTuple):
    """A place as editors show it: both from 1, the column in code points, a byte order mark not counted."""

    line: int
    column: int


class Taken(NamedTuple):
    """Where a page was taken from, that is a record of a feed.

    Attributes:
        feed: the file or the address of the feed.
        at: where it is there: the offset in bytes, or the name of an archive's member.
        id: the WARC-Record-ID.
        date: when it was fetched, as the feed says it.
        payload_digest: that of the payload, as the feed says it.
    """

    feed: str
    at: str
    id: str | None = None
    date: str | None = None
    payload_digest: str | None = None


@dataclass(frozen=True)
class Source:
    """One page as scraped.

    Attributes:
        text: the decoded text, verbatim: byte order mark, carriage returns and all. Offsets count its code points.
        path: where it came from, relative to the project; None for text given in Python.
        url: the page's address, where it is known.
        media_type: "text/plain", or what a later stage must know to read it.
        sha256: of the bytes that were read.
        problem: why the bytes could not be read as text (then `text` is empty); None for a readable page.
        is_too_large: whether that is because there are too many of them.
        encoding: what the bytes were decoded as; UTF-8 for text given in Python, whose digest is that of its UTF-8.
        taken: where it was taken from, if it is a record of a feed; `path` is then the feed's, with "#" and `at`.
        broken: whether `problem` is one of the feed: what is there is no page that could be read.
    """

    text: str
    path: str | None = None
    url: str | None = None
    media_type: str = "text/plain"
    sha256: str = ""
    problem: str | None = None
    encoding: str = "utf-8"
    is_too_large: bool = False
    taken: Taken | None = None
    broken: bool = False

    def position(self, offset: int) -> Position:
        """The line and column of a code point; those of the text's end for what is beyond it."""
        line, start, _ = self.line(offset)
        return Position(line, self.within(offset) - start + 1)

    def within(self, offset: int) -> int:
        """The nearest offset that is in the text, or at its end."""
        return offset if 0 <= offset <= len(self.text) else max(0, min(offset, len(self.text)))

    def line(self, offset: int) -> tuple[int, int, int]:
        """The number of the line that a code point is in, and where it begins and ends.

        A byte order mark and the line break are left out, unless the code point is one of them.
        """
        starts, text, offset = self._starts, self.text, self.within(offset)
        i = bisect_right(starts, offset) - 1
        start = starts[i] if i else int(text.startswith(BYTE_ORDER_MARK))
        stop = starts[i + 1] - 1 if i + 1 < len(starts) else len(text)
        if stop > offset and text[stop - 1] == "\r":
            stop -= 1
        return i + 1, min(start, offset), stop

    def utf16(self, start: int, end: int) -> int:
        """How many UTF-16 units a stretch takes."""
        return end - start + bisect_left(self._wide, end) - bisect_left(self._wide, start)

    def utf8(self, start: int, end: int) -> int:
        """How many bytes of UTF-8 a stretch takes; half a surrogate counts three."""
        return self._bytes_before(end) - self._bytes_before(start)

    def _bytes_before(self, offset: int) -> int:
        block = offset // _BLOCK
        return self._bytes[block] + len(self.text[block * _BLOCK : offset].encode("utf-8", "surrogatepass"))

    @cached_property
    def _bytes(self) -> list[int]:
        """How many bytes of UTF-8 there are before each block of the text."""
        text = self.text
        sizes = [
            len(text[start : start + _BLOCK].encode("utf-8", "surrogatepass")) for start in range(0, len(text), _BLOCK)
        ]
        return [0, *accumulate(sizes)]

    @cached_property
    def _starts(self) -> list[int]:
        """Where the lines begin."""
        text = self.text
        # `str.splitlines` also breaks at U+2028, form feeds and others, which no editor counts as lines.
        if "\r" in text:
            text = text.replace("\r\n", " \n").replace("\r", "\n")
        starts, at = [0], text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = text.find("\n", at + 1)
        return starts

    @cached_property
    def _wide(self) -> list[int]:
        """Where the characters are that take two UTF-16 units."""
        return [match.start() for match in _WIDE.finditer(self.text)] if is_wide(self.text) else []


def is_wide(text: str) -> bool:
    """Whether a text has characters that take two UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text)
