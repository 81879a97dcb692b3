"""JSON-LD with the terms of schema.org, a file for each pathway, as a page embeds it.

Roles are occupations, a roadmap is a HowTo whose steps are its phases, and what is asked is a Question. What no term
fits is left out: schema.org has durations without ranges, and no word for difficulty, priorities, demand or a change of
pay.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pathingest.exports import Format
from pathingest.exports._documents import ENDING, Document, text_of, urn
from pathingest.library import Records
from pathingest.model.pathway import Duration, Faq, Pathway, Phase, Resource, RoleName, SkillToLearn
from pathingest.tables import key_of
from pathingest.vocabulary import Vocabulary

_ISO_8601 = {"hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M", "year": "P{}Y"}


def _document(records: Records, record: Pathway) -> Document:
    return {"@context": "https://schema.org", "@graph": list(_nodes(record, records.vocabulary))}


def _nodes(record: Pathway, known: Vocabulary) -> Iterator[dict[str, Any]]:
    roles = {key_of(role.name): role for role in (record.to_role, record.from_role) if role}
    for key, role in roles.items():
        yield _occupation(key, role, known)
    if record.roadmap:
        yield _how_to(record, known)
    for i, item in enumerate(record.faq, 1):
        if item.question is not None:
            name = urn("pathway", record.id, f"question-{i}")
            yield _question(item, {"@id": name, "inLanguage": record.language, "about": _references(record)[:1]})


def _occupation(key: str, role: RoleName, known: Vocabulary) -> dict[str, Any]:
    match = known.role(role.name)
    return _node(
        "Occupation",
        {
            "@id": urn("role", key),
            "name": role.name,
            "occupationalCategory": match and match.term.onet_soc and _soc(match.term.onet_soc),
            "sameAs": match and match.term.esco,
        },
    )


def _soc(code: str) -> dict[str, Any]:
    return _node("CategoryCode", {"codeValue": code, "inCodeSet": _node("CategoryCodeSet", {"name": "O*NET-SOC 2019"})})


def _how_to(record: Pathway, known: Vocabulary) -> dict[str, Any]:
    reader = record.from_role
    return _node(
        "HowTo",
        {
            "@id": urn("pathway", record.id),
            "name": record.title,
            "inLanguage": record.language,
            "description": "\n\n".join(record.overview),
            "about": _references(record),
            "audience": reader and _node("Audience", {"audienceType": reader.name}),
            "isBasedOn": [page.url for page in record.sources if _is_address(page.url)],
            "teaches": [_skill(skill, known) for skill in record.skills_to_learn],
            "totalTime": _time(record.timeline),
            "step": [_step(phase, i) for i, phase in enumerate(record.roadmap, 1)],
        },
    )


def _references(record: Pathway) -> list[dict[str, str]]:
    """The target role, then the current one."""
    named: list[RoleName] = [role for role in (record.to_role, record.from_role) if role]
    return [{"@id": urn("role", key)} for key in dict.fromkeys(key_of(role.name) for role in named)]


def _skill(skill: SkillToLearn, known: Vocabulary) -> dict[str, Any]:
    match = known.skill(skill.name)
    return _node(
        "DefinedTerm",
        {"name": skill.name, "description": skill.guidance, "sameAs": match and match.term.esco},
    )


def _step(phase: Phase, position: int) -> dict[str, Any]:
    tasks = [_node("HowToDirection", {"position": i, "text": task}) for i, task in enumerate(phase.tasks, 1)]
    return _node(
        "HowToStep",
        {
            "position": position,
            "name": phase.title,
            "timeRequired": _time(phase.duration),
            "itemListElement": tasks,
            "mentions": [_resource(resource) for resource in phase.resources],
        },
    )


def _resource(resource: Resource) -> dict[str, Any]:
    """A book, a course, a tool: the page does not say which."""
    return _node("Thing", {"name": resource.name, "url": resource.url if _is_address(resource.url) else None})


def _question(item: Faq, stated: dict[str, Any]) -> dict[str, Any]:
    answer = None if item.answer is None else _node("Answer", {"text": item.answer})
    return _node("Question", {**stated, "name": item.question, "acceptedAnswer": answer})


def _time(duration: Duration | None) -> str | None:
    """A duration as ISO 8601 has it, which knows neither ranges nor halves of a month."""
    if duration is None or duration.unit is None or duration.min is None or duration.min != duration.max:
        return None
    return _ISO_8601[duration.unit].format(int(duration.min)) if duration.min.is_integer() else None


def _is_address(url: str | None) -> bool:
    return url is not None and url.startswith(("https://", "http://"))


def _node(kind: str, stated: dict[str, Any]) -> dict[str, Any]:
    """A node of a type, without what is not stated."""
    return {"@type": kind, **{name: value for name, value in stated.items() if value not in (None, "", [])}}


FORMAT = Format("pathways-jsonld", text_of(_document), ENDING)
