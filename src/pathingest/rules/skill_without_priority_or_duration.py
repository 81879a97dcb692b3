"""A skill to learn has no priority, or no duration.

## What it does
Counts, in one finding a page, the skills to learn that lack a priority or a duration, and names them.

## Why is this bad?
Without them nobody knows what to learn first, nor how long it takes.

## How it works
The skill's priority or duration is null in the record. On a page that no profile knows
(EXT007) it is a note.
The skill's priority or duration is null in the record. A placeholder for it ("TBD") is a finding of its own (STR009).

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Skills You'll Need to Learn
Statistics
Take a course.
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Skills You'll Need to Learn
Statistics
Critical6 weeks
Take a course.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._layout import of_layout
from pathingest.rules._placeholders import has_near


def check(page: Page) -> Iterator[Problem]:
    """One finding a page, the skills in `related`."""
    skills = page.record.skills_to_learn
    lacking = [
        Problem(f"{skill.name!r} has no {_lacks(skill.priority, skill.duration)}", f"/skills_to_learn/{i}/name")
        for i, skill in enumerate(skills)
        if (skill.priority is None or skill.duration is None) and not has_near(page, "skills_to_learn", i)
    ]
    if lacking:
        message = f"{len(lacking)} of {len(skills)} skills to learn lack a priority or a duration"
        yield Problem(message, lacking[0].pointer, related=tuple(lacking), severity=of_layout(page))


def _lacks(priority: object, duration: object) -> str:
    return " and no ".join(name for name, value in (("priority", priority), ("duration", duration)) if value is None)


RULE = Rule("STR003", "warning", "high", check)
