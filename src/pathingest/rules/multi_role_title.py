"""A role of the title is two roles: "Professor / Researcher".

## What it does
Reports a role's name that states alternatives.

## Why is this bad?
A page about two jobs fits neither: salary, demand and roadmap differ, and so do the searches that should find it.

## How it tells
A slash separates two roles if it has space on both sides and what stands before it is a role: several words, or one
that by its ending names a person ("Professor / Researcher"). Without space, both words beside it must name persons,
and the second must end the name ("Writer/Editor"). So a slash inside a name says nothing: "CI/CD Engineer",
"UX / UI Designer", "Oil / Gas Engineer".

## Fails
```text
From Nurse to Data Analyst / Statistician: Your 9-Month Transition Guide
FAQ
Is it hard?
Yes.
```

## Passes
```text
From Nurse to UX / UI Designer: Your 9-Month Transition Guide
FAQ
Is it hard?
Yes.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._roles import roles

# How words for people end who do something.
_PEOPLE = (
    "er", "or", "ist", "ian", "ant", "eer", "ect", "yst", "ess", "man", "woman", "person", "wife", "nurse", "chef",
    "cook", "clerk", "coach", "lead", "head", "pilot", "intern", "agent", "executive", "paralegal",
)  # fmt: skip


def check(page: Page) -> Iterator[Problem]:
    """One finding a role."""
    for pointer, role in roles(page.record):
        if "/" in role.name and len(stated := alternatives(role.name)) > 1:
            message = f"the role {role.name!r} is {len(stated)} roles: {', '.join(stated)}"
            yield Problem(message, f"{pointer}/name")


def alternatives(name: str) -> list[str]:
    """The roles that a name states."""
    found, start = [], 0
    for slash in re.finditer(r"\s*/\s*", name):
        if _separates(slash[0], name[: slash.start()], name[slash.end() :]):
            found.append(name[start : slash.start()])
            start = slash.end()
    return [*found, name[start:]]


def _separates(slash: str, before: str, after: str) -> bool:
    """Whether a slash stands between two roles; one in a parenthesis never does."""
    left, right = before.rpartition("/")[2].split(), after.partition("/")[0].split()
    if not left or not right or before.count("(") > before.count(")"):
        return False
    if slash[0].isspace() and slash[-1].isspace():
        return len(left) > 1 or _is_person(left[0])
    return len(right) == 1 and _is_person(left[-1]) and _is_person(right[0])


def _is_person(word: str) -> bool:
    return not word.isupper() and word.lower().endswith(_PEOPLE)


RULE = Rule("NAM003", "info", "high", check)
