"""A suppression names a rule that there is not.

## What it does
Reports each suppression of an unknown rule, with the name that was probably meant; and each comment that begins like a
suppression and is not one.

## Why is this bad?
It hides nothing, though somebody relies on it.

## How it works
The name is no rule's code, no beginning of one, and no rule's name.

## Fails
```yaml
title: "From Nurse to Data Analyst" # pathingest: ignore[NAM991] the site's own spelling
```

## Passes
```yaml
title: "From Nurse to Data Analyst"
```
"""

from __future__ import annotations

from pathingest.rules import Rule

# Found where suppressions are applied.
RULE = Rule("SUP003", "error", "high")
