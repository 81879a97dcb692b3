"""Plain text, in whatever rendering: each line that is not blank is a segment."""

from __future__ import annotations

import re

from pathingest.model.runs import Runs, index_of
from pathingest.model.segment import Content, Markup, Segment
from pathingest.model.source import BYTE_ORDER_MARK, Source
from pathingest.profiles import NO_SELECTORS, Selectors
from pathingest.segments import Segmenter
from pathingest.segments._breaks import LineRun, rejoined
from pathingest.segments._builder import IN_STEP, segment_at
from pathingest.segments._glance import of_text
from pathingest.values.text import evened

_LINE = re.compile(r"[^\r\n]+")
_BULLETS = frozenset(
    "•*-\u2014\u25e6\u25aa\u25ab\u2023\u00b7\u25cf\u25cb\u25a0\u25a1\u2043\u2219\u27a2\u2192\u2713\u2714\uf0b7"
)
# What a line may begin with that is not simply a line.
_MARKS = _BULLETS | frozenset(" #0123456789")
_new = tuple.__new__
# A line end that means nothing; canonical text leaves it out.
_NOTHING = "\u200b"
_HEADING = re.compile(r"#{1,6} (?=\S)")
_ORDINAL = re.compile(r"([0-9]{1,3})[.)] ")


def segment(source: Source, _: Selectors = NO_SELECTORS) -> Content:
    """The page's lines, each with its bullet or number taken off.

    Blank lines carry no meaning: one extractor writes them, another does not, for the same page.
    """
    tables = _tables(source.text) if any(mark in source.text for mark in _CELL_MARKS) else {}
    lines = rejoined(source.text, tables)
    if tables or lines:
        return Content(_by_runs(source.text, lines, tables))
    text = source.text.replace("\r", "\n")
    marked = text.startswith(BYTE_ORDER_MARK)
    even = evened(text[marked:])
    if even is not None:
        return Content(_even_lines(even, int(marked)))
    found = (_line(match.group(), match.start()) for match in _LINE.finditer(source.text, marked))
    return Content(tuple(line for line in found if line))


def _even_lines(text: str, position: int) -> tuple[Segment, ...]:
    """Lines of a page whose characters are canonical, or one for one: nearly all pages, at a fifth of the cost."""
    lines: list[Segment] = []
    add, marks = lines.append, _MARKS
    spaced = "  " in text or " \n" in text or text[-1:] == " "
    for raw in text.split("\n"):
        if raw:
            end = position + len(raw)
            if raw[0] in marks or (spaced and (raw[-1] == " " or "  " in raw)):
                line = raw.strip(" ")
                start = position + raw.find(line)
                if line[1:2] == " " and line[0] in _BULLETS and "  " not in line:
                    add(_new(Segment, ("item", line[2:], start + 2, start + len(line), None, None, None)))
                elif line and "  " not in line:
                    add(_marked(_new(Segment, ("line", line, start, start + len(line), None, None, None))))
                elif found := _line(raw, position):
                    add(found)
            else:
                # The tuple's own constructor: the named one takes twice as long, a hundred times a page.
                add(_new(Segment, ("line", raw, position, end, None, None, None)))
            position = end
        position += 1
    return tuple(lines)


def _line(raw: str, position: int) -> Segment | None:
    """One line in canonical form, or None if nothing of it is left."""
    found = segment_at(position, raw)
    return found and _marked(found)


# --- tables that were flattened ----------------------------------------------------------------------------------

_Cells = list[tuple[int, int]]
_CELL_MARKS = ("\t", " | ", "   ")
_RULE = re.compile(r"[\s|:+=-]*-{3}[\s|:+=-]*")
# What parts cells: tabs, bars, or a column of spaces.
_TABS = re.compile(r"[^\t]+")
_BARS = re.compile(r"[^|]+")
_SPACES = re.compile(r"\S+(?: \S+)*")


def _tables(text: str) -> dict[int, tuple[int, _Cells]]:
    """The rows of tables, by where their lines begin: a row's number, and [start, end) of its cells.

    Two lines make a table, one below the other, with as many cells each; cells that only spaces part must begin in the
    same columns, as prose with double spaces after its full stops does not.
    """
    every = _LINE.finditer(text, text.startswith(BYTE_ORDER_MARK))
    lines = [match for match in every if match.group().strip(" \t\xa0")]
    rows: dict[int, tuple[int, _Cells]] = {}
    for cells_of in (_by_tabs, _by_bars, _by_columns):
        found = [(line, cells_of(line.group())) for line in lines]
        run: list[tuple[int, _Cells]] = []
        for line, cells in [*found, (None, [])]:
            if line and _RULE.fullmatch(line.group()):
                continue
            if run and not (line and _same_shape(run[-1][1], cells, aligned=cells_of is _by_columns)):
                if len(run) > 1:
                    for start, row in run:
                        rows.setdefault(start, (0, row))
                run = []
            if line and len(cells) > 1:
                run.append((line.start(), [(line.start() + a, line.start() + b) for a, b in cells]))
    return {start: (number, cells) for number, (start, (_, cells)) in enumerate(sorted(rows.items()), 1)}


def _same_shape(first: _Cells, second: _Cells, *, aligned: bool) -> bool:
    if len(first) != len(second):
        return False
    return not aligned or [a - first[0][0] for a, _ in first] == [a - second[0][0] for a, _ in second]


def _by_tabs(line: str) -> _Cells:
    return _filled(line, _TABS) if "\t" in line.strip() and line.strip()[0] not in _BULLETS else []


def _by_bars(line: str) -> _Cells:
    return _filled(line, _BARS) if " | " in line else []


def _by_columns(line: str) -> _Cells:
    return _filled(line, _SPACES) if "  " in line.strip() else []


def _filled(line: str, cell: re.Pattern[str]) -> _Cells:
    """[start, end) of the cells that hold something."""
    found = []
    for match in cell.finditer(line):
        text = match.group()
        start = match.start() + len(text) - len(text.lstrip())
        if text.strip():
            found.append((start, match.start() + len(text.rstrip())))
    return found


def _by_runs(text: str, lines: list[LineRun] | None, rows: dict[int, tuple[int, _Cells]]) -> tuple[Segment, ...]:
    """The page's lines, those that a tool broke whole, those of tables as their cells."""
    segments: list[Segment | None] = []
    marked = text.startswith(BYTE_ORDER_MARK)
    for run in lines or [LineRun(*match.span()) for match in _LINE.finditer(text, marked)]:
        row = rows.get(run.start)
        if row is None:
            segments.append(_whole(text, run))
            continue
        for column, (start, end) in enumerate(row[1]):
            cell = _line(text[start:end], start)
            segments.append(cell and cell._replace(kind="label", markup=Markup(row=row[0], column=column)))
    return tuple([segment for segment in segments if segment])


def _whole(text: str, run: LineRun) -> Segment | None:
    """A line, or the lines that are one; where a line end means nothing, the place of the text is interrupted."""
    start, end, seams = run
    parts: list[str] = []
    at = start
    for seam in seams:
        ending = 2 if text.startswith("\r\n", seam) else 1
        parts += (text[at:seam], _NOTHING * ending)
        at = seam + ending
    found = _line("".join((*parts, text[at:end])), start)
    if found is None or not seams:
        return found
    gaps = [_gap(found, found.runs or IN_STEP, text, seam) for seam in seams if found.start < seam < found.end]
    return found._replace(markup=Markup(gaps=tuple(gaps)))


def _gap(segment: Segment, runs: Runs, text: str, seam: int) -> tuple[int, int]:
    """Where a line end interrupts a segment: before which character, and after which offset."""
    index = index_of(runs, seam - segment.start)
    end = seam
    while end > segment.start and text[end - 1].isspace():
        end -= 1
    return index, end - segment.start + (segment.text[index - 1] == " " and end < seam)


def _marked(line: Segment) -> Segment:
    """A line as an item if a bullet or a number and a space begin it, as a heading if number signs do.

    "-15%" and "3 months" are no items.
    """
    text = line.text
    mark = 0
    ordinal = None
    if text[0] in _BULLETS:
        if text[1:2] == " ":
            mark = 2
        elif text[0] == "•" and len(text) > 1:
            mark = 1
    elif match := _ORDINAL.match(text):
        mark = match.end()
        ordinal = int(match[1])
    kind = "item" if mark else "line"
    if match := _HEADING.match(text):
        mark = match.end()
        kind = "heading"
    if not mark:
        return line
    _, text, start, end, _, runs, _ = line.cut(mark, len(text))
    return _new(Segment, (kind, text, start, end, ordinal, runs, None))


TEXT = Segmenter(media_types=("text/plain",), segment=segment, look=of_text)
