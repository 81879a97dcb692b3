"""The hours of study that the page demands are no week's, or do not fit into the roadmap.

## What it does
Looks at the hours a week that the page demands of a learner: whether a week can hold them, and whether the claimed time
holds more of them than the roadmap does.

## Why is this bad?
Hours a week are how readers plan. If they are wrong, so is every date that follows from them.

## How it works
Looked at are efforts ("10-15 hours per week") in answers about how long the transition takes, and in sentences that
speak of study; for the second part, in those answers alone, as others may be of one skill. Hours a day count five to
seven times. Hours of work, of shifts or of a job are left out, and so are those at which something is open or at hand
("open 24 hours a day", "support 24 hours a day, 7 days a week"); 24 hours a day are hours of study only where the
clause says that they are studied.

1. A bound below 1 or above 60 hours a week is reported, with what was added up; of hours a day, one that is so on five
   days as on seven.
2. The least that is claimed is the lowest of all that the page says of the whole transition (headline, timeline,
   answers), in weeks, a month being 4, times the lower bound of the hours. The most that the roadmap holds is the sum
   of its phases times the upper bound of the hours. It is reported if the first is more than the second. DUR002
   compares the times alone, and where it finds a difference this part is silent: the page has one fault. Where the
   page ends in its roadmap, which may then be cut off, the sum is not known.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Frequently Asked Questions
How long does the transition take?
Expect 9 months at 70-80 hours per week.
```

```text
From Nurse to Data Analyst: Your 12-Month Transition Guide
Your Learning Roadmap
1
Foundations
30 weeks
Frequently Asked Questions
How long does the transition take?
Expect 12 months of study (10-12 hours per week).
```

## Passes
```text
From Nurse to Data Analyst: Your 12-Month Transition Guide
Your Learning Roadmap
1
Foundations
36 weeks
Frequently Asked Questions
How long does the transition take?
Expect 12 months of study (10-15 hours per week).
```

## Known limits
Whether hours are hours of study is decided by English words alone. Hours a day count five times at least, even where
the page says that they are meant for every day.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple
from pathingest.rules import Rule
from pathingest.rules._claims import claims
from pathingest.rules._durations import Interval, exceeds, number, percent, roadmap_total, spanned, total_problem
from pathingest.rules._transition_time import (
    Whole,
    entry_at,
    finds,
    headline,
    place,
    sentence_of,
    split,
    stated,
    timed_answers,
    timeline,
)

if TYPE_CHECKING:
    from pathingest.model.pathway import EffortClaim

_STUDY = r"""\b(?:stud(?:y|ying|ies)|learn\w*|practi[cs]\w+|prepar\w+|training|courses?|coursework|commit\w*
    |dedicat\w+|invest\w*|spare
    |evenings?|weekends|set\ aside|part[-\ ]time|homework|lessons?|exercises?|transition)\b"""
_WORK = r"""\b(?:shifts?|overtime|on[-\ ]call|work\ ?weeks?|working\ (?:hours|weeks?|full)|works?\ (?:\w+\ ){0,2}\d
    |employers?|billable
    |jobs?\ (?:is|means|requires?|demands?|takes?)|full[-\ ]time\ (?:job|work|role|position)|not|never|\w+n't
    |nobody|no\ one|avoid|instead|rather\ than)\b"""
# What something else than a learner does for so many hours, in a clause where "=" is in the place of them.
_AT_HAND = r"""\b(?:open|opens|availab(?:le|ility)|on\ duty|operat(?:e|es|ed)|staffed|accessible|reach(?:ed|able)
    |responds?|monitored|round[-\ ]the[-\ ]clock)\b
    | \b(?:support|services?|hot\ ?line|help\ ?desk|access)\ (?:\w+\ )?=
    | =\W{1,3}(?:\w+\ ){0,2}(?:support|services?|hot\ ?line|help\ ?desk|access|coverage|operations?|monitoring
    |care)\b"""
_STUDIED = r"""\b(?:stud(?:y|ying|ies)|learn(?:ing)?|practi[cs](?:e|ing)|prepar(?:e|ing)|commit\w*|dedicat\w+|invest\w*
    |set\ aside|homework|coursework)\b"""
_CLAUSE_BEGINS = r"[,;:(\u2014\u2013]|\ -\ |\b(?:and|but|so|or|while|which|that|where|because|as)\b"
_CLAUSE_ENDS = rf"{_CLAUSE_BEGINS}|\)"
_ALL_DAYS = r"^\W{0,3}(?:and\ )?(?:\d|five|six|seven|every)\ days?\b(?:\ (?:a|per|each|of\ the)\ (?:week|year))?"
_ALL_DAY = 24
_HOURS_ASKED = r"\b(?:how\ (?:many|much)\ (?:hours|time)|hours\ (?:a|per|each)\ week|weekly\ hours|time\ commitment)\b"
_OF_THE_JOB = r"\b(?:will\ i\ work|do\ \w+\ work|working\ hours|on\ the\ job|shifts?|overtime|once\ hired)\b"
# The weeks' days on which "2 hours a day" are meant.
_DAYS = (5, 7)
_WHOLE = 10  # hours from which on messages leave decimals out


@dataclass(frozen=True, slots=True)
class Options:
    """The hours that a week can hold."""

    least: float = field(
        default=1, metadata={"help": "the least hours a week that make sense", "least": 0, "most": 168}
    )
    most: float = field(default=60, metadata={"help": "the most hours a week that make sense", "least": 0, "most": 168})


class Load(NamedTuple):
    """An effort of study, and its index in the claims."""

    k: int
    claim: EffortClaim

    @property
    def days(self) -> tuple[int, int]:
        """How many times its figure is meant in a week, at least and at most."""
        return _DAYS if self.claim.value.unit == "hour/day" else (1, 1)


def check(page: Page, options: Options) -> Iterator[Problem]:
    """One finding for hours that no week holds; else one a page for those that the roadmap does not."""
    loads = [Load(k, claim) for k, claim in claims(page, "effort") if claim.value.unit != "hour"]
    planned = roadmap_total(page) if loads else None
    # The arithmetic comes first, as it costs least; what the hours are of is read only where it finds something.
    beyond = [(load, bound) for load in loads if (bound := _beyond(load, options))]
    over = [load for load in loads if planned and _may_overflow(page, load, planned)]
    if not beyond and not over:
        return
    whole = {pointer for pointer, _ in timed_answers(page)}
    beyond = [(load, bound) for load, bound in beyond if _is_study(page, load.claim, whole)]
    for load, bound in beyond:
        said = load.claim.text
        message = f"the page asks for {said}{'' if 'study' in said.lower() else ' of study'}, {bound}"
        yield Problem(message, load.claim.at, place(page, load.k))
    if planned and not beyond:
        studied = (load for load in over if load.claim.at in whole and _is_study(page, load.claim, whole))
        claim = min(stated(page), key=lambda found: found.weeks.low, default=None)
        yield from islice((found for load in studied if claim and (found := _overflow(page, load, claim, planned))), 1)


def _is_study(page: Page, claim: EffortClaim, whole: Container[str]) -> bool:
    before, after = sentence_of(page.record, claim)
    context = f"{before}{claim.text}{after}"
    clause = f"{split(_CLAUSE_BEGINS, before)[-1]}={split(_CLAUSE_ENDS, split(_ALL_DAYS, after)[-1])[0]}"
    if finds(_WORK, context) or finds(_AT_HAND, clause):
        return False
    value = claim.value
    if value.unit == "hour/day" and _ALL_DAY in (value.low, value.high) and not finds(_STUDIED, clause):
        return False
    return claim.at in whole or finds(_STUDY, context) or _is_asked(page, claim.at)


def _is_asked(page: Page, pointer: str) -> bool:
    """Whether a claim answers how many hours a learner needs, and not how many the job has."""
    entry = entry_at(page.record, pointer)
    question = entry.question if entry else None
    return bool(question) and finds(_HOURS_ASKED, question or "") and not finds(_OF_THE_JOB, question or "")


def _beyond(load: Load, options: Options) -> str | None:
    """The bound that the hours pass, whichever number of days is meant, with the arithmetic."""
    effort, (fewest, most) = load.claim.value, load.days
    highest = effort.low if effort.high is None else effort.high
    least, bound = options.least, options.most
    if effort.low is not None and exceeds(least, week := most * effort.low):
        sum_of_days = _in_a_week(load, effort.low, most, "at most")
        short = f"{_exact(least - week)} too few ({number(least)} \u2212 {number(week)})"
        return f"{sum_of_days}but less than {_exact(least)} a week is no plan: {short}"
    if highest is not None and exceeds(week := fewest * highest, bound):
        sum_of_days = _in_a_week(load, highest, fewest, "or more")
        more = f"{_exact(week - bound)} too many ({number(week)} \u2212 {number(bound)})"
        return f"{sum_of_days}but more than {_exact(bound)} a week is no plan: {more}"
    return None


def _in_a_week(load: Load, hours: float, days: int, bound: str) -> str:
    """Of hours a day, what they make of a week: "65 hours a week or more (13 × 5), "."""
    if load.days == (1, 1):
        return ""
    return f"{_exact(hours * days)} a week {bound} ({number(hours)} \u00d7 {days}), "


def _may_overflow(page: Page, load: Load, planned: Interval) -> bool:
    """Whether the headline and the timeline leave it possible: the answers can only lower what is claimed."""
    promised = (headline(page), timeline(page))
    return all(_surplus(load, claim, planned) for claim in promised if claim)


def _surplus(load: Load, claim: Whole, planned: Interval) -> tuple[float, float] | None:
    """The hours that are claimed at least, and those that the roadmap holds at most, if these are fewer."""
    effort, (fewest, most) = load.claim.value, load.days
    if effort.low is None or effort.high is None or not exceeds(claim.weeks.low, planned.high):
        return None
    needed = claim.weeks.low * effort.low * fewest
    held = planned.high * effort.high * most
    return (needed, held) if exceeds(needed, held) else None


def _overflow(page: Page, load: Load, claim: Whole, planned: Interval) -> Problem | None:
    surplus = _surplus(load, claim, planned)
    if surplus is None:
        return None
    needed, held = surplus
    weeks, a_week = number(claim.weeks.low), number(needed / claim.weeks.low)
    message = f"{claim.said} at {load.claim.text}, {_hours(needed)} or more ({weeks} \u00d7 {a_week})"
    short = f"{_hours(needed - held)} ({percent((needed - held) / needed)}) short"
    roadmap = total_problem(page, f"roadmap phases total {spanned(planned)}")._replace(related=())
    return Problem(
        f"{message}, but the roadmap's {spanned(planned)} hold {_hours(held)} at most: {short}",
        load.claim.at,
        place(page, load.k),
        (claim.place, roadmap),
        unless=("DUR002",),
    )


def _hours(value: float) -> str:
    return _worded(number(value, 0 if value >= _WHOLE else 1))


def _exact(value: float) -> str:
    return _worded(number(value))


def _worded(shown: str) -> str:
    return f"{shown} hour{'' if shown == '1' else 's'}"


RULE = Rule("DUR006", "warning", "medium", check, options=Options())
