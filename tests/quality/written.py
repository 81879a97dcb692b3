"""Pages written down: as the text that extractors give, as Markdown, as HTML of two sites, and as record files."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pages as site
from gold import career_pathway, document
from gold.facts import Facts, Phase, SkillToLearn
from pathingest import parse
from pathingest.outputs import json as json_output
from pathingest.outputs import yaml as yaml_output
from quality import words
from quality.clean import Page

Files = dict[str, str]
RAW = ("inner", "inner", "packed", "markdown", "react", "plain")
RECORDS = ("json", "yaml")
_BADGES = {str(level): label for level, label in site.PRIORITY_LABELS.items()}
_ENDINGS = {"markdown": "md", "react": "html", "plain": "html", "json": "json", "yaml": "yaml"}


def files(page: Page, chance: Random, forms: tuple[str, ...] = (*RAW, *RECORDS), name: str = "page") -> Files:
    """One file that states the page, in one of the forms."""
    form = chance.choice(forms)
    return {f"{name}.{_ENDINGS.get(form, 'txt')}": write(page.facts, chance, form)}


def raw(page: Page, chance: Random, name: str = "page") -> Files:
    """One raw page."""
    return files(page, chance, RAW, name)


def text(page: Page, chance: Random) -> Files:
    """One page as text."""
    return files(page, chance, ("inner", "packed"))


def several(pages: list[Page], chance: Random, forms: tuple[str, ...] = (*RAW, *RECORDS)) -> Files:
    """A file for each page."""
    return {name: text for i, page in enumerate(pages) for name, text in files(page, chance, forms, f"p{i}").items()}


def write(facts: Facts, chance: Random, form: str) -> str:
    """The page in one form."""
    if form in RECORDS:
        return record(facts, chance, form)
    if form in ("react", "plain"):
        template = career_pathway.TEMPLATES[form == "plain"]
        return document(template, facts, chance)
    lines = list(_lines(facts, chance, form))
    return _marked(lines) if form == "markdown" else _plain(lines, spaced=form == "inner")


def record(facts: Facts, chance: Random, form: str) -> str:
    """The record of the page, as `build` writes it."""
    page = parse(write(facts, chance, "inner").encode(), path="page.txt")
    assert page.pathway
    return json_output.record(page.pathway) if form == "json" else yaml_output.record(page.pathway)


# A line: how deep a heading it is (0 for none, -1 for an item), and its text.
_Line = tuple[int, str]


def _marked(lines: list[_Line]) -> str:
    def mark(level: int, text: str) -> str:
        return f"- {text}" if level < 0 else f"\n{'#' * level} {text}\n" if level else f"{text}\n"

    return "\n".join(mark(*line) for line in lines) + "\n"


def _plain(lines: list[_Line], *, spaced: bool) -> str:
    bullet = "  • " if spaced else "- "
    rows = []
    for level, said in lines:
        rows.append(f"\n{said}\n" if level > 0 and spaced else f"{bullet}{said}" if level < 0 else said)
    return "\n".join(rows) + "\n"


def _lines(facts: Facts, chance: Random, form: str) -> Iterator[_Line]:
    yield 0, site.LABEL
    if chance.random() < 0.5:
        yield 0, f"{chance.randint(2, 900)} views"
    yield 0, facts.from_role.label or facts.from_role.name
    yield 0, facts.to_role.label or facts.to_role.name
    yield 1, facts.title
    yield from _summary(facts)
    yield 2, site.OVERVIEW
    yield from ((0, said) for said in facts.overview)
    yield from _strengths(facts)
    yield 2, site.TO_LEARN
    yield 0, chance.choice(words.LEADS)
    glued = form != "markdown" and chance.random() < 0.7
    for skill in facts.skills_to_learn:
        yield from _skill(skill, glued=glued)
    yield 2, site.ROADMAP
    yield 0, site.ROADMAP_LEAD
    for phase in facts.roadmap:
        yield from _phase(phase)
    yield from _ending(facts)


def _summary(facts: Facts) -> Iterator[_Line]:
    said = {
        "Difficulty": facts.difficulty and facts.difficulty.text,
        "Timeline": facts.timeline and facts.timeline.text,
        "Salary Change": facts.salary_change and facts.salary_change.text,
        "Demand": facts.demand,
    }
    yield from ((0, part) for label, value in said.items() if value for part in (label, value))


def _strengths(facts: Facts) -> Iterator[_Line]:
    yield 2, site.TRANSFERABLE
    yield 0, site.TRANSFERABLE_LEAD
    for skill in facts.transferable_skills:
        yield 3, skill.name
        yield 0, skill.description


def _skill(skill: SkillToLearn, *, glued: bool) -> Iterator[_Line]:
    yield 3, skill.name
    badges = [_BADGES[skill.priority]] if skill.priority else []
    badges += [skill.duration.text] if skill.duration else []
    yield from ((0, badge) for badge in (["".join(badges)] if glued and badges else badges))
    yield 0, skill.guidance


def _phase(phase: Phase) -> Iterator[_Line]:
    yield 0, str(phase.position)
    yield 3, phase.title
    if phase.duration:
        yield 0, phase.duration.text
    yield 0, "Tasks"
    yield from ((-1, task) for task in phase.tasks)
    if phase.resources:
        yield 0, "Resources"
        yield from ((0, item.name) for item in phase.resources)


def _ending(facts: Facts) -> Iterator[_Line]:
    yield 2, site.REALITY
    yield 0, site.REALITY_LEAD
    said = facts.reality_check
    lists = ((site.REWARDS, said.rewards), (site.TRADEOFFS, said.tradeoffs), (site.CHALLENGES, said.challenges))
    for heading, items in lists:
        if items:
            yield 3, heading
            yield from ((-1, item) for item in items)
    yield 2, site.PLAN
    yield 0, site.PLAN_LEAD
    for step in facts.action_plan:
        yield 3, step.label
        yield from ((-1, task) for task in step.tasks)
    yield 2, site.FAQ
    for entry in facts.faq:
        if entry.question:
            yield 3, entry.question
        yield 0, entry.answer
    yield 2, site.CLOSING
    yield 0, site.CLOSING_LEAD
