"""The page says that its skills are in order of importance, and they are not.

## What it does
Counts the pairs of skills to learn of which the less important comes first, where the page itself says that the
skills are prioritized by importance.

## Why is this bad?
Readers learn from the top. They spend their first weeks on what the page itself calls less important.

## How it works
The statement is looked for in the heading of the skills, in the lead below it, and in what the layout says there on
every page: "prioritized (ordered, ranked, sorted ...) by importance", "most important first" and the like; not where
it is denied, reversed, or left to the reader. Each pair of skills of which the first has the lower priority is one
inversion; skills without a priority are passed over. For a record file the statement is looked for in the raw pages
it was made from.

The fix puts the skills in the order of their priorities and leaves those of one priority as they are; skills
without a priority keep their places.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Skills to Learn
Here's what you'll need to learn, prioritized by importance for your transition.
Dashboards
Nice to have3 weeks
Draw one ward's week.
SQL
Critical6 weeks
Query a public data set.
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
Nice to have3 weeks
Draw one ward's week.
```

## Known limits
The statement is found in English alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pathingest.model.finding import Fix, Problem, Reorder
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._priorities import WORDS, beside, inversions, ranks, statement
from pathingest.rules._repairs import of_order

if TYPE_CHECKING:
    from pathingest.model.pathway import SkillToLearn


def check(page: Page) -> Iterator[Problem]:
    """One finding a page, at the first skill that a more important one follows; those are in `related`."""
    skills = page.record.skills_to_learn
    ranked = ranks(page.record)
    late = inversions(ranked)
    said = statement(page) if late else None
    if said:
        least = min(rank for rank, i in ranked if i in late)
        most, first = next(item for item in ranked if item[0] > least)
        second = next(i for rank, i in ranked if i > first and rank < most)
        count = sum(late.values())
        pairs = "1 pair is" if count == 1 else f"{count} pairs are"
        pair = f"{_described(skills[first])} comes before {_described(skills[second])}"
        message = f"the page says its skills are in order of importance, but {pair}: {pairs} the wrong way round"
        places = [
            Problem(f"{_described(skills[j])} comes after what is less important", f"/skills_to_learn/{j}/priority")
            for j in late
        ]
        change = Reorder("/skills_to_learn", _order(ranked, len(skills)))
        fix = Fix("put the skills in the order of their priorities", (change,))
        pointer = f"/skills_to_learn/{first}/priority"
        yield Problem(message, pointer, related=(beside(page, said), *places), fix=fix)


def _described(skill: SkillToLearn) -> str:
    return f"{skill.name!r} ({WORDS[skill.priority]})" if skill.priority else repr(skill.name)


def _order(ranked: Sequence[tuple[int, int]], count: int) -> tuple[int, ...]:
    """The skills' indices in the order of their ranks; those without one keep their places."""
    order = list(range(count))
    for (_, place), (_, i) in zip(ranked, sorted(ranked), strict=True):
        order[place] = i
    return tuple(order)


RULE = Rule("PRI001", "warning", "high", check, fix="unsafe", repairs=of_order)
