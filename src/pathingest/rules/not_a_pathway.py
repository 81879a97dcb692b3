"""The page is no career pathway; no record is written.

## What it does
Reports a page that has no record: a list of pathways, a blog post, an error page, an empty or a binary file.

## Why is this bad?
It was collected as a pathway. A record of it would be invented.

## How it works
The page names no two roles, or has none of what a pathway has (its sections, its badges), or is no text at all.

## Fails
```text
404: this page could not be found
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
    """One finding a page; a page that the tool itself failed on may well be one."""
    if not page.notes:
        yield Problem(f"not a career pathway, so no record is written: {page.problem}")


RULE = Rule("EXT006", "error", "high", check, needs_record=False, on="page")
