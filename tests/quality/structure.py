"""STR: what a page lacks, and what only looks lacking."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random
from typing import Any

import pages as site
from gold.facts import Answer, Duration, Percent
from pathingest import parse
from pathingest.outputs import json as json_output
from pathingest.outputs import yaml as yaml_output
from quality.clean import Page, draw, retimed, weeks
from quality.exam import Case, defect, near_miss
from quality.written import RECORDS, Files, files, write

TEXTS = ("inner", "packed", "markdown")
SECTIONS = (
    site.OVERVIEW, site.TRANSFERABLE, site.TO_LEARN, site.ROADMAP, site.REALITY, site.PLAN, site.FAQ, site.CLOSING,
)  # fmt: skip


def lines_of(text: str) -> list[str]:
    """The lines of a text page."""
    return text.split("\n")


def heading_at(lines: list[str], heading: str) -> int:
    """The line that a heading of a section stands in."""
    return next(i for i, line in enumerate(lines) if line.lstrip("# ") == heading)


def cut(text: str, heading: str) -> str:
    """The text without a section."""
    lines = lines_of(text)
    start = heading_at(lines, heading)
    end = heading_at(lines, SECTIONS[SECTIONS.index(heading) + 1])
    return "\n".join([*lines[:start], *lines[end:]])


def as_file(text: str, form: str, chance: Random) -> Files:
    """A text page, or the record that is read of it."""
    if chance.random() < 0.7:
        return {"page.md" if form == "markdown" else "page.txt": text}
    page = parse(text.encode(), path="page.md" if form == "markdown" else "page.txt")
    assert page.pathway
    if chance.random() < 0.5:
        return {"page.json": json_output.record(page.pathway)}
    return {"page.yaml": yaml_output.record(page.pathway)}


def form_of(chance: Random) -> str:
    """One of the text forms."""
    return chance.choice(TEXTS)


@defect("STR001")
def section_is_missing(chance: Random) -> Case:
    form = form_of(chance)
    text = write(draw(chance).facts, chance, form)
    if chance.random() < 0.2:  # cut off
        lines = lines_of(text)
        return as_file("\n".join(lines[: heading_at(lines, chance.choice(SECTIONS[2:7]))]), form, chance)
    return as_file(cut(text, chance.choice(SECTIONS[:7])), form, chance)


_OTHER_HEADINGS = {
    site.TRANSFERABLE: "Transferable Skills",
    site.TO_LEARN: "Skills to Learn",
    site.ROADMAP: "Learning Roadmap",
    site.FAQ: "FAQ",
    site.REALITY: "REALITY CHECK",
    site.PLAN: "Start your journey now",
    site.OVERVIEW: "Overview:",
}


@near_miss("STR001")
def section_under_another_heading(chance: Random) -> Case:
    kind = chance.choice(["heading", "heading", "no overview heading", "more"])
    form = "markdown" if kind == "no overview heading" else form_of(chance)
    lines = lines_of(write(draw(chance).facts, chance, form))
    if kind == "heading":
        old, new = chance.choice(list(_OTHER_HEADINGS.items()))
        at = heading_at(lines, old)
        lines[at] = lines[at].replace(old, new)
    elif kind == "more":
        at = heading_at(lines, site.FAQ)
        mark = "## " if form == "markdown" else ""
        lines[at:at] = [f"{mark}Salary Outlook", "", "Firms in the north pay best.", ""]
    else:  # the overview stands right below the title
        at = heading_at(lines, site.OVERVIEW)
        end = heading_at(lines, site.TRANSFERABLE)
        said = lines[at + 1 : end]
        del lines[at:end]
        title = next(i for i, line in enumerate(lines) if line.lstrip("# ").startswith("From ")) + 1
        lines[title:title] = ["", *said, ""]
    return as_file("\n".join(lines), form, chance)


@defect("STR002")
def summary_is_incomplete(chance: Random) -> Case:
    page = draw(chance)
    missing = chance.sample(["difficulty", "timeline", "salary_change", "demand"], chance.choice([1, 1, 1, 2, 4]))
    return files(page.but(**dict.fromkeys(missing)), chance, (*TEXTS, *RECORDS))


@near_miss("STR002")
def summary_says_little(chance: Random) -> Case:
    page = draw(chance)
    changed: dict[str, Any] = chance.choice(
        [
            {"timeline": Duration("Self-paced", None, None, None, ongoing=True)},
            {"demand": "Unknown to most people"},
            {"demand": "Low"},
            {"salary_change": Percent("0%", 0, 0)},
            {"timeline": Duration("A year", 1, 1, "year")},
        ]
    )
    return files(page.but(**changed), chance, (*TEXTS, *RECORDS))


def _without(page: Page, name: str, count: int, chance: Random) -> Page:
    skills = list(page.facts.skills_to_learn)
    for i in chance.sample(range(len(skills)), min(count, len(skills))):
        skills[i] = replace(skills[i], priority=None) if name == "priority" else replace(skills[i], duration=None)
    return page.but(skills_to_learn=tuple(skills))


@defect("STR003")
def skill_lacks_a_badge(chance: Random) -> Case:
    page = draw(chance)
    page = _without(page, chance.choice(["priority", "duration"]), chance.choice([1, 1, 2]), chance)
    return files(page, chance, (*TEXTS, *RECORDS))


_LITTLE = (
    weeks(1, text="1 week"),
    weeks(3, text="3 wks"),
    Duration("10 hours", 10, 10, "hour"),
    Duration("10 days", 10, 10, "day"),
    Duration("2+ weeks", 2, None, "week"),
    Duration("~2 weeks", 2, 2, "week", approximate=True),
    Duration("two weeks", 2, 2, "week"),
)


@near_miss("STR003")
def skill_has_a_short_badge(chance: Random) -> Case:
    page = draw(chance)
    skills = list(page.facts.skills_to_learn)
    skills[-1] = replace(skills[-1], duration=chance.choice(_LITTLE))
    return files(page.but(skills_to_learn=tuple(skills)), chance)


_OPEN = ("Ongoing", "Self-paced", "ongoing")


@defect("STR004")
def duration_has_no_end(chance: Random) -> Case:
    page = draw(chance)
    text = chance.choice(_OPEN)
    said = Duration(text, None, None, None, ongoing=True)
    if chance.random() < 0.5:
        skills = list(page.facts.skills_to_learn)
        i = chance.randrange(len(skills))
        skills[i] = replace(skills[i], duration=said)
        return files(page.but(skills_to_learn=tuple(skills)), chance)
    phases = list(page.facts.roadmap)
    i = chance.randrange(len(phases))
    phases[i] = retimed(phases[i], said)
    return files(page.but(roadmap=tuple(phases)), chance)


@near_miss("STR004")
def duration_has_an_end_after_all(chance: Random) -> Case:
    page = draw(chance)
    kind = chance.choice(["plus", "title", "task", "name"])
    if kind == "plus":
        skills = list(page.facts.skills_to_learn)
        skills[-1] = replace(skills[-1], duration=Duration("2+ weeks", 2, None, "week"))
        return files(page.but(skills_to_learn=tuple(skills)), chance)
    if kind == "name":
        known = page.facts.transferable_skills
        return files(page.but(transferable_skills=(replace(known[0], name="Ongoing Care"), *known[1:])), chance)
    phase = page.facts.roadmap[-1]
    if kind == "title":
        phase = replace(phase, title="Self-Paced Practice")
    else:
        phase = replace(phase, tasks=(*phase.tasks, "Make it an ongoing habit"))
    return files(page.but(roadmap=(*page.facts.roadmap[:-1], phase)), chance)


@defect("STR005")
def phase_has_no_resources(chance: Random) -> Case:
    page = draw(chance)
    phases = list(page.facts.roadmap)
    for i in chance.sample(range(len(phases)), chance.choice([1, 1, 2])):
        phases[i] = replace(phases[i], resources=())
    return files(page.but(roadmap=tuple(phases)), chance, (*TEXTS, *RECORDS))


@near_miss("STR005")
def phase_has_one_resource(chance: Random) -> Case:
    page = draw(chance)
    phases = tuple(replace(phase, resources=phase.resources[:1]) for phase in page.facts.roadmap)
    return files(page.but(roadmap=phases), chance)


@defect("STR006")
def answer_without_its_question(chance: Random) -> Case:
    page = draw(chance)
    form = form_of(chance)
    if chance.random() < 0.4:  # in a record, any of them
        found = json.loads(write(page.facts, chance, "json"))
        chance.choice(found["faq"])["question"] = None
        return {"page.json": json.dumps(found, indent=2, ensure_ascii=False) + "\n"}
    lines = lines_of(write(page.facts, chance, form))
    hidden = page.facts.faq if chance.random() < 0.7 else page.facts.faq[:1]
    start = heading_at(lines, site.FAQ)
    kept = [line for line in lines[start:] if line.lstrip("# ") not in {entry.question for entry in hidden}]
    return as_file("\n".join([*lines[:start], *kept]), form, chance)


@near_miss("STR006")
def question_of_another_form(chance: Random) -> Case:
    page = draw(chance)
    entry = chance.choice(
        [
            Answer("Why would they take me?", "Why not? You bring years of practice."),
            Answer("Can I do it? And should I?", "Yes to both."),
            Answer("Is a second language (say, Polish) needed?", "It helps in a third of all firms."),
            Answer("“Too old” – is there such a thing?", "No."),
            Answer("Do I need a licence, a certificate or both?", "Neither. What for? Firms look at your work."),
        ]
    )
    return files(page.but(faq=(*page.facts.faq, entry)), chance)


@defect("STR007")
def no_role_lines(chance: Random) -> Case:
    form = form_of(chance)
    facts = draw(chance).facts
    lines = lines_of(write(facts, chance, form))
    stop = next(i for i, line in enumerate(lines) if line.lstrip("# ") == facts.title)
    names = (facts.from_role.name, facts.to_role.name)
    return as_file("\n".join([*[line for line in lines[:stop] if line not in names], *lines[stop:]]), form, chance)


@near_miss("STR007")
def one_role_line(chance: Random) -> Case:
    form = form_of(chance)
    facts = draw(chance).facts
    lines = lines_of(write(facts, chance, form))
    stop = next(i for i, line in enumerate(lines) if line.lstrip("# ") == facts.title)
    name = chance.choice([facts.from_role.name, facts.to_role.name])
    if chance.random() < 0.5:
        return as_file("\n".join([line.lower() if line == name else line for line in lines]), form, chance)
    return as_file("\n".join([*[line for line in lines[:stop] if line != name], *lines[stop:]]), form, chance)
