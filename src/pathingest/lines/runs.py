"""Runs: siblings that begin with their place in a row ("Phase 1: Foundations", "Phase 2: Practice").

They tell phases by their own shape, whatever they stand under.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from itertools import pairwise

from pathingest.lines import bounds, looks
from pathingest.lines.line import Line
from pathingest.lines.tables import Table, read_tables
from pathingest.model.segment import TERM
from pathingest.model.tuples import NamedTuple
from pathingest.values.patterns import lazy
from pathingest.values.positions import LAST, Position, beginnings, is_calendar, is_step
from pathingest.values.roads import heads_no_steps, is_division, is_of_other_things
from pathingest.values.text import is_ordinal

# What is no heading, in the order in which runs of it are preferred to one another.
_CELL, _LINE, _ITEM = TERM + 1, TERM + 2, TERM + 3
_Members = list[tuple[int, Position]]
_NUMBER = lazy(r"[^\w(]*(\d{1,2})(?:\ufe0f?\u20e3[.:)]?|[.:)]) (?=\S)")


class Run(NamedTuple):
    """Two or more siblings whose places rise.

    Attributes:
        starts: where they stand among the lines, in page order.
        depth: what they are: the level of headings, or what comes after all of them: cells, lines, items.
        word: what they count.
        is_above: whether they stand above headings of that level, which are the titles.
        has_gaps: whether places are missing between them, or before them.
    """

    starts: tuple[int, ...]
    depth: int
    word: str = ""
    is_above: bool = False
    has_gaps: bool = False

    @property
    def is_calendar(self) -> bool:
        """Whether their places are parts of the calendar, which may be parts of phases too."""
        return is_calendar(self.word)

    @property
    def is_sample(self) -> bool:
        """Whether headings of the same level may be their siblings: they say times, or not all of the places."""
        return self.is_calendar or self.has_gaps

    @property
    def titles(self) -> tuple[int, ...]:
        """Where the titles stand."""
        return tuple([i + 1 for i in self.starts]) if self.is_above else self.starts

    @property
    def level(self) -> int:
        """The level of its headings; 0 for anything else."""
        return self.depth if self.depth < TERM else 0


def find_runs(lines: Sequence[Line]) -> list[Run]:
    """The runs of places in the profile's words, in page order."""
    last: dict[tuple[int, str], _Members] = {}
    runs: list[_Members] = []
    starts = beginnings(lines[0].words.profile.positions) if lines else frozenset()
    near = [i for i, line in enumerate(lines) if line.text[:2] in starts or not line.text[:1].isalpha()]
    for i, line in [(i, lines[i]) for i in near]:
        place = _place(lines, i)
        if place is None:
            continue
        # Headings of one level are siblings whatever part of the calendar they name.
        depth = _depth(line)
        kind = depth, "" if depth < TERM and is_calendar(place.word) else place.word
        members = last.get(kind)
        if members is None or not _rises(members[-1][1], place):
            members = last[kind] = []
            runs.append(members)
        members.append((i, place))
    alone = [run[0] for run in runs if len(run) == 1 and lines[run[0][0]].is_shown]
    found = [_run(lines, _filled(lines, run, alone)) for run in runs if len(run) > 1]
    return [*found, *_counted_rows(lines)]


def _counted_rows(lines: Sequence[Line]) -> list[Run]:
    """The tables whose rows are phases: a column counts in the calendar that its head names, or says times of steps.

    Another column must say something in words: prices and miles by week are no phases.
    """
    cells = [line for line in lines if line.row]
    found: list[Run] = []
    at = {id(line): i for i, line in enumerate(lines)} if cells else {}
    for table in read_tables(cells):
        first = [cell for row in table.rows for cell in row.get(0, ())[:1]]
        if not table.head or len(first) < max(bounds.SIBLINGS, len(table.rows)) or not _says_something(table):
            continue
        heads = [head.folded for head in table.head.values()]
        if any(map(heads_no_steps, heads)) or (0 in table.head and is_of_other_things(heads[0])):
            continue
        word = _steps_of(table)
        if word:
            found.append(Run(tuple([at[id(cell)] for cell in first]), _CELL, word))
    return found


def _steps_of(table: Table) -> str:
    """What the rows count: parts of the calendar, or steps that its first head names; empty for nothing."""
    counted, head = table.counted, table.head.get(0)
    name = head.folded.rstrip("s :") if head else ""
    if counted and counted.rises:
        is_named = head is not None and (head.meaning.column == "name" or not any(map(str.isalpha, name)))
        is_of_steps = counted.column == 0 or is_step(name) or (is_named and counted.is_whole)
        return str(counted.times[0].unit) if is_of_steps else ""
    times = [
        any(cell.stated and cell.stated.value.unit != "hour" for cell in table.cells(row, "duration"))
        for row in table.rows
    ]
    is_numbered = not is_division(name) and _is_numbered(table)
    return name if is_step(name) and (all(times) or is_numbered) else ""


def _is_numbered(table: Table) -> bool:
    """Whether the first column counts the rows one by one, from 0 or 1 on."""
    first = [cell.text.rstrip(".)") for row in table.rows for cell in row.get(0, ())]
    start = int(first[0]) if first and is_ordinal(first[0]) else LAST
    return start <= 1 and first == list(map(str, range(start, start + len(table.rows))))


def _says_something(table: Table) -> bool:
    """Whether a column but the one that counts begins with words in most rows, not the same in all."""
    columns: dict[int, list[str]] = {}
    for row in table.rows:
        for column, cells in row.items():
            columns.setdefault(column, []).append(cells[0].folded if cells else "")
    counted = table.counted.column if table.counted else -1
    worded = [[text for text in texts if _WORDS.match(text)] for column, texts in columns.items() if column != counted]
    return any(2 * len({*texts}) >= len(table.rows) for texts in worded)


_WORDS = lazy(r"[^\w$\u20ac\u00a3]*[^\W\d_]{3}")


def _filled(lines: Sequence[Line], members: _Members, alone: _Members) -> _Members:
    """The members, with headings of other levels at the places that are missing between them ("#### Step 7: Apply")."""
    if not (alone and lines[members[0][0]].is_shown):
        return members
    found: _Members = []
    for i, place in alone[bisect(alone, members[0]) : bisect(alone, members[-1])]:
        at = bisect(members, (i, place))
        (_, before), (_, after) = members[at - 1 : at + 1]
        if place.word == before.word and before.last < place.first <= place.last < after.first:
            found.append((i, place))
    return sorted([*members, *found])


def _run(lines: Sequence[Line], members: _Members) -> Run:
    """The members as a run: those that each stand above a heading of one level are of that level."""
    first, place = members[0]
    starts = tuple([i for i, _ in members])
    levels = {_level_below(lines, i) for i in starts} if not lines[first].is_shown else {0}
    are_labels = all(lines[i + 1].meaning.label for i in starts if i + 1 < len(lines))  # "Tasks", below each
    level = levels.pop() if len(levels) == 1 and not are_labels else 0
    has_gaps = place.first > 1 or any(a.last + 1 < b.first < LAST for (_, a), (_, b) in pairwise(members))
    return Run(starts, level or _depth(lines[first]), place.word, is_above=level > 0, has_gaps=has_gaps)


def _level_below(lines: Sequence[Line], i: int) -> int:
    """The level of the heading below a line, which may be the title; what has a place of its own is none."""
    level = _shown_level(lines, i + 1)
    return level if level and not lines[i + 1].place else 0


def _shown_level(lines: Sequence[Line], i: int) -> int:
    return lines[i].level if i < len(lines) and lines[i].is_shown else 0


def _place(lines: Sequence[Line], i: int) -> Position | None:
    """The place that a line begins with, or the number that it is, if a heading follows."""
    line = lines[i]
    if line.text[:1].isdigit():
        if not (_shown_level(lines, i + 1) and is_ordinal(line.text)):
            return None
        number = int(line.text.rstrip(".)"))
        return Position(number, number, 0, len(line.text), len(line.text), "", None)
    return line.place if line.text and _may_begin(lines, i) else None


def _rises(before: Position, place: Position) -> bool:
    """Whether a place comes after another one; "weeks 4-8" go on with "weeks 1-4"."""
    if before.word != place.word:
        return True
    return place.last > before.last and (place.first > before.last or before.first < before.last == place.first)


def counted_items(lines: Sequence[Line]) -> list[Line]:
    """The items of a list that is all there is and says its places, by numbers from 1 or in words.

    Other things may stand beside items that have numbers, and words in markup of their own ("1. **Practise.** Daily.").
    """
    if all(line.is_item and line.place for line in lines):
        return [*lines]
    items = [line for line in lines if line.segment.ordinal is not None]
    if len(items) < bounds.SIBLINGS or [line.segment.ordinal for line in items] != list(range(1, len(items) + 1)):
        return []
    if all(0 < lead_end(line) < len(line.text) and lead_end(line) <= bounds.NAME for line in items):
        return items
    return items if all(line in items or line.is_sentence or line.text[-1:] == ":" for line in lines) else []


def above_prose(lines: Sequence[Line]) -> list[Line]:
    """The lines that look like headings and are none, if they are more than two and each stands above a sentence."""
    if any(line.is_number or line.lead or line.row or line.level or line.meaning.label for line in lines):
        return []
    titles = [i for i, line in enumerate(lines) if line.is_heading and line.text[-1] != ":"]
    named = len(titles) > bounds.SIBLINGS and all(
        line.text[-1] in looks.STOPS for i in titles for line in lines[i + 1 : i + 2]
    )
    return [lines[i] for i in titles] if named and titles[-1] + 1 < len(lines) else []


def number_of(text: str) -> Position | None:
    """The number before a title ("3. Registration"), as its place."""
    match = _NUMBER.match(text)
    if match is None:
        return None
    number = int(match[1])
    return Position(number, number, *match.span(1), match.end(), "", None)


def best_run(runs: Sequence[Run]) -> Run | None:
    """The run that phases are: something stands under its members, they are the outermost, the most.

    What is counted from the beginning again, or between two members of another run, is parts of them.
    """
    parts = _repeated(runs)
    within = _within(runs)
    return min(
        runs,
        key=lambda run: (
            not _holds(run),
            run in parts,
            run.depth,
            run.is_calendar,
            run in within,
            -len(run.starts),
        ),
        default=None,
    )


def _repeated(runs: Sequence[Run]) -> frozenset[Run]:
    """The runs that count what another one counts too, unless they are twice as long as any such."""
    longest: dict[tuple[int, str, bool], tuple[int, int]] = {}
    for run in runs:
        most, next_most = longest.get(_counts(run), (0, 0))
        longest[_counts(run)] = max(most, len(run.starts)), max(next_most, min(most, len(run.starts)))
    main = {key: most for key, (most, next_most) in longest.items() if most >= 2 * next_most}
    return frozenset([run for run in runs if len(run.starts) != main.get(_counts(run))])


def _within(runs: Sequence[Run]) -> frozenset[Run]:
    """The runs that begin between two members of another of their depth."""
    last: dict[int, int] = {}
    found: list[Run] = []
    for run in sorted(runs):
        if run.starts[0] < last.get(run.depth, 0):
            found.append(run)
        last[run.depth] = max(run.starts[-1], last.get(run.depth, 0))
    return frozenset(found)


def again(best: Run, runs: Sequence[Run]) -> list[Run]:
    """The runs that count the same from the beginning again, under each of the headings that sort them."""
    alike = [run for run in runs if run != best and _counts(run) == _counts(best)]
    return alike if best in _repeated([best, *alike]) else []


def _counts(run: Run) -> tuple[int, str, bool]:
    """What runs share that count the same: a table of contents, with nothing between its members, is another."""
    return run.depth, run.word, _holds(run)


def lead_end(line: Line) -> int:
    """Where the words end that a line begins with in markup of their own; its length where nothing tells."""
    end = line.gaps[0][0] if line.gaps else len(line.text)
    return len(line.text) if line.text[:end].endswith(" ") else end  # there markup begins: "Practise <b>daily</b>"


def name_end(line: Line, start: int = 0) -> int:
    """Where a title that begins at `start` ends and the text behind it begins: with the markup of its own.

    An item's ends at a mark as well: "Practise: daily", "Practise. Daily.".
    """
    text, lead = line.text, lead_end(line)
    if line.is_shown or line.row:
        return len(text)
    if lead == len(text) and line.is_item and (seam := _NAME_END.search(text, start)):
        return seam.start()
    return len(text) if lead <= start else lead


_NAME_END = lazy(r"\s+-\s+|\s*\u2014\s*|[:.]\s+")


def _may_begin(lines: Sequence[Line], i: int) -> bool:
    """Whether a line may head what stands under it: a heading, a row's first cell, a short line, a lead.

    A bullet's line without a lead may as well be a task, unless other items stand in it.
    """
    line = lines[i]
    markup = line.segment.markup
    if line.is_shown:
        return True
    if not _BOX.isdisjoint(line.text):
        return False
    if markup and markup.row:
        return markup.column == 0
    if lead_end(line) < len(line.text):
        return lead_end(line) <= bounds.NAME
    words = line.text.rstrip(" :.")
    is_alone = _is_listed(line) and not (i + 1 < len(lines) and lines[i + 1].depth > line.depth)
    return not is_alone and bool(words) and looks.is_name(words)


_BOX = frozenset("\u2502\u2503\u2551\u2514\u251c\u2518\u2524")  # the sides of drawn boxes


def _is_listed(line: Line) -> bool:
    """Whether a bullet stands before a line."""
    return line.is_item and line.segment.ordinal is None


def _depth(line: Line) -> int:
    if line.is_shown:
        return line.level
    if line.row:
        return _CELL
    return _ITEM if _is_listed(line) else _LINE


def _holds(run: Run) -> bool:
    """Whether anything stands under its members: a table of contents has them side by side."""
    return any(after > before + 1 for before, after in pairwise(run.starts))
