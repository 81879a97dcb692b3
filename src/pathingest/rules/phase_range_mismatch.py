"""A phase's title says which weeks it takes, and its duration says how many: the two differ.

## What it does
Compares the range in a phase's title ("Weeks 1-8: Foundations", "Foundations (Weeks 1-8)") with its duration.

## Why is this bad?
Both stand in two neighbouring lines.

## How it works
From the first to the last, both included, weeks 1 to 8 are eight; some count from one end to the other, so seven is
right too. A month is 4 to 4.348125 weeks. The duration contradicts the range if it misses it by more than a tenth of
its nearer end; "about" gives another tenth. Durations in hours are of work, and compared with nothing.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Your Learning Roadmap
1
Foundations (Weeks 1-8)
6 weeks
Tasks
• Read two chapters
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Your Learning Roadmap
1
Foundations (Weeks 1-8)
8 weeks
Tasks
• Read two chapters
2
First Project (Months 3-4)
8 weeks
Tasks
• Count beds
```

## Known limits
English alone is known. A range that is all the page says of a phase's time *is* its duration.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.model.source import Span
from pathingest.model.tuples import NamedTuple
from pathingest.rules import Rule
from pathingest.rules._durations import Interval, converted, exceeds, gap, spanned, with_tolerance
from pathingest.rules._roadmap import second_times
from pathingest.values.patterns import lazy

# "Weeks 1-8", "Months 3 to 4".
_RANGE = lazy(
    r"(?i)\b(?P<unit>week|month|day)s?\s+(?P<first>\d{1,3})\s*(?:[-\u2013\u2014]|to)\s*(?:(?P=unit)s?\s+)?(?P<last>\d{1,3})\b"
    r"(?![%.,]?\d)"
)
_DIGIT = lazy(r"\d")
_SHARE = 0.1  # of the range's nearer end, which the duration may miss
_WEEKS = {"day": (1 / 7, 1 / 7), "week": (1, 1), "month": (4, 4.348125)}


class Range(NamedTuple):
    """A range of weeks, months or days: its words, what it may mean, and on a raw page its place."""

    text: str
    weeks: Interval
    span: Span | None = None


def check(page: Page) -> Iterator[Problem]:
    """One finding a phase."""
    phases = page.record.roadmap
    titles = [phase.title or "" for phase in phases]
    # In plain text a title keeps its range, or the range is the only time there is.
    marked = page.origin is None and page.source.media_type != "text/plain"
    shown = [line.text for line in page.outline.lines("roadmap") if line.is_shown] if marked else []
    joined = "\n".join(titles + shown)
    if not (_DIGIT.search(joined) and _RANGE.search(joined)):
        return
    beside = {time.phase: time for time in second_times(page)}
    for i, phase in enumerate(phases):
        found = _titled(page, i, titles[i])
        if found is None or phase.duration is None:
            continue
        if found.text not in (phase.duration.text or ""):
            yield from _compared(found, i, phase.duration, None)
        elif i in beside:
            yield from _compared(found, i, beside[i].duration, beside[i].span)


def _compared(found: Range, index: int, duration: Any, span: Span | None) -> Iterator[Problem]:
    weeks = with_tolerance(duration)
    missed = gap(weeks, found.weeks) if weeks else None
    if missed and exceeds(missed.weeks, _SHARE * missed.bound):
        takes = f"the phase takes {converted(duration)}"
        yield Problem(
            f"the title says {found.text!r} ({spanned(found.weeks)}), but {takes}: {missed.size}",
            f"/roadmap/{index}/title",
            found.span,
            (Problem(takes, None if span else f"/roadmap/{index}/duration/text", span),),
        )


def _titled(page: Page, index: int, title: str) -> Range | None:
    """The range in a phase's title; on a raw page, in the whole line that the title is in."""
    if page.origin:
        return _range(title)
    proof = page.evidence.proof(f"/roadmap/{index}/title")
    start = proof.spans[0][0] if proof and proof.spans else -1
    for line in page.outline.lines("roadmap"):
        place = line.segment.span
        if place.start <= start < place.end:
            found = _range(line.text)
            at = line.text.find(found.text) if found else 0
            return found and found._replace(span=line.segment.locate(at, at + len(found.text)))
    return None


def _range(text: str) -> Range | None:
    """The range in a text that has just one."""
    found = [*_RANGE.finditer(text)]
    if len(found) != 1:
        return None
    match = found[0]
    first, last = int(match["first"]), int(match["last"])
    least, most = _WEEKS[match["unit"].lower()]
    if last <= first:
        return None
    return Range(match[0], Interval((last - first) * least, (last - first + 1) * most))


RULE = Rule("DUR011", "warning", "high", check)
