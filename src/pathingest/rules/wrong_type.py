"""A value of a record is of the wrong type.

## What it does
Names each value that is a text where a number is expected, a date where a text is, null where something must be.

## Why is this bad?
Readers of the records rely on the types: one such value stops some of them, and misleads others.

## How it works
The value's type is not the schema's. YAML makes numbers of `12`, truth values of `no` and dates of `2026-01-31`,
unless they are in quotes. A text without quotes that other readers of YAML take for something else (`1e3`, `0o14`,
`y`) is reported too. The fix puts quotes around what is there.

## Fails
```diff
-from_role: {name: "Nurse", label: null}
+from_role: {name: "Nurse", label: no}
```

## Passes
```diff
-from_role: {name: "Nurse", label: null}
+from_role: {name: "Nurse", label: "no"}
```

## Known limits
What the value was meant to be is guessed, so that the other rules can look at the record; where no guess is possible
they take it for null. It is not reported as missing beside this.
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.extraction import WRONG_TYPE
from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._faults import faults


def check(page: Page) -> Iterator[Problem]:
    """One finding for each fault of the kind."""
    return faults(page, WRONG_TYPE)


RULE = Rule("SCH002", "error", "high", check, on="record", needs_record=None, fix="unsafe")
