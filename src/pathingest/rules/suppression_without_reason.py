"""A suppression does not say why.

## What it does
Reports each suppression without a reason. The suppression counts nonetheless, so that one thing is reported once.

## Why is this bad?
Whoever finds it next year cannot distinguish a decision from an accident.

## How it works
`reason` is missing or empty; in a comment, nothing comes after the bracket.

## Fails
```yaml
title: "From Nurse to Data Analyst" # pathingest: ignore[NAM001]
```

## Passes
```yaml
title: "From Nurse to Data Analyst"
```
"""

from __future__ import annotations

from pathingest.rules import Rule

# Found where suppressions are applied.
RULE = Rule("SUP002", "warning", "high")
