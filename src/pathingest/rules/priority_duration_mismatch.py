"""A less important skill takes longer than a more important one.

## What it does
Compares the durations of skills to learn of different priorities.

## Why is this bad?
A plan that gives a minor skill more time than a critical one contradicts its own priorities: one of the badges is
wrong.

## How it works
Two skills contradict each other if the least that one takes is at least 1.25 times the most that one of a higher
priority takes; a month is 4 to 4.348125 weeks. The skill that is in most of these pairs is reported, with the others of
its pairs beside it: a critical skill that is short is one finding, however many skills take longer. What pairs are left
are reported in the same way. A skill is compared with the shortest 20 of higher priorities; skills of one priority are
not compared, nor those without a priority, a duration, or an end ("12+ weeks (ongoing)").

Where the page says that its skills are in order of importance, and the pairs in the wrong order (PRI001) are all of
those in which the first takes that much longer, PRI001 alone reports them: two skills have each other's priority.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Skills to Learn
SQL
Critical8 weeks
Query a public data set.
Dashboards
Nice to have10 weeks
Draw one ward's week.
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Skills to Learn
SQL
Critical8 weeks
Query a public data set.
Dashboards
Nice to have9 weeks
Draw one ward's week.
```

## Known limits
A minor skill may simply be a long one, and an important one short (a duty module of a week); the confidence is medium.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from math import inf
from operator import itemgetter
from typing import TYPE_CHECKING

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple
from pathingest.rules import Rule
from pathingest.rules._durations import Interval, as_interval, exceeds, number, worded
from pathingest.rules._place import span_of
from pathingest.rules._priorities import RANK, WORDS, inversions, ranks, statement
from pathingest.rules._repairs import of_priorities
from pathingest.values.duration import LABEL, parse_duration

_SHOWN = 20  # skills beside one

if TYPE_CHECKING:
    from pathingest.model.pathway import Duration, Pathway, SkillToLearn


@dataclass(frozen=True, slots=True)
class Options:
    """How much longer a less important skill may take."""

    ratio: float = field(
        default=1.25,
        metadata={
            "help": "from how many times a more important skill's time on it is reported",
            "least": 1,
            "most": 10,
        },
    )


class RankedSkill(NamedTuple):
    """A skill that has a priority and a duration: its index, its rank, and the weeks it takes."""

    i: int
    rank: int
    weeks: Interval
    duration: Duration
    skill: SkillToLearn

    @property
    def described(self) -> str:
        """The skill with its priority and its duration."""
        return f"{self.skill.name!r} ({WORDS[self.skill.priority or '']}) takes {worded(self.duration)}"

    def problem(self, message: str, *related: Problem) -> Problem:
        """A problem at its duration."""
        return Problem(message, f"/skills_to_learn/{self.i}/duration/text", related=related)


def check(page: Page, options: Options) -> Iterator[Problem]:
    """One finding for a skill and all that contradict it, at the skill that explains most pairs."""
    timed = _timed(page.record)
    if not _any_passes(timed, options.ratio):  # most pages
        return
    timed = [one for one in timed if not _goes_on(page, one.i)]
    shortest = sorted([one for one in timed if one.weeks.high > 0], key=lambda one: one.weeks.high)
    higher = {rank: [one for one in shortest if one.rank < rank][:_SHOWN] for rank in {one.rank for one in timed}}
    pairs = [
        (lower, one) for lower in timed for one in higher[lower.rank] if _passes(lower.weeks, one.weeks, options.ratio)
    ]
    reversed_too = {(one.i, two.i) for one, two in pairs if one.i < two.i}
    if not _are_all(page, reversed_too):
        reversed_too = set()
    for told in _explained([pair for pair in pairs if (pair[0].i, pair[1].i) not in reversed_too]):
        yield _problem(told)
    for told in _explained([pair for pair in pairs if (pair[0].i, pair[1].i) in reversed_too]):
        yield _problem(told)._replace(unless=("PRI001",))


_Pair = tuple[RankedSkill, RankedSkill]


def _explained(pairs: Sequence[_Pair]) -> Iterator[list[_Pair]]:
    """The pairs of the skill that is in most of them, then of those that are left; of two, that of less importance."""
    left = [*pairs]
    while left:
        lowers, highers = Counter(lower.i for lower, _ in left), Counter(higher.i for _, higher in left)
        (lower, most), (higher, more) = max(lowers.items(), key=_COUNT), max(highers.items(), key=_COUNT)
        side, i = (1, higher) if more > most else (0, lower)
        yield [pair for pair in left if pair[side].i == i]
        left = [pair for pair in left if pair[side].i != i]


_COUNT = itemgetter(1)


def _are_all(page: Page, pairs: Collection[tuple[int, int]]) -> bool:
    """Whether pairs that are in the wrong order are all such pairs of a page that says its skills are in order."""
    return bool(pairs) and len(pairs) == sum(inversions(ranks(page.record)).values()) and statement(page) is not None


def _problem(pairs: Sequence[_Pair]) -> Problem:
    """The pairs that one skill is in."""
    lower, higher = max(pairs, key=lambda pair: pair[0].weeks.low / pair[1].weeks.high)
    times = f"{number(lower.weeks.low / higher.weeks.high, 2)} times as long"
    if pairs[0][0].i == pairs[-1][0].i:
        message = f"{lower.described}, but {higher.described}: {times}"
        related = [two.problem(two.described) for _, two in pairs]
        return lower.problem(message, *related)
    others = f"{len(pairs)} less important skills take longer, as {lower.described}"
    related = [one.problem(one.described) for one, _ in pairs]
    return higher.problem(f"{higher.described}, but {others}: {times}", *related)


def _any_passes(timed: list[RankedSkill], ratio: float) -> bool:
    """Whether any skill takes so many times as long as a more important one, those that go on included."""
    shortest = [
        min([one.weeks.high for one in timed if one.rank < rank and one.weeks.high > 0], default=inf)
        for rank in RANK.values()
    ]
    return any(not exceeds(ratio * shortest[one.rank], one.weeks.low) for one in timed)


def _passes(lower: Interval, higher: Interval, ratio: float) -> bool:
    """Whether the first takes so many times as long, or longer."""
    return not exceeds(ratio * higher.high, lower.low)


def _timed(record: Pathway) -> list[RankedSkill]:
    return [
        RankedSkill(i, RANK[skill.priority], weeks, skill.duration, skill)
        for i, skill in enumerate(record.skills_to_learn)
        if skill.priority and skill.duration and (weeks := as_interval(skill.duration))
    ]


def _goes_on(page: Page, i: int) -> bool:
    """Whether a skill is practised beside the others, so that its time compares with none: "12+ weeks (ongoing)"."""
    span = span_of(f"/skills_to_learn/{i}/duration", page)
    if span is None or page.source.text[span.end : span.end + 1] in "\r\n":  # nothing is left of the line
        return False
    _, _, end = page.source.line(span.start)
    rest = page.source.text[span.end : end].strip(" ()-,")
    said = parse_duration(rest) if len(rest) <= LABEL else None  # a page of HTML may be one line
    return said is not None and said.ongoing


RULE = Rule("PRI003", "warning", "medium", check, options=Options(), repairs=of_priorities)
