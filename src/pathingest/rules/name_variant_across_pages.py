"""Pages spell one name differently.

## What it does
Compares the names of skills and resources on all pages, and reports a page that spells one otherwise than most do:
"SQL & Data Handling" where others have "SQL and Data Handling". The spelling of most pages is the fix.

## Why is this bad?
To an app that reads the dataset these are two skills: it counts, filters and links them apart.

## How it works
Names are one if they differ in case, "&" for "and", spaces, hyphens, commas and quotes alone ("Front-End Basics",
"Frontend basics"). The right spelling is the one on most pages; of several, the one that is met first. Each page that
has another is one finding, with its other places and the usual spelling in `related`. Names that one page alone has
are not compared.

## Fails
```text
From Baker to Food Chemist: Your 8-Month Transition Guide
Your Transferable Skills
Weighing & Measuring
To the gram, before breakfast.
```

```text
From Baker to Perfumer: Your 9-Month Transition Guide
Your Transferable Skills
Weighing and Measuring
To the drop.
```

## Passes
```text
From Baker to Food Chemist: Your 8-Month Transition Guide
Your Transferable Skills
Weighing & Measuring
To the gram, before breakfast.
```

```text
From Baker to Perfumer: Your 9-Month Transition Guide
Your Transferable Skills
Weighing & Mixing
To the drop.
```

## Known limits
Names of roles are left alone: a pathway's id is made of them. Other letters are another name ("Visualisation").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pathingest.model.finding import Conflict, Fact, Fix, PlacedFact, SetValue
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._across import elsewhere, group_by_value, majority, places
from pathingest.rules._names import key


def gather(page: Page) -> Iterator[Fact]:
    """Each name."""
    for pointer, name in _names(page):
        yield Fact(key(name), name, pointer, name)


def across(facts: Sequence[PlacedFact]) -> Iterator[Conflict]:
    """One finding for each page that deviates."""
    spellings = group_by_value(facts, lambda stated: str(stated.fact.value))
    if len(spellings) == 1:
        return
    right = majority(spellings)
    others = [(repr(right), spellings[right])]
    deviating = [stated for stated in facts if stated.fact.value != right]
    for at, *more in group_by_value(deviating, lambda stated: stated.page).values():
        pointers = [pointer for stated in (at, *more) if (pointer := stated.fact.pointer)]
        changes = tuple(SetValue(pointer, right) for pointer in pointers)
        here = tuple((f"{stated.fact.value!r} on the same page", stated) for stated in more)
        message = f"this name is spelt {at.fact.value!r} here, {elsewhere(others)}"
        yield Conflict(message, at, (*here, *places(others)), Fix(f"write {right!r}", changes))


def _names(page: Page) -> Iterator[tuple[str, str]]:
    record = page.record
    for i, known in enumerate(record.transferable_skills):
        yield f"/transferable_skills/{i}/name", known.name
    for i, skill in enumerate(record.skills_to_learn):
        yield f"/skills_to_learn/{i}/name", skill.name
    for i, phase in enumerate(record.roadmap):
        for j, resource in enumerate(phase.resources):
            yield f"/roadmap/{i}/resources/{j}/name", resource.name


RULE = Rule("COR004", "info", "high", gather=gather, across=across, fix="safe")
