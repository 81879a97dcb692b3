"""Which time is wrong where a page's times contradict each other, and what it may have been meant to be.

Times are stated of the whole transition (headline, timeline, answers), of phases, which add up to it, and of skills,
which must fit in. A change weighs how much less of them disagrees after it, how much likelier the new value is than the
old one beside others of its kind, and how easily the one is written where the other is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import nlargest
from math import floor, inf, log
from operator import itemgetter
from typing import TYPE_CHECKING, cast

from pathingest.model import values
from pathingest.model.finding import Candidate, Edit
from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple
from pathingest.model.values import WEEKS_IN, Number
from pathingest.rules._agreement import APART, Times, added, disagreement, middle, missed, total
from pathingest.rules._durations import (
    Interval,
    as_interval,
    converted,
    gap,
    in_weeks,
    roadmap_total,
    with_tolerance,
    worded,
)
from pathingest.rules._transition_time import Whole, headline, is_of_a_part, timed_answers, timeline
from pathingest.rules._written import Option, Spot, options, spot
from pathingest.values import parse_duration

if TYPE_CHECKING:
    from pathingest.model.pathway import Duration

_KEPT = 4  # options of one value
_WORTH = 0.8  # what a change must mend of all that disagrees
# How widely times of a kind are spread: of transitions around 36 weeks, of phases and of skills around the others.
_USUAL, _SPREAD_OF_ALL, _SPREAD_OF_PHASES, _SPREAD_OF_SKILLS = 36, 0.55, 0.55, 0.4
_UNLIKELIEST = -6.0
_ANOTHER_UNIT = 1.5  # than all others of its kind
_ROUND, _AS_ANOTHER, _REVERSED = 0.15, 0.1, 2.0
_RANGE, _SPREAD_OF_RANGES, _WIDEST = 0.3, 0.2, 6.0  # the logarithm of the larger bound to the smaller
_TITLED = 3.0
_QUARTER, _NEAR = 3, 0.05  # months; how near to a number of them is one
_MONTH = 1.09  # how much longer a month is than four weeks
_AROUND = (-1, 0, 1, 2)


class Said(NamedTuple):
    """What one place says of the whole: the durations of which one must agree, each with where it is written."""

    who: str
    wholes: tuple[Whole, ...]
    spots: tuple[Spot | None, ...]


class Part(NamedTuple):
    """A phase or a skill.

    Attributes:
        who: what it is called.
        pointer: of its duration.
        weeks: all that this may mean, and `unit`, its unit.
        spot: where it is written.
        expected: the weeks that its own title counts.
        kin: what parts have in common that take about as long: a priority.
    """

    who: str
    pointer: str
    weeks: Interval
    unit: str
    spot: Spot | None
    expected: float | None = None
    kin: str = ""


class Stated(NamedTuple):
    """All times that a page states; the same as bare times, and how much of them disagrees."""

    said: tuple[Said, ...]
    phases: tuple[Part, ...]
    skills: tuple[Part, ...]
    times: Times
    disagree: float

    def better(self, times: Times) -> float:
        """How much less disagrees in other times."""
        return self.disagree - disagreement(times)

    @property
    def wholes(self) -> list[Whole]:
        """The first duration that each place states of the whole."""
        return [one.wholes[0] for one in self.said]


class Better(NamedTuple):
    """Another value: what it weighs, what is meant by it, in weeks too, and the change."""

    weight: float
    duration: Duration
    weeks: Interval
    edit: Edit


def candidates(page: Page) -> Iterator[Candidate]:
    """Other values for each time of the page, the best of each."""
    stated = page.once(_stated)
    for i, one in enumerate(stated.said):
        for j, there in enumerate(one.spots):
            if there:
                yield from _of_whole(stated, i, j, there)
    for i in range(len(stated.times.phases)):
        yield from _of_phase(stated, i)
    for i in range(len(stated.skills)):
        yield from (candidate for candidate, _ in _of_skill(stated, i, _WORTH))


def of_each_skill(page: Page) -> Iterator[tuple[Candidate, int, Interval]]:
    """Other times of each skill, with the number of the skill and the weeks that it would take."""
    stated = page.once(_stated)
    for i, part in enumerate(stated.skills):
        number = int(part.pointer.split("/")[2])
        yield from ((candidate, number, weeks) for candidate, weeks in _of_skill(stated, i))


# ----------------------------------------------------------------------------------------------------------------------
# What the page says.


def _stated(page: Page) -> Stated:
    said, phases, learnt = tuple(_said(page)), _parts(page, "roadmap"), skills(page)
    times = Times(
        tuple([tuple([_tolerant(whole.duration) for whole in one.wholes]) for one in said]),
        tuple([max(whole.weeks.high for whole in one.wholes) for one in said]),
        tuple([part.weeks for part in phases]) if roadmap_total(page) else (),
        tuple([part.weeks for part in learnt]),
    )
    return Stated(said, phases, learnt, times, disagreement(times))


def _said(page: Page) -> Iterator[Said]:
    for one, pointer in ((headline(page), "/headline/duration"), (timeline(page), "/timeline")):
        if one:
            yield Said(one.who, (one,), (spot(page, pointer, parse_duration),))
    at = _claims_at(page)
    for _, found in timed_answers(page):
        whole = [one for one in found if not is_of_a_part(one)]
        first = [one for one in whole if one.sentence == whole[0].sentence]
        if first:
            spots = [spot(page, at[one.span], parse_duration) if one.span in at else None for one in first]
            yield Said("the FAQ", tuple(first), tuple(spots))


def _claims_at(page: Page) -> dict[object, str]:
    """The pointers of durations in prose, by their places."""
    found: dict[object, str] = {}
    for k, claim in enumerate(page.record.claims):
        proof = page.evidence.proof(f"/claims/{k}/text") if claim.kind == "duration" else None
        if proof and proof.spans:
            found[proof.spans[0][0], proof.spans[-1][1]] = f"/claims/{k}"
    return found


def _tolerant(duration: Duration) -> Interval:
    return with_tolerance(duration) or Interval(0, inf)


def skills(page: Page) -> tuple[Part, ...]:
    """The skills to learn that have a duration."""
    return _parts(page, "skills_to_learn")


def _parts(page: Page, name: str) -> tuple[Part, ...]:
    found = []
    for i, item in enumerate(getattr(page.record, name)):
        weeks = as_interval(item.duration)
        if weeks is not None and item.duration.unit:
            pointer = f"/{name}/{i}/duration"
            part = Part("", pointer, weeks, item.duration.unit, spot(page, pointer, parse_duration))
            if name == "roadmap":
                found.append(part._replace(who=f"phase {item.position}", expected=_in_title(item.title)))
            else:
                found.append(part._replace(who=f"the skill {item.name!r}", kin=item.priority or ""))
    return tuple(found)


_WEEKS_OF_TITLE = re.compile(r"\bweeks?\s+(\d{1,3})\s?(?:-|to|\u2013)\s?(\d{1,3})\b", re.IGNORECASE)


def _in_title(title: str | None) -> float | None:
    """The weeks that a phase's own title counts: "Weeks 5-8" are 4."""
    found = _WEEKS_OF_TITLE.search(title or "")
    return int(found[2]) - int(found[1]) + 1 if found and int(found[2]) >= int(found[1]) else None


# ----------------------------------------------------------------------------------------------------------------------
# Other times of the whole.


def _of_whole(stated: Stated, i: int, j: int, there: Spot) -> Iterator[Candidate]:
    one = stated.said[i]
    whole, times = one.wholes[j], stated.times

    def better(new: Duration, weeks: Interval) -> float:
        row = tuple([_tolerant(new) if k == j else said for k, said in enumerate(times.wholes[i])])
        room = max([weeks.high, *[other.weeks.high for k, other in enumerate(one.wholes) if k != j]])
        wholes = (*times.wholes[:i], row, *times.wholes[i + 1 :])
        return stated.better(times._replace(wholes=wholes, rooms=(*times.rooms[:i], room, *times.rooms[i + 1 :])))

    others = [whole.duration for one in stated.said for whole in one.wholes]
    choice = options(there, _targets(there, others, total(times.phases)), _pairs(there, others))
    known = _likely(whole.weeks, whole.duration.unit or "") - _odd(there)
    for found in _best(there, choice, better, lambda weeks, unit: _likely(weeks, unit) - known, _WORTH):
        message = f"change {one.who} from {worded(whole.duration)} to {worded(found.duration)}"
        yield Candidate(found.weight, message, _agreeing(stated, one, found), (found.edit,), there.pointer)


def _best(
    there: Spot,
    choice: Iterable[Option],
    better: Callable[[Duration, Interval], float],
    likelier: Callable[[Interval, str], float],
    worth: float,
) -> Iterator[Better]:
    """The best of other values: by how much less disagrees, how much likelier they are, and how easily one slips."""
    ranked = []
    for option in choice:
        new = _meant(there, option)
        weeks = as_interval(new)
        if weeks and weeks.high > 0 and (mended := better(new, weeks)) > worth:
            ranked.append((mended + likelier(weeks, new.unit or "") + option.slip, option, new, weeks))
    for weight, option, new, weeks in nlargest(_KEPT, ranked, key=itemgetter(0)):
        if said := there.written(option):
            yield Better(weight, new, weeks, there.edit(said))


def _agreeing(stated: Stated, one: Said, found: Better) -> str:
    """What the new value agrees with."""
    others = [other.wholes[0] for other in stated.said if other is not one]
    agree = [whole.said for whole in others if not gap(found.weeks, whole.weeks)]
    planned = total(stated.times.phases)
    if planned and missed(found.weeks, planned) < APART:
        agree.append(f"the phases total {added(stated.times.phases)}")
    *most, last = agree or [""]
    beside = f"{', '.join(most)} and {last}" if most else last
    return f"{one.who} then says {converted(found.duration)}{'; ' if beside else ''}{beside}"


def _targets(there: Spot, others: Sequence[Duration], planned: Interval | None) -> list[Number]:
    """Amounts, in the unit of a value, that would agree with the others."""
    unit = there.value.unit
    weeks = [bounds for other in others if (bounds := as_interval(other))] + ([planned] if planned else [])
    amounts = [amount for low, high in weeks for amount in (low, (low + high) / 2, high) if amount != inf]
    same = [amount for other in others if other.unit == unit for amount in (other.min, other.max) if amount]
    return [*dict.fromkeys([*same, *_whole_numbers([amount / WEEKS_IN[unit] for amount in amounts], unit)])]


def _whole_numbers(amounts: Iterable[float], unit: str) -> list[Number]:
    """The whole numbers around some amounts; for whole months that are counted as four weeks, those too."""
    found: dict[Number, None] = {}
    for amount in amounts:
        found.update(dict.fromkeys([floor(amount) + shift for shift in _AROUND]))
        if unit == "month":
            found[round(amount * WEEKS_IN["month"] / 4)] = None
    return [*found]


def _pairs(there: Spot, others: Sequence[Duration]) -> Iterator[tuple[Number, Number]]:
    """Ranges, in the unit of a value, that others state."""
    unit = there.value.unit
    for other in others:
        if other.unit and other.min and other.max and other.min != other.max:
            factor = 1 if other.unit == unit else WEEKS_IN[other.unit] / WEEKS_IN[unit]
            low, high = other.min * factor, other.max * factor
            yield (low, high) if factor == 1 else (round(low), round(high))


def _meant(there: Spot, option: Option) -> Duration:
    """The duration that an option says, open where the old one is."""
    old: Duration = there.value
    low = None if old.min is None else min(option.amounts)
    high = None if old.max is None else max(option.amounts)
    unit = cast("values.Unit", option.unit or old.unit)
    return cast("Duration", values.Duration("", low, high, unit, old.approximate))  # as rules see it in a record


# ----------------------------------------------------------------------------------------------------------------------
# Other times of phases and of skills.


def _of_phase(stated: Stated, i: int) -> Iterator[Candidate]:
    part, phases = stated.phases[i], stated.times.phases
    rest = total([*phases[:i], *phases[i + 1 :]]) or Interval(0, 0)
    wanted = [weeks for whole in stated.wholes for weeks in _left(whole.weeks, rest)]

    def better(_: Duration, weeks: Interval) -> float:
        return stated.better(stated.times._replace(phases=(*phases[:i], weeks, *phases[i + 1 :])))

    for found in _other(part, stated.phases, wanted, better, _SPREAD_OF_PHASES, _WORTH):
        now = (*phases[:i], found.weeks, *phases[i + 1 :])
        whole = total(now)
        met = [one.said for one in stated.wholes if whole and missed(one.weeks, whole) < APART]
        reason = "; ".join([f"the phases then total {added(now)}", *met[:1]])
        yield Candidate(found.weight, _changed(part, found), reason, (found.edit,), part.pointer)


def _left(whole: Interval, rest: Interval) -> Iterator[float]:
    """What is left of a whole for one part."""
    yield whole.low - rest.low
    if inf not in (whole.high, rest.high):
        yield whole.high - rest.high
        yield (whole.low + whole.high - rest.low - rest.high) / 2


def _of_skill(stated: Stated, i: int, worth: float = -inf) -> Iterator[tuple[Candidate, Interval]]:
    part, learnt = stated.skills[i], stated.times.skills
    bounds = [whole for whole in stated.wholes if whole.weeks.high != inf]
    rest = sum(weeks.low for k, weeks in enumerate(learnt) if k != i)

    def better(_: Duration, weeks: Interval) -> float:
        return stated.better(stated.times._replace(skills=(*learnt[:i], weeks, *learnt[i + 1 :])))

    wanted = [bound.weeks.high - rest for bound in bounds]
    room = [
        f"the timeline says {worded(bound.duration)} ({in_weeks(bound.weeks.high)} at most)"
        for bound in bounds
        if bound.pointer.startswith("/timeline")
    ]
    for found in _other(part, stated.skills, wanted, better, _SPREAD_OF_SKILLS, worth):
        now = [Interval(weeks.low, weeks.low) for weeks in (*learnt[:i], found.weeks, *learnt[i + 1 :])]
        reason = "; ".join([f"the skills then total {added(now)}", *room])
        yield Candidate(found.weight, _changed(part, found), reason, (found.edit,), part.pointer), found.weeks


def _changed(part: Part, found: Better) -> str:
    old = worded(part.spot.value) if part.spot else ""
    return f"change {part.who} from {old} to {worded(found.duration)}"


def _other(
    part: Part,
    parts: Sequence[Part],
    wanted: Sequence[float],
    better: Callable[[Duration, Interval], float],
    spread: float,
    worth: float,
) -> Iterator[Better]:
    """Other values of a phase or a skill, of those among which it is; `wanted` are weeks that would agree."""
    if part.spot is None:
        return
    others = [other for other in parts if other is not part]
    kin = [other for other in others if other.kin == part.kin] or others
    alike = [other.spot.amounts for other in kin if other.unit == part.unit and other.spot]
    targets = _whole_numbers([weeks / WEEKS_IN[part.unit] for weeks in wanted], part.unit)
    targets += [amount for amounts in alike for amount in amounts]
    choice = options(part.spot, targets, [(amounts[0], amounts[-1]) for amounts in alike if amounts[1:]])
    known = _fits(part, kin, others, spread) - _odd(part.spot)

    def likelier(weeks: Interval, unit: str) -> float:
        return _fits(part._replace(weeks=weeks, unit=unit), kin, others, spread) - known

    yield from _best(part.spot, choice, better, likelier, worth)


# ----------------------------------------------------------------------------------------------------------------------
# How likely a time is, as the logarithm of a chance.


def _fits(part: Part, kin: Sequence[Part], others: Sequence[Part], spread: float) -> float:
    """How likely a part takes so long, beside those that are to take about as long, and all others."""
    found, length = _ranged(part.weeks), middle(part.weeks)
    if kin:
        mean = sum(log(middle(other.weeks)) for other in kin) / len(kin)
        found += _spread((log(length) - mean) / spread)
        found += _AS_ANOTHER if any(other.weeks == part.weeks for other in kin) else 0
    if others and all(other.unit != part.unit for other in others):
        found -= _ANOTHER_UNIT
    if part.expected:
        found += _TITLED if abs(length - part.expected) < 1 else -_TITLED
    return found + (_ROUND if length % 2 == 0 else 0)


def _likely(weeks: Interval, unit: str) -> float:
    """How likely a whole transition takes so long."""
    quarters = middle(weeks) / WEEKS_IN[unit] / _QUARTER
    is_round = unit != "week" and abs(quarters - round(quarters)) < _NEAR
    return _spread(log(middle(weeks) / _USUAL) / _SPREAD_OF_ALL) + (_ROUND if is_round else 0) + _ranged(weeks)


def _spread(away: float) -> float:
    """How likely it is to be so many times the usual spread away from the middle."""
    return max(_UNLIKELIEST, -(away**2) / 2)


def _ranged(weeks: Interval) -> float:
    """How likely a range is so wide; one amount is one of a month at most."""
    if not 0 < weeks.low < weeks.high < inf or weeks.high / weeks.low < _MONTH:
        return 0.0
    away = (log(weeks.high / weeks.low) - _RANGE) / _SPREAD_OF_RANGES
    return -min(_WIDEST, away**2 / 2)


def _odd(there: Spot) -> float:
    """What it weighs against a value that the larger bound of its range is the first."""
    return _REVERSED if there.is_reversed else 0.0
