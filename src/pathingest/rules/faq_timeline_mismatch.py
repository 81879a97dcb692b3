"""An answer says another time than the timeline.

## What it does
Compares the duration in the answer to the question how long the transition takes with the timeline; where the page
has none, with the headline.

## Why is this bad?
The answer is what readers look for, and it sends them away with another figure than the page's own summary.

## How it works
An answer counts if its question asks how long the transition takes (how long, how fast, when can I, with the
transition, the role, a first job or the like; not how long a course, a search or a certificate takes). Where the
question is missing, the answer itself must begin with the duration ("Expect 9-12 months of ..."). Its duration is
that of the first sentence that states one of the whole, not of a course, a degree, savings or a job,
nor one that is added ("another three months"). What only holds under a condition that explains the difference
("full-time", "as little as", "from scratch") is no contradiction.

Durations are intervals of weeks, read charitably: a month is 4 to 4.348125 weeks, a year 52 to 52.1775; "about" gives
a tenth at either end. The answer contradicts the timeline if none of that sentence's durations has a value in common
with it. What rounding makes of a length in another unit is no contradiction, or a note, as for DUR001.

Where the headline itself contradicts the timeline, DUR001 says so and shows the answer with it.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Timeline
9-12 months
Frequently Asked Questions
How long does the transition take?
Expect 18-24 months of evening study.
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Timeline
9-12 months
Frequently Asked Questions
How long does the transition take?
Expect about a year of evening study. A bootcamp takes 12 weeks.
How long is the certificate valid?
It expires after 3 years.
```

## Known limits
What is read as experience ("six years of exams after work") is no duration.
Questions in other languages than English are not understood, and their answers left alone. So is an answer whose
question asks something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._durations import Gap, difference, is_slight
from pathingest.rules._repairs import of_times
from pathingest.rules._transition_time import (
    NO_BACKGROUND,
    Whole,
    answered,
    answers,
    contradictions,
    finds,
    headline,
    is_of_a_part,
    timeline,
)

# Reasons that the sentence itself gives; a word alone ("without") is none.
_FASTER = r"""\b(?:full[-\ ]time|intensive\ \w+|accelerated|as\ little\ as|as\ few\ as|fast(?:er|est)|quick(?:er|est)
    |at\ best|sooner|at\ (?:the\ )?shortest|(?:at|a|the)\ minimum|with\ luck|if\ you\ are\ lucky|already\ \w+)\b"""
_SLOWER = rf"""\b(?:longer|longest|as\ (?:long|much|many)\ as|slow(?:er|est|ly)|at\ worst|from\ scratch|{NO_BACKGROUND}
    |for\ (?:\w+\ )?beginners?)\b"""
# What most people need is the page's own answer, whatever else the sentence says of them.
_MOST = r"\b(?:most\ \w+|typically|usually|on\ average|the\ average)\b"


def check(page: Page) -> Iterator[Problem]:
    """One finding a page, at the first answer that contradicts; the others in `related`."""
    claim = timeline(page) or headline(page)
    if claim is None or not any(difference(duration, claim.duration) for _, duration in answered(page)):
        return
    found = [wrong for answer in answers(page) if (wrong := _wrong(answer, claim))]
    if found:
        (far, first), *others = found
        message = f"{first.said}, but {claim.said}: {far.size}"
        beside = [other.place for _, other in others]
        beside += [later.place for _, later in contradictions(page) if later.span != first.span]
        slight = is_slight(far, first.duration, claim.duration)
        problem = first.problem(message, claim.place, *beside)
        yield problem._replace(severity="info") if slight else problem


def _wrong(answer: Sequence[Whole], claim: Whole) -> tuple[Gap, Whole] | None:
    """The first duration of the answer's main sentence, if that sentence has none that agrees."""
    for _, stated in groupby(answer, key=lambda found: found.sentence):
        whole = [(difference(found.duration, claim.duration), found) for found in stated if not is_of_a_part(found)]
        if any(far is None for far, _ in whole):
            return None
        main = [(far, found) for far, found in whole if far and not _is_explained(far, found)]
        if main:
            return min(main, key=lambda item: item[0].weeks)
    return None


def _is_explained(far: Gap, found: Whole) -> bool:
    """Whether the sentence itself says why it is shorter, or longer."""
    return finds(_FASTER if far.short else _SLOWER, found.context) and not finds(_MOST, found.context)


RULE = Rule("DUR003", "warning", "high", check, supersedes=("DUR005",), repairs=of_times)
