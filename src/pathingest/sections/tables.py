"""Tables: rows that a tool wrote one after the other on one line; columns that no field reads.

Each of the latter becomes a section of role "other", so that nothing is lost.
"""

from __future__ import annotations

from itertools import pairwise, takewhile

from pathingest.model.section import Role, Section
from pathingest.model.segment import Markup, Segment
from pathingest.profiles import Profile
from pathingest.profiles.tables import Table, read_tables
from pathingest.values.text import key

_READ: dict[Role, frozenset[str]] = {
    "transferable_skills": frozenset({"name", "guidance"}),
    "skills_to_learn": frozenset({"name", "priority", "duration", "guidance"}),
}


def with_rows(section: Section, profile: Profile) -> Section:
    """The section, its tables that stand on one line each ("Skill | Need | SQL | High | Git | Low") as cells.

    The words that head columns tell how many there are; nothing else does.
    """
    if section.role not in _TABLES or not any("|" in segment.text for segment in section.segments):
        return section
    rows = max((segment.markup.row for segment in section.segments if segment.markup), default=0)
    segments: list[Segment] = []
    for segment in section.segments:
        cells = _cells(segment.text) if "|" in segment.text else []
        columns = _known_heads([segment.text[a:b] for a, b in cells], profile)
        if columns < _LEAST or len(cells) == columns or len(cells) % columns:
            segments.append(segment)
            continue
        for i, (start, end) in enumerate(cells):
            if start < end:
                segments.append(_cell(segment.cut(start, end), rows + 1 + i // columns, i % columns))
        rows += len(cells) // columns
    return section._replace(segments=tuple(segments))


_TABLES: tuple[Role, ...] = ("transferable_skills", "skills_to_learn", "salaries")
_LEAST = 2


def _known_heads(cells: list[str], profile: Profile) -> int:
    """How many cells at the beginning are in the profile's words for columns."""
    return len([*takewhile(lambda cell: key(cell) in profile.columns, cells)])


def _cells(text: str) -> list[tuple[int, int]]:
    """[start, end) of what stands between the bars of a line; bars at its ends are no more than a frame."""
    bars = [-1, *[i for i, letter in enumerate(text) if letter == "|"], len(text)]
    places = []
    for before, after in pairwise(bars):
        end = before + 1 + len(text[before + 1 : after].rstrip())
        places.append((min(end, after - len(text[before + 1 : after].lstrip())), end))
    return places[text[0] == "|" : len(places) - (text[-1] == "|")]


def _cell(segment: Segment, row: int, column: int) -> Segment:
    markup = segment.markup or Markup()
    return segment._replace(kind="label", markup=markup._replace(row=row, column=column))


def part_unknown_columns(section: Section, profile: Profile) -> list[Section]:
    """The section without the columns that its field does not read, and those as sections under their own heads."""
    read = _READ.get(section.role)
    if read is None or not any(segment.markup and segment.markup.row for segment in section.segments):
        return [section]
    parted = [(table, column) for table in read_tables(section.segments, profile) for column in _unread(table, read)]
    if not parted:
        return [section]
    columns = [_column(table, column) for table, column in parted]
    gone = {cell.start for column in columns for cell in (column.heading, *column.segments) if cell}
    kept = tuple([segment for segment in section.segments if segment.start not in gone])
    return [section._replace(segments=kept), *columns]


def _unread(table: Table, read: frozenset[str]) -> list[int]:
    columns = sorted({column for row in table.rows for column in row})
    return [column for column in columns if table.kinds.get(column) not in read]


def _column(table: Table, column: int) -> Section:
    cells: list[Segment] = [cell for row in table.rows for cell in row.get(column, ())]
    return Section("other", table.head.get(column), tuple(cells))
