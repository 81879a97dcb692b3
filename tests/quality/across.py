"""COR: what only several pages together show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from gold.facts import Answer, Duration, Resource, Skill, SkillToLearn
from quality import words
from quality.clean import Page, asked, draw, money, months, retimed, site, weeks
from quality.exam import Case, defect, near_miss
from quality.written import RAW, several, write


def _siblings(chance: Random, count: int) -> list[Page]:
    """Pages of one site that begin at the same job."""
    name, first = str(chance.getrandbits(32)), chance.choice(words.ORIGINS)
    return [draw(chance, name, first, second) for second in chance.sample(list(words.TARGETS), count)]


def _guided(page: Page, text: str, chance: Random) -> Page:
    """The page that says so in the guidance of a skill, in a task, or in an answer."""
    place = chance.choice(["guidance", "task", "answer"])
    if place == "guidance":
        skills = list(page.facts.skills_to_learn)
        skills[0] = replace(skills[0], guidance=f"{skills[0].guidance} {text}")
        return page.but(skills_to_learn=tuple(skills))
    if place == "task":
        phase = page.facts.roadmap[-1]
        return page.but(
            roadmap=(*page.facts.roadmap[:-1], replace(phase, tasks=(*phase.tasks, text.removesuffix("."))))
        )
    return page.but(faq=(*page.facts.faq, Answer("Where do I begin?", text)))


_TITLES = ("Statistics for Bakers", "Clear Writing in 8 Lessons", "Circuits & Switches", "Your First Server")
_HOSTS = ("Coursera", "edX", "Udemy", "Kaggle", "Khan Academy", "FutureLearn", "Pluralsight", "YouTube")
_TAKE = (
    "Take the '{title}' course on {host}.", "Take '{title}' ({host}).", "Take '{title}' by Ida Crust on {host}.",
    "Do {host}'s '{title}'.", "Take “{title}” on {host}.",
)  # fmt: skip


@defect("COR001")
def one_course_at_two_hosts(chance: Random) -> Case:
    pages = site(chance, chance.randint(2, 4))
    title, hosts = chance.choice(_TITLES), chance.sample(_HOSTS, 2)
    pages[0] = _guided(pages[0], chance.choice(_TAKE).format(title=title, host=hosts[0]), chance)
    pages[1] = _guided(pages[1], chance.choice(_TAKE).format(title=title, host=hosts[1]), chance)
    return several(pages, chance)


@near_miss("COR001")
def two_courses_or_one_host(chance: Random) -> Case:
    pages = site(chance, 2)
    title, (host, other) = chance.choice(_TITLES), chance.sample(_HOSTS, 2)
    say = chance.choice(_TAKE)
    second = chance.choice(
        [
            say.format(title=title, host=host),
            say.format(title=f"More {title}", host=other),
            f"Take '{title}' on {host}, then practise on {other}.",
            f"Take '{title}' on {host} or {other}.",
            f"Read '{title}', then look around on {other}.",
            f"{other} has courses on the same subject.",
        ]
    )
    pages[0] = _guided(pages[0], say.format(title=title, host=host), chance)
    pages[1] = _guided(pages[1], second, chance)
    return several(pages, chance)


def _learning(page: Page, priority: str, duration: Duration | None, name: str = "Report Writing") -> Page:
    """The page with one more skill, in its place by priority, that the roadmap comes to."""
    skill = SkillToLearn(name, priority, duration, "Write one a week.")
    order = ["critical", "important", "nice_to_have"]
    skills = sorted([*page.facts.skills_to_learn, skill], key=lambda item: order.index(str(item.priority)))
    phase = page.facts.roadmap[0]
    taught = replace(phase, tasks=(*phase.tasks, "Write three reports"))
    return page.but(skills_to_learn=tuple(skills), roadmap=(taught, *page.facts.roadmap[1:]))


@defect("COR002")
def one_skill_rated_differently(chance: Random) -> Case:
    if chance.random() < 0.4:
        pages = _siblings(chance, chance.randint(2, 4))
        rates = ["nice_to_have", *["important"] * (len(pages) - 1)]
        return several([_learning(page, rate, weeks(4)) for page, rate in zip(pages, rates, strict=True)], chance)
    pages = _siblings(chance, chance.randint(2, 5))
    # Of two, more than three times the other; of more, more than half as much again as the median.
    usual = 1 if len(pages) == 2 else 2
    longest = 4
    lengths = [longest, *[usual] * (len(pages) - 1)]
    return several(
        [_learning(page, "nice_to_have", weeks(length)) for page, length in zip(pages, lengths, strict=True)], chance
    )


@near_miss("COR002")
def one_skill_rated_nearly_alike(chance: Random) -> Case:
    kind = chance.choice(["three times", "half as much again", "other job", "open"])
    pages = _siblings(chance, 3 if kind == "half as much again" else 2)
    lengths = [weeks(3), weeks(1)]
    if kind == "half as much again":
        lengths = [weeks(3), weeks(2), weeks(2)]
    elif kind == "other job":
        first = next(first for first in words.ORIGINS if first != pages[0].facts.from_role.name)
        pages[1] = draw(chance, None, first)
        lengths = [weeks(4), weeks(1)]
    elif kind == "open":
        lengths = [weeks(1), Duration("Ongoing", None, None, None, ongoing=True)]
    return several(
        [_learning(page, "nice_to_have", said) for page, said in zip(pages, lengths, strict=True)], chance, _LOSSLESS
    )


_LOSSLESS = ("inner", "packed", "markdown", "json", "yaml")


def _earning(page: Page, name: str, pay: tuple[int, int]) -> Page:
    said = f"{name} earn {money(page.sign, pay)} a year."
    return asked(page, Answer("What about the pay?", said))


@defect("COR003")
def one_range_for_two_names(chance: Random) -> Case:
    pages = _siblings(chance, chance.randint(2, 4))
    pay = pages[0].old
    role = pages[0].facts.from_role.name
    rank = chance.choice(["Senior", "Junior", "Entry-level", "Experienced"])
    named = [f"{rank} {role.lower()}s", *[f"{role}s"] * (len(pages) - 1)]
    return several([_earning(page, name, pay) for page, name in zip(pages, named, strict=True)], chance)


@near_miss("COR003")
def one_range_for_one_name(chance: Random) -> Case:
    pages = _siblings(chance, 2)
    pay, role = pages[0].old, pages[0].facts.from_role.name
    names, pays = chance.choice(
        [
            ((f"{role}s", f"{role.lower()}s"), (pay, pay)),
            ((f"{role}s", f"{role.upper()}S"), (pay, pay)),
            ((f"{role}s", f"Senior {role.lower()}s"), (pay, (pay[0] + 1, pay[1] + 1))),
            ((f"{pages[0].facts.to_role.name}s", f"{pages[1].facts.to_role.name}s"), (pay, pay)),
        ]
    )
    return several([_earning(page, name, p) for page, name, p in zip(pages, names, pays, strict=True)], chance)


_VARIANTS = (
    ("Weighing & Measuring", "Weighing and Measuring"),
    ("Hand-Over Notes", "Handover Notes"),
    ("Stock Counting", "Stock counting"),
    ("Listening, Asking & Waiting", "Listening, Asking, and Waiting"),
    ("Front-Desk Work", "Front Desk Work"),
    ("“Lean” Thinking", "Lean Thinking"),
)
_DIFFERENT = (
    ("Weighing & Measuring", "Weighing & Mixing"),
    ("Stock Counting", "Stock Counts"),
    ("Front-Desk Work", "Help-Desk Work"),
    ("Weighing & Measuring", "Weighing & Measuring"),
    ("Music Theory 1", "Music Theory 2"),
    ("Basic C", "Basic C++"),
)


def _having(page: Page, name: str, place: str) -> Page:
    if place == "resource":
        phase = page.facts.roadmap[-1]
        named = replace(phase, resources=(*phase.resources, Resource(name, None)))
        return page.but(roadmap=(*page.facts.roadmap[:-1], named))
    skill = Skill(name, "You do it before the coffee.")
    return page.but(transferable_skills=(*page.facts.transferable_skills, skill))


@defect("COR004")
def one_name_in_two_spellings(chance: Random) -> Case:
    pages = site(chance, chance.randint(2, 4))
    pair = chance.choice(_VARIANTS)
    place = chance.choice(["skill", "resource"])
    names = [pair[0], *[pair[1]] * (len(pages) - 1)]
    return several([_having(page, name, place) for page, name in zip(pages, names, strict=True)], chance)


@near_miss("COR004")
def two_names(chance: Random) -> Case:
    pages = site(chance, 2)
    place = chance.choice(["skill", "resource"])
    pair = chance.choice(_DIFFERENT)
    return several([_having(page, name, place) for page, name in zip(pages, pair, strict=True)], chance)


def _no_demand(page: Page) -> Page:
    return page.but(demand=None)


def _no_resources(page: Page) -> Page:
    return page.but(roadmap=tuple(replace(phase, resources=()) for phase in page.facts.roadmap))


def _other_capitals(page: Page) -> Page:
    role = page.facts.to_role
    return page.but(to_role=replace(role, label=role.name.lower()))


_DEFECTS: tuple[Callable[[Page], Page], ...] = (_no_demand, _no_resources, _other_capitals)


@defect("COR005")
def one_finding_on_nearly_all_pages(chance: Random) -> Case:
    count = chance.randint(4, 8)
    with_it = max(4 if count < 5 else 0, -(-count * 8 // 10), chance.randint(1, count))
    harm = chance.choice(_DEFECTS)
    pages = site(chance, count)
    return several([harm(page) if i < with_it else page for i, page in enumerate(pages)], chance, _LOSSLESS)


@near_miss("COR005")
def one_finding_on_many_pages(chance: Random) -> Case:
    count, with_it = chance.choice([(3, 3), (2, 2), (4, 3), (5, 3), (6, 4), (8, 6), (9, 7)])
    harm = chance.choice(_DEFECTS)
    pages = site(chance, count)
    return several([harm(page) if i < with_it else page for i, page in enumerate(pages)], chance, _LOSSLESS)


def _changed(page: Page, chance: Random) -> Page:
    """The page with one value changed."""
    facts = page.facts
    kind = chance.choice(["timeline", "difficulty", "demand", "phase", "skill", "answer", "description"])
    if kind == "timeline":
        return page.but(timeline=months(page.months + 1, page.months + 9))
    if kind == "difficulty":
        assert facts.difficulty
        word = next(word for word in words.LEVELS if word != facts.difficulty.text)
        return page.but(difficulty=replace(facts.difficulty, text=word, level=words.LEVELS[word]))
    if kind == "demand":
        return page.but(demand=f"{facts.demand}, for now")
    if kind == "phase":
        first = facts.roadmap[0]
        return page.but(roadmap=(retimed(first, weeks(31)), *facts.roadmap[1:]))
    if kind == "skill":
        skill = facts.skills_to_learn[-1]
        return page.but(skills_to_learn=(*facts.skills_to_learn[:-1], replace(skill, duration=weeks(1))))
    if kind == "answer":
        entry = facts.faq[0]
        return page.but(faq=(replace(entry, answer="Ask again in a year; it depends."), *facts.faq[1:]))
    known = facts.transferable_skills[0]
    other = replace(known, description="Nobody asks for it any more.")
    return page.but(transferable_skills=(other, *facts.transferable_skills[1:]))


_SUFFIX = {"markdown": "md", "react": "html", "plain": "html"}


def _twice(page: Page, other: Page, chance: Random) -> Case:
    forms = chance.sample(RAW[1:], 2)
    written = zip("ab", (page, other), forms, strict=True)
    return {f"{name}.{_SUFFIX.get(form, 'txt')}": write(one.facts, chance, form) for name, one, form in written}


@defect("COR006")
def two_pages_of_one_pathway_disagree(chance: Random) -> Case:
    page = draw(chance)
    return _twice(page, _changed(page, chance), chance)


@near_miss("COR006")
def two_pages_of_one_pathway_agree(chance: Random) -> Case:
    page = draw(chance)
    if chance.random() < 0.4:  # one of them states less
        part = chance.choice(["demand", "difficulty", "timeline"])
        less = page.but(**{part: None})
        return {"a.txt": write(page.facts, chance, "inner"), "b.txt": write(less.facts, chance, "packed")}
    if chance.random() < 0.3:  # two pathways
        return several(site(chance, 2), chance, RAW)
    return _twice(page, page, chance)
