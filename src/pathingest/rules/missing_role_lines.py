"""The roles are known from the title alone.

## What it does
Reports a page without the two role lines above its title.

## Why is this bad?
Nothing on the page confirms how the title was split into roles.

## How it works
Neither role has a label in the record.

There is no fix: a label that the page does not state is not invented.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Overview
Nurses read charts all day.
```

## Passes
```text
Career Pathway
Nurse
Data Analyst
From Nurse to Data Analyst: Your 9-Month Transition Guide
Overview
Nurses read charts all day.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule


def check(page: Page) -> Iterator[Problem]:
    """One finding a page."""
    record = page.record
    if record.from_role and record.to_role and record.from_role.label is None and record.to_role.label is None:
        yield Problem("the page has no role lines: its roles are known from the title alone", "/title")


RULE = Rule("STR007", "info", "high", check)
