"""One answer states two durations, the second beyond the first.

## What it does
Reports an answer that first says how long the transition takes, and then names a longer time.

## Why is this bad?
The reader is left with two answers, and the page's other figures agree with one of them at most.

## How it works
The answer is one that says how long the transition takes (as for DUR003). A later duration of it conflicts if its
upper bound lies above the first's upper bound; of "12+ months", which has none, the lower. Both are read charitably:
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
from typing import TYPE_CHECKING

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._durations import converted, exceeds, guaranteed_weeks, in_weeks, with_tolerance
from pathingest.rules._transition_time import Whole, answered, answers, finds, is_of_a_part

if TYPE_CHECKING:
    from pathingest.model.pathway import Duration

_EXPLAINED = r"""\b(?:part[-\ ]time|longer|longest|slow(?:er|ly)?|stretch\w*|extend\w*|at\ worst|up\ to|only
    |as\ (?:long|much|many)\ as|from\ scratch|without|no\ (?:prior|previous|background|experience)|beginners?
    |evenings?|weekends?|hours|busy|famil\w+|senior\w*|promot\w+|expert\w*|master\ (?:the|it)|mastery|valid\w*
    |expires?|renew\w*|later|after\w*|sav(?:e|ed|ings?)|experience|contract\ (?:is|runs|lasts)|instead|unlike
    |compar\w+|traditional\w*|alternativ\w+|whereas|while|versus|vs|would|rather\ than|optional\w*|not\ need
    |do(?:es)?n't|no\ need|used\ to|warranty|visa|recoup|pay\ back|break\ even)\b"""


def check(page: Page) -> Iterator[Problem]:
    """One finding an answer, at its second duration."""
    if not _some_exceed(page):
        return
    for first, *others in answers(page):
        beyond = next((other for other in others if _conflicts(first, other)), None)
        if beyond and not is_of_a_part(first):
            far = in_weeks(guaranteed_weeks(beyond.duration) - first.weeks.high)
            message = (
                f"the answer first says {converted(first.duration)}, then {converted(beyond.duration)}: {far} more"
            )
            yield beyond.problem(message, first.problem(f"first it says {converted(first.duration)}"))


def _some_exceed(page: Page) -> bool:
    """Whether any answer has a duration beyond its first."""
    first: dict[str, Duration] = {}
    return any(_exceeds(duration, first.setdefault(at, duration)) for at, duration in answered(page))


def _conflicts(first: Whole, other: Whole) -> bool:
    return _exceeds(other.duration, first.duration) and not finds(_EXPLAINED, other.clause)


def _exceeds(duration: Duration, first: Duration) -> bool:
    bounds = with_tolerance(first)
    return bounds is not None and exceeds(guaranteed_weeks(duration), bounds.high)


RULE = Rule("DUR005", "info", "low", check)
