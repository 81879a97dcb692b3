"""The summary lacks a field, or says something that is none.

## What it does
Lists, in one finding, which of difficulty, timeline, salary change and demand the summary does not state, and which it
states in words that are not understood ("Timeline: TBD"). Where the headline, an answer or other prose says how long
the move takes, or how the pay changes, the finding has that as a place too.

## Why is this bad?
They are what readers compare pathways by. Reader views drop the page's header, and with it all four.

## How it works
The field is null in the record, whatever prose says of it: what is said in passing fills no field. Where a record file
lacks the key, that is SCH004's. A guide to one role leaves no pay behind, so its salary change is not missed; of a
story nothing is; where a page ends in its summary, STR001 says that it is cut off. On a page that no profile knows
(EXT007) it is a note.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Difficulty
Hard
Overview
Nurses read charts all day.
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Difficulty
Hard
Timeline
6 months
Salary Change
+10%
Demand
High in every region.
Overview
Nurses read charts all day.
```
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.model.section import Kind
from pathingest.rules import Rule
from pathingest.rules._faults import BLANKS, is_blank
from pathingest.rules._layout import Badge, cut_off_in, of_layout, unread_badges
from pathingest.rules._placeholders import placeholders
from pathingest.rules._roles import kind_of
from pathingest.rules._salaries import shown, stated_changes
from pathingest.rules._transition_time import answers, headline, is_of_a_part

_KINDS = {
    "difficulty": "level that is known",
    "timeline": "duration",
    "salary_change": "percentage",
    "demand": "demand",
}

_FIELDS: dict[Kind, tuple[str, ...]] = {
    "transition": ("difficulty", "timeline", "salary_change", "demand"),
    "guide": ("difficulty", "timeline", "demand"),
    "story": (),
}


def check(page: Page) -> Iterator[Problem]:
    """One finding a page."""
    fields = _FIELDS[kind_of(page.record)]
    missing = [name for name in fields if getattr(page.record, name) is None]
    if not missing:
        return
    known = {found.pointer for found in placeholders(page)}
    others = [name for name in missing if f"/{name}" not in known and not is_blank(page, f"/{name}")]
    missing = others or missing
    unread = unread_badges(page)
    said = [
        Problem(_not_understood(name, badge), f"/{name}", badge.span)
        for name, badge in unread.items()
        if name in missing
    ]
    if absent := [name.replace("_", " ") for name in missing if name not in unread]:
        said.append(Problem(f"the summary states no {', '.join(absent)}", f"/{absent[0].replace(' ', '_')}"))
    is_cut_off = not unread and missing == [*fields][-len(missing) :] and cut_off_in(page) == "header"
    said_by = ("STR001",) if is_cut_off else () if others else ("STR009", *BLANKS)
    severity = None if unread else of_layout(page)
    yield said[0]._replace(
        message="; ".join(one.message for one in said),
        related=(*said[1:], *_elsewhere(page, missing)),
        severity=severity,
        unless=said_by,
    )


def _elsewhere(page: Page, missing: Collection[str]) -> Iterator[Problem]:
    """What the page says of a missing field, though not in its summary."""
    if "timeline" in missing:
        of_answers = (found for answer in answers(page) for found in answer if not is_of_a_part(found))
        if stated := headline(page) or next(of_answers, None):
            yield stated.place
    if "salary_change" in missing and (changes := stated_changes(page)):
        yield Problem(f"the text says {shown(changes[0].change)}", changes[0].pointer)


def _not_understood(name: str, badge: Badge) -> str:
    return f"the {name.replace('_', ' ')} says {badge.text!r}, which is no {_KINDS[name]}"


RULE = Rule("STR002", "warning", "high", check)
