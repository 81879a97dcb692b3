"""What a correction is for is not on the page any more.

## What it does
Reports each correction (in `overrides/`) whose place is gone, or is not sure. It is not made.

## Why is this bad?
Either the page lost what was corrected, or it is called otherwise now, and the record is wrong again.

## How it works
The names in the address are looked for; where one leads nowhere, or to several items, the text that the correction
quotes, with what was before or after it, must be found in one value of the same kind. Where it is found in another
item than the one of that name, which of the two is meant is not sure.

## Fails
```yaml
schema: "pathingest.overrides/1"
id: "nurse-to-data-analyst"
overrides:
  - at: "/skills_to_learn/SQL/priority" # and the page names no skill "SQL"
    value: "critical"
    reason: "the page of the course says so"
```

## Passes
```yaml
schema: "pathingest.overrides/1"
id: "nurse-to-data-analyst"
overrides:
  - at: "/skills_to_learn/SQL Basics/priority"
    value: "critical"
    reason: "the page of the course says so"
```
"""

from __future__ import annotations

from pathingest.rules import Rule

# Found where corrections are made.
RULE = Rule("OVR003", "warning", "high")
