"""A correction was made at another place than its address says.

## What it does
Reports each correction (in `overrides/`) whose address leads nowhere, or to several items, while its quote is in one
value of the same kind; and items that are put in, where the one that they follow is gone.

## Why is this bad?
The next change of the page may take the quote away as well.

## How it works
See OVR003. `pathingest override set` with the new address, and `drop` with the old one, put it right.

## Fails
```yaml
schema: "pathingest.overrides/1"
id: "nurse-to-data-analyst"
overrides:
  - at: "/skills_to_learn/SQL/duration" # and the page calls it "SQL Basics" now
    value: "6 weeks"
    replaced: "9 weeks"
    quote:
      text: "9 weeks"
      before: "Critical"
      after: ""
    reason: "the course is shorter"
```

## Passes
```yaml
schema: "pathingest.overrides/1"
id: "nurse-to-data-analyst"
overrides:
  - at: "/skills_to_learn/SQL Basics/duration"
    value: "6 weeks"
    replaced: "9 weeks"
    reason: "the course is shorter"
```
"""

from __future__ import annotations

from pathingest.rules import Rule

# Found where corrections are made.
RULE = Rule("OVR005", "info", "high")
