"""A mapping of a record has a key twice.

## What it does
Names each key that is given again, with the place of the first.

## Why is this bad?
Readers keep the last one in silence, and some the first: an edit of the other one changes nothing.

## How it works
Two keys of one mapping are the same text.

## Fails
```diff
 demand: null
+demand: "High"
```

## Passes
```diff
 demand: null
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.extraction import DUPLICATE_KEY
from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._faults import faults


def check(page: Page) -> Iterator[Problem]:
    """One finding for each fault of the kind."""
    return faults(page, DUPLICATE_KEY)


RULE = Rule("SCH006", "error", "high", check, on="record", needs_record=None)
