"""Markdown, as people and extractors write it: its blocks become segments, with exact places in the source.

markdown-it tells the blocks and their lines; each block's text is the end of its lines, and is looked for there. What
the texts leave is markup. A block whose text is not found where it must be is given line by line, as it is written.

One line break in a paragraph may be where a tool wrapped the text, or part two lines that a page shows one below the
other. A tool that wraps at a width leaves no room: the next word would not have fitted. So lines are joined where that
holds, for a width that the page itself shows (see `_width`), or where the text goes on in small letters after a long
line, or where it is set in under it (extractors leave the line breaks of HTML's own layout), or anywhere on a page most
of whose lines go on in small letters (see `_runs_on`); elsewhere they are lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from pathingest.model.evidence import MARKUP, Stretch
from pathingest.model.runs import tidy
from pathingest.model.segment import TERM, Content, Markup, Segment, SegmentKind
from pathingest.model.source import BYTE_ORDER_MARK, Source, Span
from pathingest.profiles import NO_SELECTORS, Selectors
from pathingest.segments import Segmenter
from pathingest.segments._builder import segment_at
from pathingest.segments._commonmark import parser
from pathingest.segments._inline import Block, address, read, with_bare_links

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_WRITTEN = re.compile(r"[^\r\n]+")
# What may stand before a block's text on its line: the marks of lists and quotes.
_PREFIX = re.compile(r"(?:[ \t>]|[-+*](?=[ \t]|$)|[0-9]{1,9}[.)](?=[ \t]|$))*")
_TASK_BOX = re.compile(r"\[[ xX]\][ \t]+(?=\S)")
# Bullets that Markdown does not know; a line that begins with one is an item all the same.
_LISTED = re.compile(r"[*+-][ \t]+(?=\S)")
_BULLET = re.compile(r"[•◦▪▫‣●○■□⁃∙➢→✓✔][ \t\xa0]+(?=\S)")
_DEFINITION = re.compile(r"\[(?:\\.|[^\[\]\\])+\]:\s*(?:<(?P<angled>[^<>\n]*)>|(?P<bare>\S+))", re.DOTALL)
_PIPE = re.compile(r"(?<!\\)\|")
# Without any of these a text has no inline markup, and no address.
_INLINE = re.compile(r"[*_`\[\]<&\\~]|://|##")
_NAMES_ORDINALS = 3  # longer numbers are years and figures


class _Row(NamedTuple):
    """A block before its inline markup is read.

    Attributes:
        lines: the stretch of the source that its text takes on each of its lines.
        first: the number of its first line.
        last: the number of the line after its last one.
        joined: whether its line breaks are white space in any case.
        prose: whether it is a paragraph outside of lists, as tools wrap them.
        raw: whether it is given line by line, as it is written.
        set_in: whether it is a line of an indented block.
    """

    kind: SegmentKind
    lines: tuple[Span, ...]
    first: int
    last: int
    markup: Markup = Markup()
    ordinal: int | None = None
    joined: bool = False
    prose: bool = False
    raw: bool = False
    set_in: bool = False


def segment(source: Source, _: Selectors = NO_SELECTORS) -> Content:
    """The page's headings, paragraphs, items, cells and lines; whatever stands round them is markup."""
    text = source.text.replace("\x00", "\u200b")  # neither shows anything, and markdown-it would show the one
    front = _front_matter(text)
    page = _Page(text, front.end)
    segments = page.segments()
    url = _own_address(text, front)
    return Content(segments, tuple(_marks(text, segments)), url)


# --- blocks ----------------------------------------------------------------------------------------------------------


class _Page:
    """One page's blocks, read in order."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.lines = [Span(*match.span()) for match in _LINE.finditer(text, start)]
        self.env: dict[str, Any] = {}
        self.tokens = parser().parse(text[start:], self.env)
        self.rows: list[_Row] = []
        self.definitions: dict[str, Segment | None] = {}
        self._items: list[int | None] = []  # of each open item its number (0 for a bullet) till its text is read
        self._table_rows = 0
        self._runs_on = False

    def segments(self) -> tuple[Segment, ...]:
        """All segments, in page order."""
        self._walk()
        self.rows += self._missed()
        rows = sorted([row for row in self.rows if row.lines], key=lambda row: row.lines)
        width = _width(rows, self.text, self._written)
        self._runs_on = not width and _runs_on(rows, self._written)
        rows = _with_wrapped_headings(rows, width, self._written)
        if self._runs_on:
            rows = _with_headings_that_run_on(rows)
        rows = [part for row in rows for part in self._defined(row, width)]
        found = [line for row in rows for line in self._read(row, width)]
        if all(before.end <= after.start for before, after in pairwise(found)):
            return tuple(found)
        return tuple(_as_written(self.text, self.lines[0].start, len(self.text)))

    def _written(self, number: int) -> str:
        """A line as it is written, without the white space at its end."""
        start, end = self.lines[number]
        return self.text[start:end].rstrip()

    def _walk(self) -> None:
        """Every block of the page as a row."""
        tokens = iter(self.tokens)
        opening: Token | None = None
        for token in tokens:
            kind = token.type
            if kind == "inline" and opening:
                self._text_block(token, opening)
            elif kind in ("paragraph_open", "heading_open"):
                opening = token
            elif kind == "list_item_open":
                self._items.append(int(token.info) if token.info else 0)
            elif kind == "list_item_close":
                self._items.pop()
            elif kind == "table_open":
                self._table(token)
                while token.type != "table_close":
                    token = next(tokens)  # noqa: PLW2901  a table is read whole
            elif kind in ("code_block", "fence"):
                self._code(token)
            elif kind == "html_block":
                self._text_block(token, token)
            elif kind == "definition":
                self._define(token)

    def _text_block(self, token: Token, opening: Token) -> None:
        """A paragraph, a heading or a block of HTML."""
        first, last = opening.map or [0, 0]
        is_heading, is_html = opening.type == "heading_open", opening.type == "html_block"
        content = token.content.rstrip("\n").split("\n")
        hashes = len(opening.markup) if opening.markup.startswith("#") else 0
        lines = self._located(first, content, hashes=hashes)
        kind: SegmentKind = "heading" if is_heading else "paragraph"
        markup = Markup(level=int(opening.tag[1])) if is_heading else Markup()
        ordinal = None
        if any(item is not None for item in self._items):
            ordinal = self._items[-1] or None
            kind = kind if is_heading or is_html else "item"
            self._items = [None] * len(self._items)
            if ordinal and len(str(ordinal)) > _NAMES_ORDINALS:
                lines = None
        if lines is None:
            self.rows.append(self._unread(first, last))
            return
        if kind == "paragraph" and not is_html and self._is_grid(first, last):
            self._grid(first, last)
            return
        if kind == "item" and (box := _TASK_BOX.match(self.text, *lines[0])):
            lines = (Span(box.end(), lines[0].end), *lines[1:])
        prose = kind == "paragraph" and not is_html and not self._items
        self.rows.append(_Row(kind, lines, first, last, markup, ordinal, joined=is_html, prose=prose))

    def _located(self, first: int, content: Sequence[str], *, hashes: int = 0) -> tuple[Span, ...] | None:
        """Where the lines of a block's text stand: at the end of its lines, after the marks of lists and quotes."""
        if first + len(content) > len(self.lines):
            return None
        found = []
        for number, line in enumerate(content, first):
            begin, _ = self.lines[number]
            written, sought = self._written(number), line.strip()
            prefix = _PREFIX.match(written)
            at = prefix.end() if prefix else 0
            if hashes:
                at = written.find(sought, written.find("#" * hashes, at) + hashes)
            elif not sought or (written.endswith(sought) and len(written) - len(sought) <= at):
                at = len(written) - len(sought)
            else:
                return None
            # The spaces at its end tell a forced line break.
            end = (
                begin + at + len(sought)
                if hashes
                else begin + len(self.text[slice(*self.lines[number])].rstrip("\r\n"))
            )
            found.append(Span(begin + at, end))
        return tuple(found)

    def _unread(self, first: int, last: int) -> _Row:
        """Lines that are given as they are written."""
        return _Row("line", tuple(self.lines[first:last]), first, last, raw=True)

    def _code(self, token: Token) -> None:
        """Lines of code; those that are indented are read like text: one extractor indents the texts of dl lists."""
        first, last = token.map or [0, 0]
        fenced = token.type == "fence"
        content = token.content.removesuffix("\n").split("\n") if token.content else []
        lines = self._located(first + fenced, content)
        self._items = [None] * len(self._items)
        if lines is None:
            self.rows.append(self._unread(first, last))
            return
        if not fenced and self._is_grid(first, first + len(lines)):
            self._grid(first, first + len(lines))
            return
        for number, line in enumerate(lines, first + fenced):
            if line.start < line.end:
                self.rows.append(self._code_line(line, number, fenced=fenced))
        self.rows.append(_Row("line", (), first, last))

    def _code_line(self, line: Span, number: int, *, fenced: bool) -> _Row:
        """A line of code; an indented one with a list's mark is an item: a heading before it had closed its list."""
        bullet = None if fenced else _LISTED.match(self.text, *line)
        if bullet:
            return _Row("item", (Span(bullet.end(), line.end),), number, number + 1)
        return _Row("line", (line,), number, number + 1, raw=fenced, set_in=not fenced)

    def _table(self, token: Token) -> None:
        """A table's cells, row by row; the second line only parts the head from the body."""
        first, last = token.map or [0, 0]
        self._items = [None] * len(self._items)
        nested = token.level > 0
        columns = len(self._cells(first + 1, 0, nested=nested))
        self._table_row(first, columns, nested=nested, head=True)
        for number in range(first + 2, last):
            self._table_row(number, columns, nested=nested)
        self.rows.append(_Row("line", (), first, last))

    def _table_row(self, number: int, columns: int, *, nested: bool = False, head: bool = False) -> None:
        """The cells of one line."""
        self._table_rows += 1
        for column, cell in enumerate(self._cells(number, columns, nested=nested)):
            markup = Markup(row=self._table_rows, column=column, head=head)
            self.rows.append(_Row("label", (cell,), number, number + 1, markup))

    def _is_grid(self, first: int, last: int) -> bool:
        """Whether lines are a table without a delimiter row: each stands between pipes, and all have as many cells."""
        lines = [self._written(number).lstrip() for number in range(first, last)]
        framed = all(len(line) > 1 and line[0] == line[-1] == "|" for line in lines)
        return framed and len(lines) > 1 and len({len(_PIPE.findall(line)) for line in lines}) == 1

    def _grid(self, first: int, last: int) -> None:
        """The rows of a table without a delimiter row."""
        for number in range(first, last):
            self._table_row(number, len(_PIPE.findall(self._written(number))) - 1)
        self.rows.append(_Row("line", (), first, last))

    def _cells(self, number: int, columns: int, *, nested: bool) -> list[Span]:
        """The cells of a line: what pipes part, escaped ones aside; pipes at both ends are no more than a frame.

        Where there are no more cells than columns, the first pipe parts an empty cell from the next one.
        """
        written = self._written(number)
        start, begin = self.lines[number].start, _PREFIX.match(written)
        at = begin.end() if begin and nested else len(written) - len(written.lstrip())
        pipes = [i for i in range(at, len(written)) if written[i] == "|" and written[i - 1 : i] != "\\"]
        edges = [at - 1, *pipes, len(written)]
        cells = [Span(start + a + 1, start + b) for a, b in pairwise(edges)]
        if cells[-1].start == cells[-1].end:
            cells.pop()
        return cells[1:] if pipes and pipes[0] == at and len(cells) > columns else cells

    def _define(self, token: Token) -> None:
        """A link reference definition: the first of a label counts."""
        first, last = token.map or [0, 0]
        found = _DEFINITION.search(self.text, self.lines[first].start, self.lines[last - 1].end)
        url = None
        if found:
            place = found.span("angled" if found["angled"] is not None else "bare")
            url = address(self.text, *place)
        self.definitions.setdefault(token.meta["id"], url)
        self.rows.append(_Row("line", (), first, last))

    def _missed(self) -> Iterator[_Row]:
        """The lines that no block accounts for, and that say something."""
        seen = {number for row in self.rows for number in range(row.first, row.last)}
        for number in range(len(self.lines)):
            if number not in seen and (written := self._written(number)) and not _is_mark(written):
                yield self._unread(number, number + 1)

    # --- definitions -------------------------------------------------------------------------------------------------

    def _defined(self, row: _Row, width: int) -> list[_Row]:
        """A paragraph of questions, each with its answer after a wide gap, in pieces; any other row as it is.

        One tool writes the entries of a dl whose ends are not marked so, all in one paragraph.
        """
        start, end = row.lines[0].start, row.lines[-1].end
        if not row.prose or not _WIDE_GAP.search(self.text, start, end):
            return [row]
        gaps = [match.span(1) for match in _GAP.finditer(self.text, start, end) if self._is_gap(row, match, width)]
        cuts = [start]
        for before, after in gaps:
            ends = [match.end() for match in _SENTENCE_END.finditer(self.text, cuts[-1], before)]
            cuts += [ends[-1] if ends else cuts[-1], after]
        kinds = [kind for _ in gaps for kind in ("paragraph", "heading")] + ["paragraph"]
        pieces = zip(kinds, cuts, [*cuts[1:], end], strict=True)
        return [_piece(row, a, b, is_term=kind == "heading") for kind, a, b in pieces if a < b]

    def _is_gap(self, row: _Row, match: re.Match[str], width: int) -> bool:
        """Whether a gap after a question is wide, or a line end where the next word would have had room after a space.

        A tool that wraps takes the spaces away where it breaks a line, and broke it as the gap left no room.
        """
        if "\n" not in match[1] and "\r" not in match[1]:
            return True
        number = next(row.first + i for i, line in enumerate(row.lines) if line.start <= match.end() <= line.end)
        return not is_wrapped(self._written(number - 1), self._written(number), width)

    # --- text --------------------------------------------------------------------------------------------------------

    def _read(self, row: _Row, width: int) -> Iterable[Segment]:
        """The segments of a row."""
        start, end = row.lines[0].start, row.lines[-1].end
        if row.raw:
            return _as_written(self.text, start, end)
        if len(row.lines) == 1 and not _INLINE.search(self.text, start, end):
            return [_dressed(row, 0, line, parted=False) for line in _as_written(self.text, start, end)]
        block, parted = self._block(row, width)
        lines = read(block, self.definitions, self.env)
        if lines is None:
            return _as_written(self.text, start, end)
        return [_dressed(row, i, with_bare_links(line), parted=parted) for i, line in enumerate(lines)]

    def _block(self, row: _Row, width: int) -> tuple[Block, bool]:
        """A row's text, and whether some of its lines are lines of their own."""
        pieces: list[str] = []
        runs: list[tuple[int, int]] = []
        size = 0
        breaks: list[int] = []
        columns = [line.start - self.lines[row.first + i].start for i, line in enumerate(row.lines)]
        terms = any(after < before for before, after in pairwise(columns))
        wide = row.prose and _WIDE_GAP.search(self.text, row.lines[0].start, row.lines[-1].end)
        gap = _TERMS if wide else 0  # a line may end where such a gap stood, which took its room
        for i, (start, end) in enumerate(row.lines):
            if i:
                before, after = self._written(row.first + i - 1), self.text[start:end]
                forced = _is_forced(pieces[-1])
                set_in = self._is_set_in(row, i, columns, terms=terms)
                beside_code = before.endswith(_FENCE) or after.startswith(_FENCE)
                goes_on = self._runs_on and not _BULLET.match(after)
                room = before + gap * " "
                joined = set_in or beside_code or goes_on or is_wrapped(room, after, width)
                wrapped = row.joined or (joined and not forced)
                hyphenated = wrapped and not goes_on and _is_cut(before, after)
                cut = _CUT_ADDRESS.search("".join(pieces[-_CUTS:])) or hyphenated
                if not cut:
                    pieces.append("\n")
                    runs.append((size, row.lines[i - 1].end - size))
                    size += 1
                if not (cut or wrapped or forced):
                    breaks.append(size - 1)
            pieces.append(self.text[start:end])
            runs.append((size, start - size))
            size += end - start
        heading = row.kind == "heading" and not breaks
        return Block(self.text, "".join(pieces), tidy(runs), frozenset(breaks), heading), bool(breaks)

    def _is_set_in(self, row: _Row, index: int, columns: Sequence[int], *, terms: bool) -> bool:
        """Whether a line goes on with the text that it is set in under; it has no bullet, and defines no term.

        One extractor sets texts of dl lists in under their terms: where `terms`, a line further out is the next term.
        """
        depth = columns[index] - columns[0]
        if depth < _SET_IN or _BULLET.match(self.text, *row.lines[index]):
            return False
        return depth != _TERMS or not (terms or self._is_defined(row, index))

    def _is_defined(self, row: _Row, index: int) -> bool:
        """Whether a line is the text of the one term before it, which is short or a question."""
        before = self._written(row.first + index - 1)
        starts_small = self.text[row.lines[index].start].islower()
        return before[-1:] in ("?", ":") or (len(before) <= _LONG and not starts_small)


def _piece(row: _Row, start: int, end: int, *, is_term: bool) -> _Row:
    """`[start, end)` of a row."""
    lines = [(i, max(line.start, start), min(line.end, end)) for i, line in enumerate(row.lines)]
    kept = [(i, Span(a, b)) for i, a, b in lines if a < b]
    first, last = row.first + kept[0][0], row.first + kept[-1][0] + 1
    piece = row._replace(lines=tuple([span for _, span in kept]), first=first, last=last)
    return piece._replace(kind="heading", markup=Markup(level=TERM), joined=True) if is_term else piece


def _dressed(row: _Row, index: int, line: Segment, *, parted: bool) -> Segment:
    """A line of a row as what the row is; in a list's item only the first line is the item."""
    kind, ordinal = line.kind, None
    markup = line.markup or Markup()
    if index == 0 and row.kind == "item":
        kind, ordinal = "item", row.ordinal
    elif kind == "line" and row.kind != "item" and (row.kind == "heading" or not row.joined) and not parted:
        kind = row.kind
    if kind == row.kind and kind in ("heading", "label"):
        level, _, _, cell_row, column, head, _ = row.markup
        markup = markup._replace(level=level, row=cell_row, column=column, head=head)
    if kind in ("line", "paragraph") and (bullet := _BULLET.match(line.text)):
        line, kind = line.cut(bullet.end(), len(line.text)), "item"
        markup = line.markup or markup
    return line._replace(kind=kind, ordinal=ordinal, markup=markup)


def _as_written(text: str, start: int, end: int) -> list[Segment]:
    """The lines of a stretch, their markup and all."""
    lines = [segment_at(found.start(), found.group(), markup=Markup()) for found in _WRITTEN.finditer(text, start, end)]
    return [line for line in lines if line]


# What may part a question from its answer: a gap as wide as an indent, or a line end that may have taken its place.
_GAP = re.compile(r"(?<=[?\uff1f])[*_`\"\u201d)]*([ \t]{4,}|[ \t]*(?:\r\n|\r|\n)[ \t>]*)(?=\S)")
_WIDE_GAP = re.compile(r"(?<=[^ \t\r\n]) {4,}(?=[^ \t\r\n])")
_SENTENCE_END = re.compile(r"[.!?\u3002\uff01][*_`\"\u201d')]*\s+")


# --- line breaks -----------------------------------------------------------------------------------------------------

_Written = Callable[[int], str]
# No tool wraps more narrowly or more widely; a longer line of prose says that nothing wrapped the page.
_NARROWEST = 50
_WIDEST = 120
# A line of this length that goes on in small letters is prose, whatever the width.
_LONG = 40
_FENCE = "```"  # in a paragraph: code that a tool gave lines of its own
_SET_IN = 2
_TERMS = 4
_HYPHENATED = re.compile(r"[^\W\d_]-\Z")
_SUSPENDED = frozenset({"and", "or", "to", "und", "oder", "bis"})
_CUTS = 8  # an address is cut at no more places
# Tools that wrap after hyphens do so in a link's address too, and it is none any more.
_CUT_ADDRESS = re.compile(r"\]\([^\s()<>]*-\Z")


def is_wrapped(before: str, after: str, width: int) -> bool:
    """Whether `after` goes on with the line `before`, by what the module says of line breaks."""
    if _BULLET.match(after) or not after.strip():
        return False
    if width and len(before) + 1 + len(_first_word(after)) > width:
        return True
    return len(before) >= _LONG and _starts_small(after) and before[-1] not in ".!?:"


def _starts_small(text: str) -> bool:
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


def _width(rows: Sequence[_Row], text: str, written: _Written) -> int:
    """The width at which a tool wrapped the page's prose, as far as its lines show; 0 for none.

    The longest line that another one goes on with, if most such lines have no room for the next word at that width,
    and if no line of prose is longer than tools make them.
    """
    breaks = []
    for row in rows:
        if not row.prose:
            continue
        lines = [written(row.first + i) for i in range(len(row.lines))]
        if any(len(line) > _WIDEST and " " in line and "|" not in line for line in lines):
            return 0
        forced = [_is_forced(text[start:end]) for start, end in row.lines]
        pairs = zip(pairwise(lines), forced[:-1], strict=True)
        breaks += [pair for pair, is_forced in pairs if " " in pair[0] and not is_forced]
    width = max((len(before) for before, _ in breaks), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    full = sum(len(before) + 1 + len(_first_word(after)) > width for before, after in breaks)
    return width if 2 * full >= len(breaks) else 0


def _runs_on(rows: Sequence[_Row], written: _Written) -> bool:
    """Whether the page's line breaks are white space, as in HTML that it comes from: most lines begin in small letters.

    On pages whose lines are texts of their own hardly any does.
    """
    texts = [row for row in rows if row.kind in ("paragraph", "item") and not (row.joined or row.raw)]
    breaks = [pair for row in texts for pair in pairwise([written(row.first + i) for i in range(len(row.lines))])]
    small = sum(_starts_small(after) and before[-1:] not in (".", "!", "?", ":") for before, after in breaks)
    return small >= _SURE and 2 * small >= len(breaks)


_SURE = 3


def _with_headings_that_run_on(rows: Sequence[_Row]) -> list[_Row]:
    """The rows of a page whose lines run on, headings joined with the line right below; elsewhere that is blank."""
    headings = sum(row.kind == "heading" and not row.raw for row in rows)
    beside = [i for i, (a, b) in enumerate(pairwise(rows), 1) if a.kind == "heading" and _is_right_below(b, a)]
    if 2 * len(beside) >= headings:
        return [*rows]
    found: list[_Row] = []
    for i, row in enumerate(rows):
        if i in beside and len(found[-1].lines) == 1:
            found[-1] = found[-1]._replace(lines=(*found[-1].lines, *row.lines), last=row.last, joined=True)
        else:
            found.append(row)
    return found


def _is_right_below(row: _Row, heading: _Row) -> bool:
    return row.prose and heading.last == row.first


def _with_wrapped_headings(rows: Sequence[_Row], width: int, written: _Written) -> list[_Row]:
    """The rows, a heading made whole whose rest stands on the next lines: it was wrapped, or is set in, like prose."""
    found: list[_Row] = []
    for row in rows:
        before = found[-1] if found else row
        if width and row.prose and before.kind == "heading" and before.last == row.first and len(before.lines) == 1:
            lines = [written(number) for number in range(before.first, row.last)]
            if all(is_wrapped(a, b, width) for a, b in pairwise(lines)):
                found[-1] = before._replace(lines=(*before.lines, *row.lines), last=row.last)
                continue
        if row.set_in and before.kind == "heading" and before.last == row.first:
            found[-1] = before._replace(lines=(*before.lines, *row.lines), last=row.last, joined=True)
            continue
        found.append(row)
    return found


# --- what is no text -------------------------------------------------------------------------------------------------

_FRONT = re.compile(r"---[ \t]*(?:\r\n|\r|\n)(?:(?!---|\.\.\.)[^\r\n]*(?:\r\n|\r|\n))*(?:---|\.\.\.)[ \t]*(?=\r|\n|\Z)")
_YAML_LINE = re.compile(r"[\w.-]+[ \t]*:(?:[ \t]|$)|[ \t#]|- |-$|$")
_OWN_ADDRESS = re.compile(
    r"^(?P<key>canonical(?:_url)?|url|permalink|source(?:_url)?)[ \t]*:[ \t]*[\"']?(?P<url>https?://[^\s\"']+)",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS_KEYS = ("canonical", "url", "permalink", "source")
_SHOWN = re.compile(r"\S(?:[^\r\n]*\S)?")


def _front_matter(text: str) -> Span:
    """The YAML that a page begins with; empty where it begins with anything else."""
    start = int(text.startswith(BYTE_ORDER_MARK))
    found = _FRONT.match(text, start)
    if found and all(map(_YAML_LINE.match, _WRITTEN.findall(found.group())[1:-1])):
        return Span(*found.span())
    return Span(start, start)


def _own_address(text: str, front: Span) -> Segment | None:
    """The page's address, as its front matter states it."""
    found = [(match["key"].lower().removesuffix("_url"), match) for match in _OWN_ADDRESS.finditer(text[: front.end])]
    best = min(found, key=lambda item: _ADDRESS_KEYS.index(item[0]), default=None)
    return Segment("line", best[1]["url"], *best[1].span("url")) if best else None


def _is_mark(written: str) -> bool:
    """Whether a line holds nothing but the marks of lists, quotes and rules."""
    return not any(map(str.isalnum, written))


def _marks(text: str, segments: Sequence[Segment]) -> Iterator[Stretch]:
    """Everything that no segment says, line by line, without the white space."""
    at = int(text.startswith(BYTE_ORDER_MARK))
    spans = [piece for line in segments for piece in line.pieces(0, len(line.text))]
    for start, end in [*spans, (len(text), len(text))]:
        for match in _SHOWN.finditer(text, at, start):
            yield Stretch(*match.span(), MARKUP)
        at = end


MARKDOWN = Segmenter(media_types=("text/markdown",), segment=segment)
