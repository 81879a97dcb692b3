"""Lengths of time as intervals of weeks, read charitably, and how messages show them.

Authors count a month as four weeks, or as a twelfth of a year; a year as 52 weeks, or as 365.2425 days. A length is
therefore the interval of all the weeks that it may mean: 6 months are 24 to 26.1 weeks. They round when they convert,
too: 9 months, which are 39.1 weeks, become 40.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from functools import lru_cache
from math import inf, isclose
from typing import TYPE_CHECKING

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.model.source import Span
from pathingest.model.tuples import NamedTuple
from pathingest.rules._overlaps import ALL, parallel_phases, parallel_skills
from pathingest.rules._roadmap import may_be_cut_off

if TYPE_CHECKING:
    from pathingest.model.pathway import Duration, Number, Pathway

# The least and the most weeks in each unit; hours are hours of work and have none.
_WEEKS = {"day": (1 / 7, 1 / 7), "week": (1, 1), "month": (4, 4.348125), "year": (52, 52.1775)}
# By how much either end of "about a year" gives way.
_ABOUT = 0.1
# Units that convert into each other by rounding: into whole weeks or days, and into whole months.
_ROUNDED = (("day", "week"), ("month", "year"))
_HALF, _SHARE = 0.5, 0.1  # of a month, and of the length: no more is made of it by rounding to months
_EXACT = 1e-6
_WHOLE = 10  # weeks from which on messages leave decimals out of a conversion


class Interval(NamedTuple):
    """All the weeks that a length may mean; `high` is infinite where it has no upper bound."""

    low: float
    high: float


def as_interval(duration: Duration | None) -> Interval | None:
    """The weeks that a duration may mean; None for one without bounds, and for hours."""
    return None if duration is None else _weeks(duration.unit, duration.min, duration.max)


@lru_cache(maxsize=256)  # several rules call it, and most pages state the same few
def _weeks(unit: str | None, shortest: Number | None, longest: Number | None) -> Interval | None:
    if unit not in _WEEKS:
        return None
    least, most = _WEEKS[unit]
    return Interval(0 if shortest is None else shortest * least, inf if longest is None else longest * most)


def with_tolerance(duration: Duration | None) -> Interval | None:
    """As `as_interval`; where the page says "about", a tenth is given at either end."""
    weeks = as_interval(duration)
    if weeks is None or duration is None or not duration.approximate:
        return weeks
    return Interval(weeks.low * (1 - _ABOUT), weeks.high * (1 + _ABOUT))


def guaranteed_weeks(duration: Duration) -> float:
    """How far a length goes for sure: its upper bound, of an open one the lower; "about" takes a tenth off."""
    weeks = as_interval(duration)
    if weeks is None:
        return 0
    far = weeks.low if weeks.high == inf else weeks.high
    return far * (1 - _ABOUT) if duration.approximate else far


def total(durations: Iterable[Duration | None]) -> Interval | None:
    """What durations add up to; one without an end leaves no upper bound. None if one or all are missing."""
    low, high, count = 0.0, 0.0, 0
    for count, duration in enumerate(durations, 1):  # noqa: B007  whether there was any is checked below
        weeks = Interval(0, inf) if duration and duration.ongoing else as_interval(duration)
        if weeks is None:
            return None
        low, high = low + weeks.low, high + weeks.high
    return Interval(low, high) if count else None


def exceeds(value: float, bound: float) -> bool:
    """Whether a value is above a bound by more than sums of floats are off."""
    return value > bound and not isclose(value, bound, rel_tol=1e-9)


class Gap(NamedTuple):
    """How far an interval is from another: the weeks between them, and the end of the other that it misses.

    `short` says whether it lies below the other.
    """

    weeks: float
    bound: float
    short: bool

    @property
    def size(self) -> str:
        """The gap in words: "4 weeks (11%) short"."""
        share = f" ({percent(self.weeks / self.bound)})" if self.bound else ""
        return f"{in_weeks(self.weeks)}{share} {'short' if self.short else 'too long'}"


def gap(found: Interval, claimed: Interval) -> Gap | None:
    """How far the first is from the second; None if they have a value in common."""
    if exceeds(claimed.low, found.high):
        return Gap(claimed.low - found.high, claimed.low, short=True)
    if exceeds(found.low, claimed.high):
        return Gap(found.low - claimed.high, claimed.high, short=False)
    return None


def difference(found: Duration, claimed: Duration) -> Gap | None:
    """How far one duration is from another; None if they agree, with tolerance, or cannot be compared."""
    loose, bounds = with_tolerance(found), with_tolerance(claimed)
    if loose is None or bounds is None:
        return None
    far = gap(loose, bounds)
    if far is None or (are_rounded(found, claimed) and not exceeds(far.weeks, _less_than_one(found, claimed))):
        return None
    plain, claim = as_interval(found), as_interval(claimed)
    return gap(plain, claim) if plain and claim else None


def _less_than_one(*durations: Duration) -> float:
    """All but one of the smallest unit, in weeks: 39.1 weeks are 40, rounded, and 40.1 are not."""
    return min(_WEEKS[one.unit][0] for one in durations if one.unit in _WEEKS) * (1 - _EXACT)


def are_rounded(one: Duration, other: Duration) -> bool:
    """Whether one is stated in weeks or days, and the other in months or years, which is no whole number of them."""
    return any(one.unit in some and other.unit in others for some, others in (_ROUNDED, _ROUNDED[::-1]))


def is_slight(far: Gap, one: Duration, other: Duration) -> bool:
    """Whether rounding to whole months may make a gap of that size: 41 weeks are 9.4 months."""
    most = min(_HALF * _WEEKS["month"][1], _SHARE * far.bound)
    return are_rounded(one, other) and not exceeds(far.weeks, most)


# ----------------------------------------------------------------------------------------------------------------------
# In words.


def number(value: float, digits: int = 1) -> str:
    """A number with so many decimals at most, without trailing zeros: "26.1", "12"."""
    shown = f"{value:.{digits}f}"
    return shown.rstrip("0").rstrip(".") if digits else shown


def percent(share: float) -> str:
    """A share as a percentage: "11%"."""
    return f"{int(100 * share + 0.5)}%"


def in_weeks(value: float) -> str:
    """A number of weeks: "1 week", "26.1 weeks"."""
    return f"{(shown := number(value))} week{'' if shown == '1' else 's'}"


def spanned(weeks: Interval) -> str:
    """An interval: "38 weeks", "30-34 weeks", "at least 38 weeks"."""
    low, high = number(weeks.low), number(weeks.high)
    if weeks.high == inf:
        return f"at least {in_weeks(weeks.low)}"
    return in_weeks(weeks.high) if low == high else f"{low}\u2013{high} weeks"


def worded(duration: Duration) -> str:
    """A duration in plain words: "12 months", "9-12 months", "at least 10 weeks", "about 1 year"."""
    about = "about " if duration.approximate else ""
    low, high = duration.min, duration.max
    if duration.unit is None or (low is None and high is None):
        return "no end"
    if low is None or high is None:
        bound, value = ("at least", low) if high is None else ("at most", high)
        return f"{about}{bound} {_amount(value, duration.unit)}"
    return about + (
        _amount(low, duration.unit) if low == high else f"{_plain(low)}\u2013{_amount(high, duration.unit)}"
    )


def converted(duration: Duration) -> str:
    """A duration in plain words, with what it means in weeks: "9 months (36-39 weeks)"."""
    weeks = as_interval(duration)
    if weeks is None or duration.unit == "week":
        return worded(duration)
    low, high = rounded(weeks.low), rounded(weeks.high)
    if duration.min is None or duration.max is None:
        shown = low if duration.max is None else high
    else:
        shown = low if low == high else f"{low}\u2013{high}"
    return f"{worded(duration)} ({shown} week{'' if shown == '1' else 's'})"


def _amount(value: Number | None, unit: str) -> str:
    return f"{_plain(value)} {unit}{'' if value == 1 else 's'}"


def _plain(value: Number | None) -> str:
    return str(value).removesuffix(".0")


def rounded(value: float) -> str:
    """Weeks that another unit is converted into: "39", "4.3"."""
    return f"{value:.0f}" if value >= _WHOLE else number(value)


# ----------------------------------------------------------------------------------------------------------------------
# Of the parts of a page.


class Sum(NamedTuple):
    """The weeks that the skills take at least, and how many of them say so."""

    weeks: float
    is_open: bool

    @property
    def said(self) -> str:
        """In words: "38 weeks", "at least 38 weeks"."""
        return f"{'at least ' if self.is_open else ''}{in_weeks(self.weeks)}"


def skills_at_least(record: Pathway) -> Sum:
    """The sum of the skills' lower bounds; what has no duration, or no end, adds nothing."""
    weeks, is_open = 0.0, False
    for skill in record.skills_to_learn:
        bounds = as_interval(skill.duration)
        weeks += bounds.low if bounds else 0
        is_open = is_open or bounds is None or bounds.low != bounds.high
    return Sum(weeks, is_open)


def skills_side_by_side(page: Page, skills: Sum) -> Sum:
    """The same where the page says that skills are learnt beside others: only the longest of those counts.

    Words are looked for, which takes long: it is for those who would report the sum.
    """
    beside = parallel_skills(page)
    bounds = [as_interval(skill.duration) for skill in page.record.skills_to_learn] if beside else []
    return Sum(_longest_path([one.low if one else 0 for one in bounds], beside), is_open=True) if beside else skills


def _longest_path(lows: Sequence[float], beside: Container[int]) -> float:
    """The least weeks that parts take if some of them, or all, run beside others."""
    after_another = 0.0 if ALL in beside else sum([low for i, low in enumerate(lows) if i not in beside])
    return max(after_another, *lows)


def skill_places(record: Pathway) -> list[Problem]:
    """The skills' durations as places."""
    return [
        Problem(f"{skill.name!r} takes {worded(skill.duration)}", f"/skills_to_learn/{i}/duration/text")
        for i, skill in enumerate(record.skills_to_learn)
        if skill.duration and as_interval(skill.duration)
    ]


def phase_places(record: Pathway) -> list[Problem]:
    """The phases' durations as places."""
    return [
        Problem(f"phase {phase.position} takes {worded(phase.duration)}", f"/roadmap/{i}/duration/text")
        for i, phase in enumerate(record.roadmap)
        if phase.duration
    ]


def roadmap_total(page: Page) -> Interval | None:
    """What the phases add up to; None if one has no duration that can be added, or if phases may have been cut off."""
    return page.once(_roadmap_total)


def _roadmap_total(page: Page) -> Interval | None:
    record = page.record
    return None if may_be_cut_off(record) else total(phase.duration for phase in record.roadmap)


def phases_side_by_side(page: Page, planned: Interval) -> Interval:
    """The roadmap's total where the page says that phases run beside others: the longest path is its lower bound.

    Words are looked for, which takes long: it is for those who would report the total.
    """
    beside = parallel_phases(page)
    if not beside:
        return planned
    lows = [weeks.low if (weeks := as_interval(phase.duration)) else 0 for phase in page.record.roadmap]
    return Interval(_longest_path(lows, beside), planned.high)


def total_problem(page: Page, message: str, *related: Problem) -> Problem:
    """A problem at the roadmap's total; on a raw page, which does not show it, at the first phase's duration.

    The phases are added to the places beside it.
    """
    first = None if page.origin else page.evidence.proof("/roadmap/0/duration/text")
    span = Span(first.spans[0][0], first.spans[-1][1]) if first and first.spans else None
    phases = phase_places(page.record)[1 if span else 0 :]
    return Problem(message, "/roadmap_total", span, (*related, *phases))
