"""A suppression is past its last day.

## What it does
Reports each suppression whose `until` is over. It hides nothing any more, so what it was for is reported again.

## Why is this bad?
Somebody promised to have fixed it by then.

## How it works
`until` is before `reference-date`, or before today where the project sets none. On the day itself it still counts.

## Fails
```yaml
title: "From Nurse to Data Analyst" # pathingest: ignore[NAM001, until=2020-01-31] until the site is fixed
```

## Passes
```yaml
title: "From Nurse to Data Analyst"
```
"""

from __future__ import annotations

from pathingest.rules import Rule

# Found where suppressions are applied.
RULE = Rule("SUP004", "warning", "high")
