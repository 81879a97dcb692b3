"""One answer states two durations, the second beyond the first.

## What it does
Reports an answer that first says how long the transition takes, and then names a longer time.

## Why is this bad?
The reader is left with two answers, and the page's other figures agree with one of them at most.

## How it tells
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
Whether both are said of the same thing is a guess; the confidence is low.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._durations import Weeks, converted, exceeds, in_weeks, loosely
from pathingest.rules._transition_time import Whole, answers, finds, is_of_a_part

_EXPLAINED = r"""\b(?:part[-\ ]time|longer|longest|slow(?:er|ly)?|stretch\w*|extend\w*|at\ worst|up\ to|only
    |as\ (?:long|much|many)\ as|from\ scratch|without|no\ (?:prior|previous|background|experience)|beginners?
    |evenings?|weekends?|hours|busy|famil\w+|senior\w*|promot\w+|expert\w*|master\ (?:the|it)|mastery|valid\w*
    |expires?|renew\w*|later|after\w*|sav(?:e|ed|ings?)|experience|contract\ (?:is|runs|lasts)|instead|unlike
    |compar\w+|traditional\w*|alternativ\w+|whereas|while|versus|vs|would|rather\ than|optional\w*|not\ need
    |do(?:es)?n't|no\ need|used\ to|warranty|visa|recoup|pay\ back|break\ even)\b"""


def check(page: Page) -> Iterator[Problem]:
    """One finding an answer, at its second duration."""
    for first, *others in answers(page):
        beyond = next((other for other in others if _conflicts(first, other)), None)
        if beyond and not is_of_a_part(first):
            far = in_weeks(_reach(beyond.weeks) - first.weeks.high)
            message = (
                f"the answer first says {converted(first.duration)}, then {converted(beyond.duration)}: {far} more"
            )
            yield beyond.problem(message, first.problem(f"first it says {converted(first.duration)}"))


def _conflicts(first: Whole, other: Whole) -> bool:
    bounds = loosely(first.duration), loosely(other.duration)
    if bounds[0] is None or bounds[1] is None or not exceeds(_reach(bounds[1]), bounds[0].high):
        return False
    return not finds(_EXPLAINED, other.clause)


def _reach(weeks: Weeks) -> float:
    """How far a length goes for sure."""
    return weeks.low if weeks.high == inf else weeks.high


RULE = Rule("DUR005", "info", "low", check)
