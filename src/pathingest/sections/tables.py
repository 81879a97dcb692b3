"""Tables: rows that a tool wrote one after the other on one line; columns that no field reads.

Each of the latter becomes a section of role "other", so that nothing is lost.
"""

from __future__ import annotations

from itertools import pairwise, takewhile

from pathingest.lines import Line, bounds
from pathingest.lines.tables import Table, read_tables
from pathingest.model.section import Role, Section
from pathingest.model.segment import Markup

_READ: dict[Role, frozenset[str]] = {
    "transferable_skills": frozenset({"name", "guidance"}),
    "skills_to_learn": frozenset({"name", "priority", "duration", "guidance"}),
}
_TABLES: tuple[Role, ...] = ("transferable_skills", "skills_to_learn", "salaries")


def with_tables(section: Section[Line]) -> list[Section[Line]]:
    """The section, its tables as cells, without the columns that its field does not read, and those as sections."""
    if section.role not in _TABLES:
        return [section]
    if [line for line in section.lines if "|" in line.text]:
        section = _with_rows(section)
    read = _READ.get(section.role)
    if read is None or not [line for line in section.lines if line.row]:
        return [section]
    columns = [_column(table, column) for table in read_tables(section.lines) for column in _unread(table, read)]
    if not columns:
        return [section]
    gone = {cell.start for column in columns for cell in (column.heading, *column.segments) if cell}
    kept = tuple([line for line in section.lines if line.segment.start not in gone])
    return [section._replace(lines=kept), *columns]


def _with_rows(section: Section[Line]) -> Section[Line]:
    """The section, its tables on one line each ("Skill | Need | SQL | High | Git | Low") as cells.

    The words that head columns show how many there are; nothing else does.
    """
    rows = max([line.row for line in section.lines])
    lines: list[Line] = []
    for line in section.lines:
        cells = [line.cut(*place) for place in _cells(line.text)] if "|" in line.text else []
        columns = len([*takewhile(lambda cell: cell.meaning.column, cells)])
        if columns < bounds.ROW_HEADS or len(cells) == columns or len(cells) % columns:
            lines.append(line)
            continue
        lines += [_cell(cell, rows + 1 + i // columns, i % columns) for i, cell in enumerate(cells) if cell.text]
        rows += len(cells) // columns
    return section._replace(lines=tuple(lines))


def _cells(text: str) -> list[tuple[int, int]]:
    """[start, end) of what is between the bars of a line; bars at its ends are no more than a frame."""
    bars = [-1, *[i for i, char in enumerate(text) if char == "|"], len(text)]
    places = []
    for before, after in pairwise(bars):
        end = before + 1 + len(text[before + 1 : after].rstrip())
        places.append((min(end, after - len(text[before + 1 : after].lstrip())), end))
    return places[text[0] == "|" : len(places) - (text[-1] == "|")]


def _cell(line: Line, row: int, column: int) -> Line:
    markup = line.segment.markup or Markup()
    return Line(line.segment._replace(kind="label", markup=markup._replace(row=row, column=column)), line.words)


def _unread(table: Table, read: frozenset[str]) -> list[int]:
    columns = sorted({column for row in table.rows for column in row})
    if table.is_by_priority and "priority" in read:
        return []
    ticked = table.ticked if "priority" in read else ()
    if not table.is_of_names:
        return columns
    return [column for column in columns if table.kinds.get(column) not in read and column not in ticked]


def _column(table: Table, column: int) -> Section[Line]:
    cells = tuple([cell for row in table.rows for cell in row.get(column, ())])
    head = table.head.get(column)
    return Section("other", head.segment if head else None, cells)
