"""Some of the seven sections are missing.

## What it does
Reports each section that a whole page has and this one lacks: overview, transferable skills, skills to learn, roadmap,
reality check, action plan, FAQ. Where the page seems to be cut off, one finding lists them.

## Why is this bad?
The page was cut off while it was scraped, or its headings are not the ones that the profile knows.

## How it works
No heading has the section's role, and nothing was read for it elsewhere (paragraphs under the title are an overview,
structured data may hold a FAQ). Where the last sections are the missing ones, the page was probably cut off. A guide to
one role is for readers of any skills, and needs no section of transferable ones; of a story nothing is expected. Where
a record file lacks the key, that is SCH004's.

On a page that no profile knows (EXT007) all of them are one note: another site may have other sections.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Overview
Nurses read charts all day.
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Overview
Nurses read charts all day.
Your Transferable Skills
Reading Charts
You do it before the coffee.
Skills You'll Need to Learn
Statistics
Critical6 weeks
Take a course.
Your Learning Roadmap
Foundations
8 weeks
Tasks
\u2022 Read two chapters
Reality Check
Biggest Challenges
\u2022 The first month is slow.
Start Your Journey Now
This Week
\u2022 Ask a colleague
Frequently Asked Questions
How long does it take?
Expect about a year.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._faults import BLANKS, is_blank
from pathingest.rules._layout import missing_sections, of_layout


def check(page: Page) -> Iterator[Problem]:
    """One finding a missing section; one for all that a page has lost at its end."""
    missing, cut_off = missing_sections(page)
    others = [role for role in missing if not is_blank(page, f"/{role}")]
    unless, missing = (() if others else BLANKS), tuple(others) or missing
    severity = of_layout(page)
    if missing[1:] and (cut_off or severity):
        *first, last = (repr(role.replace("_", " ")) for role in missing)
        why = "; the page seems to be cut off" if cut_off else ""
        message = f"the sections {', '.join(first)} and {last} are missing{why}"
        yield Problem(message, f"/{missing[0]}", severity=severity, unless=unless)
        return
    for role in missing:
        why = "; the page seems to be cut off" if cut_off else ""
        yield Problem(
            f"the section {role.replace('_', ' ')!r} is missing{why}", f"/{role}", severity=severity, unless=unless
        )


RULE = Rule("STR001", "error", "high", check)
