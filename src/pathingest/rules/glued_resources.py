"""Lines hold two or more resources each.

## What it does
Reports a page on which lines under Resources name two or more of them with nothing in between, and says how each was
split.

## Why is this bad?
The names were separate on the page and scraping glued them together; the seams in the record are inferred.

## How it works
The resource splitter found at least one seam in a line. Where any block of a page has its names on lines of their own,
nothing on that page is split.

There is nothing to fix in the record: it has them separated. Where one of the splits is unsure, EXT004 says so in the
place of this rule.

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
from pathingest.values.text import shortened

_NAMES = 200  # code points of the names in a message


def check(page: Page) -> Iterator[Problem]:
    """One finding a page, at the first such line; the others in `related`."""
    lines = [note for note in page.notes if note.kind == "glued-resources"]
    if lines:
        first, *others = lines
        count = sum(note.detail.count(" | ") + 1 for note in lines)
        held = (
            f"{len(lines)} lines hold {count} resources; the first is"
            if others
            else f"one line holds {count} resources,"
        )
        said = {note: f"read as: {shortened(note.detail, _NAMES)}" for note in lines}
        related = tuple([Problem(said[note], note.pointer, note.span) for note in others])
        yield Problem(f"{held} {said[first]}", first.pointer, first.span, related)


RULE = Rule("EXT002", "info", "high", check, on="page")
