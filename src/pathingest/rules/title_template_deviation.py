"""The title is not of the site's form.

## What it does
Reports a title whose headline does not begin as the site's titles do ("Your \u2026"). Preview: off by default.

## Why is this bad?
It is not, by itself; a title of another form is more often read wrong.

## How it works
The headline is missing, or its first word is not one of the profile's.

## Fails
```text
From Nurse to Data Analyst
Overview
Nurses read charts all day.
Your Transferable Skills
Reading Charts
You do it before the coffee.
```

## Passes
```text
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
    if record.title and (record.headline is None or not record.headline.text.startswith("Your ")):
        yield Problem('the title does not go on with "Your \u2026" after the roles', "/title")


RULE = Rule("STR008", "info", "medium", check, default=False)
