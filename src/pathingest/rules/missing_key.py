"""A mapping of a record lacks keys that every record has.

## What it does
Names, once a mapping, the keys that are not there.

## Why is this bad?
A record states what the page does not say as null or as an empty list, so that what is unknown never looks like what
was forgotten.

## How it works
A key that the schema requires is not there, and no unknown key of the same mapping looks like it.

## Fails
```diff
-timeline: null
```

## Passes
```diff
 timeline: null
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.extraction import MISSING_KEY
from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._faults import faults


def check(page: Page) -> Iterator[Problem]:
    """One finding for each fault of the kind."""
    return faults(page, MISSING_KEY)


RULE = Rule("SCH004", "error", "high", check, on="record", needs_record=None)
