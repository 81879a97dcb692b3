"""The page names a product or a certificate by a name that has been given up.

## What it does
Looks for names in a dated table of products, services and certificates that were renamed or ended.

## Why is this bad?
Readers who search for the old name find old material, or nothing.

## How it works
The name is on the page as the table writes it, as whole words, and was given up on or before `reference_date`.
Without that option the rule says nothing: it never looks at today's clock, so that the same page gives the same
findings tomorrow. A text that has the new name as well ("Looker Studio, once Google Data Studio") is left alone, and
so are titles in quotes and names of resources. One finding a name.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Reality Check
Biggest Challenges
• A dashboard in Google Data Studio that anyone understands
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Reality Check
Biggest Challenges
• A dashboard in Looker Studio (once Google Data Studio) that anyone understands
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple
from pathingest.rules import Rule
from pathingest.rules._words import QUOTED, prose, read_data


@dataclass(frozen=True, slots=True)
class Options:
    """What a team may set."""

    reference_date: date | None = field(
        default=None, metadata={"help": "the day that pages are compared with; without it the rule says nothing"}
    )


class _Retired(NamedTuple):
    was: str
    now: str
    since: date


def check(page: Page, options: Options) -> Iterator[Problem]:
    """One finding a name."""
    day = options.reference_date
    if day is None:
        return
    text = page.source.text
    for name in _table():
        if name.was in text and name.since <= day:
            found = [pointer for pointer, said in prose(page.record) if _uses(name, said)]
            if found:
                yield _problem(name, found)


def _problem(name: _Retired, pointers: list[str]) -> Problem:
    what = f"has been {name.now!r}" if name.now else "has been given up"
    message = f"{name.was!r} {what} since {name.since.isoformat()}"
    others = tuple(Problem(f"{name.was!r} again", pointer) for pointer in pointers[1:])
    return Problem(message, pointers[0], related=others)


def _uses(name: _Retired, text: str) -> bool:
    """Whether a text uses the old name, and not to explain the new one."""
    if name.was not in text or (name.now and name.now in text):
        return False
    return any(match["said"] for match in _pattern(name.was).finditer(text))


@lru_cache(maxsize=64)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"{QUOTED}|(?<!\w)(?P<said>{re.escape(name)})(?!\w)")


@cache
def _table() -> tuple[_Retired, ...]:
    return tuple(_Retired(**name) for name in read_data("retired.toml")["name"])


RULE = Rule("NAM005", "info", "medium", check, default=False, options=Options())
