"""The lists of a page: the names of its skills, what is to be done, what to expect, what is asked."""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple


class Items(NamedTuple):
    """The items of all lists, in lower case, "and" for "&", no full stop; `distinct` once each."""

    every: list[str]
    distinct: frozenset[str]


def items(page: Page) -> Items:
    """A first look at the lists, which costs little."""
    return page.once(_items)


def _items(page: Page) -> Items:
    record = page.record
    reality = record.reality_check
    every = [skill.name for skill in record.transferable_skills]
    every += [skill.name for skill in record.skills_to_learn]
    every += [entry.question for entry in record.faq if entry.question]
    for phase in record.roadmap:
        every += phase.tasks
    for step in record.action_plan:
        every += step.tasks
    every += reality.rewards
    every += reality.tradeoffs
    every += reality.challenges
    texts = "\n".join(every).lower().replace("&", "and").replace(".\n", "\n").rstrip(".").split("\n")
    return Items(texts, frozenset(texts))


def lists(page: Page) -> Iterator[tuple[str, list[str]]]:
    """(pointer of an item, with `{}` for its index; the items) of each list."""
    record = page.record
    yield "/transferable_skills/{}/name", [skill.name for skill in record.transferable_skills]
    yield "/skills_to_learn/{}/name", [skill.name for skill in record.skills_to_learn]
    yield "/faq/{}/question", [entry.question or "" for entry in record.faq]
    for i, phase in enumerate(record.roadmap):
        yield f"/roadmap/{i}/tasks/{{}}", phase.tasks
    for i, step in enumerate(record.action_plan):
        yield f"/action_plan/{i}/tasks/{{}}", step.tasks
    for part in ("rewards", "tradeoffs", "challenges"):
        yield f"/reality_check/{part}/{{}}", getattr(record.reality_check, part)
