"""A duration has no end.

## What it does
Reports a skill or a phase that the page calls ongoing or self-paced. It is kept without numbers, never as 0.

## Why is this bad?
It cannot be added up: totals of the page leave it out.

## How it works
The duration's `ongoing` is true in the record.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Skills You'll Need to Learn
Statistics
Nice to haveOngoing
Take a course.
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Skills You'll Need to Learn
Statistics
Nice to have3 weeks
Take a course.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule

if TYPE_CHECKING:
    from pathingest.model.pathway import Duration


def check(page: Page) -> Iterator[Problem]:
    """One finding a duration."""
    for name, pointer, duration in _durations(page):
        if duration and duration.ongoing:
            message = f"{name!r} has no end ({duration.text!r}): it is kept without numbers"
            yield Problem(message, f"{pointer}/duration/text")


def _durations(page: Page) -> Iterator[tuple[str, str, Duration | None]]:
    for i, skill in enumerate(page.record.skills_to_learn):
        yield skill.name, f"/skills_to_learn/{i}", skill.duration
    for i, phase in enumerate(page.record.roadmap):
        yield phase.title or f"phase {phase.position}", f"/roadmap/{i}", phase.duration


RULE = Rule("STR004", "info", "high", check)
