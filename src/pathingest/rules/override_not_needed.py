"""The page now says what a correction sets.

## What it does
Reports each correction (in `overrides/`) that changes nothing, as the page states the same value.

## Why is this bad?
It is one thing more to look after, and it would hide the next change of the page until OVR001 reports it.

## How it works
The value is compared in what it means: "9 months" and "nine months" are one. `pathingest override drop` removes it.

## Fails
```yaml
schema: "pathingest.overrides/1"
id: "nurse-to-data-analyst"
overrides:
  - at: "/timeline"
    value: "9 months" # and the page says "9 months"
    replaced: "10 months"
    reason: "the author wrote us"
```

## Passes
```yaml
schema: "pathingest.overrides/1"
id: "nurse-to-data-analyst"
overrides: []
```
"""

from __future__ import annotations

from pathingest.rules import Rule

# Found where corrections are made.
RULE = Rule("OVR002", "info", "high")
