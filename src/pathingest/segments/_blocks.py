"""The blocks of a Markdown page: markdown-it gives them and their lines, and each text is at the end of its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from pathingest.model.segment import Markup, Segment, SegmentKind
from pathingest.model.source import Span
from pathingest.model.tuples import NamedTuple
from pathingest.segments._commonmark import parser
from pathingest.segments._inline import address

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
# What may be before a block's text on its line: the marks of lists and quotes.
_PREFIX = re.compile(r"(?:[ \t>]|[-+*](?=[ \t]|$)|[0-9]{1,9}[.)](?=[ \t]|$))*")
_TASK_BOX = re.compile(r"\[[ xX]\][ \t]+(?=\S)")
_LISTED = re.compile(r"[*+-][ \t]+(?=\S)")
_DEFINITION = re.compile(r"\[(?:\\.|[^\[\]\\])+\]:\s*(?:<(?P<angled>[^<>\n]*)>|(?P<bare>\S+))", re.DOTALL)
_PIPE = re.compile(r"(?<!\\)\|")
_NAMES_ORDINALS = 3  # longer numbers are years and figures


class RawBlock(NamedTuple):
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


def _rows(token: Token) -> Sequence[int]:
    """The first line of a block, and the one after its last; markdown-it gives them for each that begins one."""
    return cast("Sequence[int]", token.map)


class Blocks:
    """One page's blocks, read in order.

    Attributes:
        lines: its lines, with their line ends.
        rows: its blocks, of which some have no lines of their own: they only say which lines are accounted for.
        definitions: the addresses of its link references.
        env: what markdown-it noted.
    """

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.lines = [Span(*match.span()) for match in _LINE.finditer(text, start)]
        self.env: dict[str, Any] = {}
        self.rows: list[RawBlock] = []
        self.definitions: dict[str, Segment | None] = {}
        self._items: list[int | None] = []  # of each open item its number (0 for a bullet) till its text is read
        self._table_rows = 0
        self._walk(parser().parse(text[start:], self.env))
        self.rows += self._missed()

    def written(self, number: int) -> str:
        """A line as it is written, without the white space at its end."""
        start, end = self.lines[number]
        return self.text[start:end].rstrip()

    def _walk(self, parsed: Sequence[Token]) -> None:
        """Every block of the page as a row."""
        tokens = iter(parsed)
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
        first, last = _rows(opening)
        is_heading, is_html = opening.type == "heading_open", opening.type == "html_block"
        content = token.content.rstrip("\n").split("\n")
        hashes = len(opening.markup) if opening.markup.startswith("#") else 0
        lines = self._located(first, content, hashes=hashes)
        kind: SegmentKind = "heading" if is_heading else "paragraph"
        markup = Markup(level=int(opening.tag[1])) if is_heading else Markup()
        ordinal = None
        if any(item is not None for item in self._items):
            markup = markup._replace(depth=len(self._items) - 1)
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
        self.rows.append(RawBlock(kind, lines, first, last, markup, ordinal, joined=is_html, prose=prose))

    def _located(self, first: int, content: Sequence[str], *, hashes: int = 0) -> tuple[Span, ...] | None:
        """Where the lines of a block's text are: at the end of its lines, after the marks of lists and quotes."""
        if first + len(content) > len(self.lines):
            return None
        found = []
        for number, line in enumerate(content, first):
            begin, _ = self.lines[number]
            written, sought = self.written(number), line.strip()
            prefix = _PREFIX.match(written)
            at = prefix.end() if prefix else 0
            if hashes:
                at = written.find(sought, written.find("#" * hashes, at) + hashes)
            elif not sought or (written.endswith(sought) and len(written) - len(sought) <= at):
                at = len(written) - len(sought)
            else:
                return None
            # The spaces at its end mean a forced line break.
            end = (
                begin + at + len(sought)
                if hashes
                else begin + len(self.text[slice(*self.lines[number])].rstrip("\r\n"))
            )
            found.append(Span(begin + at, end))
        return tuple(found)

    def _unread(self, first: int, last: int) -> RawBlock:
        """Lines that are given as they are written."""
        return RawBlock("line", tuple(self.lines[first:last]), first, last, raw=True)

    def _code(self, token: Token) -> None:
        """Lines of code; those that are indented are read like text: one extractor indents the texts of dl lists."""
        first, last = _rows(token)
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
        self.rows.append(RawBlock("line", (), first, last))

    def _code_line(self, line: Span, number: int, *, fenced: bool) -> RawBlock:
        """A line of code; an indented one with a list's mark is an item: a heading before it had closed its list."""
        bullet = None if fenced else _LISTED.match(self.text, *line)
        if bullet:
            return RawBlock("item", (Span(bullet.end(), line.end),), number, number + 1)
        return RawBlock("line", (line,), number, number + 1, raw=fenced, set_in=not fenced)

    def _table(self, token: Token) -> None:
        """A table's cells, row by row; the second line only separates the head from the body."""
        first, last = _rows(token)
        self._items = [None] * len(self._items)
        nested = token.level > 0
        columns = len(self._cells(first + 1, 0, nested=nested))
        self._table_row(first, columns, nested=nested, head=True)
        for number in range(first + 2, last):
            self._table_row(number, columns, nested=nested)
        self.rows.append(RawBlock("line", (), first, last))

    def _table_row(self, number: int, columns: int, *, nested: bool = False, head: bool = False) -> None:
        """The cells of one line."""
        self._table_rows += 1
        for column, cell in enumerate(self._cells(number, columns, nested=nested)):
            markup = Markup(row=self._table_rows, column=column, head=head)
            self.rows.append(RawBlock("label", (cell,), number, number + 1, markup))

    def _is_grid(self, first: int, last: int) -> bool:
        """Whether lines are a table without a delimiter row: each is between pipes, and all have as many cells."""
        lines = [self.written(number).lstrip() for number in range(first, last)]
        framed = all(len(line) > 1 and line[0] == line[-1] == "|" for line in lines)
        return framed and len(lines) > 1 and len({len(_PIPE.findall(line)) for line in lines}) == 1

    def _grid(self, first: int, last: int) -> None:
        """The rows of a table without a delimiter row."""
        for number in range(first, last):
            self._table_row(number, len(_PIPE.findall(self.written(number))) - 1)
        self.rows.append(RawBlock("line", (), first, last))

    def _cells(self, number: int, columns: int, *, nested: bool) -> list[Span]:
        """The cells of a line: what pipes separate, escaped ones aside; pipes at both ends are no more than a frame.

        Where there are no more cells than columns, the first pipe parts an empty cell from the next one.
        """
        written = self.written(number)
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
        first, last = _rows(token)
        found = _DEFINITION.search(self.text, self.lines[first].start, self.lines[last - 1].end)
        url = None
        if found:
            place = found.span("angled" if found["angled"] is not None else "bare")
            url = address(self.text, *place)
        self.definitions.setdefault(token.meta["id"], url)
        self.rows.append(RawBlock("line", (), first, last))

    def _missed(self) -> Iterator[RawBlock]:
        """The lines that no block accounts for, and that say something."""
        seen = {number for row in self.rows for number in range(row.first, row.last)}
        for number in range(len(self.lines)):
            # A line may hold nothing but the marks of lists, quotes and rules.
            if number not in seen and any(map(str.isalnum, self.written(number))):
                yield self._unread(number, number + 1)
