"""A phase of the roadmap names no resources.

## What it does
Counts, in one finding a page, the phases without resources, and names them.

## Why is this bad?
Readers learn what to do but not what with. Reader views drop the resources of every phase.

## How it works
The phase's list of resources is empty in the record. On a page that no profile knows
(EXT007) it is a note.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Your Learning Roadmap
Foundations
8 weeks
Tasks
\u2022 Read two chapters
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Your Learning Roadmap
Foundations
8 weeks
Tasks
\u2022 Read two chapters
Resources
Overleaf LaTeX tutorials
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._layout import of_layout


def check(page: Page) -> Iterator[Problem]:
    """One finding a page, the phases in `related`."""
    phases = page.record.roadmap
    lacking = [
        Problem(f"{phase.title or phase.position!r} names none", f"/roadmap/{i}")
        for i, phase in enumerate(phases)
        if not phase.resources
    ]
    if lacking:
        message = f"{len(lacking)} of {len(phases)} phases name no resources"
        yield Problem(message, lacking[0].pointer, related=tuple(lacking), severity=of_layout(page))


RULE = Rule("STR005", "warning", "high", check)
