"""The page speaks of a year that is past as if it were to come, or were now.

## What it does
Reports forecasts whose year is over, figures "as of" a year long gone, and events to attend in a past year.

## Why is this bad?
It shows readers that nobody has looked at the page since, and the rest of it is believed less.

## How it works
The year is compared with `reference_date`, never with today's clock; without that option the rule says nothing.

- a forecast: "by 2023" in a sentence that says what will, is expected to or is projected to be; the year is over;
- a state: "as of 2022"; more than `years` years ago;
- an event to go to, in a task: "Attend PyCon 2023", "Register for the 2023 congress"; the year is over.

Any other year (of a law, a book, a paper, an edition) says nothing, and neither does a title in quotes. One finding
a text.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Overview
Hospitals are expected to hire twice as many analysts by 2023.
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Overview
Hospitals are expected to hire twice as many analysts by 2040, as they have since 2015.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._words import QUOTED, prose


@dataclass(frozen=True, slots=True)
class Options:
    """What a team may set."""

    reference_date: date | None = field(
        default=None, metadata={"help": "the day that pages are compared with; without it the rule says nothing"}
    )
    years: int = field(
        default=2, metadata={"help": 'how many years old what is said "as of" a year may be', "least": 0, "most": 100}
    )


def check(page: Page, options: Options) -> Iterator[Problem]:
    """One finding a text."""
    if options.reference_date is None or "20" not in page.source.text:
        return
    now = options.reference_date.year
    for pointer, text in prose(page.record):
        if "20" in text and (stale := _stale(text, now, options.years, is_task="/tasks/" in pointer)):
            year, what = stale
            gone = now - year
            message = f"{what}, and {year} is {gone} year{'' if gone == 1 else 's'} past"
            yield Problem(message, pointer)


def _stale(text: str, now: int, years: int, *, is_task: bool) -> tuple[int, str] | None:
    """(year, what is said about it) of the first statement that time has overtaken."""
    patterns = _patterns()
    for sentence in patterns["sentence end"].split(patterns["quoted"].sub("", text)):
        forecast = patterns["forecast"].search(sentence)
        if forecast and patterns["future"].search(sentence) and int(forecast["year"]) < now:
            return int(forecast["year"]), f"what is expected {forecast[0]!r} is still to come"
        state = patterns["state"].search(sentence)
        if state and int(state["year"]) < now - years:
            return int(state["year"]), f"a state is given {state[0]!r}"
        event = patterns["event"].match(sentence) if is_task else None
        if event and int(event["year"]) < now:
            return int(event["year"]), f"an event of {event['year']} is to be attended"
    return None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    year = r"(?P<year>20\d\d)(?![\w%]|[,.]\d)"
    # Else it is a number of things: "by 2023 sacks".
    alone = (
        r"(?=\s*(?:$|[.,;:!?)]|(?:and|as|when|while|than|to|in|for|with|because|according|thanks|due|driven|the|it|they|"
        r"most|half|more|we|you|all|every)\b))"
    )
    return {
        "sentence end": re.compile(r"(?<=[.!?])\s+|\n+"),
        "quoted": re.compile(QUOTED),
        "forecast": re.compile(rf"\b(?:by|until|through)\s+(?:the\s+end\s+of\s+)?{year}{alone}", re.IGNORECASE),
        "future": re.compile(
            r"\b(?:will|expect\w*|project(?:ed|s|ions?)|forecast\w*|predict\w*|estimat\w*\s+to|set\s+to|"
            r"on\s+track)\b",
            re.IGNORECASE,
        ),
        "state": re.compile(rf"\bas\s+of\s+(?:\w+\s+)?{year}{alone}", re.IGNORECASE),
        "event": re.compile(
            rf"(?:attend|register|sign\s+up|buy\s+a\s+ticket|go\s+to|volunteer\s+at|join)\b.*?{year}", re.IGNORECASE
        ),
    }


RULE = Rule("NAM006", "info", "medium", check, default=False, options=Options())
