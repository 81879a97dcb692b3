"""Two pages are of one pathway, and they disagree.

## What it does
Reports a page whose record has the id of an earlier one and states another value somewhere. One of the two is kept:
the one that states more.

## Why is this bad?
An app that reads the dataset gets one of two truths. Only a person can tell which page is right.

## How it tells
Every value that both records state is compared. Skills, phases and plan steps are compared with those of the same name;
lists of texts, where they are as long. What is computed from other values, where the pages came from, and view counters
do not count.

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
    record = page.pathway.model_dump(mode="json", exclude=_COMPUTED)
    differing = list(_differing(record, {name: earlier[name] for name in record}, ""))
    if differing:
        other = earlier["sources"][0]["path"]
        shown = "; ".join(f"{pointer} is {mine!r}, there {theirs!r}" for pointer, mine, theirs in differing[:_SHOWN])
        more = f"; and {len(differing) - _SHOWN} more" if len(differing) > _SHOWN else ""
        values = "a value that both state differs" if len(differing) == 1 else f"{len(differing)} values differ"
        yield Problem(f"the same pathway as {other}, but {values}: {shown}{more}", differing[0][0])


# Computed from other values, or told by the place a page came from.
_COMPUTED = {"claims", "id", "roadmap_total", "schema_version", "sources"}
_NAMES = ("name", "title", "label", "question", "heading")


def _differing(mine: Any, theirs: Any, pointer: str) -> Iterator[tuple[str, Any, Any]]:
    """(pointer, value, other value) of what both state and what is not equal; a read value counts once."""
    if mine is None or theirs is None or mine == theirs:
        return
    if isinstance(mine, dict):
        named = [name for name in mine if name in theirs]
        for name in ["text"] if isinstance(mine.get("text"), str) and mine["text"] != theirs["text"] else named:
            yield from _differing(mine[name], theirs[name], f"{pointer}/{name}")
    elif isinstance(mine, list):
        for i, item, other in _paired(mine, theirs):
            yield from _differing(item, other, f"{pointer}/{i}")
    else:
        yield pointer, mine, theirs


def _paired(mine: list[Any], theirs: list[Any]) -> Iterator[tuple[int, Any, Any]]:
    """(place, item, the other list's item): by name, or for texts by place in lists that are as long."""
    others = {_name(item): item for item in theirs if isinstance(item, dict)}
    for i, item in enumerate(mine):
        if isinstance(item, dict):
            if _name(item) is not None and _name(item) in others:
                yield i, item, others[_name(item)]
        elif len(mine) == len(theirs):
            yield i, item, theirs[i]


def _name(item: Mapping[str, Any]) -> str | None:
    """What an item of a list is called."""
    return next((item[name] for name in _NAMES if item.get(name)), None)


RULE = Rule("COR006", "error", "high", compare=compare)
