"""A stated total is not the sum of the parts that are listed with it: "Total: 620 hours" over parts of 770.

## What it does
Adds up the amounts that are listed right above or below a line that states their total, and those behind a total in one
sentence, and compares the sum with it.

## Why is this bad?
A part was added or changed, and the total was not; readers plan by the total.

## How it works
A line states a total if it begins with the word ("Total", "Total time:", "In total", "Overall total", "Sum") and has
one amount. Its parts are the neighbouring lines above it (if there are none, below it) with just one amount of the
same unit each, two at least; a line without an amount, or with another unit, ends them, but for a name whose amount
stands on the next line. In the section of the roadmap, or of the skills, the parts are all phases, or all skills, if
their durations have that unit. In a sentence, "620 hours in total (altogether, in all): 200 hours of theory, 300 hours
of practice" is such a list, too, and so is "200 hours of theory and 300 hours of practice add up to 620 hours", if
nothing there is done over and over ("2 hours and 3 hours every week").

Units are hours, days, weeks, months and years, and currencies; nothing is converted. Ranges are added bound by bound.
The total is wrong if it has no value in common with the sum; where either says "about", a tenth is given. "Of which",
subtotals, minimums ("at least"), open ends and alternatives ("or") make the rule abstain, and so does a phase or a
skill without a duration.

A total that DUR001 or DUR002 compares with the phases (it is the headline's or the timeline's as well) is left to them.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Overview
Nurses read charts all day.
Study Hours
• Theory: 300 hours
• Practice: 470 hours
• Total: 620 hours
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Overview
Nurses read charts all day.
Study Hours
• Theory: 300 hours
• Practice: 470 hours
• Total: 770 hours
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._totals import wrong_totals


def check(page: Page) -> Iterator[Problem]:
    """One finding a total."""
    yield from wrong_totals(page)


RULE = Rule("DUR013", "warning", "medium", check)
