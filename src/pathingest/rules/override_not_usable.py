"""A correction cannot be read, or is no value that its place can have.

## What it does
Reports what is wrong with files in `overrides/`: no YAML, unknown keys, an address of what records do not have, a value
of another kind. The other corrections are made.

## Why is this bad?
The record goes out as the page has it, without the correction.

## How it works
The address must lead to a part of a record that is stated and not computed, and the value be read as one of its kind,
by the readers that read pages: "9 months" for a duration, "critical" for a priority. A text that is given with its
numbers must say the same as they do.

## Fails
```yaml
schema: "pathingest.overrides/1"
id: "nurse-to-data-analyst"
overrides:
  - at: "/timeline"
    value: "soon"
    reason: "the author wrote us"
```

## Passes
```yaml
schema: "pathingest.overrides/1"
id: "nurse-to-data-analyst"
overrides:
  - at: "/timeline"
    value: "9 months"
    reason: "the author wrote us"
```
"""

from __future__ import annotations

from pathingest.rules import Rule

# Found where corrections are made.
RULE = Rule("OVR004", "error", "high")
