"""Which siblings are the steps of a way, where no place in a row says so: headings, items or lines, by their weight.

A page has many rows of siblings: reasons, tools, questions, tips. Each is weighed by what stands above it, by how its
members begin, and by what the page's title promises; the best is taken if enough speaks for it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pathingest.lines import Line
from pathingest.lines.bounds import NAME
from pathingest.lines.runs import name_end, number_of
from pathingest.lines.times import duration_in
from pathingest.model.tuples import NamedTuple
from pathingest.sections import _bounds as bounds
from pathingest.sections.siblings import Siblings, find_siblings
from pathingest.values.patterns import lazy
from pathingest.values.positions import read_calendar
from pathingest.values.roads import (
    asks_the_way,
    begins_step,
    count_of_steps,
    grade_of,
    is_aside,
    is_of_other_things,
    is_of_others,
    speaks_of_road,
)
from pathingest.values.text import key
from pathingest.values.vocabulary import vocabulary


class _Page(NamedTuple):
    """What all rows of a page are weighed by.

    Attributes:
        lines: all of its lines.
        titles: what its head and its first heading say, in lower case.
        heads: where its headings stand.
        shown: what they say, in lower case.
    """

    lines: Sequence[Line]
    titles: frozenset[str]
    heads: Sequence[int]
    shown: frozenset[str]

    @classmethod
    def of(cls, lines: Sequence[Line], title: str) -> _Page:
        first = [line for line in lines if line.level == 1] or lines
        heads = [i for i, line in enumerate(lines) if line.is_shown]
        titles = frozenset({title.casefold(), *(line.folded for line in first[:1])})
        return cls(lines, titles, heads, frozenset([lines[i].folded for i in heads]))


def find_steps(lines: Sequence[Line], is_open: Sequence[bool], title: str) -> Siblings | None:
    """The siblings for which most speaks; None where too little does.

    `is_open` says which lines no known section holds, `title` what the page's head says.
    """
    page = _Page.of(lines, title)
    rows = find_siblings(lines, is_open)
    weighed = [(sum(weight for weight, holds in _evidence(row, page) if holds), row) for row in rows]
    found = _outermost([(weight, row) for weight, row in weighed if weight >= bounds.STEPS])
    return max(found, key=_order)[1] if found else None


def _outermost(found: Sequence[tuple[int, Siblings]]) -> list[tuple[int, Siblings]]:
    """The rows that stand below no heading that is a member of another one."""
    by_level: dict[int, list[tuple[int, int]]] = {}
    for _, row in found:
        by_level.setdefault(row.level, []).append((row.starts[0], row.end))
    spans = {level: sorted(level_spans) for level, level_spans in by_level.items() if level}
    return [(weight, row) for weight, row in found if not _is_below(row, spans)]


def _is_below(row: Siblings, spans: Mapping[int, Sequence[tuple[int, int]]]) -> bool:
    start = row.starts[0]
    for others in (others for level, others in spans.items() if level != row.level):
        before = bisect_left(others, (start, 0)) - 1
        if before >= 0 and start < others[before][1]:
            return True
    return False


def _order(weighed: tuple[int, Siblings]) -> tuple[int, bool, int]:
    """By weight, headings one more; of two alike headings, as a list may only sum them up; then what comes first."""
    weight, row = weighed
    return weight + (row.level > 0), row.level > 0, -row.starts[0]


# --- what speaks for them --------------------------------------------------------------------------------------------


def _evidence(row: Siblings, page: _Page) -> Iterator[tuple[int, bool]]:
    """What each observation weighs, and whether it holds.

    The weights were set by hand on pages that others had judged: what only steps have (a road in the heading above,
    a count in it, times) weighs most, what other lists have too (numbers, verbs) less.
    """
    lines, titles = page.lines, page.titles
    members = [lines[i] for i in row.starts]
    names = [_name(line) for line in members]
    count = len(members)
    language = members[0].words.profile.language
    above = _said_above(row, page)
    verbs = len([name for name in names if begins_step(name, language)])
    counted = [line for line in members if number_of(line.text) or line.segment.ordinal or line.place]
    is_counted = len(counted) >= max(count - 1, bounds.LISTED - 1)
    yield 2, is_counted
    yield 1, 3 * verbs >= count
    yield 1, 3 * verbs >= 2 * count
    timed = len([line for line in members if ends_with_time(line)])
    are_placed = all(a.place and b.place and a.place.last < b.place.first for a, b in pairwise(members))
    grades = [grade for grade in map(grade_of, names) if grade]
    are_graded = len(grades) >= bounds.LISTED or len(grades) == count == timed
    yield 3, are_placed or (are_graded and grades == sorted({*grades}))
    yield 3, speaks_of_road(above)
    yield 2, asks_the_way(above) and not speaks_of_road(above)
    yield 2, count_of_steps(above) == count
    is_said = count in map(count_of_steps, titles)
    yield 3, is_said
    # Below a heading of something else a title says nothing of its members, but for what they say themselves.
    is_own = not above or speaks_of_road(above) or asks_the_way(above) or (row.level > 0 and 3 * verbs >= 2 * count)
    asks = is_own and any(map(asks_the_way, titles))
    yield 1, asks or (is_own and any(map(speaks_of_road, titles)))
    yield 1, asks and is_counted
    yield -2, row.level > 0 and not (is_own or timed)
    yield -9, is_of_others(above)
    yield -9, is_of_other_things(above)
    yield -4, 3 * len([name for name in names if name.endswith("?")]) >= count
    yield -4, 2 * len({*names}) < count
    yield -3, count < bounds.LISTED and not (row.level and speaks_of_road(above))
    yield -4, all(line.place and line.place.rest == len(line.text) for line in members)
    yield -4, 3 * len([name for name in names if len(name) > NAME]) >= count
    yield -2, count > bounds.STEPS_MOST
    is_most = 2 * (row.end - row.starts[0]) >= len(lines)
    yield 1, is_most
    if row.level:
        yield 3, 2 * timed >= count
        yield -2, not (is_counted or timed or verbs or is_said) and _is_prose(row, lines)
        yield -2, any(after - before == 1 for before, after in pairwise([*row.starts, row.end]))
    else:
        # Bullets above text list anything: reasons, tools, links. A road above them, or times, make them steps.
        yield -9, row.heads_text and not (speaks_of_road(above) or asks_the_way(above) or 2 * timed >= count)
        is_asked = asks_the_way(above) or count_of_steps(above) == count
        is_led = is_asked or speaks_of_road(above) or is_most or are_placed
        yield -1, True
        yield -2, not (is_counted or timed or verbs or is_asked)
        yield -2, any(map(is_aside, names))
        yield -4, any(_is_label(name, members[0]) for name in names)
        yield -4, not page.shown.isdisjoint(line.folded for line in members)
        yield -3, not is_led
        # Each but the last says more than its name: behind it, or below it.
        has_bodies = all(end > i + 1 or _stop(lines[i]) < len(lines[i].text) for i, end in pairwise(row.starts))
        yield 2, has_bodies and (is_own or is_asked)
        yield -2, not (has_bodies or are_placed)


def _is_prose(row: Siblings, lines: Sequence[Line]) -> bool:
    """Whether nothing but sentences stands below headings, as in the parts of a story."""
    return not any(line.is_item or line.row or line.stated for line in lines[row.starts[0] : row.end])


def _stop(line: Line) -> int:
    """Where a member's name ends."""
    return name_end(line, _start(line))


def _start(line: Line) -> int:
    """Where a member's name begins: behind its number, or its place."""
    counted = number_of(line.text) or line.place
    return counted.rest if counted else 0


def _said_above(row: Siblings, page: _Page) -> str:
    """What the heading above says, and the sentence that leads to items; the page's title says nothing here."""
    if row.above is None:
        return ""
    line, at = page.lines[row.above], bisect_right(page.heads, row.above) - 1
    head = page.lines[page.heads[at]] if at >= 0 else None
    said = head.bare if head and head.level > 1 else ""
    return said if line.is_shown or line.text[-1] != ":" else f"{said} {line.folded}".strip()


def _name(line: Line) -> str:
    """What a member is called: without its number, the pictures before it, and the text behind it."""
    start, end = _start(line), _stop(line)
    while start < end and not line.text[start].isalnum():
        start += 1
    return line.text[start:end].strip()


def _is_label(name: str, line: Line) -> bool:
    """Whether a name is a fact's label, or heads a column: "Duration:"."""
    profile, said = line.words.profile, key(name.rstrip(" :"))
    return said in profile.labels or said in profile.columns or said in vocabulary()["skill_labels"]["duration"]


def ends_with_time(line: Line) -> bool:
    """Whether a heading says weeks or months behind its title: in brackets, or after a dash or a colon."""
    behind = _BEHIND.search(line.text)
    said = (behind["aside"] or behind["rest"] or "") if behind else ""
    language = line.words.profile.language
    times = [duration_in(part, language) or read_calendar(part, language) for part in _FACT_END.split(said)[:_FACTS]]
    return any(time and time.unit in ("week", "month") for time in times)


_FACT_END = lazy(r"\s*[,|;\u00b7]\s*")
_FACTS = 2


_BEHIND = lazy(
    r"\S\s*(?:[(\[](?P<aside>[^()\[\]]+)[)\]]|(?:\s[-\u2013\u2014|]|:)\s+(?P<rest>[^-\u2013\u2014|:()]\S*(?: \S+)*))$"
)
