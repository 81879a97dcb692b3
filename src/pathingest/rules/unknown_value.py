"""A value of a record is not one of those that are allowed there.

## What it does
Names each misspelt priority, unit, level, kind or rendering, the values that are allowed, and the one that was
probably meant.

## Why is this bad?
Whatever groups or sorts by the value loses the item.

## How it works
The text is not among the schema's values. The one that was meant is the same but for case, spaces and hyphens, or
close in spelling.

## Fails
```diff
-skills_to_learn: []
+skills_to_learn:
+- name: "SQL"
+  priority: "Criticl"
+  duration: null
+  guidance: null
```

## Passes
```diff
-skills_to_learn: []
+skills_to_learn:
+- name: "SQL"
+  priority: "critical"
+  duration: null
+  guidance: null
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.extraction import UNKNOWN_VALUE
from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._faults import faults


def check(page: Page) -> Iterator[Problem]:
    """One finding for each fault of the kind."""
    return faults(page, UNKNOWN_VALUE)


RULE = Rule("SCH005", "error", "high", check, on="record", needs_record=None, fix="unsafe")
