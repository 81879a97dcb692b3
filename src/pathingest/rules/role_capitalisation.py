"""The page's role line writes a role in other case than the title: "Ai Engineer" for "AI Engineer".

## What it does
Compares each role line with the role's name in the title.

## Why is this bad?
Such lines are made from the page's address, which has no upper case; to a reader they are misspelt.

## How it works
The two differ in upper and lower case alone; white space aside. The title wins, and the fix writes its name. Where
the title is in upper case throughout, it shows nothing about case, and the rule abstains.

## Fails
```text
Career Pathway
Nurse
Ai Data Analyst
From Nurse to AI Data Analyst: Your 9-Month Transition Guide
FAQ
Is it hard?
Yes.
```

## Passes
```text
Career Pathway
Nurse
AI Data Analyst
From Nurse to AI Data Analyst: Your 9-Month Transition Guide
FAQ
Is it hard?
Yes.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.finding import Fix, Problem, SetValue
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._roles import roles, spaced


def check(page: Page) -> Iterator[Problem]:
    """One finding a role."""
    for pointer, role in roles(page.record):
        label, name = role.label, role.name
        if label is not None and label != name and _differ_in_case(label, name) and not _shouts(page.record.title):
            message = f"the role line says {label!r}, but the title {name!r}: they differ in case alone"
            related = Problem(f"the title says {name!r}", f"{pointer}/name")
            fix = Fix(f"write {name!r}", (SetValue(f"{pointer}/label", name),))
            yield Problem(message, f"{pointer}/label", related=(related,), fix=fix)


def _differ_in_case(label: str, name: str) -> bool:
    return spaced(label) != spaced(name) and spaced(label).casefold() == spaced(name).casefold()


def _shouts(title: str | None) -> bool:
    """Whether a title is in upper case throughout, as a style sheet may write it."""
    return title is not None and title.isupper()


RULE = Rule("NAM001", "info", "high", check, fix="safe")
