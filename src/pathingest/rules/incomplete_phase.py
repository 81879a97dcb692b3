"""A phase of the roadmap has no duration, or nothing to do, where the others have.

## What it does
Counts, in one finding a page, the phases without a duration and those without tasks, and names them.

## Why is this bad?
A phase that says neither how long it takes nor what to do is a heading. The roadmap cannot be added up, and is not
compared with anything (DUR002).

## How it works
The phase's duration is null, or its list of tasks is empty, in the record, while some other phase has one: a page on
which no phase has durations, or none has tasks, states none anywhere. "Ongoing" is a duration. Left alone are

- phases in which some text is in no value: it may be the duration (EXT005 and STR009 report it);
- the last phase of a page that ends there, which is cut off (STR001 says so);
- what by its title comes before or beside the phases ("Prerequisites", "Bonus", "Optional: ...", "Next steps");
- pages on which most phases lack it;
- phases of a record file without that key (SCH004 reports it).

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Your Learning Roadmap
1
Foundations
8 weeks
Tasks
• Read two chapters
2
First Project
Tasks
• Count beds
3
First Job
8 weeks
Tasks
• Send ten applications
Reality Check
Biggest Challenges
• The first month is slow.
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Your Learning Roadmap
1
Foundations
Tasks
• Read two chapters
2
First Project
Tasks
• Count beds
Reality Check
Biggest Challenges
• The first month is slow.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._faults import BLANKS, is_blank
from pathingest.rules._placeholders import has_near
from pathingest.rules._roadmap import has_residue, may_be_cut_off
from pathingest.values.patterns import lazy

_ASIDE = lazy(
    r"(?i)\b(?:pre-?requisites?|bonus|optional|appendix|extras?|next steps?|beyond|ongoing|continu\w+|getting started"
    r"|before you (?:start|begin)|introduction|overview|summary|conclusion|tips|resources|faq|notes?|how to use)\b"
)


def check(page: Page) -> Iterator[Problem]:
    """One finding a page, the phases in `related`."""
    phases = page.record.roadmap
    untimed = [i for i, phase in enumerate(phases) if phase.duration is None]
    idle = [i for i, phase in enumerate(phases) if not phase.tasks]
    count = len(phases)
    lacks: dict[int, list[str]] = {}
    for what, lacking in (("duration", untimed), ("tasks", idle)):
        if 2 * len(lacking) <= count:
            for i in lacking:
                if not _is_left_alone(page, i):
                    lacks.setdefault(i, []).append(what)
    blank = {i for i, what in lacks.items() if all(is_blank(page, f"/roadmap/{i}/{name}") for name in what)}
    told = sorted(lacks.keys() - blank or lacks)
    related = [
        Problem(
            f"{phases[i].title or f'phase {i + 1}'!r} has no {' and no '.join(lacks[i])}",
            f"/roadmap/{i}",
            unless=BLANKS if i in blank else (),
        )
        for i in told
    ]
    if related:
        named = " or ".join(sorted({what for i in told for what in lacks[i]}))
        message = f"{len(related)} of {count} phases lack{'s' * (len(related) == 1)} {named}: {related[0].message}"
        yield related[0]._replace(message=message, related=tuple(related))


def _is_left_alone(page: Page, index: int) -> bool:
    phases = page.record.roadmap
    if index == len(phases) - 1 and may_be_cut_off(page.record):
        return True
    title = phases[index].title
    return bool(title and _ASIDE.search(title)) or has_residue(page, index) or has_near(page, "roadmap", index)


RULE = Rule("STR010", "warning", "high", check)
