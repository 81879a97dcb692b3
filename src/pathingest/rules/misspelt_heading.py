"""A heading is misspelt.

## What it does
Reports each heading that is one of the profile's but for a typo, and says as which it was read.

## Why is this bad?
It was guessed, if with care: everything under it is in the record where the heading that is meant would put it.

## How it works
No other line heads that section, and this one differs from one heading by one letter (by two where the heading has 14
letters or more) in words of five letters or more, or by a space. A changed word that is another word is no typo.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Overveiw
Nurses read charts all day.
Transferable Skills
Reading Charts
You do it before the coffee.
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Overview
Nurses read charts all day.
Transferable Skills
Reading Charts
You do it before the coffee.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule

_KIND = "misspelt-heading"


def check(page: Page) -> Iterator[Problem]:
    """One finding a heading."""
    for note in page.notes:
        if note.kind == _KIND:
            yield Problem(f"this heading is misspelt; it was read as {note.detail!r}", None, note.span)


RULE = Rule("EXT009", "info", "medium", check, on="page")
