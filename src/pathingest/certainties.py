"""How sure the reading of each value is: deterministic, and measured (docs/quality.md).

It is the product of a few causes for doubt, each of which is a number of the table below: whether the layout is known,
what kind of value it is and what on the page shows that, what a note says of it, and how much of the page was not
understood. Only the order of values by it is promised; the numbers are near the shares that were right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pathingest.model.evidence import MARKUP, RESIDUE, SPACE
from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple
from pathingest.model.view import leaves_of
from pathingest.profiles import GENERIC
from pathingest.values.languages import languages
from pathingest.values.occupations import occupation

SUREST = 0.998  # the most that is said: where a layout is known, a doubt is as great as the note says that has it
ANY = 0.97  # what is said on pages of any other layout
# Causes for doubt on pages of any other layout.
ONE_ROLE = 0.95  # all of a page whose title names one role: it may lead to none
UNTITLED = 0.85  # all of a page whose roles its title does not name
ROLE_IN_PROSE = 0.85  # a role that the title does not name
UNKNOWN_ROLE = 0.7  # a role whose name is no known occupation
FEW_PHASES = 0.94  # phases that are no more than FEW: other headings look like so many
UNPLACED = 0.95  # a phase whose place the page does not give
SHARED_ENDS = 0.85  # a length of times that go on from where those before end ("Months 2-4"): it may be one more
UNTIMED = 0.8  # a phase without a time, where others have one
BARE_SKILL = 0.9  # a skill with neither priority nor time
STORY = 0.95  # what a story says of a path
ODD_NAME = 0.4  # a name of one character or without letters, or that ends as a sentence does
UNDERSTOOD = 0.3  # of the share of the page that is residue

FEW = 5

_ENDS = re.compile(r"(\d{1,4})\D+(\d{1,4})")

_LETTERS = re.compile(r"[^\W\d_].*[^\W\d_]", re.DOTALL)
_NAMES = re.compile(
    r"/(?:roadmap/\d+/title|skills_to_learn/\d+/name|transferable_skills/\d+/name|.*/resources/\d+/name)"
)


class Doubt(NamedTuple):
    """A cause for doubt in all at a pointer and below; `why` says what it is."""

    pointer: str
    factor: float
    why: str


def doubts(page: Page) -> list[Doubt]:
    """What on a page is doubtful by itself, in the order of the record: causes that a look at the page settles."""
    if page.tree is None:
        return []
    found = list(_doubts(page)) if page.profile == GENERIC else []
    named = [text for text in page.texts if _NAMES.fullmatch(text[0]) and _is_odd(text[1])]
    return [*found, *(Doubt(pointer, ODD_NAME, "it looks like no name") for pointer, _ in named)]


def certainty(page: Page) -> dict[str, float]:
    """How sure each value is, from 0 to 1, by JSON Pointer; nothing for a page without a record."""
    if page.tree is None:
        return {}
    whole = 1.0 if page.profile != GENERIC else ANY * _titled(page) * (1 - UNDERSTOOD * _residue(page))
    noted: dict[str, float] = {}
    for note in page.notes:
        noted[note.pointer] = min(noted.get(note.pointer, 1.0), note.confidence)
    causes = {one.pointer: one.factor for one in _doubts(page)} if page.profile == GENERIC else {}
    found = {}
    for pointer, value in leaves_of(page.tree):
        sure = whole * _least(pointer, noted)
        for part, factor in causes.items():
            if pointer == part or pointer.startswith(f"{part}/"):
                sure *= factor
        if _NAMES.fullmatch(pointer) and isinstance(value, str) and _is_odd(value):
            sure *= ODD_NAME
        found[pointer] = round(min(sure, SUREST), 4)
    return found


def _titled(page: Page) -> float:
    """What the title says for the page: both roles, one, or neither."""
    header = page.outline.header
    named = sum(role is not None and role.segment is header.title for role in header.roles)
    return (UNTITLED, ONE_ROLE, 1.0)[named]


def _least(pointer: str, noted: dict[str, float]) -> float:
    """What notes say of a value, or of what it is a part of."""
    least = 1.0
    while pointer:
        least = min(least, noted.get(pointer, 1.0))
        pointer = pointer.rpartition("/")[0]
    return least


def _doubts(page: Page) -> Iterator[Doubt]:
    """What is doubtful on a page of an unknown layout, by pointer."""
    tree, header = page.tree or {}, page.outline.header
    for which, role in zip(("from_role", "to_role"), header.roles, strict=True):
        if role and role.segment is not header.title:
            yield Doubt(f"/{which}", ROLE_IN_PROSE, "the title does not name it")
        if role and not any(occupation(role.text, language) for language in languages()):
            yield Doubt(f"/{which}", UNKNOWN_ROLE, "it is no occupation that is known")
    if tree.get("kind") == "story":
        yield Doubt("/roadmap", STORY, "it is told in a story")
    phases = tree["roadmap"]
    if len(phases) <= FEW:
        yield Doubt("/roadmap", FEW_PHASES, "other headings look like so few phases")
    timed = any(phase["duration"] for phase in phases)
    for i, phase in enumerate(phases):
        place = page.evidence.entries.get(f"/roadmap/{i}/position")
        if phase["duration"] and _goes_on(phase["duration"]):
            yield Doubt(
                f"/roadmap/{i}/duration", SHARED_ENDS, "it may be one longer: the page says from which to which"
            )
        if not phase["duration"] and timed:
            yield Doubt(f"/roadmap/{i}", UNTIMED, "it has no time, and other phases have one")
        if place is None or not place.spans:
            yield Doubt(f"/roadmap/{i}", UNPLACED, "the page does not give its place")
        if phase["title"] and _is_odd(phase["title"]):
            yield Doubt(f"/roadmap/{i}", ODD_NAME, "its title looks like no name")
    for i, skill in enumerate(tree["skills_to_learn"]):
        if skill["priority"] is None and skill["duration"] is None:
            yield Doubt(f"/skills_to_learn/{i}", BARE_SKILL, "it has neither a priority nor a time")


def _goes_on(time: dict[str, Any]) -> bool:
    """Whether a length is from one of its text's numbers to the other, and does not count the first."""
    ends = _ENDS.search(time["text"])
    return ends is not None and time["min"] == time["max"] == int(ends[2]) - int(ends[1])


def _is_odd(name: str) -> bool:
    return not _LETTERS.search(name) or name.endswith((".", ":", ";"))


def _residue(page: Page) -> float:
    """The share of the page's text that was not understood."""
    account = page.evidence.accounts[0]
    sizes = [(role, end - start) for start, end, role in account.stretches if role not in (SPACE, MARKUP)]
    return sum(size for role, size in sizes if role == RESIDUE) / max(1, sum(size for _, size in sizes))
