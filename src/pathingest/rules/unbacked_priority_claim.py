"""The page says that its skills are prioritized, and gives none of them a priority.

## What it does
Reports the statement that the skills to learn are in order of importance where no skill has a priority.

## Why is this bad?
Nobody knows what the page holds to be important, nor whether the order means anything. Often the badges were lost
when the page was scraped.

## How it works
The statement is looked for as for PRI001. It is reported if there are skills to learn and the priority of each is
null; of a page that ends at the name of its first skill STR001 says that it is cut off.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Skills to Learn
Here's what you'll need to learn, prioritized by importance for your transition.
SQL
Query a public data set.
Dashboards
Draw one ward's week.
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Skills to Learn
Here's what you'll need to learn, prioritized by importance for your transition.
SQL
Critical6 weeks
Query a public data set.
Dashboards
Draw one ward's week.
```

## Known limits
The statement is found in English alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._layout import cut_off_in
from pathingest.rules._priorities import beside, statement


def check(page: Page) -> Iterator[Problem]:
    """One finding a page: at the statement, or in a record file at the skills."""
    skills = page.record.skills_to_learn
    if not skills or any(skill.priority for skill in skills):
        return
    if said := statement(page):
        none = f"none of the {len(skills)} skills has a" if len(skills) > 1 else "the only skill has no"
        message = f"the page says its skills are in order of importance, but {none} priority"
        is_cut_off = not (skills[1:] or skills[0].guidance) and cut_off_in(page) == "skills_to_learn"
        unless = ("STR001",) if is_cut_off else ()
        if page.origin:
            yield Problem(message, "/skills_to_learn", related=(beside(page, said),), unless=unless)
        else:
            yield Problem(message, "/skills_to_learn", said.span, unless=unless)


RULE = Rule("PRI002", "warning", "high", check)
