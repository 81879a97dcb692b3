"""A mapping of a record has a key that no record has.

## What it does
Names each such key, and the key that was probably meant.

## Why is this bad?
What is under a misspelt key is read by nobody.

## How it works
The key is not among those of the schema at that place. If the key that was meant is missing, only the misspelling is
reported.

## Fails
```diff
-timeline: null
+timelin: null
```

## Passes
```diff
 timeline: null
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.extraction import UNKNOWN_KEY
from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._faults import faults


def check(page: Page) -> Iterator[Problem]:
    """One finding for each fault of the kind."""
    return faults(page, UNKNOWN_KEY)


RULE = Rule("SCH003", "error", "high", check, on="record", needs_record=None)
