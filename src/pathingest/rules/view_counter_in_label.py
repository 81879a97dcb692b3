"""A view counter is glued to the page's label.

## What it does
Reports a header label that a view counter follows without a space ("Career Pathway58 views").

## Why is this bad?
The counter changes with every visit and says nothing about the pathway; a reader of the text takes it for part of the
label. The record keeps the number apart, in `sources`.

## How it works
The stretch before the counter's digits is a label, and there is no space between them.

There is nothing to fix in the record: it has the number in `views`, and the label is no part of it.

## Fails
```text
Career Pathway58 views
From Nurse to Data Analyst: Your 9-Month Transition Guide
Overview
Nurses read charts all day.
```

## Passes
```text
Career Pathway
58 views
From Nurse to Data Analyst: Your 9-Month Transition Guide
Overview
Nurses read charts all day.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.evidence import LABEL
from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.model.source import Span
from pathingest.rules import Rule


def check(page: Page) -> Iterator[Problem]:
    """One finding a page at most: a header has one counter."""
    counter = page.outline.header.counter
    if counter is None:
        return
    for label in page.outline.header.marks:
        if label.role == LABEL and label.end == counter.span.start:
            written = page.source.text[label.start : label.end]
            message = f"the view counter {counter.text} is glued to the label {written!r}"
            yield Problem(message, "/sources/0/views", Span(label.start, counter.span.end))


RULE = Rule("EXT001", "info", "high", check, on="page")
