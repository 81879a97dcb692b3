"""Nothing accounts for a piece of text.

## What it does
Reports each stretch of the page that did not find its way into the record, one finding for neighbouring lines.

## Why is this bad?
What was not understood may be a fact that the record now lacks. Nothing is dropped in silence.

## How it works
The account of the source gives the stretch to `residue`. What stands beside a label of the summary and is not
understood is STR002's. A placeholder in it ("TBD") is STR009's, a phase's number that is out of its row STR012's, and a
total that is not the sum of its parts DUR013's; a duration beside the weeks that a phase's title names is compared with
them by DUR011. Where a page is cut off, the piece of a line at its end is what STR001 says.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Overview
Nurses read charts all day.
Reality Check
Nobody tells you this, but the first month is slow.
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Overview
Nurses read charts all day.
Reality Check
Biggest Challenges
\u2022 The first month is slow.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.evidence import MARKUP, RESIDUE, SPACE
from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.model.source import Span
from pathingest.rules import Rule
from pathingest.rules._layout import cut_off_in, unread_badges
from pathingest.rules._placeholders import placeholders
from pathingest.rules._roadmap import numbering, second_times
from pathingest.rules._spans import Spans
from pathingest.rules._totals import wrong_totals
from pathingest.values.text import is_ordinal, shortened

_SHOWN = 60
_SMALL = 120  # code points; what is longer is more than what another rule reports in it


def check(page: Page) -> Iterator[Problem]:
    """One finding for each run of residue with nothing but space and marks between."""
    runs = list(_runs(page))
    if not runs:
        return
    others = _Others(page)
    for span in runs:
        if others.times.has_around(*span):
            continue  # DUR011 compares it
        text = " ".join(page.source.text[slice(*span)].split())
        size = f"{len(text)} character{'s' * (len(text) != 1)}"
        message = f"nothing accounts for this text ({size}): {shortened(text, _SHOWN)!r}"
        yield Problem(message, None, span, unless=others.saying(span, text))


class _Others:
    """What other rules say of a page's text."""

    def __init__(self, page: Page) -> None:
        self.times = Spans(time.span for time in second_times(page))
        self._badges = Spans(badge.span for badge in unread_badges(page).values())
        self._end = len(page.source.text.rstrip()) if cut_off_in(page) else None
        self._known = {
            "STR009": Spans(known.span for known in placeholders(page) if known.span),
            "STR012": Spans(number.span for number in numbering(page)),
            "DUR013": Spans(total.span for total in wrong_totals(page) if total.span),
        }
        self._lacks_phases = any((known.pointer or "").startswith("/roadmap") for known in placeholders(page))

    def saying(self, span: Span, text: str) -> tuple[str, ...]:
        """The rules that say the same as that nothing accounts for a text."""
        found = ["STR002"] if self._badges.has_around(*span) else []
        if len(text) > _SMALL:
            return tuple(found)
        if self._end is not None and span.end >= self._end:
            found.append("STR001")
        found += [code for code, known in self._known.items() if known.has_in(*span) or known.has_around(*span)]
        # A phase is not the next one where what is before it is none.
        if is_ordinal(text) and self._lacks_phases:
            found.append("STR009")
        return tuple(found)


def _runs(page: Page) -> Iterator[Span]:
    run: Span | None = None
    account = page.evidence.accounts[0]
    if RESIDUE not in account.roles:  # most pages
        return
    for start, end, role in account.stretches:
        if role == RESIDUE:
            run = Span(run.start if run else start, end)
        elif run and role not in (SPACE, MARKUP):
            yield run
            run = None
    if run:
        yield run


RULE = Rule("EXT005", "warning", "high", check, on="page")
