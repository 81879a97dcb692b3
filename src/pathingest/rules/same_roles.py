"""The page leads from a role to the same role.

## What it does
Compares the current role with the target role.

## Why is this bad?
One of the two is wrong: the page's title, its address and its id are, too.

## How it works
The names are one in all spellings, case, hyphens and "&" aside, or one is the other's plural. A level ("Senior Nurse")
or a field ("Nurse (ICU)") makes another role.

## Fails
```text
From Nurse to Nurse: Your 9-Month Transition Guide
Overview
Nurses read charts all day.
```

## Passes
```text
From Nurse to Senior Nurse: Your 9-Month Transition Guide
Overview
Nurses read charts all day.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._names import key
from pathingest.rules._placeholders import placeholder


def check(page: Page) -> Iterator[Problem]:
    """At most one finding a page, at the target role."""
    first, second = page.record.from_role, page.record.to_role
    if first is None or second is None or first.name[:1].lower() != second.name[:1].lower():
        return
    one, other = key(first.name), key(second.name)
    if one and other in (one, f"{one}s", one.removesuffix("s")) and not placeholder(first.name):
        message = f"the page leads from {first.name!r} to {second.name!r}: both roles are the same"
        yield Problem(message, "/to_role/name", related=(Problem("the current role", "/from_role/name"),))


RULE = Rule("NAM007", "error", "high", check)
