"""How lines of resources were split is not sure.

## What it does
Reports a page on which the split of a line under Resources has a confidence under 0.94, and shows how the line was read
and the other ways to read it.

## Why is this bad?
A wrong seam invents two resources out of one, or hides one in another. A person sees at once which it is.

## How it works
A line's confidence is that of its least certain name; the least certain line of the page is reported, the others beside
it.

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

from collections.abc import Iterator, Mapping

from pathingest.model.extraction import Note
from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.model.source import Span
from pathingest.rules import Rule
from pathingest.values.numbers import in_percent
from pathingest.values.text import shortened

_LINE, _NAMES = 100, 200  # code points of a line, and of its names, in a message


def check(page: Page) -> Iterator[Problem]:
    """One finding a page, at the least certain line; the others in `related`."""
    unsure = sorted((note for note in page.notes if note.kind == "resource-split"), key=lambda note: note.confidence)
    if unsure:
        first, *others = unsure
        taken = {note.span: note.detail for note in page.notes if note.kind == "glued-resources"}
        related = tuple([Problem(_message(page, note, taken), note.pointer, note.span) for note in others])
        yield Problem(_message(page, first, taken), first.pointer, first.span, related)


def _message(page: Page, note: Note, taken: Mapping[Span, str]) -> str:
    written = shortened(page.source.text[slice(*note.span)], _LINE)
    read = f"read as: {shortened(taken[note.span], _NAMES)}" if note.span in taken else "read as one name"
    other = f"; it may also be: {shortened(note.detail, _NAMES)}" if note.detail else ""
    return f"how {written!r} splits into resources is not sure ({in_percent(note.confidence)}); {read}{other}"


RULE = Rule("EXT004", "info", "medium", check, fix="shown", on="page", supersedes=("EXT002",))
