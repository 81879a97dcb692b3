"""One line held two or more resources.

## What it does
Reports a line under Resources that names two or more of them with nothing in between, and says how it was split.

## Why is this bad?
The names were separate on the page and scraping glued them together; the seams in the record are inferred.

## How it works
The resource splitter found at least one seam in the line.

There is nothing to fix in the record: it has them separated, and EXT004 says where that is unsure.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Your Learning Roadmap
Foundations
8 weeks
Tasks
\u2022 Read two chapters
Resources
Overleaf LaTeX tutorialsZotero documentation
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Your Learning Roadmap
Foundations
8 weeks
Tasks
\u2022 Read two chapters
Resources
Overleaf LaTeX tutorials
Zotero documentation
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule


def check(page: Page) -> Iterator[Problem]:
    """One finding a line."""
    for note in page.notes:
        if note.kind == "glued-resources":
            names = note.detail.split(" | ")
            yield Problem(f"one line holds {len(names)} resources, read as: {note.detail}", note.pointer, note.span)


RULE = Rule("EXT002", "info", "high", check, on="page")
