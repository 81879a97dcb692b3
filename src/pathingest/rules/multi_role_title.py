"""A role of the title is two roles: "Professor / Researcher".

## What it does
Reports a role's name that states alternatives.

## Why is this bad?
A page about two jobs fits neither: salary, demand and roadmap differ, and so do the searches that should find it.

## How it works
A slash separates two roles if it has space on both sides and what is before it is a role: several words, or one
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
from itertools import pairwise

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
    """The roles that a name states; a slash in a parenthesis separates none."""
    found, start, depth = [], 0, 0
    parts = pairwise(re.split(r"\s*/\s*", name))
    for slash, (left, right) in zip(re.finditer(r"\s*/\s*", name), parts, strict=True):
        depth += left.count("(") - left.count(")")
        if depth <= 0 and _separates(slash[0], left.split(), right.split()):
            found.append(name[start : slash.start()])
            start = slash.end()
    return [*found, name[start:]]


def _separates(slash: str, left: list[str], right: list[str]) -> bool:
    """Whether a slash is between two roles, by the words on either side."""
    if not left or not right:
        return False
    if slash[0].isspace() and slash[-1].isspace():
        return len(left) > 1 or _is_person(left[0])
    return len(right) == 1 and _is_person(left[-1]) and _is_person(right[0])


def _is_person(word: str) -> bool:
    return not word.isupper() and word.lower().endswith(_PEOPLE)


RULE = Rule("NAM003", "info", "high", check)
