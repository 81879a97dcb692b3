"""The typed values that a page states: durations, percentages, money, effort, and how each was read.

A value is what a text says, in the unit that was written; nothing is converted, nothing is guessed. `text` is the
stretch the value was read from (`given[start:end]` of the text that was given), and `steps` say what was read as what:
replaying them on the given text yields the value again.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, TypeAlias

from pathingest.model.tuples import NamedTuple

Number = int | float
Unit = Literal["hour", "day", "week", "month", "year"]

# Weeks in one unit, for comparing only. A year is 365.2425 days / 7, a month a twelfth of it (Gregorian mean).
# Hours are hours of work, not of the calendar: they have no weeks.
WEEKS_IN: dict[str, float] = {"day": 1 / 7, "week": 1, "month": 4.348125, "year": 52.1775}


class Step(NamedTuple):
    """One reading: the characters [start, end) of the given text set or change one attribute of the value.

    `how` is one of a small vocabulary: `number` (a numeral), `word` (a number word), `times:1000` (a shared or own
    suffix), `negate`, `is:CONSTANT` (a word that means a constant, or a default that the characters imply).
    """

    attribute: str
    start: int
    end: int
    how: str


class Weeks(NamedTuple):
    """A duration in weeks, for comparing; a bound is None where the duration's is."""

    min: Number | None
    max: Number | None


@lru_cache(maxsize=256)  # called several times for each duration, and most pages state the same few
def in_weeks(amount: Number | None, unit: str | None) -> Number | None:
    """`amount` of `unit` in weeks, to six decimals (whole weeks as int)."""
    if amount is None or unit is None or unit not in WEEKS_IN:
        return None
    weeks = round(amount * WEEKS_IN[unit], 6)
    return int(weeks) if weeks == int(weeks) else weeks


class ParsedDuration(NamedTuple):
    """A length of time in the unit that was written; "Ongoing" has neither numbers nor unit."""

    text: str
    min: Number | None
    max: Number | None
    unit: Unit | None
    approximate: bool = False
    ongoing: bool = False
    start: int = 0
    end: int = 0
    steps: tuple[Step, ...] = ()

    @property
    def weeks(self) -> Weeks:
        """The duration in weeks (a year is 52.1775, a month 4.348125), for comparing."""
        return Weeks(in_weeks(self.min, self.unit), in_weeks(self.max, self.unit))


class ParsedPercent(NamedTuple):
    """A signed change in percent, low <= high; a bound is None where the text leaves it open."""

    text: str
    low: Number | None
    high: Number | None
    note: str | None = None
    start: int = 0
    end: int = 0
    steps: tuple[Step, ...] = ()


class ParsedMoney(NamedTuple):
    """An amount or a range of money, written out ("$85k" is 85000); `currency` is ISO 4217, or None if ambiguous."""

    text: str
    low: Number | None
    high: Number | None
    currency: str | None
    period: Literal["hour", "day", "week", "month", "year"] | None = None
    approximate: bool = False
    start: int = 0
    end: int = 0
    steps: tuple[Step, ...] = ()


class ParsedEffort(NamedTuple):
    """Hours of work: a rate ("hour/week", "hour/day") or a total ("hour")."""

    text: str
    low: Number | None
    high: Number | None
    unit: Literal["hour/week", "hour/day", "hour"]
    start: int = 0
    end: int = 0
    steps: tuple[Step, ...] = ()


# Their names inside of the package; to its users these are the record's parts (`model.pathway`).
Duration: TypeAlias = ParsedDuration
Percent: TypeAlias = ParsedPercent
Money: TypeAlias = ParsedMoney
Effort: TypeAlias = ParsedEffort

# The attributes that the record has of each: all but where it is. `weeks` of a duration is computed.
ATTRIBUTES: dict[type, tuple[str, ...]] = {
    kind: tuple([name for name in kind._fields if name not in ("start", "end", "steps")])
    for kind in (Duration, Percent, Money, Effort)
}
