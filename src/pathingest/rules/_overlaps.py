"""What a page says runs at the same time: phases beside each other, skills that are learnt together.

What runs beside something else may add nothing to the whole: sums of weeks then have a lower bound, the longest path.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pathingest.model.page import Page
from pathingest.model.section import Role
from pathingest.rules._looked import looked, places, split
from pathingest.rules._words import prose

_BESIDE = r"""\b(?:in\ parallel|parallel\ (?:to|with)|concurrent(?:ly)?|simultaneous(?:ly)?|at\ the\ same\ time
    |side\ by\ side|overlap(?:s|ping|ped)?|in\ tandem)\b
    | \b(?:alongside|throughout|beside)
    \ (?:(?:the|your|all|other|another|every|each|whole|entire|rest|of|its|both)\ ){0,4}
    (?:phases?|steps?|stages?|modules?|skills?|subjects?|topics?|roadmap|plan|transition
    |(?:first|previous|next)\ one)\b"""
# What is said to run so; without one of these "in parallel" may be said of two experiments, of two shifts.
_PHASES = r"\b(?:phases?|steps?|stages?|modules?|parts?|blocks?|roadmap|plan|path(?:way)?|program(?:me)?)\b"
_SKILLS = r"\b(?:skills?|subjects?|topics?|courses?|modules?|them|these|weeks?|phases?)\b"
_WORDS = frozenset(
    b"""parallel concurrent concurrently simultaneous simultaneously overlap overlaps overlapping overlapped tandem
    alongside throughout beside""".split()
)
_PHRASES = [b"same", b"time"], [b"side", b"by", b"side"]
_NEAR = 24  # bytes
ALL = -1  # all of them


def parallel_phases(page: Page) -> frozenset[int]:
    """The indices of the phases that run beside others; `ALL` too where the page says so of the whole roadmap."""
    return page.once(_parallel_phases)


def parallel_skills(page: Page) -> frozenset[int]:
    """The indices of the skills that are learnt beside others; `ALL` where the page says so of its skills."""
    return page.once(_parallel_skills)


def _parallel_phases(page: Page) -> frozenset[int]:
    found = set()
    for i, phase in enumerate(page.record.roadmap if _may_say_so(page) else ()):
        said = f"{phase.title or ''} {phase.duration.text if phase.duration else ''}"
        if _says_so(said) or any(_says_so(task, _PHASES) for task in phase.tasks):
            found.add(i)
    if _is_said_of_all(page, "roadmap", _PHASES):
        found.add(ALL)
    return frozenset(found)


def _parallel_skills(page: Page) -> frozenset[int]:
    skills = page.record.skills_to_learn if _may_say_so(page) else ()
    found = {i for i, skill in enumerate(skills) if _says_so(skill.guidance or "", _SKILLS)}
    if _is_said_of_all(page, "skills_to_learn", _SKILLS):
        found.add(ALL)
    return frozenset(found)


def _is_said_of_all(page: Page, role: Role, subject: str) -> bool:
    """Whether the lead of a section says it, or a sentence elsewhere that names the subject."""
    if any(_says_so(text) for text in _lead(page, role)):
        return True
    told = prose(page.record) if _may_say_so(page) else ()
    return any(
        _says_so(text, subject)
        for at, text in told
        if not at.startswith(("/roadmap", "/skills_to_learn", "/action_plan"))
    )


def _may_say_so(page: Page) -> bool:
    """A look that costs little: whether one of the hints is anywhere on the page."""
    _, data, words = looked(page)
    if not _WORDS.isdisjoint(words):
        return True
    phrases = [phrase for phrase in _PHRASES if phrase[0] in words]
    said = data.lower() if phrases else b""
    return any(
        split(said[at : at + _NEAR])[: len(phrase)] == phrase for phrase in phrases for at in places(phrase[0], said)
    )


def _lead(page: Page, role: Role) -> Iterator[str]:
    """The texts of a section of a raw page before its first value."""
    section = page.outline.by_role.get(role) if page.origin is None and page.tree is not None else None
    if section is None:
        return
    name = {"roadmap": "title", "skills_to_learn": "name"}[role]
    first = page.evidence.proof(f"/{role}/0/{name}")
    end = first.spans[0][0] if first and first.spans else 0
    yield from (segment.text for segment in section.boilerplate)
    yield from [line.segment.text for line in section.lines if line.segment.end <= end]


def _says_so(text: str, subject: str | None = None) -> bool:
    """Whether a sentence of a text says that something runs beside something else."""
    return any(
        _pattern(_BESIDE).search(said) and (subject is None or _pattern(subject).search(said))
        for said in re.split(r"(?<=[.!?])\s+|\n", text)
    )


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE | re.VERBOSE)
