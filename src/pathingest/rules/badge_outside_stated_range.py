"""The summary's salary change lies outside the range that the page's own prose gives.

## What it does
Compares the summary's salary change with each range of percentages that prose states for it.

## Why is this bad?
The same page makes two promises, and both cannot be kept.

## How it works
The two have no value in common. A bound that is left open ("at least 20% more", "up to 30% more") is open here too; a
single percentage is no range. Where prose states several ranges ("10-20% at first, 30-40% later"), the summary must lie
outside all of them; the gap is to the nearest. A range of years after the move ("after five years, a raise of 30-40%",
"over time", "eventually", "in the long run") is not the summary's: the rule abstains where there is no other, and where
the summary agrees with it. Where the sentence goes on with a range that does not say of itself what it is of, the rule
abstains.

## Fails
```text
From Baker to Miller: Your 9-Month Transition Guide
Salary Change
+50%
FAQ
What will I earn?
Expect a salary increase of 10-20%.
```

## Passes
```text
From Baker to Miller: Your 9-Month Transition Guide
Salary Change
+20%
FAQ
What will I earn?
Expect a salary increase of 10-20%.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import TYPE_CHECKING

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._repairs import of_pay
from pathingest.rules._salaries import StatedChange, is_later, points, shown, stated_changes
from pathingest.rules._transition_time import sentence
from pathingest.rules._words import prose
from pathingest.values.patterns import lazy

if TYPE_CHECKING:
    from pathingest.model.pathway import Pathway, Percent


def gap(badge: Percent, stated: Percent) -> float:
    """By how many points a change misses another: negative below, positive above, 0 if they have a value in common."""
    low, high = _range(badge)
    least, most = _range(stated)
    return min(high - least, 0) or max(low - most, 0)


def check(page: Page) -> Iterator[Problem]:
    """At most one finding a page."""
    badge = page.record.salary_change
    if badge is None:
        return
    ranges = [said for said in stated_changes(page) if said.change.low != said.change.high]
    if not ranges:
        return
    if not all(gap(badge, said.change) for said in ranges):
        return
    of_the_move = [said for said in ranges if not is_later(page, said)]
    if of_the_move and not _goes_on(page.record, ranges):
        nearest = min(of_the_move, key=lambda said: abs(gap(badge, said.change)))
        missed = gap(badge, nearest.change)
        message = (
            f"the summary promises a salary change of {shown(badge)}, but the text says {shown(nearest.change)}: "
            f"{points(abs(missed))} {'below' if missed < 0 else 'above'}"
        )
        related = [Problem(f"the text says {said.change.text!r}", said.pointer) for said in ranges]
        yield Problem(message, "/salary_change", related=tuple(related))


def _goes_on(record: Pathway, ranges: list[StatedChange]) -> bool:
    """Whether a sentence has one more range and leaves open of what: "10-20% at first, 30-40% later"."""
    texts = dict(prose(record))
    claimed: dict[str, list[str]] = {}
    for claim in record.claims:
        claimed.setdefault(claim.at, []).append(claim.text)
    read = {at: "\n".join(said) for at, said in claimed.items()}
    known = {at: frozenset(_RANGES.findall(said)) for at, said in read.items()}
    places = dict.fromkeys((record.claims[said.claim].at, said.change.text) for said in ranges)
    return any(
        found not in known[at] and found not in read[at]
        for at, stated in places
        for found in _RANGES.findall(_rest(texts.get(at, ""), stated))
    )


_RANGES = lazy(r"(?<!\d)\d+\s?%?\s?(?:[-–—−]|to)\s?\d+\s?%")


def _rest(text: str, stated: str) -> str:
    """What follows a range in its sentence."""
    start = text.find(stated) + len(stated)
    return text[start : sentence(text, start, start)[1]] if start >= len(stated) else ""


def _range(change: Percent) -> tuple[float, float]:
    return -inf if change.low is None else change.low, inf if change.high is None else change.high


RULE = Rule("SAL002", "error", "high", check, supersedes=("SAL001", "SAL005"), repairs=of_pay)
