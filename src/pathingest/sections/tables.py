"""Columns of tables that no field reads: each becomes a section of role "other", so that nothing is lost."""

from __future__ import annotations

from pathingest.model.section import Role, Section
from pathingest.model.segment import Segment
from pathingest.profiles import Profile
from pathingest.profiles.tables import Table, read_tables

_READ: dict[Role, frozenset[str]] = {
    "transferable_skills": frozenset({"name", "guidance"}),
    "skills_to_learn": frozenset({"name", "priority", "duration", "guidance"}),
}


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
