"""The skills to learn take longer than the timeline allows.

## What it does
Adds up the durations of the skills to learn and compares the sum with the timeline's upper bound.

## Why is this bad?
Even a reader who does nothing but learn cannot be done within the time that the page states.

## How it works
The sum takes the skills' lower bounds, a month being 4 weeks; skills without a duration, or without an end, add
nothing. The timeline's upper bound takes a month as 4.348125 weeks, a year as 52.1775. It is reported if the sum is
more than 1.10 times the bound. A timeline without an upper bound allows anything.

## Fails
```text
From Nurse to Data Analyst: Your 6-Month Transition Guide
Timeline
6 months
Skills to Learn
SQL
Critical20 weeks
Take a course.
Statistics
Important9 weeks
Read a book.
```

## Passes
```text
From Nurse to Data Analyst: Your 6-Month Transition Guide
Timeline
6 months
Skills to Learn
SQL
Critical20 weeks
Take a course.
Statistics
Important8 weeks
Read a book.
```

## Known limits
Skills that are learnt side by side are added up as if they followed each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._durations import (
    exceeds,
    in_weeks,
    percent,
    skill_places,
    skills_at_least,
    skills_side_by_side,
    worded,
)
from pathingest.rules._repairs import of_times
from pathingest.rules._transition_time import timeline


@dataclass(frozen=True, slots=True)
class Options:
    """How much longer than the timeline the skills may take."""

    ratio: float = field(
        default=1.1, metadata={"help": "how many times the timeline the skills may take", "least": 1, "most": 10}
    )


def check(page: Page, options: Options) -> Iterator[Problem]:
    """One finding a page, at the first skill's duration; the timeline and the other skills in `related`."""
    said = timeline(page)
    if said is None or said.weeks.high in (0, inf):
        return
    most = options.ratio * said.weeks.high
    skills = skills_at_least(page.record)
    if exceeds(skills.weeks, most) and exceeds((skills := skills_side_by_side(page, skills)).weeks, most):
        more = skills.weeks - said.weeks.high
        bound = "" if said.duration.unit == "week" else f" ({in_weeks(said.weeks.high)} at most)"
        message = f"skills to learn total {skills.said}, but the timeline says {worded(said.duration)}{bound}"
        first, *others = skill_places(page.record)
        size = f"{in_weeks(more)} ({percent(more / said.weeks.high)}) too long"
        yield Problem(f"{message}: {size}", first.pointer, related=(said.place, *others))


RULE = Rule("DUR008", "warning", "high", check, options=Options(), supersedes=("DUR007",), repairs=of_times)
