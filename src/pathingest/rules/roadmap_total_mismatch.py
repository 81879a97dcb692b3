"""The roadmap's phases add up to another time than the page promises.

## What it does
Adds up the durations of the phases and compares the sum with every statement of how long the transition takes: the
headline, the timeline, and the answers to the question how long it takes (but not time that is added there: "another
three months").

## Why is this bad?
A reader who follows the plan is done months before or after what the page promises.

## How it works
The sum and the claims are intervals of weeks, read charitably: a month is 4 to 4.348125 weeks, a year 52 to 52.1775.
Each claim may be missed by a tenth of its nearer end, or by 2 weeks, whichever is more. The page is reported if all
claims are missed by more than that, and also if a headline of one value is, although the timeline, which allows it, is
met; the message names the nearest. A phase without an end leaves the sum without an upper bound; one that runs "in
parallel" with others may add nothing, so that the longest path is the lower bound.

No page is reported that has a phase without a duration, or with one in hours, that claims nothing, or that ends in its
roadmap, which may then be cut off.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Your Learning Roadmap
1
Foundations
20 weeks
2
First Project
12 weeks
Reality Check
Biggest Challenges
The first exam
```

## Passes
```text
From Nurse to Data Analyst: Your 6-Month Transition Guide
Your Learning Roadmap
1
Foundations
12 weeks
2
First Project
12 weeks
Reality Check
Biggest Challenges
The first exam
```

## Known limits
Phases that overlap are known by words ("in parallel", "alongside the other phases"), in English alone, and so is which
answers are meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._durations import (
    Gap,
    Interval,
    difference,
    exceeds,
    gap,
    phases_side_by_side,
    roadmap_total,
    spanned,
    total_problem,
)
from pathingest.rules._repairs import of_times
from pathingest.rules._transition_time import Whole, headline, stated, timeline


@dataclass(frozen=True, slots=True)
class Options:
    """How far the sum may be from a claim."""

    share: float = field(
        default=0.1, metadata={"help": "the share of a claim it may be missed by", "least": 0, "most": 1}
    )
    weeks: float = field(default=2, metadata={"help": "the weeks any claim may be missed by", "least": 0, "most": 52})


def check(page: Page, options: Options) -> Iterator[Problem]:
    """One finding a page, at the sum; the claims and the phases in `related`, the nearest claim first."""
    planned = roadmap_total(page)
    missed = _missed(planned, page, options) if planned else []
    if planned and missed and (path := phases_side_by_side(page, planned)) != planned:
        planned, missed = path, _missed(path, page, options)
    if planned and missed:
        missed.sort(key=lambda item: item[0].weeks)
        nearest, claim = missed[0]
        message = f"roadmap phases total {spanned(planned)}, but {claim.said}: {nearest.size}"
        others = [claim.place for _, claim in missed]
        yield total_problem(page, message, *others)


def _missed(planned: Interval, page: Page, options: Options) -> list[tuple[Gap, Whole]]:
    """How far each claim is missed; if one is met, a headline of one value alone may be."""
    missed: list[tuple[Gap, Whole]] = []
    for claim in stated(page):
        far = gap(planned, claim.weeks)
        if far is None or not exceeds(far.weeks, max(options.share * far.bound, options.weeks)):
            return [one for one in missed if _is_a_headline_of_its_own(page, one[1])]
        missed.append((far, claim))
    return missed


def _is_a_headline_of_its_own(page: Page, claim: Whole) -> bool:
    """Whether a claim is the headline's, of one value, that the timeline allows; what it does not is DUR001's."""
    promised, said = headline(page), timeline(page)
    if claim != promised or claim.duration.min != claim.duration.max:
        return False
    return said is None or difference(claim.duration, said.duration) is None


RULE = Rule("DUR002", "warning", "high", check, options=Options(), repairs=of_times)
