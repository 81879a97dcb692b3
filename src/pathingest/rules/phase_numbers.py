"""The phases of the roadmap are numbered out of their row: 1, 2, 4.

## What it does
Compares the numbers that the page gives its phases with their row.

## Why is this bad?
A phase was lost, or moved, or copied. Readers look for the missing one.

## How it works
The numbers are those on lines of their own, or behind a word that counts steps ("Phase 4: First Job"). They are
compared where each phase that was read has one, and the first is 0 or 1: from there on, each must be the next. Places
in the calendar ("Month 1", "Weeks 5-8") may leave gaps, and numbers that begin later may go on from another list. In
the record phases are counted anew, so this is for raw pages alone. One finding a page; the number itself is no residue
then (EXT005).

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Your Learning Roadmap
1
Foundations
8 weeks
Tasks
• Read two chapters
2
First Project
8 weeks
Tasks
• Count beds
4
First Job
8 weeks
Tasks
• Send ten applications
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Your Learning Roadmap
1
Foundations
8 weeks
Tasks
• Read two chapters
2
First Project
8 weeks
Tasks
• Count beds
3
First Job
8 weeks
Tasks
• Send ten applications
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._roadmap import numbering


def check(page: Page) -> Iterator[Problem]:
    """One finding a page, at the first number that is not the next."""
    numbers = numbering(page)
    if not numbers:
        return
    first = numbers[0].value
    at, wrong = next((i, number) for i, number in enumerate(numbers) if number.value != first + i)
    shown = ", ".join(str(number.value) for number in numbers)
    message = f"the phases are numbered {shown}: {first + at} should follow {numbers[at - 1].value}, not {wrong.value}"
    before = numbers[at - 1]
    yield Problem(
        message, f"/roadmap/{at}/position", wrong.span, (Problem(f"{before.value} is here", None, before.span),)
    )


RULE = Rule("STR012", "warning", "high", check, on="page")
