"""The headline promises an end of the timeline's range.

## What it does
Reports a headline that names the best or the worst case of a wider timeline as if it were the usual one.

## Why is this bad?
"Your 12-Month Guide" above "12-18 months" promises what only the quickest reach. Off by default: on many sites it is
how every headline is made, and a decision of style.

## How it works
The headline states one duration, the timeline a range, and the duration equals the range's lower or upper bound (a
month being a twelfth of a year).

## Fails
```text
From Nurse to Data Analyst: Your 12-Month Transition Guide
Timeline
12-18 months
Overview
Nurses read charts all day.
```

## Passes
```text
From Nurse to Data Analyst: Your 15-Month Transition Guide
Timeline
12-18 months
Overview
Nurses read charts all day.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._durations import worded
from pathingest.rules._transition_time import headline, timeline


def check(page: Page) -> Iterator[Problem]:
    """One finding a page."""
    promised, said = headline(page), timeline(page)
    if promised is None or said is None:
        return
    one, bounds = promised.duration.weeks, said.duration.weeks
    if one.min is None or one.min != one.max or bounds.min is None or bounds.max is None or bounds.min == bounds.max:
        return
    edges = (("lower", "least", bounds.min), ("upper", "most", bounds.max))
    for edge, quantity, bound in edges:
        if isclose(one.min, bound, rel_tol=1e-9):
            message = f"the headline promises {worded(promised.duration)}, which is the {quantity} of the timeline"
            other = said.problem(f"the timeline says {worded(said.duration)}: it is the {edge} bound")
            yield promised.problem(f"{message} ({worded(said.duration)})", other)


RULE = Rule("DUR004", "info", "high", check, default=False)
