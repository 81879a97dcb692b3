"""A record uses a feature of YAML that JSON has not.

## What it does
Names each anchor, alias, tag, merge key, and each key that is no text.

## Why is this bad?
A record is the same data in JSON and YAML. Many readers refuse such features, or expand them into something huge; and
a value that is written once for two places cannot be changed at one.

## How it works
The file's own marks: `&`, `*`, `!`, `<<`. Tags for plain types (`!!str`) are left alone.

## Fails
```diff
-from_role: {name: "Nurse", label: null}
+from_role: {name: "Nurse", label: &x "Nurse"}
```

## Passes
```diff
 from_role: {name: "Nurse", label: null}
```

## Known limits
An alias is not followed: the other rules take its value for null.
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.extraction import NOT_PLAIN_DATA
from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._faults import faults


def check(page: Page) -> Iterator[Problem]:
    """One finding for each fault of the kind."""
    return faults(page, NOT_PLAIN_DATA)


RULE = Rule("SCH008", "error", "high", check, on="record", needs_record=None)
