"""A suppression hides nothing.

## What it does
Reports each suppression that no finding of the run met: in the configuration, beside a record, or in a comment.

## Why is this bad?
What it was for has been fixed, or it was never right. Left in place it will hide the next finding unseen.

## How it works
The rule that it names ran, a file that it is for was linted (or there is no such file any more), and nothing was
suppressed by it. A suppression whose file was not part of the run is not judged.

## Fails
```yaml
title: "From Nurse to Data Analyst" # pathingest: ignore[NAM001] the site's own spelling
```

## Passes
```yaml
title: "From Nurse to Data Analyst"
```
"""

from __future__ import annotations

from pathingest.rules import Rule

# Found where suppressions are applied.
RULE = Rule("SUP001", "warning", "high")
