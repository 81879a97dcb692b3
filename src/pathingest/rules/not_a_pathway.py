"""The page is no career pathway; no record is written.

## What it does
Reports a page that has no record: a job ad, a list of pathways, a course, a tutorial, a salary page, a blog post, an
error page, an empty or a binary file; or one that lacks a field which the project requires.

## Why is this bad?
It was collected as a pathway. A record of it would be invented.

## How it works
The title names no job or field of work to reach, or the page has none of what leads there (sections, badges, phases, or
the voice of somebody who went that way), or it is no text at all. The message says what the page is instead, and by
which sign; "no career pathway" where no sign tells. Where the page is in a language whose words are not known, the
message names it: such a page may be a pathway all the same.

`pathingest build --require from_role`, or `require = ["from_role"]` in the configuration, refuses guides to one role
too.

## Fails
```text
404: this page could not be found
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Overview
Nurses read charts all day.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule


def check(page: Page) -> Iterator[Problem]:
    """One finding a page; a page that the tool itself failed on may well be one."""
    if not page.notes:
        yield Problem(f"no record is written: {page.problem}")


RULE = Rule("EXT006", "error", "high", check, needs_record=False, on="page")
