"""Which lines are phases' titles, and what titles and the lines beside them say: places, times, names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Literal

from pathingest.fields import _bounds as bounds
from pathingest.fields._groups import top_level
from pathingest.lines import Line, looks
from pathingest.lines.runs import (
    Run,
    above_prose,
    again,
    best_run,
    counted_items,
    find_runs,
    lead_end,
    name_end,
    number_of,
)
from pathingest.lines.tables import Row, Table, read_tables
from pathingest.lines.times import stated
from pathingest.lines.vocabulary import NOTHING
from pathingest.model.extraction import Quote, Stated, quote
from pathingest.model.segment import Part, Segment
from pathingest.model.tuples import NamedTuple
from pathingest.model.values import Duration
from pathingest.profiles import GENERIC
from pathingest.values.dates import is_date, may_be_dated
from pathingest.values.effort import find_efforts
from pathingest.values.patterns import lazy
from pathingest.values.positions import (
    Position,
    is_month,
    is_step,
    read_calendar,
    read_calendar_place,
    read_position,
)
from pathingest.values.roads import begins_step
from pathingest.values.text import is_ordinal, key
from pathingest.values.vocabulary import vocabulary

# What a table's cell holds: what heads its column, a phase's time or place, its tasks or resources, some text, or else.
Holds = Literal["head", "time", "place", "tasks", "resources", "text", "else"]


class Title(NamedTuple):
    """What a phase's title says: its name, the place before it, the duration before or after it, the text behind it."""

    title: Segment | Quote
    place: Part | None = None
    number: float = 0
    duration: Stated[Duration] | None = None
    bare: bool = False
    rest: Segment | None = None


class ShownPhases(NamedTuple):
    """Phases whose titles the page shows.

    Attributes:
        lines: the lines; of a table's row, its title comes first.
        titles: what the titles say, by their lines; empty where neither markup nor words tell them from other lines.
        cells: what the cells of tables hold.
        above: what stands above the titles and is theirs: a number, "Step 2", a time.
        labels: the words for tasks that are titles of mere places ("Phase 2", "Practice").
    """

    lines: Sequence[Line]
    titles: Mapping[Line, Title]
    cells: Mapping[Line, Holds] = {}
    above: frozenset[Line] = frozenset()
    labels: frozenset[Line] = frozenset()


def shown_phases(lines: Sequence[Line], elsewhere: Sequence[Line] = (), titles: Sequence[Line] = ()) -> ShownPhases:
    """The phases of a roadmap: headings, lines with a place before them ("Step 2: Practise"), or a table's rows.

    `elsewhere` are the lines of other sections that may hold a table of the phases' times, `titles` those of titles
    where they are known.
    """
    tables = read_tables(lines) if [line for line in lines if line.row] else []
    heads = titles or _titles(lines)
    if tables and (not heads or heads[0].row) and (found := _rows(lines, tables)).titles:
        return found
    if not heads:
        return ShownPhases(lines, {})
    cells = {cell: holds for table in tables for cell, holds in _below_a_title(table)}
    said = {line: entitled(line) for line in heads}
    for table in tables:
        said, cells = _timed(table, said, cells)
    if not all(title.duration for title in said.values()):
        for table in read_tables(elsewhere):
            said, _ = _timed(table, said, cells)
    bare = {line for line, title in said.items() if title.bare}
    labels = _named_by_labels(lines, [i for i, line in enumerate(lines) if line in bare]) if bare else frozenset()
    return ShownPhases(lines, said, cells, _above(lines, {*heads}), labels)


def _titles(lines: Sequence[Line]) -> list[Line]:
    """The lines that head phases."""
    headings = [i for i, line in enumerate(lines) if line.level and line.meaning.label not in ("tasks", "resources")]
    best = _run(lines, headings)
    if len(headings) == 1 and not lines[headings[0]].place:  # it may only head them: "Aim: 2 years", "Phase 1: ..."
        best = _run(lines, []) or best
    if best is None and len(headings) < len(counted := _below_numbers(lines[: headings[0]] if headings else ())):
        return counted
    if best is None and headings:
        return _highest(lines, headings)
    if best is None:
        first = lines[: _first_time(lines)]
        placed = [line for line in first if line.place and (not line.is_item or line.segment.ordinal is not None)]
        return counted_items(lines) or _below_times(lines) or placed or above_prose(lines)
    if best.level and best.is_sample:
        return [lines[i] for i in headings if lines[i].level == best.level]
    if best.level and not best.is_above:
        return [lines[i] for i in sorted({*best.starts, *_timed_beside(best, lines, headings)})]
    if best.is_above or not all(_is_bare(lines[i]) for i in best.starts):
        return [lines[i] for i in best.titles]
    named = _named_by_labels(lines, best.starts)
    below = [lines[i + 1] for i in best.starts if i + 1 < len(lines) and _is_entitled(lines, i + 1, named)]
    return below or [lines[i] for i in best.starts]


def _run(lines: Sequence[Line], headings: Sequence[int]) -> Run | None:
    """The run that the titles are: of the highest headings, or of what is before any heading, number and time."""
    before = headings[0] if headings else _first_time(lines)
    if not (headings or any(line.place for line in lines[:before])):
        return None
    runs = find_runs(lines)
    top = [min((lines[i].level for i in headings), default=0)]
    kept = {*headings}
    top += [top_level([line for i, line in enumerate(lines) if not line.level or i in kept])] if headings else []
    inner = [run for run in runs if (run.level and run.level in top) or (not run.level and run.starts[0] < before)]
    best = best_run(inner)
    if best is None or not (others := again(best, inner)):
        return best
    starts = sorted(i for run in (best, *others) for i in run.starts)
    return best._replace(starts=tuple(starts), has_gaps=True)


def _first_time(lines: Sequence[Line]) -> int:
    """How many lines stand before the first number or time of its own: below those, a place is no title's."""
    return next((i for i, line in enumerate(lines) if line.is_number or line.lead), len(lines))


def _timed_beside(run: Run, lines: Sequence[Line], headings: Sequence[int]) -> list[int]:
    """The headings as high as a run's that say a time, if most of the run's do: "Capstone (2 weeks)"."""
    timed = [i for i in headings if lines[i].level == run.level and entitled(lines[i]).duration]
    if 2 * len({*timed} & {*run.starts}) <= len(run.starts):
        return []
    return [i for i in timed if lines[i].place is None]  # "Week 1" is a part of "Phase 1 (Weeks 1-4)"


def _highest(lines: Sequence[Line], headings: Sequence[int]) -> list[Line]:
    """The headings of the highest level; a single one below several others is of what follows them."""
    kept = {*headings}
    level = top_level([lines[i] for i in range(len(lines)) if not lines[i].level or i in kept])
    highest = [i for i in headings if lines[i].level == level]
    if len(highest) == 1 and len(before := [i for i in headings if i < highest[0]]) >= bounds.BEFORE_ONE:
        return _highest(lines, before)
    return [lines[i] for i in highest]


def _below_numbers(lines: Sequence[Line]) -> list[Line]:
    """What stands below numbers on lines of their own that count from 1 on, if names do."""
    below = [(line, after) for line, after in pairwise(lines) if line.is_number]
    is_counted = [int(number.text.rstrip(".)")) for number, _ in below] == list(range(1, len(below) + 1))
    return [title for _, title in below] if is_counted and all(may_be_title(title) for _, title in below) else []


def _below_times(lines: Sequence[Line]) -> list[Line]:
    """What stands below the times, if the section begins with one and nothing but a name follows any of them."""
    if lines[0].is_number or not is_mere_time(lines[0]):
        return []
    titles = [below for line, below in pairwise(lines) if is_mere_time(line) and not (line.is_item and below.is_item)]
    return titles if titles[1:] and all(map(may_be_title, titles)) else []


def _is_bare(line: Line) -> bool:
    """Whether a line names a place, perhaps its time, and nothing else."""
    return line.place is not None and entitled(line).bare


def may_be_title(line: Line, *, in_row: bool = False) -> bool:
    """Whether a line below a mere place may be the title."""
    is_name = not line.is_item and line.is_name and line.stated is None and not line.meaning.label
    return is_name and (in_row or not line.row)


def _is_entitled(lines: Sequence[Line], i: int, named: AbstractSet[Line]) -> bool:
    """Whether a line below a mere place is the title; `named` are the words for tasks that are."""
    return lines[i] in named or may_entitle(lines[i], entitled(lines[i - 1]))


def _named_by_labels(lines: Sequence[Line], starts: Sequence[int]) -> frozenset[Line]:
    """The words for tasks below mere places that are titles: "Phase 2", "Practice", "12 weeks".

    A label comes more than once, or heads something. What a time or another label follows heads nothing; a verb above a
    list is a title where other places have one that is no label.
    """
    below = [i + 1 for i in starts if i + 1 < len(lines)]
    labels = [i for i in below if lines[i].meaning.label and not lines[i].is_item and lines[i].text[-1] != ":"]
    if not labels:
        return frozenset()
    counts = Counter([line.folded for line in lines if line.meaning.label])
    others = [lines[i] for i in below if i not in labels and may_entitle(lines[i], entitled(lines[i - 1]))]
    named = []
    for i in (i for i in labels if counts[lines[i].folded] == 1 and i + 1 < len(lines)):
        after = lines[i + 1]
        heads_nothing = after.meaning.label or after.time or shown_time(after) or labelled_time(after)
        is_alike = _is_mere_verb(lines[i]) and len(others) >= len(labels)
        if heads_nothing or is_alike:
            named.append(lines[i])
    return frozenset(named)


def may_entitle(line: Line, bare: Title) -> bool:
    """Whether a line below a mere place may be its title: no time with a label, no part of it ("Week 1: Practise")."""
    is_part = line.place and (bare.duration or not line.place.duration)
    labelled = labelled_time(line)
    return may_be_title(line) and not is_part and not (labelled and labelled[1])


def _above(lines: Sequence[Line], heads: AbstractSet[Line]) -> frozenset[Line]:
    """The numbers and places above titles, and the times and dates where those are above them.

    Times that the profile names by their elements are counted apart from others: a title may have both.
    """
    pairs = [*pairwise(lines)]
    may_count = any(below.level and line.place for line, below in pairs)
    runs = {lines[i] for run in find_runs(lines) if run.is_above for i in run.starts} if may_count else set()
    dated = _are_dated_above(pairs, heads)
    near = {*heads}
    places = []
    for line, below in reversed(pairs):
        is_place = line in runs or is_ordinal(line.text) or _is_bare(line) or (dated and is_said_time(line))
        if line.row and not below.row:
            continue  # the last cell of a table above a title says nothing of it
        if below in near and line not in heads and is_place:
            places.append(line)
            near.add(line)
    return frozenset([*places, *_times_above(pairs, heads, near)])


def _times_above(
    pairs: Sequence[tuple[Line, Line]], heads: AbstractSet[Line], near: AbstractSet[Line]
) -> Sequence[Line]:
    """The times right above titles: lengths, and dates, each where more of the titles have one above than below.

    What stands above the first title alone may be the time of all phases. What has a label is of the title that it
    stands below, unless the first title has such a line above it; so is any time where the last phase ends with one.
    """
    above = {
        line: time
        for line, below in pairs
        if below in near and line not in near and (below.row or not line.row) and not (line.is_item and below.is_item)
        if (time := time_above(line))
    }
    first = next((line for line, below in pairs if below in near), None) if above else None
    if not above or (first in above and len(above) == 1 < len(heads)):
        return []
    trails = time_above(pairs[-1][1]) is not None
    kept = {line: time for line, time in above.items() if not trails or (first in above and not time.label)}
    kept = {line: time for line, time in kept.items() if first in above or not time.label}
    below_titles = [time for line, below in pairs if line in heads and (time := time_above(below))]
    lengths = [line for line, time in kept.items() if time.duration]
    dates = [line for line, time in kept.items() if not time.duration]
    timed = len(lengths) > sum(1 for time in below_titles if time.duration)
    dated = len(dates) > sum(1 for time in below_titles if not time.duration)
    return [*(lengths if timed else ()), *(dates if dated else ())]


def _are_dated_above(pairs: Sequence[tuple[Line, Line]], heads: AbstractSet[Line]) -> bool:
    """Whether more of the times that the profile names by their elements are right above titles than right below."""
    above = sum(1 for line, below in pairs if below in heads and is_said_time(line))
    return above > sum(1 for line, below in pairs if line in heads and is_said_time(below))


def with_verbs_as_tasks(lines: Sequence[Line], titles: Sequence[Line]) -> Sequence[Line]:
    """The lines; those that are a word for tasks or resources, a verb, and head nothing, as any other: "Read".

    An item heads what is inside of it, a line what follows it, if a label does not stand right above it. What comes
    again on lines of its own is a label, though nothing may be left below; and a site's own labels are labels.
    """
    verbs = [line for line in lines if line.meaning.label and _is_mere_verb(line)]
    if not verbs or verbs[0].words.profile.name != GENERIC:
        return lines
    counts = Counter([line.folded for line in verbs if not line.is_item])
    heads = {*titles, *(line for line in verbs if counts[line.folded] > 1)}
    found: list[Line] = []
    for i, line in enumerate(lines):
        if line.meaning.label and _is_mere_verb(line) and line not in heads and not _heads(lines, i):
            plain = Line(line.segment, line.words)
            plain.meaning = NOTHING
            found.append(plain)
        else:
            found.append(line)
    return found


def _is_mere_verb(line: Line) -> bool:
    """Whether a line is a label of one word that is a verb, in no heading, cell or text before a colon."""
    if not line.meaning.label or " " in line.text or line.level or line.row or line.text[-1] == ":":
        return False
    return begins_step(line.text, line.words.profile.language)


def _heads(lines: Sequence[Line], i: int) -> bool:
    """Whether something stands below a label."""
    after = lines[i + 1] if i + 1 < len(lines) else None
    if lines[i].is_item:
        return after is not None and after.is_item and after.depth > lines[i].depth
    if after is None or after.is_number or after.place or after.meaning.label:
        return False
    return after.is_item or not (i and lines[i - 1].meaning.label)


# --- tables ----------------------------------------------------------------------------------------------------------


def _rows(lines: Sequence[Line], tables: Sequence[Table]) -> ShownPhases:
    """A phase for each row that has a name, or a place before one."""
    titles: dict[Line, Title] = {}
    cells: dict[Line, Holds] = {cell: "head" for table in tables for cell in table.head.values()}
    order = {line: (i, 0) for i, line in enumerate(lines)}
    for table in tables:
        times = table.counted
        counted = (times is not None and times.column == 0) or _is_counted(table)
        sorting = _sorting(table)
        for i, row in enumerate(table.rows):
            place, name = _named(row, table, counted=counted)
            if name is None:
                continue
            first = min(order[cell] for column in row.values() for cell in column)
            for column, held in row.items():
                cells.update(dict.fromkeys(held, "else" if column in sorting else _held(column, table)))
            if place:
                cells[place] = "place"
                order[place] = (first[0], -2)
            titles[name] = entitled(name)
            order[name] = (first[0], -1)
            if times and name is not row[times.column][0]:
                cell = row[times.column][0]
                is_place = times.rises if times.column == 0 else times.is_whole
                time = Stated(times.times[i], cell.segment) if is_place else None
                titles[name] = titles[name]._replace(duration=titles[name].duration or time)
                cells[cell] = "else"
    return ShownPhases(tuple(sorted(lines, key=order.__getitem__)), titles, cells)


def _is_counted(table: Table) -> bool:
    """Whether the first column only counts the rows."""
    first = [row.get(0, ()) for row in table.rows]
    return len(first) > 1 and all(len(cells) == 1 and is_ordinal(cells[0].text) for cells in first)


def _sorting(table: Table) -> frozenset[int]:
    """The columns that sort the rows, as they say the same of most ("Planned"): nothing that is to be done."""
    columns = {column for row in table.rows for column in row if _held(column, table) == "text"}
    said = {column: [cell.folded for row in table.rows for cell in row.get(column, ())] for column in columns}
    return frozenset([column for column, texts in said.items() if len(texts) > 2 * len({*texts})])


def _named(row: Row, table: Table, *, counted: bool) -> tuple[Line | None, Line | None]:
    """A row's place, where it stands in a cell of its own, and the cell that names what is in the row."""
    first, *others = row.get(0, (None,))
    is_date = first is not None and is_month(first.text)
    if first is None or not (counted or first.place or is_date):
        own = first if first and may_be_title(first, in_row=True) else None
        head = table.head.get(0)
        if own and head and is_step(head.folded.rstrip("s :")):
            return None, own  # "Phase | Weeks | Skills"
        return None, next(iter(table.cells(row, "name")), None) or own
    if not (counted or is_date or _is_bare(first)):
        return None, first
    if others and may_be_title(others[0], in_row=True):
        return first, others[0]
    columns = [column for column in sorted(row) if column and row[column] and _held(column, table) in ("text", "tasks")]
    columns = [column for column in columns if not shown_time(row[column][0])]
    best = next((column for column in columns if table.kinds.get(column) == "name"), columns[0] if columns else None)
    return (None, first) if best is None else (None if is_date else first, row[best][0])


def _held(column: int, table: Table) -> Holds:
    """What a column holds of a phase."""
    head = table.head.get(column)
    if head and head.meaning.label in ("tasks", "resources"):
        return "tasks" if head.meaning.label == "tasks" else "resources"
    kind = table.kinds.get(column)
    if kind == "duration" or (head and head.meaning.label == "timeline"):
        return "time"
    return "else" if kind == "priority" else "text"


def _below_a_title(table: Table) -> Iterator[tuple[Line, Holds]]:
    """The cells of a table that a phase holds: what its rows are named, and no figures of theirs."""
    yield from ((cell, "head") for cell in table.head.values())
    for row in table.rows:
        firsts = ((column, row[column][0]) for column in sorted(row) if row[column])
        named = [column for column, first in firsts if first.stated is None and first.place is None][:1]
        for column, held in row.items():
            yield from ((cell, "text" if column in named else "else") for cell in held)


def _timed(
    table: Table, titles: Mapping[Line, Title], cells: Mapping[Line, Holds]
) -> tuple[dict[Line, Title], dict[Line, Holds]]:
    """The titles with the times of a table whose rows name several of them, and what its cells hold then.

    A row names a phase by its title, with or without its place ("Phase 1: Basics", "Basics"), or by its place alone.
    """
    timed, held = {**titles}, {**cells}
    by_name = {name: line for line, title in titles.items() for name in _names(title)}
    named = [(_of_name(entitled(row[0][0]), by_name, titles), row) for row in table.rows if row.get(0)]
    rows = [(line, row) for line, row in named if line]
    if len(rows) < bounds.TIMED_ROWS:
        return timed, held
    for line, row in rows:
        held[row[0][0]] = "head"
        times = [(cell, time) for column in sorted(row) if column for cell in row[column] if (time := shown_time(cell))]
        if times:
            held[times[0][0]] = "else"
            timed[line] = titles[line]._replace(duration=titles[line].duration or times[0][1])
    return timed, held


def _of_name(row: Title, by_name: Mapping[str, Line], titles: Mapping[Line, Title]) -> Line | None:
    """The title that a row names; with the same place it may be longer ("Step 1: Basics (never skip it)")."""
    names = _names(row)
    name, place = names[0], names[-1]  # or one of them twice
    if name in by_name:
        return by_name[name]
    line = by_name.get(place)
    return line if line and key(titles[line].title.text).startswith(name) else None


def _names(title: Title) -> list[str]:
    """What may name a phase: its title, and its place."""
    place = [title.place.text.casefold()] if title.place else []
    name = [] if title.bare else [key(title.title.text)]
    return [*name, *place] or [key(title.title.text)]


# --- what a title says -----------------------------------------------------------------------------------------------


def entitled(line: Line) -> Title:
    """A title's line taken apart: "Month 1-3: Foundations", "Stage 1 - Foundations (6 weeks)"."""
    text, segment = line.text, line.segment
    place: Part | None = None
    duration: Stated[Duration] | None = None
    number: float = 0
    start = 0
    if counted := number_of(text):
        place, number, start = segment.part(counted.start, counted.end), counted.first, counted.rest
    elif line.level and line.gaps and is_ordinal(digits := text[: line.gaps[0][0]].rstrip()):
        place, number = segment.part(0, len(digits)), int(digits.rstrip(".)"))
        start = len(text) - len(text[len(digits) :].lstrip())
    if found := read_position(text[start:], line.words.profile.positions) if start else line.place:
        if start + found.rest == len(text):
            whole = Stated(found.duration, segment, start) if found.duration else None
            place = None if whole else segment.part(start + found.start, start + found.end)
            return Title(segment, place, found.first, whole, bare=True)
        if found.duration:
            duration, place, number = Stated(found.duration, segment, start), None, 0
        else:
            place, number = segment.part(start + found.start, start + found.end), found.first
        start += found.rest
        if dates := _DATES.match(text, start):  # "Weeks 1-4 (Oct 2025): Basics"
            start = dates.end()
            if start == len(text):
                return Title(segment, place, number, duration, bare=True)
        inner = read_calendar_place(text[start:], line.words.profile.language) if place else None
        if inner and inner.duration and _is_marked(text[start:], inner):  # "Phase 1: Months 1-2 - Basics"
            duration, start = Stated(inner.duration, segment, start), start + inner.rest
    if place and (time := _time_alone(line, start)):
        return Title(quote(segment, place.start, place.end), place, number, time, bare=True)
    if (match := _OPENING.match(text, start)) and (time := _time(line, *match.span(1))):
        duration, start = time, match.end()
    stop = name_end(line, start)
    end, after = _trailing_time(line, start, len(text[:stop].rstrip(_SEAMS)) if stop < len(text) else stop)
    behind, rest = _behind(line, stop)
    title = segment if (start, end) == (0, len(text)) else quote(segment, start, end)
    return Title(title, place, number, after or behind or duration, rest=rest)


def _is_marked(text: str, place: Position) -> bool:
    """Whether a mark stands between a time and what follows it: not "Month 1 review", nor a single day."""
    between = text[place.end : place.rest].strip()
    is_day = place.first == place.last and place.duration is not None and place.duration.unit == "day"
    return place.rest < len(text) and bool(between) and not is_day


def _time_alone(line: Line, start: int) -> Stated[Duration] | None:
    """The time that stands alone behind a place: "Phase 1 (Months 1-2)"."""
    match = _PARENTHESIS.match(line.text, start)
    return _time(line, *match.span(1), wide=True) if match else _time(line, start, len(line.text))


def _behind(line: Line, start: int) -> tuple[Stated[Duration] | None, Segment | None]:
    """The time and the text that stand behind a title on its line."""
    text, segment = line.text, line.segment
    start = len(text) - len(text[start:].lstrip(_SEAMS))
    if start == len(text):
        return None, None
    time = None
    if match := _OPENING.match(text, start) or _PARENTHESIS.match(text, start):
        time = _time(line, *match.span(1), wide=True)
        start = match.end() if time else start
    elif time := _time(line, start, len(text.rstrip(" ."))):
        start = len(text)
    return time, segment.cut(start, len(text)) if start < len(text) else None


_DATES = lazy(r"[(\[][^()\[\]\d]*(?:19|20)\d\d(?!\d)(?:[^()\[\]\d]*(?:19|20)\d\d(?!\d))?[)\]](?:\s*[:|\u2014-]+)?\s*")
_OPENING = lazy(r"[(\[]([^()\[\]]+)[)\]](?:\s*[:|\u2014-]+\s*|\s+)(?=\S)")
# A picture may stand behind it: "Basics (8 weeks) \u2705".
_PARENTHESIS = lazy(r"\s*[(\[]([^()\[\]]+)[)\]][^\w()\[\]]*$")
_SEAM = lazy(r"\s+-\s+|\s*[\u2014|\u00b7:]\s*|,\s+")
_SEAMS = " :|\u00b7\u2022,;.-\u2014"


def _trailing_time(line: Line, start: int, stop: int) -> tuple[int, Stated[Duration] | None]:
    """Where a title ends, and the duration that follows it: in parentheses, after a mark, in markup of its own."""
    text = line.text[:stop]
    if match := _PARENTHESIS.search(text, start):
        time = _time(line, *match.span(1), wide=True)
        return (match.start(), time) if time and match.start() > start else (len(text), None)
    seams = [match.span() for match in _SEAM.finditer(text, start)]
    near = max(start + 1, len(text) - bounds.TIME)
    seams += [(len(text[:index].rstrip()), index) for index, _ in line.gaps if index >= near]
    for end, begin in sorted(seams):
        if start < end and begin < len(text) and (time := _time(line, begin, len(text))):
            return end, time
    return len(text), None


# --- times -----------------------------------------------------------------------------------------------------------


def is_said_time(line: Line) -> bool:
    """Whether a line is a phase's time or dates as the profile says: by its element, or a label without a colon."""
    profile = line.words.profile
    if profile.open_labels and profile.labels.get(profile.open_label(line.folded)) == "timeline":
        return True
    return line.segment.markup is not None and line.segment.markup.is_time


def shown_time(line: Line) -> Stated[Duration] | None:
    """The time that a line states and nothing else."""
    return None if line.is_item else _time(line, 0, len(line.text))


def is_mere_time(line: Line) -> bool:
    """Whether a line is a length, a place in the calendar that is one, or a date, and nothing else."""
    return line.may_state_time and (is_date(line.text) or _time(line, 0, len(line.text)) is not None)


def is_rate(line: Line) -> bool:
    """Whether a line says how many hours a week or a day something takes, and nothing else."""
    text = line.text
    if len(text) > bounds.LABELLED_TIME or not line.may_state_time:
        return False
    return (0, len(text)) in _rates(text, 0, line.words.profile.language)


def as_task(line: Line) -> Segment | None:
    """What an item gives to do; None for a figure, with a label or without ("<b>Weekly hours</b> 10 hours").

    What a phase is for is in its own words, where but markup tells its label from them ("<b>Goal</b> Read").
    """
    if is_mere_time(line) or is_rate(line):
        return None
    text, lead = line.text, lead_end(line)
    start = lead if text[lead : lead + 1] == " " else text.find(":", 0, bounds.LABELLED_TIME) + 1
    if not 0 < start < len(text):
        return line.segment
    name, value = key(text[:start]).rstrip(" :"), text[start:].lstrip(" :")
    words = vocabulary()["labels"]
    if name in words["facts"] and (value.count(" ") == 0 or (looks.is_few(value) and any(map(str.isdecimal, value)))):
        return None
    is_cut = start == lead and name in words["aims"] and not text[:start].endswith(":")
    return line.segment.cut(len(text) - len(value), len(text)) if is_cut and value else line.segment


class Said(NamedTuple):
    """A time in a line of its own: its length, None for a date; and where its label ends, 0 for none."""

    duration: Stated[Duration] | None
    label: int


def time_above(line: Line) -> Said | None:
    """The time or date that a line above a title says, first or behind a label; other facts may follow it."""
    text = line.text
    if len(text) > bounds.TIME:
        return None
    for i, (start, end) in enumerate(_facts(text)):
        if i == 0 and ((time := _time(line, start, end)) or is_date(text[start:end])):
            return Said(time, 0)
        for seam in _LABEL_END.finditer(text, start, min(end, start + bounds.LABELLED_TIME)):
            if _heads_time(line, key(text[start : seam.start()])):
                time = _time(line, seam.end(), end)
                if time or is_date(text[seam.end() : end]):
                    return Said(time, seam.end("mark"))
    return None


def is_dated(line: Line) -> bool:
    """Whether a line says when a phase is, and not how long."""
    said = time_above(line) if len(line.text) <= bounds.LABELLED_TIME and may_be_dated(line.text) else None
    return said is not None and said.duration is None


def labelled_time(line: Line) -> tuple[Stated[Duration], int] | None:
    """A phase's time in a line of its own, with a label ("Time: 6 weeks", "Takes 6 weeks") or without.

    With where the label ends; other facts may stand beside it ("Duration: 6 weeks | Level: Beginner").
    """
    text = line.text
    for start, end in _facts(text):
        aside = text.find(" (", start, end)  # "Time: 3-4 weeks (in parallel with phase 1 …)"
        if (end if aside < 0 else aside) - start > bounds.LABELLED_TIME:
            continue
        for seam in _LABEL_END.finditer(text, start, end):
            if _heads_time(line, key(text[start : seam.start()])):
                time = _time(line, seam.end(), end, wide=True)
                if time:
                    return time, seam.end("mark")
        if not line.is_item and (time := _time(line, start, end) or _time_behind(line, start, end)):
            return time, 0
    return None


def _time_behind(line: Line, start: int, end: int) -> Stated[Duration] | None:
    """The time that a few words begin with, or end with in parentheses: "January - February (8 weeks)".

    A heading's is of what stands below it; so is that of a part of the calendar which has a name ("Week 1: Practise").
    """
    if line.is_shown or line.text.count(" ") >= bounds.TIMED_WORDS:
        return None
    if (place := line.place) and place.duration and line.text[place.rest :][:1] not in ("", "("):
        return None
    if match := _PARENTHESIS.search(line.text, start, end):
        return _time(line, *match.span(1))
    aside = _ASIDE.search(line.text, start, end)
    return _time(line, start, aside.start()) if aside else None


def _facts(text: str) -> Iterator[tuple[int, int]]:
    """[start, end) of what stands between bars and dots, without the pictures before it."""
    at = 0
    for match in (*_BARS.finditer(text), None):
        end = match.start() if match else len(text)
        start = at
        while start < end and not text[start].isalnum() and text[start] not in "~(":
            start += 1
        if start < end:
            yield start, end
        at = match.end() if match else end


_BARS = lazy(r"\s*[|\u00b7\u2022]\s*")
_LABEL_END = lazy(r"(?P<mark>:?)\s*(?<=[:\s])(?=[^\s:])")
# What parts a time from what is said of it: "3-6 months, while still teaching", "8 weeks at 10 hours a week".
_ASIDE = lazy(
    r"\s*[,;|\u00b7\u2022()]\s*|\s+(?:at|with|@|while|in|for|mit|bei|pro|avec|par|con|por)\s+|\s*[:\u2014]\s+"
    r"|(?<!\d)\s+-\s+|\s+-\s+(?!\d)"  # "4 - 5 weeks" are one
)


def _time(line: Line, start: int, end: int, *, wide: bool = False) -> Stated[Duration] | None:
    """The time that a stretch states and nothing else: as a length, or by its place in the calendar ("Weeks 1-4").

    A wide one may say something of it as well.
    """
    if end - start > bounds.TIME:
        return None
    segment = line.segment
    if found := stated(segment, start, end, line.words.profile.language):
        return found
    calendar = read_calendar(segment.text[start:end], line.words.profile.language)
    if calendar and (calendar.start, calendar.end) == (0, end - start):
        return Stated(calendar, segment, start)
    if not wide:
        return None
    at = start
    rates = _rates(segment.text[start:end], start, line.words.profile.language)
    times: list[Stated[Duration]] = []
    for match in (*_ASIDE.finditer(segment.text, start, end), None):
        stop = match.start() if match else end
        if not any(a < stop and at < b for a, b in rates) and (time := _time(line, at, stop)):
            times.append(time)
        at = match.end() if match else end
    # Of "100-150 hours | 2-3 months" the latter.
    return next((time for time in times if time.value.unit != "hour"), times[0] if times else None)


def _rates(text: str, shift: int, language: str) -> list[tuple[int, int]]:
    """Where a stretch says how many hours a week or a day: such hours are no length ("10 heures par semaine")."""
    found = [effort for known in {language, "en"} for effort in find_efforts(text, language=known)]
    return [(shift + rate.start, shift + rate.end) for rate in found if rate.unit != "hour"]


def _heads_time(line: Line, name: str) -> bool:
    profile = line.words.profile
    named = profile.labels.get(name) == "timeline" or profile.columns.get(name) == "duration"
    return named or name in vocabulary()["skill_labels"]["duration"]
