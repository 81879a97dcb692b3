"""How a line of resources was split is not sure.

## What it does
Reports a line under Resources whose split has a confidence under 0.94, and shows the other ways to read it.

## Why is this bad?
A wrong seam invents two resources out of one, or hides one in another. A person sees at once which it is.

## How it works
The line's confidence is that of its least certain name.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Your Learning Roadmap
Foundations
8 weeks
Tasks
\u2022 Read two chapters
Resources
Kaggle LearnR for Data Science
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
        if note.kind == "resource-split":
            other = f"; it may also be: {note.detail}" if note.detail else ""
            written = page.source.text[slice(*note.span)]
            message = f"how {written!r} parts into resources is not sure ({int(note.confidence * 100)}%){other}"
            yield Problem(message, note.pointer, note.span)


RULE = Rule("EXT004", "warning", "medium", check, fix="shown", on="page")
