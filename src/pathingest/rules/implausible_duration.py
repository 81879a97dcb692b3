"""A duration is zero, or longer than a working life has room for.

## What it does
Reports each duration of the record (headline, timeline, skills, phases) that is nothing, or beyond a bound.

## Why is this bad?
It is a slip of the pen or of a program ("0 weeks", "800 weeks"), and each sum that it is in is wrong.

## How it works
A duration is zero if its upper bound is 0 ("0 weeks", not "0-2 weeks"). It is beyond the bound if its *lower* bound,
in weeks, is more than `part_years` years for a skill or a phase, or `whole_years` for the headline or the timeline; in
hours, if it is more than 20,000, which are ten years of work.

Where it finds something, the rules that add up durations or compare them are silent, as they would find the same again.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Skills You'll Need to Learn
Statistics
Critical0 weeks
Take a course.
Bed Planning
Important800 weeks
Take another course.
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Skills You'll Need to Learn
Statistics
Critical0-2 weeks
Take a course.
Surgery
Important6 years
Take another course.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._durations import as_interval, exceeds, in_weeks, number

if TYPE_CHECKING:
    from pathingest.model.pathway import Duration

_YEAR = 52.1775  # weeks
_HOURS = 20_000


@dataclass(frozen=True, slots=True)
class Options:
    """How long anything may take."""

    part_years: float = field(
        default=8, metadata={"help": "the years that a skill or a phase takes at most", "least": 0, "most": 100}
    )
    whole_years: float = field(
        default=20, metadata={"help": "the years that the whole takes at most", "least": 0, "most": 100}
    )


def check(page: Page, options: Options) -> Iterator[Problem]:
    """One finding a duration."""
    record = page.record
    said = record.headline and record.headline.duration
    if said and not _is_plain(said, options.whole_years):
        yield from _problems("the headline", said, "/headline/duration/text", options.whole_years)
    if record.timeline and not _is_plain(record.timeline, options.whole_years):
        yield from _problems("the timeline", record.timeline, "/timeline/text", options.whole_years)
    durations = [*map(_DURATION, record.skills_to_learn), *map(_DURATION, record.roadmap)]
    if all(said is None or _is_plain(said, options.part_years) for said in durations):  # most pages
        return
    parts = [(f"/skills_to_learn/{i}", skill.name, skill.duration) for i, skill in enumerate(record.skills_to_learn)]
    parts += [
        (f"/roadmap/{i}", phase.title or f"phase {i + 1}", phase.duration) for i, phase in enumerate(record.roadmap)
    ]
    for at, name, duration in parts:
        if duration and not _is_plain(duration, options.part_years):
            yield from _problems(repr(name), duration, f"{at}/duration/text", options.part_years)


_DURATION = attrgetter("duration")
_MONTHS = 12  # of a year; whatever is no year is a month long or shorter


def _is_plain(duration: Duration, years: float) -> bool:
    """Whether a duration cannot be anything to report, by a look that costs little, as most durations are."""
    most = duration.max or 0
    return 0 < most < years or (0 < most < _MONTHS * years and duration.unit != "year")


def _problems(who: str, duration: Duration, pointer: str, years: float) -> Iterator[Problem]:
    if duration.max == 0 or (duration.max is None and duration.min == 0):
        yield Problem(f"{who} takes {duration.text!r}: no time at all", pointer)
        return
    weeks = as_interval(duration)
    if weeks and exceeds(weeks.low, years * _YEAR):
        bound = f"{number(years)} years ({in_weeks(years * _YEAR)})"
        yield Problem(f"{who} takes {duration.text!r}, {in_weeks(weeks.low)}: more than {bound} are no plan", pointer)
    elif duration.unit == "hour" and (duration.min or 0) > _HOURS:
        yield Problem(f"{who} takes {duration.text!r}: more than {_HOURS:,} hours are no plan", pointer)


RULE = Rule(
    "DUR012",
    "error",
    "high",
    check,
    options=Options(),
    supersedes=("DUR002", "DUR006", "DUR007", "DUR008", "PRI003"),
)
