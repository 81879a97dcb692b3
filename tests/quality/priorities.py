"""PRI and COV: what skills weigh, and whether the roadmap comes to them."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import ceil
from random import Random

from gold.facts import Phase, Resource, SkillToLearn
from quality import words
from quality.clean import MONTH, PRIORITIES, Page, draw, months, weeks
from quality.exam import Case, defect, near_miss
from quality.written import RAW, RECORDS, Files, files

_TEXTS = ("inner", "packed", "markdown")


def _pairs(skills: tuple[SkillToLearn, ...]) -> list[tuple[int, int]]:
    """Pairs of places of which the first has the higher priority."""
    return [
        (i, j)
        for i, j in combinations(range(len(skills)), 2)
        if PRIORITIES.index(str(skills[i].priority)) < PRIORITIES.index(str(skills[j].priority))
    ]


def _of_several(chance: Random) -> Page:
    """A page with skills of two priorities or more."""
    while True:
        page = draw(chance)
        if _pairs(page.facts.skills_to_learn):
            return page


def _swapped(page: Page, i: int, j: int) -> Page:
    skills = list(page.facts.skills_to_learn)
    skills[i], skills[j] = skills[j], skills[i]
    return page.but(skills_to_learn=tuple(skills))


def _with_lead(found: Files, lead: str | None) -> Files:
    """The files with another sentence below the heading of the skills, or none."""
    changed = {}
    for name, text in found.items():
        for usual in words.LEADS:
            text = text.replace(f"{usual}\n", f"{lead}\n" if lead else "")  # noqa: PLW2901
        changed[name] = text
    return changed


@defect("PRI001")
def skills_out_of_order(chance: Random) -> Case:
    page = _of_several(chance)
    pairs = _pairs(page.facts.skills_to_learn)
    nearest = [pair for pair in pairs if pair[1] - pair[0] == min(j - i for i, j in pairs)]
    return files(_swapped(page, *chance.choice(chance.choice([pairs, nearest]))), chance, RAW)


@near_miss("PRI001")
def skills_in_an_order_that_is_not_claimed(chance: Random) -> Case:
    page = _of_several(chance)
    if chance.random() < 0.3:  # of one priority any order is right
        skills = page.facts.skills_to_learn
        places = chance.sample(range(len(skills)), len(skills))
        mixed = sorted(places, key=lambda i: PRIORITIES.index(str(skills[i].priority)))
        return files(page.but(skills_to_learn=tuple(skills[i] for i in mixed)), chance, RAW)
    page = _swapped(page, *chance.choice(_pairs(page.facts.skills_to_learn)))
    if chance.random() < 0.3:  # a record does not hold the statement
        return files(page, chance, RECORDS)
    return _with_lead(files(page, chance, ("inner", "packed")), None)


@defect("PRI002")
def no_skill_has_a_priority(chance: Random) -> Case:
    page = draw(chance)
    skills = tuple(replace(skill, priority=None) for skill in page.facts.skills_to_learn)
    return files(page.but(skills_to_learn=skills), chance, _TEXTS)


@near_miss("PRI002")
def one_skill_has_a_priority(chance: Random) -> Case:
    page = draw(chance)
    skills = [replace(skill, priority=None) for skill in page.facts.skills_to_learn]
    if chance.random() < 0.5:
        return _with_lead(files(page.but(skills_to_learn=tuple(skills)), chance, ("inner", "packed")), None)
    kept = chance.randrange(len(skills))
    skills[kept] = page.facts.skills_to_learn[kept]
    return files(page.but(skills_to_learn=tuple(skills)), chance, _TEXTS)


def _upper(skill: SkillToLearn) -> float:
    assert skill.duration
    return (skill.duration.max or 0) * (MONTH if skill.duration.unit == "month" else 1)


def _lengthened(page: Page, chance: Random, more: int) -> Page:
    """A minor skill that takes 1.25 times the shortest more important one, and so many weeks more."""
    skills = list(page.facts.skills_to_learn)
    minor = chance.choice([j for _, j in _pairs(page.facts.skills_to_learn)])
    shortest = min(_upper(skills[i]) for i, j in _pairs(page.facts.skills_to_learn) if j == minor)
    length = ceil(1.25 * shortest) + more
    said = weeks(length, length + 1) if chance.random() < 0.2 else weeks(length)
    if length % 4 == 0 and chance.random() < 0.3:
        said = months(length // 4)
    skills[minor] = replace(skills[minor], duration=said)
    return page.but(skills_to_learn=tuple(skills))


@defect("PRI003")
def minor_skill_takes_longer(chance: Random) -> Case:
    return files(_lengthened(_of_several(chance), chance, chance.choice([0, 0, 1, 3])), chance)


@near_miss("PRI003")
def minor_skill_takes_nearly_as_long(chance: Random) -> Case:
    page = _of_several(chance)
    if chance.random() < 0.6:
        return files(_lengthened(page, chance, -1), chance)
    skills = list(page.facts.skills_to_learn)  # among equals, any duration
    priority = skills[0].priority
    equals = [replace(skill, priority=priority) for skill in skills]
    equals[-1] = replace(equals[-1], duration=weeks(14))
    return files(page.but(skills_to_learn=tuple(equals)), chance)


# --------------------------------------------------------------------------------------------------------------------


def _said(phases: tuple[Phase, ...]) -> str:
    return " ".join(
        text for phase in phases for text in (phase.title, *phase.tasks, *[r.name for r in phase.resources])
    )


def _without(page: Page, skill: str) -> tuple[Phase, ...]:
    """The roadmap with a chore in the place of a skill's lesson, and without what is to be read about it."""
    used = _said(page.facts.roadmap)
    chore = next(chore for chore in words.CHORES if chore not in used)
    other = next(name for name in words.RESOURCES if name not in used)
    lesson = page.lessons[skill]
    phases = []
    for phase in page.facts.roadmap:
        tasks = tuple(chore if task == lesson.task else task for task in phase.tasks)
        kept = tuple(item for item in phase.resources if item.name not in lesson.resources)
        phases.append(replace(phase, tasks=tasks, resources=kept or (Resource(other, None),)))
    return tuple(phases)


def _begun(skill: str) -> tuple[str, ...]:
    """How the words of a skill begin."""
    return tuple("".join(filter(str.isalnum, word.lower()))[:4] for word in skill.replace("/", " ").split())


def _left_out(chance: Random, wanted: int) -> Page:
    """A page with a roadmap that never comes to some of its skills; not even by the beginning of a word."""
    while True:
        page, left = draw(chance, careful=True), 0
        for skill in chance.sample(page.facts.skills_to_learn, len(page.facts.skills_to_learn)):
            phases = _without(page, skill.name)
            if not any(word.startswith(_begun(skill.name)) for word in _said(phases).lower().split()):
                page, left = page.but(roadmap=phases), left + 1
            if left == wanted:
                return page


@defect("COV001")
def skill_left_out(chance: Random) -> Case:
    return files(_left_out(chance, chance.choice([1, 1, 2])), chance)


# A skill, and a task that teaches it in other words.
_TAUGHT = (
    ("Data Visualisation", "Visualise a year of rain"),
    ("Recruitment", "Recruit two helpers"),
    ("Public Speaking", "Speak at a club evening"),
    ("E-Learning", "Finish one eLearning unit"),
    ("JavaScript", "Write a clock in JS"),
    ("Natural Language Processing", "Let a small NLP model sort letters"),
    ("Photography", "Photograph one street at five hours"),
    ("Investigation", "Investigate a lost parcel"),
    ("SEO/SEM", "Move one page up by SEO alone"),
    ("Bookkeeping", "Keep the books, in a bookkeeping program, for a month"),
    ("Certification (CCNA)", "Sit the CCNA mock exam"),
    ("Kubernetes", "Run a toy on k8s"),
    ("Translation", "Translate a menu"),
    ("SQLite", "Ask ten questions in SQL"),
    ("Usability", "Make a form usable with one hand"),
    ("Reliability", "Make a script reliable"),
    ("Artificial Intelligence", "Compare two AI helpers"),
    ("Organisation", "Organize a swap meet"),
)


@near_miss("COV001")
def skill_taught_in_other_words(chance: Random) -> Case:
    page = draw(chance, careful=True)
    at = chance.randrange(len(page.facts.skills_to_learn))
    skills = list(page.facts.skills_to_learn)
    phases = list(_without(page, skills[at].name))
    if chance.random() < 0.4:  # only a title or a resource names it
        i = chance.randrange(len(phases))
        first = phases[i].resources[0]
        phases[i] = chance.choice(
            [
                replace(phases[i], title=f"{skills[at].name.split(' (')[0]} in Earnest"),
                replace(phases[i], resources=(Resource(f"A Primer of {skills[at].name}", first.url),)),
            ]
        )
    else:
        name, task = chance.choice(_TAUGHT)
        skills[at] = replace(skills[at], name=name)
        phases[-1] = replace(phases[-1], tasks=(*phases[-1].tasks, task))
    return files(page.but(skills_to_learn=tuple(skills), roadmap=tuple(phases)), chance)
