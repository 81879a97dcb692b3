"""Which figure is wrong where a page's changes of pay contradict each other or the pay of both jobs.

The summary's change, those in prose, and the change that the pay of both jobs makes are compared in pairs, as times are
in `_repairs_times`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import nlargest
from itertools import combinations
from math import ceil, floor, inf, log
from operator import itemgetter
from typing import TYPE_CHECKING, cast

from pathingest.model import values
from pathingest.model.finding import Candidate
from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple
from pathingest.model.values import Number
from pathingest.rules._salaries import Pay, both_jobs_pay, is_later, percent, shown, stated_changes
from pathingest.rules._written import Option, Spot, options, spot
from pathingest.values import parse_money, parse_percent
from pathingest.values.numbers import tidy

if TYPE_CHECKING:
    from pathingest.model.pathway import Percent

_KEPT = 4  # options of one value
_WORTH = 0.8  # what a change must mend of all that disagrees
_APART, _POINTS, _FARTHEST = 2.5, 40, 1.5  # what a contradiction weighs, and that it is of so many points
_ALIKE, _OF_WIDTH, _MOST, _EQUAL = 4.0, 0.7, 1.5, 0.4  # how far, in points, are figures from each other that agree
_TOLERATED = 10  # points by which the pay of both jobs may miss a change
_USUAL, _SPREAD, _UNLIKELIEST = 25, 0.8, -6.0  # of changes, in percent
_ROUND, _OF_FIVES = 0.5, 5
_WIDTH, _SPREAD_OF_WIDTHS = 12, 12  # of a range, in points
_EXACT = 1e-6
_RANGE, _SPREAD_OF_RANGES, _WIDEST = 0.28, 0.13, 10.0  # of pay: the logarithm of its upper bound to its lower one
_USUAL_ENVELOPE = 30  # points from the change of lower bounds to that of upper ones
_REVERSED = 2.0
_THOUSAND = 1000


class Change(NamedTuple):
    """A change of pay that is stated: what states it, the change, and where it is written."""

    who: str
    percent: Percent
    spot: Spot | None


class Figures(NamedTuple):
    """The bounds of each change, and the pay of the old job and of the new one, where both are stated."""

    changes: tuple[tuple[float, float], ...]
    pay: tuple[tuple[float, float], tuple[float, float]] | None

    @property
    def made(self) -> tuple[float, float] | None:
        """The change that the pay of both jobs makes."""
        if self.pay is None:
            return None
        (a, b), (c, d) = self.pay
        low, high = sorted((100 * (c / a - 1), 100 * (d / b - 1)))
        return low, high


class Stated(NamedTuple):
    """All that a page states of it; the same as bare figures, and how much of them disagrees."""

    changes: tuple[Change, ...]
    pay: tuple[Pay, Pay] | None
    figures: Figures
    disagree: float

    def better(self, figures: Figures) -> float:
        """How much less disagrees in other figures."""
        return self.disagree - disagreement(figures)


def candidates(page: Page) -> Iterator[Candidate]:
    """Other values for each change and each pay, the best of each."""
    stated = page.once(_stated)
    for i, one in enumerate(stated.changes):
        if one.spot:
            yield from _in_order(one, one.spot)
            yield from _of_change(stated, i, one.spot)
    for which, job in enumerate(stated.pay or ()):
        if there := spot(page, f"/claims/{job.claim}", parse_money):
            yield from _of_pay(stated, which, there)


def _stated(page: Page) -> Stated:
    changes, pay = tuple(_changes(page)), both_jobs_pay(page)
    bounds = ((pay[0].low, pay[0].high), (pay[1].low, pay[1].high)) if pay else None
    figures = Figures(tuple([_bounds(one.percent) for one in changes]), bounds)
    return Stated(changes, pay, figures, disagreement(figures))


def _changes(page: Page) -> Iterator[Change]:
    summary = page.record.salary_change
    if summary:
        yield Change("the summary", summary, spot(page, "/salary_change", parse_percent))
    for said in stated_changes(page):
        if not is_later(page, said):
            yield Change("the text", said.change, spot(page, f"/claims/{said.claim}", parse_percent))


def _bounds(change: Percent) -> tuple[float, float]:
    return -inf if change.low is None else change.low, inf if change.high is None else change.high


# ----------------------------------------------------------------------------------------------------------------------
# How much of it disagrees.


def disagreement(figures: Figures) -> float:
    """How much of what is said of pay contradicts the rest."""
    found = sum(_apart(one, two, 0) for one, two in combinations(figures.changes, 2))
    if figures.pay and (made := figures.made):
        found += sum(_outside(one, made) for one in figures.changes)
        found += sum(_width(low, high) for low, high in figures.pay)
        found += min(_WIDEST, ((made[1] - made[0]) / _USUAL_ENVELOPE) ** 2 / 2)
    return found


def _width(low: float, high: float) -> float:
    """How unusual it is that pay ranges so far."""
    return min(_WIDEST, ((log(high / low) - _RANGE) / _SPREAD_OF_RANGES) ** 2 / 2) if low < high else 0.0


def _apart(one: tuple[float, float], two: tuple[float, float], tolerated: float) -> float:
    missed = max(two[0] - one[1], one[0] - two[1], 0)
    if missed > tolerated or (missed and not tolerated):
        return _APART + min(_FARTHEST, missed / _POINTS)
    if one == two:
        return -_EQUAL
    spread = _ALIKE + _OF_WIDTH * (_half(one) + _half(two))
    return min(_MOST, ((_middle(one) - _middle(two)) / spread) ** 2 / 2)


def _outside(said: tuple[float, float], made: tuple[float, float]) -> float:
    """As `_apart`, for what the pay makes: no bound may be farther outside than is tolerated."""
    missed = max(
        [abs(min(bound - made[0], 0) or max(bound - made[1], 0)) for bound in said if abs(bound) != inf] or [0]
    )
    if missed > _TOLERATED:
        return _APART + min(_FARTHEST, missed / _POINTS)
    return _apart(said, made, _TOLERATED)


def _middle(bounds: tuple[float, float]) -> float:
    low, high = bounds
    if low == -inf or high == inf:
        return 0.0 if low == -high else low if high == inf else high
    return (low + high) / 2


def _half(bounds: tuple[float, float]) -> float:
    low, high = bounds
    return 10.0 if inf in (-low, high) else (high - low) / 2


# ----------------------------------------------------------------------------------------------------------------------
# Other values.


def _in_order(one: Change, there: Spot) -> Iterator[Candidate]:
    """The bounds of a range that is written from high to low, the other way round."""
    said = there.written(Option(there.amounts[::-1])) if there.is_reversed else None
    if said:
        message = f"change the salary change in {one.who} from {there.source!r} to {said!r}"
        reason = f"{one.who} then says {shown(one.percent)} in its order"
        yield Candidate(0, message, reason, (there.edit(said),), there.pointer)


def _of_change(stated: Stated, i: int, there: Spot) -> Iterator[Candidate]:
    """Other figures for a change: those that are given elsewhere to the digit.

    Authors round, so that one of these is as likely as the best of all that are about as much.
    """
    one, figures = stated.changes[i], stated.figures
    given = [bounds for k, bounds in enumerate(figures.changes) if k != i]
    given += [figures.made] if figures.made else []
    exact = [_writable(*bounds) for bounds in given]
    old, known = {*_bounds(one.percent)}, _likely(one.percent, there)
    ranked, best = [], -inf
    for option in options(there, _targets([*exact, *given]), _pairs(exact), signed=True):
        new = _meant(there, option)
        row = (*figures.changes[:i], _bounds(new), *figures.changes[i + 1 :])
        better = stated.better(figures._replace(changes=row))
        if better > _WORTH:
            weight = better + _likely(new) - known + option.slip
            best = max(best, weight)
            if all(_is_given(bound, exact) for bound in {*_bounds(new)} - old):
                ranked.append((weight, option, new))
    ranked = nlargest(_KEPT, ranked, key=itemgetter(0))
    for weight, option, new in ranked:
        if said := there.written(option):
            message = f"change the salary change in {one.who} from {there.source!r} to {said!r}"
            reason = _agreeing(stated, one, new)
            yield Candidate(weight + best - ranked[0][0], message, reason, (there.edit(said),), there.pointer)


def _writable(low: float, high: float) -> tuple[float, float]:
    """Changes in whole numbers that are all given; where there are none, or one, to the decimal that messages show."""
    least, most = (bound if abs(bound) == inf else bound + shift for bound, shift in ((low, -_EXACT), (high, _EXACT)))
    whole = (least if least == -inf else ceil(least), most if most == inf else floor(most))
    return whole if whole[0] < whole[1] or low == high == whole[0] else (round(low, 1), round(high, 1))


def _is_given(bound: float, exact: Iterable[tuple[float, float]]) -> bool:
    return abs(bound) == inf or any(low - _EXACT <= bound <= high + _EXACT for low, high in exact)


def _targets(given: Iterable[tuple[float, float]]) -> list[Number]:
    """Amounts about as large as those that are given elsewhere, without their signs."""
    found: dict[Number, None] = {}
    for low, high in given:
        stated = [abs(bound) for bound in (low, high) if abs(bound) != inf]
        middle = [abs(low + high) / 2] if stated[1:] else []
        found.update(dict.fromkeys(map(tidy, map(_tenths, stated))))
        for amount in (*stated, *middle):
            for step in (1, _OF_FIVES):
                whole = int(amount // step) * step
                found.update(dict.fromkeys([whole, whole + step]))
    return [*found]


def _tenths(amount: float) -> float:
    return round(amount, 1)


def _pairs(exact: Iterable[tuple[float, float]]) -> Iterator[tuple[Number, Number]]:
    """Ranges that are given elsewhere, without their signs: the widest, and that of round numbers."""
    for low, high in exact:
        if inf not in (-low, high):
            fives = (_OF_FIVES * ceil(low / _OF_FIVES - _EXACT), _OF_FIVES * floor(high / _OF_FIVES + _EXACT))
            for least, most in ((low, high), fives):
                first, last = sorted((abs(least), abs(most)))
                if least < most:
                    yield tidy(first), tidy(last)


def _meant(there: Spot, option: Option) -> Percent:
    """The change that an option says, open where the old one is."""
    old: Percent = there.value
    turn = -1 if option.flipped else 1
    said = [turn * figure.sign * amount for figure, amount in zip(there.form.figures, option.amounts, strict=True)]
    low = None if old.low is None else min(said)
    high = None if old.high is None else max(said)
    return cast("Percent", values.Percent("", low, high))  # as rules see it in a record


def _likely(change: Percent, there: Spot | None = None) -> float:
    """How likely a page states a change; of one that is there, whether the larger bound is the first, too."""
    low, high = _bounds(change)
    middle = max(abs(_middle((low, high))), 1)
    found = max(_UNLIKELIEST, -((log(middle / _USUAL) / _SPREAD) ** 2) / 2)
    stated = [bound for bound in (low, high) if abs(bound) != inf]
    found += _ROUND if all(bound % _OF_FIVES == 0 for bound in stated) else 0
    if low != high and len(stated) > 1:
        found -= min(_WIDEST, max(0, (high - low - _WIDTH) / _SPREAD_OF_WIDTHS) ** 2 / 2)
    is_reversed = there is not None and there.is_reversed
    return found - (_REVERSED if is_reversed else 0)


def _agreeing(stated: Stated, one: Change, new: Percent) -> str:
    """What the new change agrees with."""
    others = [other for other in stated.changes if other is not one]
    agree = [
        f"{other.who} says {shown(other.percent)}"
        for other in others
        if _apart(_bounds(new), _bounds(other.percent), 0) < _APART
    ]
    made = stated.figures.made
    if stated.pay and made and _outside(_bounds(new), made) < _APART:
        agree.append(_sum(stated.pay[0].text, stated.pay[1].text, made))
    return "; ".join([f"{one.who} then says {shown(new)}", *agree])


def _sum(old: str, new: str, made: tuple[float, float]) -> str:
    change = " to ".join(dict.fromkeys(map(percent, made)))
    return f"{old} for the old job and {new} for the new one make {change}"


def _of_pay(stated: Stated, which: int, there: Spot) -> Iterator[Candidate]:
    """Other bounds of the pay of a job, one at a time."""
    pay, figures = stated.pay, stated.figures
    if pay is None or figures.pay is None:
        return
    wanted = _wanted(pay[1 - which], stated.changes, there.form.figures[0].factor, is_new=which == 1)
    ranked = []
    for option in options(there, wanted):
        bounds = _paid(there, option)
        if bounds:
            new = figures._replace(pay=(bounds, figures.pay[1]) if which == 0 else (figures.pay[0], bounds))
            better = stated.better(new)
            if better > _WORTH:
                odd = _REVERSED if there.is_reversed else 0
                ranked.append((better + option.slip + odd, option, new.made or (0.0, 0.0)))
    for weight, option, made in nlargest(_KEPT, ranked, key=itemgetter(0)):
        if said := there.written(option):
            texts = (said, pay[1].text) if which == 0 else (pay[0].text, said)
            also = [f"{one.who} says {shown(one.percent)}" for one in stated.changes[:1]]
            job = "new" if which else "old"
            message = f"change the pay of the {job} job from {there.source!r} to {said!r}"
            yield Candidate(weight, message, "; ".join([_sum(*texts, made), *also]), (there.edit(said),), there.pointer)


def _wanted(other: Pay, changes: Iterable[Change], factor: Number, *, is_new: bool) -> Iterator[Number]:
    """Amounts, as they would be written, that would make the changes that are stated."""
    rates = [1 + bound / 100 for change in changes for bound in _bounds(change.percent) if abs(bound) != inf]
    step = _THOUSAND / factor if factor <= _THOUSAND else 1
    for rate in rates:
        for bound in (other.low, other.high):
            amount = (bound * rate if is_new else bound / rate if rate > 0 else 0) / factor
            for size in (step, _OF_FIVES * step):
                yield int(round(amount / size) * size)


def _paid(there: Spot, option: Option) -> tuple[float, float] | None:
    """The bounds that an option says; None for one that changes both, and for what is no pay."""
    if sum(was != now for was, now in zip(there.amounts, option.amounts, strict=True)) != 1:
        return None
    figures = zip(there.form.figures, option.amounts, strict=True)
    bounds = [figure._replace(amount=amount).bound for figure, amount in figures]
    return (min(bounds), max(bounds)) if min(bounds) > 0 else None
