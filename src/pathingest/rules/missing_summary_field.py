"""The summary lacks a field.

## What it does
Lists, in one finding, which of difficulty, timeline, salary change and demand the page does not state.

## Why is this bad?
They are what readers compare pathways by. Reader views drop the page's header, and with it all four.

## How it works
The field is null in the record.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Difficulty
Hard
Overview
Nurses read charts all day.
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Difficulty
Hard
Timeline
6 months
Salary Change
+10%
Demand
High in every region.
Overview
Nurses read charts all day.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule

_FIELDS = ("difficulty", "timeline", "salary_change", "demand")


def check(page: Page) -> Iterator[Problem]:
    """One finding a page."""
    missing = [name for name in _FIELDS if getattr(page.record, name) is None]
    if missing:
        names = ", ".join(name.replace("_", " ") for name in missing)
        yield Problem(f"the summary states no {names}", f"/{missing[0]}")


RULE = Rule("STR002", "warning", "high", check)
