"""A mapping of a record has a key twice.

## What it does
Names each key that is given again, with the place of the first.

## Why is this bad?
Readers keep the last one in silence, and some the first: an edit of the other one changes nothing.

## How it tells
Two keys of one mapping are the same text.

## Fails
```yaml
schema_version: "1.0.0"
id: "nurse-to-data-analyst"
title: "From Nurse to Data Analyst: Your 9-Month Transition Guide"
from_role: {name: "Nurse", label: null}
to_role: {name: "Data Analyst", label: null}
headline: null
difficulty: null
timeline: null
salary_change: null
demand: null
demand: "High"
overview: []
transferable_skills: []
skills_to_learn: []
roadmap: []
roadmap_total: null
reality_check: {rewards: [], tradeoffs: [], challenges: []}
action_plan: []
faq: []
claims: []
other: []
sources: []
```

## Passes
```yaml
schema_version: "1.0.0"
id: "nurse-to-data-analyst"
title: "From Nurse to Data Analyst: Your 9-Month Transition Guide"
from_role: {name: "Nurse", label: null}
to_role: {name: "Data Analyst", label: null}
headline: null
difficulty: null
timeline: null
salary_change: null
demand: null
overview: []
transferable_skills: []
skills_to_learn: []
roadmap: []
roadmap_total: null
reality_check: {rewards: [], tradeoffs: [], challenges: []}
action_plan: []
faq: []
claims: []
other: []
sources: []
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.extraction import DUPLICATE_KEY
from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._faults import faults


def check(page: Page) -> Iterator[Problem]:
    """One finding for each fault of the kind."""
    return faults(page, DUPLICATE_KEY)


RULE = Rule("SCH006", "error", "high", check, on="record", needs_record=None)
