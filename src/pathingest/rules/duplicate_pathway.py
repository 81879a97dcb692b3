"""Two pages are of one pathway, and they disagree.

## What it does
Reports a page whose record has the id of an earlier one and states another value somewhere. One of the two is kept:
the one that states more.

## Why is this bad?
An app that reads the dataset gets one of two truths. Only a person can tell which page is right.

## How it tells
Every value that both records state is compared; where the pages came from, and view counters, do not count.

## Fails
Two pages "From Nurse to Data Analyst", one with a timeline of 6 months, one with 9.

## Passes
Two renderings of one page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule

_SHOWN = 5


def compare(page: Page, earlier: Mapping[str, Any]) -> Iterator[Problem]:
    """One finding a page, with the first few disagreements."""
    if page.pathway is None:
        return
    record = page.pathway.model_dump(mode="json", exclude={"sources"})
    differing = list(_differing(record, {name: earlier[name] for name in record}, ""))
    if differing:
        other = earlier["sources"][0]["path"]
        shown = "; ".join(f"{pointer} is {mine!r}, there {theirs!r}" for pointer, mine, theirs in differing[:_SHOWN])
        more = f"; and {len(differing) - _SHOWN} more" if len(differing) > _SHOWN else ""
        message = (
            f"the same pathway as {other}, and {len(differing)} of the values that both state differ: {shown}{more}"
        )
        yield Problem(message, differing[0][0])


def _differing(mine: Any, theirs: Any, pointer: str) -> Iterator[tuple[str, Any, Any]]:
    """(pointer, value, other value) of leaves that both state and that are not equal."""
    if isinstance(mine, dict) and isinstance(theirs, dict):
        for name in (key for key in mine if key in theirs):
            yield from _differing(mine[name], theirs[name], f"{pointer}/{name}")
    elif isinstance(mine, list) and isinstance(theirs, list):
        for i, pair in enumerate(zip(mine, theirs, strict=False)):
            yield from _differing(*pair, f"{pointer}/{i}")
    elif mine is not None and theirs is not None and mine != theirs:
        yield pointer, mine, theirs


RULE = Rule("COR006", "error", "high", compare=compare)
