"""A skill to learn has no priority, or no duration.

## What it does
Counts, in one finding a page, the skills to learn that lack a priority or a duration, and names them.

## Why is this bad?
Without them nobody knows what to learn first, nor how long it takes.

## How it works
The skill's priority or duration is null in the record. A placeholder for it ("TBD") is a finding of its own (STR009),
and so is a key that a record file lacks (SCH004). Of a page that ends at the name of its last skill STR001 says that it
is cut off. On a page that no profile knows (EXT007) it is a note.

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

from collections.abc import Iterator, Sequence

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._faults import BLANKS, is_blank
from pathingest.rules._layout import cut_off_in, of_layout
from pathingest.rules._placeholders import has_near

_BADGES = ("priority", "duration")


def check(page: Page) -> Iterator[Problem]:
    """One finding a page, the skills in `related`."""
    skills = page.record.skills_to_learn
    lacking = [
        Problem(
            f"{skill.name!r} has no {' and no '.join(lacks)}",
            f"/skills_to_learn/{i}/name",
            unless=_said_by(page, i, lacks),
        )
        for i, skill in enumerate(skills)
        if (lacks := [name for name in _BADGES if getattr(skill, name) is None])
        and not has_near(page, "skills_to_learn", i)
    ]
    if lacking:
        lacking = [each for each in lacking if not each.unless] or lacking
        message = f"{len(lacking)} of {len(skills)} skills to learn lack a priority or a duration"
        yield lacking[0]._replace(message=message, related=tuple(lacking), severity=of_layout(page))


def _said_by(page: Page, i: int, lacks: Sequence[str]) -> tuple[str, ...]:
    """The rules that say why a skill lacks something."""
    if all(is_blank(page, f"/skills_to_learn/{i}/{name}") for name in lacks):
        return BLANKS
    skills = page.record.skills_to_learn
    is_cut_off = i == len(skills) - 1 and not skills[i].guidance
    return ("STR001",) if is_cut_off and cut_off_in(page) == "skills_to_learn" else ()


RULE = Rule("STR003", "warning", "high", check)
