"""Two pages are of one pathway, and they disagree.

## What it does
Reports two pages of one pathway where both state a value and the values differ: one finding for each two pages, with
the other page's place for each value. The record keeps what the page states that states more.

Two pages that claim one id and are not of one pathway (their titles differ) are reported too; only one of them is
written.

## Why is this bad?
An app that reads the dataset gets one of two truths. Only a person can decide which page is right.

## How it works
Pages of one pathway are merged, and every value that both state is compared: texts without regard to case and white
space; of addresses, a relative one with the whole one that it means. Skills, phases, resources and plan steps are
compared with those of the same name, a phase or a question without a name with the one at its place or with its answer.
An item that the page that states less has alone is a difference; one that it merely lacks, or that is only glued there,
is not one. What is computed from other values, where the pages came from, and view counters do not count. Pointers are
those of each page's own record.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Difficulty
Hard
Timeline
6 months
Overview
Nurses read charts all day.
```

```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Difficulty
Hard
Timeline
9 months
Overview
Nurses read charts all day.
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Difficulty
Hard
Timeline
6 months
Overview
Nurses read charts all day.
```

```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Overview
Nurses read charts all day.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pathingest.model.change import in_words
from pathingest.model.comparison import Comparison, Disagreement
from pathingest.model.finding import Problem
from pathingest.rules import Rule

_SHOWN = 5
_WIDEST = 80


def compare(comparison: Comparison) -> Iterator[Problem]:
    """One finding for two pages, with the first few disagreements in words and the places of all."""
    differing = comparison.disagreements
    if not differing:
        return
    shown = "; ".join(map(_described, differing[:_SHOWN]))
    more = f"; and {len(differing) - _SHOWN} more" if len(differing) > _SHOWN else ""
    places = tuple(Problem(_elsewhere(found), found.other_pointer, page=1) for found in differing)
    yield Problem(f"{_opening(comparison)}: {shown}{more}", differing[0].pointer, related=places)


def _opening(comparison: Comparison) -> str:
    other, count = comparison.second.source.path, len(comparison.disagreements)
    values = "a value that both state differs" if count == 1 else f"{count} values differ"
    if comparison.merged:
        return f"the same pathway as {other}, but {values}"
    return f"the same id as {other}, which is not written: the titles are not one, and {values}"


def _described(found: Disagreement) -> str:
    if found.value is None:
        return f"{found.pointer} has no {_short(found.other_value)}, which is there"
    return f"{found.pointer} is {_short(found.value)}, there {_short(found.other_value)}"


def _elsewhere(found: Disagreement) -> str:
    return f"{found.other_pointer} is {_short(found.other_value)}"


def _short(value: Any) -> str:
    text = repr(in_words(value) if isinstance(value, str) else value)
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 2]}\u2026{text[-1]}"


RULE = Rule("COR006", "error", "high", compare=compare)
