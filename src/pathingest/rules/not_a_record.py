"""A file that should be a record is not one.

## What it does
Reports, once a file, that it is no JSON or no YAML, with the place where reading it failed; that it is empty, holds
several documents or no mapping; or that it is something else: the evidence of a record, a JSON Schema.

## Why is this bad?
Nothing else can be said about such a file, and whatever reads the records fails on it.

## How it works
The file is read as its name's ending says (`.json`; `.yaml`, `.yml`). A mapping with fewer than three of a record's
keys is something else.

## Fails
```yaml
title: From Nurse to Data Analyst: Your 9-Month Transition Guide
```

## Passes
```diff
 timeline: null
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.extraction import NOT_A_RECORD
from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._faults import faults


def check(page: Page) -> Iterator[Problem]:
    """One finding for each fault of the kind."""
    return faults(page, NOT_A_RECORD)


RULE = Rule("SCH001", "error", "high", check, on="record", needs_record=None)
