"""How much of what a page says of the time that the transition takes contradicts the rest of it.

Each pair of statements is compared, so that one which contradicts several others weighs more than each of those: the
majority is right, until it is known better. What agrees is the better the more it is alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import inf, log

from pathingest.model.tuples import NamedTuple
from pathingest.rules._durations import Interval, exceeds, gap, number, spanned

# What it weighs that two statements contradict each other, that they nearly do, and how far apart they are.
APART, _NEARLY, _DISTANCE, _FARTHEST = 2.5, 0.3, 0.8, 1.5
_ALIKE, _OF_WIDTH, _MOST = 0.07, 0.5, 1.5  # how far statements that agree are from each other, as logarithms
_EQUAL = 0.4
# How the roadmap and the skills may miss a statement, as their rules have it.
_SHARE, _WEEKS, _LEARNING, _LEARNING_OF_ALL = 0.1, 2, 1.1, 1.25
_OPEN = 1.2  # where the middle of what has no end is, as times its beginning
_LEAST = 0.1  # weeks, for logarithms


class Times(NamedTuple):
    """All times of a page, as intervals of weeks: the statements of the whole, the phases, and the skills.

    Of several intervals that one place states of the whole, one must agree with the rest. Where a page says "about",
    they are wider than what it says, which alone is the room for the skills.
    """

    wholes: tuple[tuple[Interval, ...], ...]
    rooms: tuple[float, ...]
    phases: tuple[Interval, ...]
    skills: tuple[Interval, ...]


def disagreement(times: Times) -> float:
    """How much of what is said of the whole contradicts the rest: 0 where all agree and are alike."""
    found = sum(_apart(one, two) for one, two in combinations(times.wholes, 2))
    planned = total(times.phases)
    if planned:
        found += sum(min(missed(weeks, planned) for weeks in one) for one in times.wholes)
    learning = sum(weeks.low for weeks in times.skills)
    found += sum(_beyond(learning, room, _LEARNING) for room in times.rooms)
    if planned and learning:
        found += 0.5 * _beyond(learning, planned.high, _LEARNING_OF_ALL)
    return found


def total(parts: Sequence[Interval]) -> Interval | None:
    """What parts add up to; None if there are none."""
    return Interval(sum(one.low for one in parts), sum(one.high for one in parts)) if parts else None


def _apart(one: Sequence[Interval], two: Sequence[Interval]) -> float:
    return min(_between(first, second) for first in one for second in two)


def _between(one: Interval, two: Interval) -> float:
    return _unlike(one, two) if gap(one, two) is None else APART + _distance(one, two)


def _distance(one: Interval, two: Interval) -> float:
    return _DISTANCE * min(_FARTHEST, abs(log(middle(one) / middle(two))))


def _unlike(one: Interval, two: Interval) -> float:
    """How unlike two intervals are that have values in common: the middles of wide ones may be farther apart."""
    if one == two:
        return -_EQUAL
    spread = _ALIKE + _OF_WIDTH * (_width(one) + _width(two)) / 2
    away = log(middle(one) / middle(two)) / spread
    return min(_MOST, away**2 / 2)


def _width(weeks: Interval) -> float:
    return (
        log(weeks.high / weeks.low) / 2
        if 0 < weeks.low < weeks.high < inf
        else log(_OPEN)
        if weeks.high == inf
        else 0.0
    )


def missed(said: Interval, planned: Interval) -> float:
    """How much the sum of the phases disagrees with a statement: `APART` or more, if it contradicts it."""
    far = gap(planned, said)
    if far is None:
        return _unlike(planned, said)
    if exceeds(far.weeks, max(_SHARE * far.bound, _WEEKS)):
        return APART + _distance(planned, said)
    return _NEARLY + _unlike(planned, said)


def _beyond(learning: float, bound: float, ratio: float) -> float:
    """What it weighs that the skills take longer than there is time."""
    if bound == inf or not exceeds(learning, ratio * bound):
        return 0.0
    return 0.5 * (APART + _DISTANCE * min(_FARTHEST, log(learning / max(bound, _LEAST))))


def middle(weeks: Interval) -> float:
    """The middle of an interval; of one without an end, a little above its beginning."""
    high = _OPEN * weeks.low if weeks.high == inf else weeks.high
    return max((weeks.low + high) / 2, _LEAST)


def added(parts: Sequence[Interval]) -> str:
    """A sum: "12 + 8 + 16 = 36 weeks"."""
    terms = [_term(one) for one in parts]
    whole = total(parts)
    return f"{' + '.join(terms)} = {spanned(whole)}" if whole and parts[1:] else spanned(parts[0])


def _term(part: Interval) -> str:
    low, high = number(part.low), number(part.high)
    return f"at least {low}" if part.high == inf else low if low == high else f"{low}\u2013{high}"
