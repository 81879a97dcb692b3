"""Tables in a profile's words: which cells make a row, and what each column holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from pathingest.lines import bounds
from pathingest.lines.line import Line
from pathingest.model.tuples import NamedTuple
from pathingest.model.values import Duration
from pathingest.profiles import Column
from pathingest.values.positions import read_counted
from pathingest.values.roads import is_of_course
from pathingest.values.text import is_ordinal
from pathingest.values.vocabulary import parse_priority, read_tick

Row = Mapping[int, Sequence[Line]]
_Rows = list[dict[int, list[Line]]]


class Counted(NamedTuple):
    """A column of places in the calendar.

    Attributes:
        times: of each row.
        rises: whether the places go on from one row to the next; where they do not, they may be lengths.
        is_whole: whether they do so from the first on, without a gap, some of them from one place to another.
    """

    column: int
    times: Sequence[Duration]
    rises: bool
    is_whole: bool


class Table(NamedTuple):
    """One table.

    Attributes:
        head: the cells that head its columns; empty where none do.
        kinds: what each column holds; a column that is missing here is unknown.
        rows: the other cells, by column; a cell may be several paragraphs.
    """

    head: Mapping[int, Line]
    kinds: Mapping[int, Column]
    rows: Sequence[Row]

    @property
    def is_by_priority(self) -> bool:
        """Whether each column holds what is as important as its head says ("Essential", "Nice to have")."""
        return bool(self.head) and all(_states_priority(cell) for cell in self.head.values())

    @property
    def ticked(self) -> frozenset[int]:
        """The columns of nothing but ticks and crosses whose heads say how important is what has a tick."""
        columns = [column for column, head in self.head.items() if _states_priority(head)]
        if not columns or "name" not in self.kinds.values():
            return frozenset()
        cells = [cell for row in self.rows for column in columns for cell in row.get(column, ())]
        marks = [read_tick(cell.text) for cell in cells]
        return frozenset(columns if "tick" in marks or "either" in marks else ()) if all(marks) else frozenset()

    def ticks(self, row: Row) -> list[int]:
        """The columns that a row has its ticks in; a mark that may be either is a cross where any row has both."""
        either = any(_has_both(self._marks(other)) for other in self.rows)
        return [column for column, mark in self._marks(row) if mark == "tick" or (mark == "either" and not either)]

    def _marks(self, row: Row) -> list[tuple[int, str | None]]:
        return [(column, read_tick(cell.text)) for column in self.ticked for cell in row.get(column, ())]

    @property
    def is_of_names(self) -> bool:
        """Whether its rows name something to learn: no head denies it ("Lesson", "Duration")."""
        kinds = {*self.kinds_by_head}
        if not self.head or "name" in kinds:
            return True
        if any(is_of_course(cell.folded) for column, cell in self.head.items() if self.kinds.get(column) == "name"):
            return False
        if {"priority", "guidance"} & kinds:
            return True
        times = [cell for row in self.rows for cell in self.cells(row, "duration")]
        return not times or any(cell.stated or cell.badge for cell in times)

    @property
    def counted(self) -> Counted | None:
        """The first column that counts in the calendar that its head names ("Weeks", and "1-2" below)."""
        for column, head in self.head.items():
            cells = [cell for row in self.rows for cell in row.get(column, ())]
            if len(cells) == len(self.rows) == sum(column in row for row in self.rows):
                name, language = head.folded.rstrip(" #.:"), head.words.profile.language
                found = [place for cell in cells if (place := read_counted(cell.text, name, language))]
                if found and len(found) == len(cells):
                    rises = all(before[1] < after[0] for before, after in pairwise(found))
                    has_gaps = found[0][0] > 1 or any(before[1] + 1 < after[0] for before, after in pairwise(found))
                    is_whole = rises and not has_gaps and any(first < last for first, last, _ in found)
                    return Counted(column, [time for _, _, time in found], rises, is_whole)
        return None

    @property
    def kinds_by_head(self) -> list[Column | None]:
        """What the heads of its columns say that they hold."""
        return [cell.meaning.column for cell in self.head.values()]

    def cells(self, row: Row, kind: Column) -> tuple[Line, ...]:
        """What is in a row's columns of that kind."""
        return tuple([cell for column, cells in row.items() if self.kinds.get(column) == kind for cell in cells])


def _has_both(marks: Sequence[tuple[int, str | None]]) -> bool:
    """Whether a row has a tick, and a mark that is a cross then ("\u2713", "x")."""
    return {"tick", "either"} <= {mark for _, mark in marks}


def read_tables(lines: Sequence[Line]) -> list[Table]:
    """The tables among the lines, in page order; a row of headings begins each but, perhaps, the first."""
    tables: list[_Rows] = []
    last = 0
    for line in lines:
        markup = line.segment.markup
        if markup is None or not markup.row:
            continue
        if markup.row != last:
            if not tables or (markup.head and markup.column == 0 and not _is_head(tables[-1][-1])):
                tables.append([])
            tables[-1].append({})
            last = markup.row
        tables[-1][-1].setdefault(markup.column, []).append(line)
    return list(map(_table, tables))


def _heads(cells: Sequence[Line]) -> bool:
    return all(cell.segment.markup is not None and cell.segment.markup.head for cell in cells)


def _is_head(row: Row) -> bool:
    """Whether a row heads columns: the markup says so, or two of its cells are in the profile's words."""
    if len(row) > 1 and all(map(_heads, row.values())):
        return True
    cells = [cells[0] for cells in row.values()]
    if sum(cell.meaning.column is not None or is_of_course(cell.folded) for cell in cells) > 1:
        return True
    others = cells[1:] if cells[0].meaning.column == "name" else cells
    return len(cells) > 1 and all(map(_states_priority, others))


def _table(rows: _Rows) -> Table:
    if _is_turned(rows):
        columns = sorted({column for row in rows for column in row})
        rows = [{i: row[column] for i, row in enumerate(rows) if column in row} for column in columns]
    # The first row may go on in the others, though the markup has it head them: "Week 1-4", "Week 5-8".
    goes_on = len(rows) > 1 and all(0 in row and row[0][0].place for row in rows[:2])
    is_head = (_is_head(rows[0]) or _heads_one_column(rows)) and not goes_on
    head = {column: cells[0] for column, cells in rows[0].items()} if is_head else {}
    body = rows[1:] if head else rows
    kinds: dict[int, Column] = {column: cell.meaning.column for column, cell in head.items() if cell.meaning.column}
    for column in sorted({column for row in body for column in row}):
        if column not in kinds and (kind := _kind([cell for row in body for cell in row.get(column, ())], kinds)):
            kinds[column] = kind
    return Table(head, kinds, body)


def _heads_one_column(rows: _Rows) -> bool:
    """Whether the markup has the first of several rows of one cell each head them; a second such row begins a table."""
    return len(rows) > 1 and all({*row} == {0} for row in rows) and _heads(rows[0][0])


def _is_turned(rows: _Rows) -> bool:
    """Whether a table's first column says what its rows hold, and no row says it of the columns."""
    if _is_head(rows[0]) or any(len(row) == 1 or 0 not in row for row in rows):
        return False
    return len(rows) > 1 and all(row[0][0].meaning.column for row in rows)


def _states_priority(cell: Line) -> bool:
    return bool(cell.meaning.priority or parse_priority(cell.text.rstrip(" ?")))


def _kind(cells: list[Line], kinds: Mapping[int, Column]) -> Column | None:
    """What a column without a known heading holds, judging by its cells: the first one names, prose guides."""
    taken = set(kinds.values())
    if not cells:
        return None
    if "priority" not in taken and all(map(_states_priority, cells)):
        return "priority"
    if "duration" not in taken and all(cell.stated for cell in cells):
        return "duration"
    if taken.isdisjoint({"name", "level"}):
        return "name" if not all(is_ordinal(cell.text) for cell in cells) else None
    prose = sum([len(cell.text) for cell in cells]) >= bounds.GUIDANCE * len(cells)
    return "guidance" if prose and "guidance" not in taken else None
