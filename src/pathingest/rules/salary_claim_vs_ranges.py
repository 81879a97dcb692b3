"""The salaries that the page states do not give the salary change that it states.

## What it does
Reports a salary change, in the summary or in prose, that the ranges of pay stated for the old and the new job cannot
give.

## Why is this bad?
Readers decide by that number. One of the three is wrong: the change, the old pay, or the new.

## How it works
For the old job's range [a, b] and the new one's [c, d] the change lies in the envelope
[min(c/a, d/b) − 1, max(c/a, d/b) − 1]: from the lower bounds to the lower bounds, from the upper to the upper. A single
amount is a range of one value. Reported is a stated change of which a bound lies more than `points` percentage points
outside.

A job is called by its name ("Data Analysts earn"); where prose states the pay of one of the two in no such way, its
last word will do ("Nurses get", "most analysts are paid about"), if the other job has not the same, and if nothing
else is said about it ("senior analysts", "analysts in Zurich", "analysts start at" are other pay).

One finding says it of the summary and of prose alike. The rule abstains where the pay of a job is stated more than once
and differently (juniors, seniors), where a bound is open ("$280,000+"), where it is not said which job earns it, where
the two are for other periods, and of prose where it states several changes; one of years after the move ("after five
years", "over time") is none of the move. What an editor can make comparable is a note: pay in two currencies, of both
jobs or in one change ("from $60,000 to GBP 45,000"), and a range that is written from high to low, where no minus sign
allows that ("$50,000 to $40,000", "a raise of 40-20%").

## Fails
```text
From Baker to Miller: Your 9-Month Transition Guide
Salary Change
+40%
FAQ
What will I earn?
Bakers earn $30k-$40k, while Millers earn $60k-$70k.
```

## Passes
```text
From Baker to Miller: Your 9-Month Transition Guide
Salary Change
+66%
FAQ
What will I earn?
Bakers earn $30k-$40k, while Millers earn $60k-$70k.
```

## Known limits
A move "from $55,000 to $68,000" is compared with nothing: it is read as one range, and of neither job. Where a job
"begins at $62k and reaches $78k", the first amount is taken for all that it pays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple
from pathingest.rules import Rule
from pathingest.rules._repairs import of_pay
from pathingest.rules._salaries import (
    Pay,
    StatedChange,
    both_jobs_pay,
    bounds,
    is_later,
    mixed_changes,
    percent,
    points,
    reversed_changes,
    reversed_ranges,
    shown,
    stated_changes,
    two_currencies,
)

if TYPE_CHECKING:
    from pathingest.model.pathway import Percent

_SUMMARY = "/salary_change"


@dataclass(frozen=True, slots=True)
class Options:
    """What a team may set."""

    points: float = field(
        default=10,
        metadata={"help": "percentage points by which a change may lie outside", "least": 0, "most": 1000},
    )


class Envelope(NamedTuple):
    """The changes, in percent, that two ranges of pay can give."""

    low: float
    high: float


def envelope(old: Pay, new: Pay) -> Envelope:
    """From lower bounds to lower bounds, and from upper to upper; in order."""
    changes = (100 * (new.low / old.low - 1), 100 * (new.high / old.high - 1))
    return Envelope(min(changes), max(changes))


def outside(change: Percent, possible: Envelope) -> float:
    """By how many points the bound that is farther off lies outside: negative below, positive above, 0 inside."""
    gaps = [min(bound - possible.low, 0) or max(bound - possible.high, 0) for bound in bounds(change)]
    return max(gaps, key=abs, default=0)


def check(page: Page, options: Options) -> Iterator[Problem]:
    """At most one finding a page, and notes where an editor can make comparable what is not."""
    yield from _not_comparable(page)
    pays = both_jobs_pay(page)
    if pays is None:
        return
    possible = envelope(*pays)
    off = [said for said in _changes(page) if abs(outside(said.change, possible)) > options.points + 1e-9]
    if off:
        yield _problem(off, pays, possible)


def _not_comparable(page: Page) -> Iterator[Problem]:
    if both := two_currencies(page):
        (i, old), (j, new) = both
        message = f"the pay of the two jobs is in two currencies, {old.text!r} and {new.text!r}, and cannot be compared"
        there = Problem(f"the new job pays {new.text}", f"/claims/{j}/text")
        yield Problem(message, f"/claims/{i}/text", related=(there,), severity="info", silences=False)
    for found in mixed_changes(page):
        message = f"the change {found.text!r} is in two currencies, cannot be compared, and was read as {found.read}"
        yield Problem(message, found.pointer, severity="info", silences=False)
    for found in (*reversed_ranges(page), *reversed_changes(page)):
        message = f"the range {found.text!r} is written from high to low, and was read as {found.read}"
        yield Problem(message, found.pointer, severity="info", silences=False)


def _changes(page: Page) -> list[StatedChange]:
    change, stated = page.record.salary_change, [said for said in stated_changes(page) if not is_later(page, said)]
    alike = len({(said.change.low, said.change.high) for said in stated}) == 1
    summary = [StatedChange(_SUMMARY, change)] if change else []
    return [*summary, *(stated[:1] if alike else [])]


def _problem(off: list[StatedChange], pays: tuple[Pay, Pay], possible: Envelope) -> Problem:
    first, *others = off
    where = "the summary" if first.pointer == _SUMMARY else "the page"
    old, new = pays
    change = " to ".join(dict.fromkeys(map(percent, possible)))
    message = (
        f"{where} promises a salary change of {shown(first.change)}, but {old.text} for the old job and {new.text} for "
        f"the new one make {change}: {_gap(first, possible)}"
    )
    related = [Problem(f"{shown(said.change)} here is {_gap(said, possible)}", said.pointer) for said in others]
    related.append(Problem(f"the old job pays {old.text}", f"/claims/{old.claim}/text"))
    related.append(Problem(f"the new job pays {new.text}", f"/claims/{new.claim}/text"))
    return Problem(message, first.pointer, related=tuple(related))


def _gap(said: StatedChange, possible: Envelope) -> str:
    gap = outside(said.change, possible)
    return f"{points(abs(gap))} too {'low' if gap < 0 else 'high'}"


RULE = Rule("SAL001", "warning", "high", check, options=Options(), supersedes=("SAL005",), repairs=of_pay)
