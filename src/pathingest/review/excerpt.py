"""The part of a page that a decision is about: lines of what a reader sees, each piece with its place in the source.

Of HTML the visible text is shown, and tags are not: a piece is as long as its stretch of the source, or stands for a
character reference or an unseen character, and then is taken as a whole.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pathingest.model.evidence import MARKUP, Account
from pathingest.model.source import BYTE_ORDER_MARK, Source, Span
from pathingest.model.tuples import NamedTuple
from pathingest.model.visible import mark, visible

AROUND = 4  # lines before and after what is meant
_LONGEST = 1200  # characters of a line
_BLOCK = re.compile(
    r"</?(?:p|div|h[1-6]|li|ul|ol|dl|dt|dd|tr|td|th|table|section|article|header|footer|main|nav|aside|details|summary"
    r"|br|hr|blockquote|pre|button|title|body|figure|figcaption)\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BREAK = re.compile(r"\r\n|\r|\n")
_TAGS = re.compile(r"<[^<>]*>?|[^<]+")


class Piece(NamedTuple):
    """What is shown of [start, end) of the source; `lit` where it is meant. An atom is taken as a whole."""

    text: str
    start: int
    end: int
    lit: bool = False

    @property
    def is_atom(self) -> bool:
        """Whether its characters are not those of the source one by one."""
        return len(self.text) != self.end - self.start


class Row(NamedTuple):
    """A line of what is shown, with the number of the line that it begins on; `skipped` lines are left out before."""

    number: int
    pieces: tuple[Piece, ...]
    skipped: int = 0


def rows(source: Source, account: Account) -> list[Row]:
    """All that a reader sees of a page, empty lines left out."""
    is_marked = "html" in source.media_type
    found = list(_marked(source, account) if is_marked else _plain(source))
    return [row for row in found if any(piece.text.strip() for piece in row.pieces)]


def excerpt(
    every: Sequence[Row], meant: Sequence[Span], also: Sequence[Span] = (), *, whole: bool = False
) -> list[Row]:
    """The rows that what is meant is in, with some around them; the first of a page where nothing is.

    Args:
        every: all rows of a page.
        meant: what is lit.
        also: what is shown as well, and not lit.
        whole: whether all rows are shown.
    """
    places = [span for span in meant if span.end > span.start]
    near: set[int] = set()
    for i, row in enumerate(every):
        if any(_touches(row, span) for span in (*places, *also)):
            near.update(range(max(0, i - AROUND), min(len(every), i + AROUND + 1)))
    if not near or whole:
        near = set(range(len(every) if whole else min(len(every), 2 * AROUND)))
    found: list[Row] = []
    before = -1
    for i in sorted(near):
        skipped = i - before - 1 if before >= 0 else 0
        found.append(Row(every[i].number, tuple(_short(_lit(every[i].pieces, places))), skipped))
        before = i
    return found


def _touches(row: Row, span: Span) -> bool:
    return any(piece.start < span.end and span.start < piece.end for piece in row.pieces)


def _lit(pieces: Iterable[Piece], meant: Sequence[Span]) -> Iterator[Piece]:
    """Pieces cut where what is meant begins and ends."""
    for piece in pieces:
        text, start, end, _ = piece
        if piece.is_atom:
            yield piece._replace(lit=any(start < span.end and span.start < end for span in meant))
            continue
        cuts = sorted({start, end, *(cut for span in meant for cut in span if start < cut < end)})
        for low, high in pairwise(cuts):
            is_lit = any(span.start <= low and high <= span.end for span in meant)
            yield Piece(text[low - start : high - start], low, high, is_lit)


def _short(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """No more of a line than a screen holds, from where it is lit."""
    all_of = list(pieces)
    if sum(len(piece.text) for piece in all_of) <= _LONGEST:
        yield from all_of
        return
    lit = next((piece.start for piece in all_of if piece.lit), all_of[0].start)
    low, high = max(all_of[0].start, lit - _LONGEST // 3), lit + _LONGEST
    for piece in all_of:
        start, end = max(piece.start, low), min(piece.end, high)
        if start >= end:
            continue
        is_whole = piece.is_atom or (start, end) == (piece.start, piece.end)
        yield (
            piece
            if is_whole
            else piece._replace(text=piece.text[start - piece.start : end - piece.start], start=start, end=end)
        )


def _plain(source: Source) -> Iterator[Row]:
    text, start = source.text, int(source.text.startswith(BYTE_ORDER_MARK))
    for number, found in enumerate([*_BREAK.finditer(text), None], 1):
        end = found.start() if found else len(text)
        yield Row(number, tuple(_pieces(text, start, end, unescaped=False)))
        start = found.end() if found else end


def _marked(source: Source, account: Account) -> Iterator[Row]:
    text, line, upto = source.text, 1, 0
    pieces: list[Piece] = []
    number = 1
    for start, end, role in account.stretches:
        for low, high in _marks(text, start, end) if role == MARKUP else _lines(text, start, end):
            if text[low] == "<":
                if pieces and _BLOCK.match(text, low, high):
                    yield Row(number, tuple(pieces))
                    pieces = []
                continue
            if not pieces:
                line += len(_BREAK.findall(text, upto, low))
                upto, number = low, line
            pieces += _pieces(text, low, high, unescaped=True)
    if pieces:
        yield Row(number, tuple(pieces))


def _marks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The tags of a stretch of markup, and the marks between them; what has words there is hidden, or no text."""
    for found in _TAGS.finditer(text, start, end):
        if found[0].startswith("<") or (found[0].strip() and not any(map(str.isalnum, found[0]))):
            yield found.span()


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch without the line breaks in it, which HTML shows as a space."""
    for found in _BREAK.finditer(text, start, end):
        if start < found.start():
            yield start, found.start()
        start = found.end()
    if start < end:
        yield start, end


def _pieces(text: str, start: int, end: int, *, unescaped: bool) -> Iterator[Piece]:
    """A stretch on one line; references and unseen characters are pieces of their own."""
    atoms = [(found.start(), found.end(), html.unescape(found[0])) for found in _REFERENCE.finditer(text, start, end)]
    at = start
    for low, high, shown in [*(atoms if unescaped else ()), (end, end, "")]:
        yield from _seen(text, at, low)
        if low < high:
            yield Piece(visible(shown), low, high)
        at = high


def _seen(text: str, start: int, end: int) -> Iterator[Piece]:
    if text[start:end].isprintable():
        if start < end:
            yield Piece(text[start:end], start, end)
        return
    at = start
    for i in range(start, end):
        shown = text[i] if text[i].isspace() else visible(text[i])
        if shown != text[i] or text[i] in "\x1c\x1d\x1e\x1f\x85\u2028\u2029":
            if at < i:
                yield Piece(text[at:i], at, i)
            yield Piece(shown if shown != text[i] else mark(text[i]), i, i + 1)
            at = i + 1
    if at < end:
        yield Piece(text[at:end], at, end)
