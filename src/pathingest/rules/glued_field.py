"""A field is glued to its neighbour, and was split without loss.

## What it does
Reports two fields on one line with nothing in between ("Important6 weeks"). Off by default: on scraped text it is the
rule, not the exception, and nothing is lost by it.

## Why is this bad?
The page is harder to read by any other tool, and by people.

## How it works
A priority and a duration, a duration and a task, or a question and its answer touch.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Skills You'll Need to Learn
Statistics
Important6 weeks
Take a course.
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Skills You'll Need to Learn
Statistics
Important
6 weeks
Take a course.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule


def check(page: Page) -> Iterator[Problem]:
    """One finding a seam."""
    for note in page.notes:
        if note.kind == "glued-field":
            yield Problem(f"two fields are glued together: {note.detail!r}", note.pointer, note.span)


RULE = Rule("EXT003", "info", "high", check, default=False, on="page")
