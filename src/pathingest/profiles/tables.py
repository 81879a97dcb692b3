"""Tables in a profile's words: which cells make a row, and what each column holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pathingest.model.segment import Segment
from pathingest.profiles import Column, Profile
from pathingest.values.duration import parse_duration
from pathingest.values.text import key
from pathingest.values.vocabulary import parse_priority

Row = Mapping[int, Sequence[Segment]]
_PROSE = 24  # characters that a cell of guidance has at least, on average


class Table(NamedTuple):
    """One table.

    Attributes:
        head: the cells that head its columns; empty where none do.
        kinds: what each column holds; a column that is missing here is unknown.
        rows: the other cells, by column; a cell may be several paragraphs.
    """

    head: Mapping[int, Segment]
    kinds: Mapping[int, Column]
    rows: Sequence[Row]

    def cells(self, row: Row, kind: Column) -> tuple[Segment, ...]:
        """What stands in a row's columns of that kind."""
        return tuple([cell for column, cells in row.items() if self.kinds.get(column) == kind for cell in cells])


def read_tables(segments: Sequence[Segment], profile: Profile) -> list[Table]:
    """The tables among the segments, in page order; a row of headings begins each but, perhaps, the first."""
    tables: list[list[dict[int, list[Segment]]]] = []
    last = 0
    for segment in segments:
        markup = segment.markup
        if markup is None or not markup.row:
            continue
        if markup.row != last:
            if not tables or (markup.head and markup.column == 0 and not _is_head(tables[-1][-1], profile)):
                tables.append([])
            tables[-1].append({})
            last = markup.row
        tables[-1][-1].setdefault(markup.column, []).append(segment)
    return [_table(rows, profile) for rows in _with_row_heads(tables)]


def _with_row_heads(tables: list[list[dict[int, list[Segment]]]]) -> list[list[dict[int, list[Segment]]]]:
    """Tables whose rows each begin with a heading put together again: such a cell heads its row, not its column."""
    joined: list[list[dict[int, list[Segment]]]] = []
    for rows in tables:
        alone = any(not _heads(cells) for column, cells in rows[0].items() if column)
        if joined and alone:
            joined[-1].extend(rows)
        else:
            joined.append(rows)
    return joined


def _heads(cells: Sequence[Segment]) -> bool:
    return all(cell.markup is not None and cell.markup.head for cell in cells)


def _is_head(row: Row, profile: Profile) -> bool:
    """Whether a row heads columns: the markup says so, or two of its cells are in the profile's words."""
    if len(row) > 1 and all(map(_heads, row.values())):
        return True
    return sum(key(cells[0].text) in profile.columns for cells in row.values()) > 1


def _table(rows: list[dict[int, list[Segment]]], profile: Profile) -> Table:
    if _is_turned(rows, profile):
        rows = _turned(rows)
    head = {column: cells[0] for column, cells in rows[0].items()} if _is_head(rows[0], profile) else {}
    body = rows[1:] if head else rows
    known = {column: profile.columns.get(key(cell.text)) for column, cell in head.items()}
    kinds: dict[int, Column] = {column: kind for column, kind in known.items() if kind}
    for column in sorted({column for row in body for column in row}):
        if column not in kinds and (kind := _kind([row.get(column, []) for row in body], kinds, profile)):
            kinds[column] = kind
    return Table(head, kinds, body)


def _is_turned(rows: list[dict[int, list[Segment]]], profile: Profile) -> bool:
    """Whether a table's first column says what its rows hold, and no row says it of the columns."""
    if _is_head(rows[0], profile) or any(len(row) == 1 or 0 not in row for row in rows):
        return False
    return len(rows) > 1 and all(key(row[0][0].text) in profile.columns for row in rows)


def _turned(rows: list[dict[int, list[Segment]]]) -> list[dict[int, list[Segment]]]:
    """The columns as rows."""
    columns = sorted({column for row in rows for column in row})
    return [{i: row[column] for i, row in enumerate(rows) if column in row} for column in columns]


def _kind(cells: list[list[Segment]], kinds: Mapping[int, Column], profile: Profile) -> Column | None:
    """What a column without a known heading holds, as its cells tell: the first one names, prose guides."""
    texts = [cell.text for column in cells for cell in column]
    taken = set(kinds.values())
    if not texts:
        return None
    if "priority" not in taken and all(priority_of(text, profile) for text in texts):
        return "priority"
    if "duration" not in taken and all(_is_duration(text) for text in texts):
        return "duration"
    if taken.isdisjoint({"name", "level"}):
        return "name"
    prose = sum(map(len, texts)) >= _PROSE * len(texts)
    return "guidance" if prose and "guidance" not in taken else None


def priority_of(text: str, profile: Profile) -> str | None:
    """The priority that a text states and nothing else: in the profile's words, else in general ones."""
    return profile.priorities.get(key(text)) or parse_priority(text)


def _is_duration(text: str) -> bool:
    found = parse_duration(text)
    return found is not None and (found.start, found.end) == (0, len(text))
