"""A page lists one thing twice: a bullet, a skill, a question; or a skill as known and as to be learnt.

## What it does
Compares the items of each list with each other, and the names of the skills of both lists.

## Why is this bad?
One of the two was copied and should say something else. A skill that the reader has and needs to learn is a
contradiction.

## How it works
Case, spaces and the mark at the end aside, the words are the same. Compared are

- bullets with those of the same list; of tasks, those of two words or more, as a timetable may say "Rest" on several
  days, and what is to be done in two phases may well be the same;
- names of skills of one kind; names of two kinds of skills are one in all spellings ("SQL & Data Handling", "SQL and
  data handling"), but "Python" and "Advanced Python" are two;
- questions with each other.

One finding for each thing, at its second place.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Your Transferable Skills
Reading Charts
You do it before the coffee.
Skills You'll Need to Learn
Reading Charts
Critical6 weeks
Take a course.
Reality Check
What You'll Love
• Fewer night shifts
• Problems that have an end
• Fewer night shifts
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Your Transferable Skills
Reading Charts
You do it before the coffee.
Skills You'll Need to Learn
Drawing Charts
Critical6 weeks
Take a course.
Reality Check
What You'll Love
• Fewer night shifts
• Problems that have an end
What You Might Miss
• Night shifts
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._items import items, lists
from pathingest.rules._names import key
from pathingest.rules._placeholders import placeholder
from pathingest.values.text import shortened

_PHRASE = 2  # words of a task
_SHOWN = 60
_KINDS = {"name": "skill", "question": "question"}

_Item = tuple[str, str]


def check(page: Page) -> Iterator[Problem]:
    """One finding for each thing that is there twice."""
    every, distinct = items(page)
    if len(distinct) == len(every):
        return
    for at, texts in lists(page):
        listed = [(at.format(i), text) for i, text in enumerate(texts)]
        least = _PHRASE if at.endswith("/tasks/{}") else 1
        yield from _twice(listed, _KINDS.get(at.rpartition("/")[2], "item"), least)
    yield from _known(page)


def _twice(listed: Sequence[_Item], kind: str, least: int) -> Iterator[Problem]:
    """One finding for each text of so many words that is there again."""
    first: dict[str, str] = {}
    reported: set[str] = set()
    for at, text in listed:
        said = _said(text)
        if not said or said.count(" ") < least - 1 or placeholder(text):
            continue
        before = first.setdefault(said, at)
        if before != at and said not in reported:
            reported.add(said)
            message = f"this {kind} is listed twice: {shortened(text, _SHOWN)!r}"
            yield Problem(message, at, related=(Problem("it is here first", before),))


def _known(page: Page) -> Iterator[Problem]:
    """The skills that the page calls known and to be learnt."""
    record = page.record
    known = {key(skill.name): i for i, skill in reversed([*enumerate(record.transferable_skills)])}
    for i, skill in enumerate(record.skills_to_learn):
        at = known.get(key(skill.name))
        if at is not None and not placeholder(skill.name):
            related = Problem("here it is one that readers have", f"/transferable_skills/{at}/name")
            yield Problem(
                f"{skill.name!r} is a skill to learn, and one that readers have",
                f"/skills_to_learn/{i}/name",
                related=(related,),
            )


def _said(text: str) -> str:
    """The words of an item, in whatever case, without the mark at its end."""
    return text.lower().strip(" .;!")


RULE = Rule("STR011", "warning", "high", check)
