"""A phase of the roadmap names no resources.

## What it does
Counts, in one finding a page, the phases without resources, and names them.

## Why is this bad?
Readers learn what to do but not what with. Reader views drop the resources of every phase.

## How it works
The phase's list of resources is empty in the record; where a record file lacks the key, that is SCH004's. Of a page
that ends in its last phase STR001 says that it is cut off. On a page that no profile knows (EXT007) it is a note.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Your Learning Roadmap
Foundations
8 weeks
Tasks
\u2022 Read two chapters
First Project
8 weeks
Tasks
\u2022 Count beds
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
from pathingest.rules._faults import BLANKS, is_blank
from pathingest.rules._layout import cut_off_in, of_layout


def check(page: Page) -> Iterator[Problem]:
    """One finding a page, the phases in `related`."""
    phases = page.record.roadmap
    lacking = [
        Problem(
            f"{phase.title or phase.position!r} names none",
            f"/roadmap/{i}",
            unless=_said_by(page, i),
        )
        for i, phase in enumerate(phases)
        if not phase.resources
    ]
    if lacking:
        lacking = [each for each in lacking if not each.unless] or lacking
        message = f"{len(lacking)} of {len(phases)} phases name no resources"
        yield lacking[0]._replace(message=message, related=tuple(lacking), severity=of_layout(page))


def _said_by(page: Page, i: int) -> tuple[str, ...]:
    """The rules that say why a phase names none."""
    if is_blank(page, f"/roadmap/{i}/resources"):
        return BLANKS
    is_last = i == len(page.record.roadmap) - 1
    return ("STR001",) if is_last and cut_off_in(page) == "roadmap" else ()


RULE = Rule("STR005", "warning", "high", check)
