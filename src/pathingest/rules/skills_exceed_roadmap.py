"""The skills to learn take longer than the whole roadmap.

## What it does
Adds up the durations of the skills to learn and compares the sum with that of the roadmap's phases.

## Why is this bad?
The roadmap leaves no room for what the page itself calls necessary.

## How it works
The skills' sum takes their lower bounds, a month being 4 weeks; skills without a duration, or without an end, add
nothing. The roadmap's sum takes the upper bounds, a month being 4.348125 weeks. It is reported if the first is more
than 1.25 times the second. A roadmap with a phase that has no duration or no end is compared with nothing, and neither
is one that the page ends in, which may be cut off. Where the skills exceed the timeline as well, DUR008 alone says so.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Skills to Learn
SQL
Critical30 weeks
Take a course.
Statistics
Important21 weeks
Read a book.
Your Learning Roadmap
1
Foundations
40 weeks
Reality Check
Biggest Challenges
The first exam
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Skills to Learn
SQL
Critical30 weeks
Take a course.
Statistics
Important20 weeks
Read a book.
Your Learning Roadmap
1
Foundations
40 weeks
Reality Check
Biggest Challenges
The first exam
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
    number,
    phase_places,
    roadmap_total,
    skill_places,
    skills_at_least,
    skills_side_by_side,
    spanned,
)


@dataclass(frozen=True, slots=True)
class Options:
    """How much longer than the roadmap the skills may take."""

    ratio: float = field(
        default=1.25, metadata={"help": "how many times the roadmap the skills may take", "least": 1, "most": 10}
    )


def check(page: Page, options: Options) -> Iterator[Problem]:
    """One finding a page, at the first skill's duration; the roadmap and the other skills in `related`."""
    record = page.record
    planned = roadmap_total(page)
    if planned is None or planned.high in (0, inf):
        return
    bound = options.ratio * planned.high
    skills = skills_at_least(record)
    if exceeds(skills.weeks, bound) and exceeds((skills := skills_side_by_side(page, skills)).weeks, bound):
        times = number(skills.weeks / planned.high, 2)
        message = f"skills to learn total {skills.said}, but roadmap phases total {spanned(planned)}"
        first, *others = skill_places(record)
        yield Problem(f"{message}: {times} times as much", first.pointer, related=(*others, *phase_places(record)))


RULE = Rule("DUR007", "info", "medium", check, options=Options())
