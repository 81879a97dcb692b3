"""A part of this tool failed on the page.

## What it does
Reports that reading the page, or one of the rules, met a bug. The other pages and the other rules went on.

## Why is this bad?
The page's record was not written, or the rule's findings on it are missing.

## How it works
An exception that no page may cause. `--debug` lets it through, with its traceback.

## Fails
Nothing that we know of: please report the page.

## Passes
Every page.
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.extraction import INTERNAL_ERROR
from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule


def check(page: Page) -> Iterator[Problem]:
    """The failure of the reader; those of rules are reported where rules are run."""
    for note in page.notes:
        if note.kind == INTERNAL_ERROR:
            yield Problem(f"{note.detail}; no record is written: this is a bug, please report it")


RULE = Rule("INT001", "error", "high", check, needs_record=False)
