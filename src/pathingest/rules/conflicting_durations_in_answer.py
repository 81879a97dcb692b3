"""One answer states two durations, the second beyond the first.

## What it does
Reports an answer that first says how long the transition takes, and then names a longer time.

## Why is this bad?
The reader is left with two answers, and the page's other figures agree with one of them at most.

## How it works
The answer is one that says how long the transition takes (as for DUR003). A later duration of it conflicts if its
upper bound lies above the first's upper bound, and its lower above the first's lower; of "12+ months", which has no
upper one, the lower. Both are read charitably:
a month is 4 to 4.348125 weeks, a year 52 to 52.1775, and "about" gives a tenth at either end. Only a longer time is
reported: a shorter one is mostly that of a part.

It is no conflict if the sentence, up to the clause after the duration, says why it takes longer (part-time, without
experience, from scratch, at worst), speaks of what comes later (a senior role, a promotion, the validity of a
certificate, savings), or sets another way against this one ("a traditional degree would take", "instead", "compared
to").

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Frequently Asked Questions
How long does the transition take?
Expect 9-12 months. In practice most nurses need 14-16 months.
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Frequently Asked Questions
How long does the transition take?
Expect 9-12 months, or 18 months part-time. A traditional degree would take 3 years.
```

## Known limits
Whether both are about the same thing is a guess; the confidence is low.
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._durations import converted, guaranteed_weeks, in_weeks
from pathingest.rules._transition_time import contradictions


def check(page: Page) -> Iterator[Problem]:
    """One finding an answer, at its second duration."""
    for first, beyond in contradictions(page):
        far = in_weeks(guaranteed_weeks(beyond.duration) - first.weeks.high)
        message = f"the answer first says {converted(first.duration)}, then {converted(beyond.duration)}: {far} more"
        yield beyond.problem(message, first.problem(f"first it says {converted(first.duration)}"))


RULE = Rule("DUR005", "info", "low", check)
