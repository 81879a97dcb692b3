"""The page is too large to be read, or has more findings than are listed.

## What it does
Reports a page of more than 8 MB, or of more than 20,000 lines, items and headings: it has no record, and nothing else
is found on it. Where a page or a record has more than 1,000 findings, the first 1,000 are listed, and this says how
many there are.

## Why is this bad?
A pathway has some hundred lines. What is so much larger is a crawl in one file, or a fault of whoever saved it; reading
it would take minutes, and nobody reads a million findings.

## How it works
The size is that of the file in bytes; of a text that is handed over in Python, its characters. The lines are those that
reading makes of it: a heading, an item of a list, a paragraph. A record file that is too large is no record (SCH001).

## Fails
A page of 9 MB; one with 20,001 headings.

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Overview
Nurses read charts all day.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.extraction import BEYOND_LIMIT
from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule


def check(page: Page) -> Iterator[Problem]:
    """What the reader says of it; that there are too many findings is said where rules are run."""
    for note in page.notes:
        if note.kind == BEYOND_LIMIT:
            yield Problem(f"no record is written: {note.detail}: split it, or leave out what is no pathway")


RULE = Rule("EXT012", "error", "high", check, needs_record=False, on="page")
