"""What a gold page states, in the record's shape: every class and field is named as in the record."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Duration:
    """A duration as written, and what it means."""

    text: str
    min: int | None
    max: int | None
    unit: str | None
    approximate: bool = False
    ongoing: bool = False


@dataclass(frozen=True, slots=True)
class Percent:
    """A salary change as written, and what it means."""

    text: str
    low: int | None
    high: int | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """A role as the title names it, and as the page's own role line does."""

    name: str
    label: str | None


@dataclass(frozen=True, slots=True)
class Headline:
    """What follows the roles in the title."""

    text: str
    duration: Duration | None


@dataclass(frozen=True, slots=True)
class Difficulty:
    """The word, and the level it stands for."""

    text: str
    level: str


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill that carries over."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class SkillToLearn:
    """A skill still to be learnt."""

    name: str
    priority: str | None
    duration: Duration | None
    guidance: str


@dataclass(frozen=True, slots=True)
class Resource:
    """Something to learn from."""

    name: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of the roadmap."""

    position: int
    title: str
    duration: Duration | None
    tasks: tuple[str, ...]
    resources: tuple[Resource, ...]


@dataclass(frozen=True, slots=True)
class RealityCheck:
    """What to expect."""

    rewards: tuple[str, ...]
    tradeoffs: tuple[str, ...]
    challenges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One group of the action plan."""

    label: str
    horizon: Duration
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One entry of the FAQ."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Other:
    """A section that the record has no field for."""

    heading: str
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """The one truth of a page. What the record computes (id, total, weeks, claims) is left out."""

    title: str
    from_role: Role
    to_role: Role
    headline: Headline
    difficulty: Difficulty | None
    timeline: Duration | None
    salary_change: Percent | None
    demand: str | None
    overview: tuple[str, ...]
    transferable_skills: tuple[Skill, ...]
    skills_to_learn: tuple[SkillToLearn, ...]
    roadmap: tuple[Phase, ...]
    reality_check: RealityCheck
    action_plan: tuple[Step, ...]
    faq: tuple[Answer, ...]
    other: tuple[Other, ...] = ()


def record(facts: Facts) -> Record:
    """The facts as JSON data."""
    found: Record = json.loads(json.dumps(asdict(facts)))
    return found
