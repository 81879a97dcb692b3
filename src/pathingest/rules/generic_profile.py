"""No known layout fits the page.

## What it does
Reports a page that was read by the profile `generic`: by its structure and by common names of headings and labels.

## Why is this bad?
What the general names miss is not found. A section under a heading of the site's own is kept in `other`, and a badge
in words of its own stays residue.

## How it works
The page is of none of the hosts that profiles name, and holds too few of any profile's headings, labels and titles; or
another profile's words are there, but `generic` knows more than twice as many of the page's sections. `generic` knows
common names in English, German, French and Spanish; a page in another language is read by its structure and by what it
says in English, and the message names the language.
`pathingest profile new PAGE` drafts a profile from the page; its name is then in the record instead of `generic`.

## Fails
```text
From Nurse to Data Analyst
Skills You Already Have
Reading Charts
You do it before the coffee.
Skills to Master
Statistics
Take a course.
Common Questions
Is it hard?
No.
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Overview
Nurses read charts all day.
Your Transferable Skills
Reading Charts
You do it before the coffee.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.extraction import UNREAD_LANGUAGE
from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.profiles import GENERIC
from pathingest.rules import Rule


def check(page: Page) -> Iterator[Problem]:
    """One finding a page."""
    if page.profile == GENERIC:
        foreign = [note.detail for note in page.notes if note.kind == UNREAD_LANGUAGE]
        yield Problem(
            "no known layout fits this page, so it was read by common names of headings; `pathingest profile new` "
            "drafts a profile from it"
            + "".join(f"; it is in {language}, whose words are not known" for language in foreign)
        )


RULE = Rule("EXT007", "info", "high", check, on="page")
