"""An answer was scraped, its question was not.

## What it does
Reports an answer whose question is null, and names the topic that it seems to answer.

## Why is this bad?
An answer without its question says nothing for sure. Pages hide questions in buttons, which extractors drop.

## How it works
The entry's question is null in the record; the topic is guessed from the figures that the answer states.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Frequently Asked Questions
Expect about a year.
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Frequently Asked Questions
How long does it take?
Expect about a year.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule

_TOPICS = {
    "salary": "pay",
    "salary_change": "the change in pay",
    "duration": "how long it takes",
    "effort": "how long it takes",
}


def check(page: Page) -> Iterator[Problem]:
    """One finding an answer."""
    kinds = {claim.at: claim.kind for claim in reversed(page.record.claims)}
    for i, entry in enumerate(page.record.faq):
        if entry.question is None:
            pointer = f"/faq/{i}/answer"
            kind = kinds.get(pointer)
            topic = f"; it seems to be about {_TOPICS[kind]}" if kind else ""
            yield Problem(f"the answer has no question{topic}", pointer)


RULE = Rule("STR006", "warning", "high", check, fix="shown")
