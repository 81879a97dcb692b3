"""The page now says something else than what a correction replaced.

## What it does
Reports each correction (in `overrides/`) whose page has changed where it applies. The correction is made all the same.

## Why is this bad?
The editor decided about another text. What the page says now may be right, or wrong in another way.

## How it works
A correction keeps what the page said when it was decided, in `replaced`. It is compared with what the page says at the
same address now; case and white space do not count. Decide again with `pathingest override set`, or drop the
correction.

## Fails
```yaml
schema: "pathingest.overrides/1"
id: "nurse-to-data-analyst"
overrides:
  - at: "/timeline"
    value: "9 months"
    replaced: "10 months" # and the page now says "12 months"
    reason: "the author wrote us"
```

## Passes
```yaml
schema: "pathingest.overrides/1"
id: "nurse-to-data-analyst"
overrides:
  - at: "/timeline"
    value: "9 months"
    replaced: "12 months"
    reason: "the author wrote us"
```
"""

from __future__ import annotations

from pathingest.rules import Rule

# Found where corrections are made.
RULE = Rule("OVR001", "warning", "high")
