"""Pages for readers of one job rate one skill differently.

## What it does
Compares the skills to learn of all pages that begin at the same job: how long a skill takes, and how much it matters.

## Why is this bad?
A baker who reads two pages learns that chemistry takes four weeks, and that it takes twenty. If the pages mean
different things by it, the skill needs another name; else one of the figures is wrong.

## How it works
Skills with the same name are compared, spelling set aside ("&" for "and", case, hyphens), on pages with the same role
to leave. A duration is the middle of its range, in weeks; what has no end, or no figure, does not count. The largest
is reported if it is more than `ratio` times the median of all. With two pages, that is the case if one states more
than three times what the other does. A priority is reported if pages state different ones: at the one that fewest
pages state.

## Fails
```text
From Baker to Food Chemist: Your 8-Month Transition Guide
Skills You'll Need to Learn
Chemistry
Critical4 weeks
Read a book about bread.
```

```text
From Baker to Perfumer: Your 9-Month Transition Guide
Skills You'll Need to Learn
Chemistry
Critical20 weeks
Take an evening class.
```

## Passes
```text
From Baker to Food Chemist: Your 8-Month Transition Guide
Skills You'll Need to Learn
Chemistry
Critical4 weeks
Read a book about bread.
```

```text
From Baker to Perfumer: Your 9-Month Transition Guide
Skills You'll Need to Learn
Chemistry
Critical6 weeks
Take an evening class.
```

## Known limits
A skill may well matter more for one job than for another: a difference in priority is a hint, no proof.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from pathingest.model.finding import Conflict, Fact, PlacedFact
from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple
from pathingest.rules import Rule
from pathingest.rules._across import elsewhere, group_by_value, minority, places
from pathingest.rules._names import key

if TYPE_CHECKING:
    from pathingest.model.pathway import Duration


@dataclass(frozen=True, slots=True)
class Options:
    """What may be set."""

    ratio: float = field(
        default=1.5, metadata={"help": "how many times the median the longest duration may be", "least": 1}
    )


class _SkillTime(NamedTuple):
    """How long a skill takes, in weeks and as the page says it."""

    weeks: float
    text: str


def gather(page: Page, _: Options) -> Iterator[Fact]:
    """How long each skill takes, and its priority."""
    leaving = key(page.record.from_role.name) if page.record.from_role else ""
    for i, skill in enumerate(page.record.skills_to_learn):
        name = key(skill.name)
        if skill.duration and (weeks := _weeks(skill.duration)):
            said = _SkillTime(weeks, skill.duration.text or "")
            yield Fact((name, leaving, "weeks"), said, f"/skills_to_learn/{i}/duration/text", skill.name)
        if skill.priority:
            yield Fact((name, leaving, "priority"), skill.priority, f"/skills_to_learn/{i}/priority", skill.name)


def across(facts: Sequence[PlacedFact], options: Options) -> Iterator[Conflict]:
    """One finding a skill for its duration, and one for its priority."""
    values: list[Any] = [stated.fact.value for stated in facts]
    if len(set(values)) == 1:
        return
    if isinstance(values[0], str):
        yield _priority(facts)
        return
    from statistics import median  # noqa: PLC0415  a run of one page has nothing to compare

    middle = median(effort.weeks for effort in values)
    largest = max(effort.weeks for effort in values)
    if largest > options.ratio * middle:
        yield _effort(facts, largest, middle)


def _priority(facts: Sequence[PlacedFact]) -> Conflict:
    found = group_by_value(facts, lambda stated: str(stated.fact.value).replace("_", " "))
    odd = minority(found)
    others = [item for item in found.items() if item[0] != odd]
    at = found[odd][0]
    return Conflict(f"{at.fact.text!r} is {odd} here, {elsewhere(others)}", at, places(others))


def _effort(facts: Sequence[PlacedFact], largest: float, middle: float) -> Conflict:
    found = group_by_value(facts, lambda stated: _said(stated).weeks)
    others = [(_said(facts[0]).text, facts) for weeks, facts in found.items() if weeks != largest]
    at = found[largest][0]
    times = f"{largest / middle:.2f}".rstrip("0").rstrip(".")
    message = f"{at.fact.text!r} takes {_said(at).text} here, {times} times the median; {elsewhere(others)}"
    return Conflict(message, at, places(others))


def _said(stated: PlacedFact) -> _SkillTime:
    return cast("_SkillTime", stated.fact.value)


def _weeks(duration: Duration) -> float | None:
    """The middle of a range; its only bound where it has but one."""
    bounds = [bound for bound in (duration.weeks.min, duration.weeks.max) if bound is not None]
    return sum(bounds) / len(bounds) if bounds else None


RULE = Rule("COR002", "info", "medium", gather=gather, across=across, options=Options())
