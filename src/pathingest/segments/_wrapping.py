"""Line breaks of Markdown: which of them only a tool made, to wrap a text.

One line break in a paragraph may be where a tool wrapped the text, or separate two lines that a page shows one below
the other. A tool that wraps at a width leaves no room: the next word would not have fitted. So lines are joined where
that holds, for a width that the page itself shows (see `_width`), or where the text goes on in lower case after a long
line, or where it is set in under it (extractors leave the line breaks of HTML's own layout), or anywhere on a page most
of whose lines go on in lower case (see `_runs_on`); elsewhere they are lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pathingest.model.runs import tidy
from pathingest.model.segment import TERM, Markup
from pathingest.model.source import Span
from pathingest.segments._blocks import Blocks, RawBlock
from pathingest.segments._inline import BlockText

# A bullet that Markdown does not know; a line that begins with one is an item all the same.
BULLET = re.compile(r"[•◦▪▫‣●○■□⁃∙➢→✓✔][ \t\xa0]+(?=\S)")
# What may separate a question from its answer: a gap as wide as an indent, or a line end that may have taken its place.
_GAP = re.compile(r"(?<=[?\uff1f])[*_`\"\u201d)]*([ \t]{4,}|[ \t]*(?:\r\n|\r|\n)[ \t>]*)(?=\S)")
_WIDE_GAP = re.compile(r"(?<=[^ \t\r\n]) {4,}(?=[^ \t\r\n])")
_SENTENCE_END = re.compile(r"[.!?\u3002\uff01][*_`\"\u201d')]*\s+")
# No tool wraps more narrowly or more widely; a longer line of prose says that nothing wrapped the page.
_NARROWEST = 50
_WIDEST = 120
# A line of this length that goes on in lower case is prose, whatever the width.
_LONG = 40
_SURE = 3  # so many lines that begin in lower case are no chance
_FENCE = "```"  # in a paragraph: code that a tool gave lines of its own
_SET_IN = 2
_TERMS = 4
_HYPHENATED = re.compile(r"[^\W\d_]-\Z")
_SUSPENDED = frozenset({"and", "or", "to", "und", "oder", "bis"})
_CUTS = 8  # an address is cut at no more places
# Tools that wrap after hyphens do so in a link's address too, and it is no address any more.
_CUT_ADDRESS = re.compile(r"\]\([^\s()<>]*-\Z")


class Wrapping:
    """How one page's lines were broken."""

    def __init__(self, blocks: Blocks, rows: Sequence[RawBlock]) -> None:
        self._blocks, self._written = blocks, blocks.written
        self._wrapped_at = self._width(rows)
        self._all_run_on = not self._wrapped_at and self._runs_on(rows)

    def is_wrapped(self, before: str, after: str) -> bool:
        """Whether `after` goes on with the line `before`."""
        if BULLET.match(after) or not after.strip():
            return False
        if self._wrapped_at and len(before) + 1 + len(_first_word(after)) > self._wrapped_at:
            return True
        return len(before) >= _LONG and _starts_lower(after) and before[-1] not in ".!?:"

    def _width(self, rows: Sequence[RawBlock]) -> int:
        """The width at which a tool wrapped the page's prose, as far as its lines show; 0 for none.

        The longest line that another one goes on with, if most such lines have no room for the next word at that width,
        and if no line of prose is longer than tools make them.
        """
        breaks = []
        for row in rows:
            if not row.prose:
                continue
            lines = self._lines(row)
            if any(len(line) > _WIDEST and " " in line and "|" not in line for line in lines):
                return 0
            forced = [_is_forced(self._blocks.text[start:end]) for start, end in row.lines]
            pairs = zip(pairwise(lines), forced[:-1], strict=True)
            breaks += [pair for pair, is_forced in pairs if " " in pair[0] and not is_forced]
        width = max((len(before) for before, _ in breaks), default=0)
        if not _NARROWEST <= width <= _WIDEST:
            return 0
        full = sum(len(before) + 1 + len(_first_word(after)) > width for before, after in breaks)
        return width if 2 * full >= len(breaks) else 0

    def _runs_on(self, rows: Sequence[RawBlock]) -> bool:
        """Whether the page's line breaks are white space, as in HTML that it comes from: most begin in lower case.

        On pages whose lines are texts of their own hardly any does.
        """
        texts = [row for row in rows if row.kind in ("paragraph", "item") and not (row.joined or row.raw)]
        breaks = [pair for row in texts for pair in pairwise(self._lines(row))]
        lower = sum(_starts_lower(after) and before[-1:] not in (".", "!", "?", ":") for before, after in breaks)
        return lower >= _SURE and 2 * lower >= len(breaks)

    def _lines(self, row: RawBlock) -> list[str]:
        return [self._written(row.first + i) for i in range(len(row.lines))]

    # --- headings

    def with_whole_headings(self, rows: Sequence[RawBlock]) -> list[RawBlock]:
        """The rows, a heading made whole whose rest is on the next lines: it was wrapped, or is set in, like prose."""
        found: list[RawBlock] = []
        for row in rows:
            before = found[-1] if found else row
            if before.kind == "heading" and before.last == row.first and (row.set_in or self._is_rest(before, row)):
                found[-1] = _joined(before, row, joined=row.set_in or before.joined)
            else:
                found.append(row)
        return self._with_headings_that_run_on(found) if self._all_run_on else found

    def _is_rest(self, heading: RawBlock, row: RawBlock) -> bool:
        """Whether a row is the rest of a heading that was wrapped."""
        if not self._wrapped_at or not row.prose or len(heading.lines) > 1:
            return False
        lines = [self._written(number) for number in range(heading.first, row.last)]
        return all(self.is_wrapped(a, b) for a, b in pairwise(lines))

    def _with_headings_that_run_on(self, rows: list[RawBlock]) -> list[RawBlock]:
        """The rows of a page whose lines run on, headings joined with the line right below; elsewhere that is blank."""
        headings = sum(row.kind == "heading" and not row.raw for row in rows)
        pairs = enumerate(pairwise(rows), 1)
        beside = [i for i, (a, b) in pairs if a.kind == "heading" and b.prose and a.last == b.first]
        if 2 * len(beside) >= headings:
            return rows
        found: list[RawBlock] = []
        for i, row in enumerate(rows):
            if i in beside and len(found[-1].lines) == 1:
                found[-1] = _joined(found[-1], row, joined=True)
            else:
                found.append(row)
        return found

    # --- terms

    def without_terms(self, row: RawBlock) -> list[RawBlock]:
        """A paragraph of questions, each with its answer after a wide gap, in pieces; any other row as it is.

        One tool writes the entries of a dl whose ends are not marked so, all in one paragraph.
        """
        text, start, end = self._blocks.text, row.lines[0].start, row.lines[-1].end
        if not row.prose or not _WIDE_GAP.search(text, start, end):
            return [row]
        gaps = [match.span(1) for match in _GAP.finditer(text, start, end) if self._is_gap(row, match)]
        cuts = [start]
        for before, after in gaps:
            ends = [match.end() for match in _SENTENCE_END.finditer(text, cuts[-1], before)]
            cuts += [ends[-1] if ends else cuts[-1], after]
        kinds = [kind for _ in gaps for kind in ("paragraph", "heading")] + ["paragraph"]
        pieces = zip(kinds, cuts, [*cuts[1:], end], strict=True)
        return [_piece(row, a, b, is_term=kind == "heading") for kind, a, b in pieces if a < b]

    def _is_gap(self, row: RawBlock, match: re.Match[str]) -> bool:
        """Whether a gap after a question is wide, or a line end where the next word would have had room after a space.

        A tool that wraps takes the spaces away where it breaks a line, and broke it as the gap left no room.
        """
        if "\n" not in match[1] and "\r" not in match[1]:
            return True
        number = next(row.first + i for i, line in enumerate(row.lines) if line.start <= match.end() <= line.end)
        return not self.is_wrapped(self._written(number - 1), self._written(number))

    # --- texts

    def block(self, row: RawBlock) -> BlockText:
        """A row's text; some of its lines may be lines of their own."""
        text = self._blocks.text
        pieces: list[str] = []
        runs: list[tuple[int, int]] = []
        size = 0
        breaks: list[int] = []
        columns = [line.start - self._blocks.lines[row.first + i].start for i, line in enumerate(row.lines)]
        terms = any(after < before for before, after in pairwise(columns))
        wide = row.prose and _WIDE_GAP.search(text, row.lines[0].start, row.lines[-1].end)
        gap = _TERMS if wide else 0  # a line may end where such a gap was, which took its room
        for i, (start, end) in enumerate(row.lines):
            if i:
                before, after = self._written(row.first + i - 1), text[start:end]
                forced = _is_forced(pieces[-1])
                set_in = self._is_set_in(row, i, columns, terms=terms)
                beside_code = before.endswith(_FENCE) or after.startswith(_FENCE)
                goes_on = self._all_run_on and not BULLET.match(after)
                room = before + gap * " "
                joined = set_in or beside_code or goes_on or self.is_wrapped(room, after)
                wrapped = row.joined or (joined and not forced)
                hyphenated = wrapped and not goes_on and _is_cut(before, after)
                cut = _CUT_ADDRESS.search("".join(pieces[-_CUTS:])) or hyphenated
                if not cut:
                    pieces.append("\n")
                    runs.append((size, row.lines[i - 1].end - size))
                    size += 1
                if not (cut or wrapped or forced):
                    breaks.append(size - 1)
            pieces.append(text[start:end])
            runs.append((size, start - size))
            size += end - start
        heading = row.kind == "heading" and not breaks
        return BlockText(text, "".join(pieces), tidy(runs), frozenset(breaks), heading)

    def _is_set_in(self, row: RawBlock, index: int, columns: Sequence[int], *, terms: bool) -> bool:
        """Whether a line goes on with the text that it is set in under; it has no bullet, and defines no term.

        One extractor sets texts of dl lists in under their terms: where `terms`, a line further out is the next term.
        """
        depth = columns[index] - columns[0]
        if depth < _SET_IN or BULLET.match(self._blocks.text, *row.lines[index]):
            return False
        return depth != _TERMS or not (terms or self._is_defined(row, index))

    def _is_defined(self, row: RawBlock, index: int) -> bool:
        """Whether a line is the text of the one term before it, which is short or a question."""
        before = self._written(row.first + index - 1)
        is_lower = self._blocks.text[row.lines[index].start].islower()
        return before[-1:] in ("?", ":") or (len(before) <= _LONG and not is_lower)


def _piece(row: RawBlock, start: int, end: int, *, is_term: bool) -> RawBlock:
    """`[start, end)` of a row."""
    lines = [(i, max(line.start, start), min(line.end, end)) for i, line in enumerate(row.lines)]
    kept = [(i, Span(a, b)) for i, a, b in lines if a < b]
    first, last = row.first + kept[0][0], row.first + kept[-1][0] + 1
    piece = row._replace(lines=tuple([span for _, span in kept]), first=first, last=last)
    return piece._replace(kind="heading", markup=Markup(level=TERM), joined=True) if is_term else piece


def _joined(heading: RawBlock, row: RawBlock, *, joined: bool) -> RawBlock:
    return heading._replace(lines=(*heading.lines, *row.lines), last=row.last, joined=joined)


def _starts_lower(text: str) -> bool:
    return text.lstrip(" \t>*_`[(\"'")[:1].islower()


def _is_cut(before: str, after: str) -> bool:
    """Whether a tool cut a word after its hyphen ("part-", "time")."""
    word = _first_word(after)
    return bool(_HYPHENATED.search(before)) and word[:1].isalpha() and word not in _SUSPENDED


def _first_word(text: str) -> str:
    """Empty for a line of white space."""
    return next(iter(text.split(None, 1)), "")


def _is_forced(line: str) -> bool:
    """Whether Markdown breaks the line at its end, whatever its length."""
    return line.endswith(("  ", "\\"))
