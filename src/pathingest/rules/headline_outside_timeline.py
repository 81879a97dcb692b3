"""The headline promises a time that the timeline excludes.

## What it does
Compares the duration in the title with the timeline.

## Why is this bad?
Both are at the top of the page, and no reader can believe both.

## How it works
Both are intervals of weeks, read charitably: a month is 4 to 4.348125 weeks, a year 52 to 52.1775; where the page
says "about", a tenth is given at either end. They contradict each other if they have no value in common. Where one is
stated in weeks or days, and the other in months or years, authors round: what is less than a week beyond (of days, less
than a day) is no contradiction ("40 weeks" beside "9 months", whichever of the two the headline has), and what is half
a month beyond at most, and a tenth at most, is a note ("41 weeks"). The duration of an answer that says how long the
transition takes is shown beside them, and no finding of its own (DUR003).

## Fails
```text
From Nurse to Data Analyst: Your 24-Month Transition Guide
Timeline
9-12 months
Overview
Nurses read charts all day.
```

## Passes
```text
From Nurse to Data Analyst: Your 12-Month Transition Guide
Timeline
1-2 years
Overview
Nurses read charts all day.
```

## Known limits
A timeline without numbers ("Self-paced"), or in hours, is compared with nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._durations import difference, is_slight
from pathingest.rules._repairs import of_times
from pathingest.rules._transition_time import answers, headline, is_of_a_part, timeline


def check(page: Page) -> Iterator[Problem]:
    """One finding a page, at the headline."""
    promised, said = headline(page), timeline(page)
    if promised is None or said is None:
        return
    if missed := difference(promised.duration, said.duration):
        beside = [found.place for answer in answers(page) for found in answer if not is_of_a_part(found)]
        problem = promised.problem(f"{promised.said}, but {said.said}: {missed.size}", said.place, *beside)
        slight = is_slight(missed, promised.duration, said.duration)
        yield problem._replace(severity="info") if slight else problem


RULE = Rule("DUR001", "error", "high", check, supersedes=("DUR003",), repairs=of_times)
