"""STR, NAM, DUR, SAL, EXT: slips of the pen and of programs, and what only looks like one."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pages as site
from gold.facts import Answer, Duration, Facts, Percent, Role, Skill
from quality import words
from quality.clean import Page, draw, months, retimed, titled, weeks
from quality.exam import Case, defect, near_miss
from quality.structure import TEXTS, as_file, form_of, heading_at, lines_of
from quality.written import RAW, RECORDS, files, write


def _with_task(page: Page, text: str, chance: Random) -> Page:
    phases = list(page.facts.roadmap)
    i = chance.randrange(len(phases))
    phases[i] = replace(phases[i], tasks=(*phases[i].tasks, text))
    return page.but(roadmap=tuple(phases))


def _with_paragraph(page: Page, text: str) -> Page:
    return page.but(overview=(*page.facts.overview, text))


def _with_answer(page: Page, question: str, answer: str) -> Page:
    return page.but(faq=(*page.facts.faq, Answer(question, answer)))


def _with_reward(page: Page, *texts: str) -> Page:
    said = page.facts.reality_check
    return page.but(reality_check=replace(said, rewards=(*said.rewards, *texts)))


def _somewhere(page: Page, text: str, chance: Random) -> Page:
    """The page with a sentence somewhere."""
    place = chance.choice(["task", "paragraph", "answer", "guidance"])
    if place == "task":
        return _with_task(page, text, chance)
    if place == "paragraph":
        return _with_paragraph(page, text)
    if place == "answer":
        return _with_answer(page, "What else should I know?", text)
    skill = page.facts.skills_to_learn[-1]
    changed = replace(skill, guidance=f"{skill.guidance} {text}")
    return page.but(skills_to_learn=(*page.facts.skills_to_learn[:-1], changed))


def _long(chance: Random, least: int = 3) -> Page:
    """A page with so many phases at least."""
    while len((page := draw(chance)).facts.roadmap) < least:
        pass
    return page


_VALUES = (
    "TODO",
    "TBD",
    "lorem ipsum",
    "undefined",
    "NaN",
    "[object Object]",
    "XXX",
    "Coming soon",
    "{{text}}",
    "null",
)
_WITHIN = (
    "TODO: ask somebody who knows.",
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
    "It takes undefined weeks to get used to.",
    "Some 40 firms pay $NaN for it.",
    "The date of the next course is TBD.",
    "Read about it in [insert name of journal].",
    "Firms in {{city}} ask for it.",
    "It costs XX% of a month's pay.",
    "Ask [object Object] for a date.",
)


@defect("STR009")
def value_is_a_placeholder(chance: Random) -> Case:
    page, said = draw(chance), chance.choice(_VALUES)
    kind = chance.choice(["within", "within", "demand", "reward", "answer", "description", "timeline"])
    if kind == "within":
        return files(_somewhere(page, chance.choice(_WITHIN), chance), chance)
    if kind == "demand":
        return files(page.but(demand=said), chance)
    if kind == "reward":
        return files(_with_reward(page, said), chance)
    if kind == "answer":
        return files(_with_answer(page, "What else should I know?", said), chance)
    if kind == "timeline":
        said = chance.choice(["TBD", "undefined", "NaN months"])
        return files(page.but(timeline=Duration(said, None, None, None)), chance, TEXTS)
    first, *others = page.facts.transferable_skills
    return files(page.but(transferable_skills=(replace(first, description=said), *others)), chance)


_SPOKEN_OF = (
    "Build a TODO app, then a better one.",
    "TODO lists are for people who forget.",
    "Drop the NaN values of one column with pandas.",
    "Never publish 'lorem ipsum dolor', not even once.",
    "Undefined roles are the rule in small firms.",
    "Fill {{ name }} in a Jinja template.",
    "Practise trunk-based development (TBD) for a week.",
    "Write `{{city}}` where the city's name goes.",
    "Null results are results.",
    "A placeholder is no text.",
    "Go to the XXII congress.",
    "It is determined to stay, and was announced here soon.",
    "N/A",
    "Dear [name], nobody reads this.",
)


@near_miss("STR009")
def placeholder_is_spoken_of(chance: Random) -> Case:
    page, said = draw(chance), chance.choice(_SPOKEN_OF)
    return files(_somewhere(page, said, chance), chance)


@defect("STR010")
def phase_lacks_something(chance: Random) -> Case:
    page = _long(chance)
    phases = list(page.facts.roadmap)
    i = chance.randrange(len(phases))
    lacking = chance.choice(["duration", "tasks"])
    phases[i] = retimed(phases[i], None) if lacking == "duration" else replace(phases[i], tasks=())
    return files(page.but(roadmap=tuple(phases)), chance, (*TEXTS, *RECORDS))


@near_miss("STR010")
def phases_lack_what_none_has(chance: Random) -> Case:
    page = _long(chance)
    kind = chance.choice(["no durations", "no tasks", "ongoing", "cut off", "one task"])
    phases = list(page.facts.roadmap)
    if kind == "no durations":
        phases = [retimed(phase, None) for phase in phases]
    elif kind == "no tasks":
        phases = [replace(phase, tasks=()) for phase in phases]
    elif kind == "one task":
        phases = [replace(phase, tasks=phase.tasks[:1]) for phase in phases]
    elif kind == "ongoing":
        phases[-1] = retimed(phases[-1], Duration("Ongoing", None, None, None, ongoing=True))
    page = page.but(roadmap=tuple(phases))
    if kind == "cut off":
        form = form_of(chance)
        lines = lines_of(write(page.facts, chance, form))
        last = heading_at(lines, phases[-1].title)
        return as_file("\n".join(lines[: last + 1]), form, chance)
    return files(page, chance, (*TEXTS, *RECORDS))


@defect("STR011")
def thing_is_listed_twice(chance: Random) -> Case:
    page = draw(chance)
    facts = page.facts
    kind = chance.choice(["bullet", "task", "skill", "known and to learn", "question", "step"])
    if kind == "bullet":
        said = chance.choice(facts.reality_check.rewards)
        return files(_with_reward(page, chance.choice([said, f"{said}."])), chance)
    if kind == "task":
        phase = facts.roadmap[0]
        again = replace(phase, tasks=(*phase.tasks, phase.tasks[0]))
        return files(page.but(roadmap=(again, *facts.roadmap[1:])), chance)
    if kind == "skill":
        known = facts.transferable_skills
        return files(
            page.but(transferable_skills=(*known, replace(known[0], description="You do it at home, too."))), chance
        )
    if kind == "known and to learn":
        name = chance.choice(facts.skills_to_learn).name
        return files(page.but(transferable_skills=(*facts.transferable_skills, Skill(name, "You do it now."))), chance)
    if kind == "step":
        step = facts.action_plan[0]
        longer = replace(step, tasks=(*step.tasks, step.tasks[0]))
        return files(page.but(action_plan=(longer, *facts.action_plan[1:])), chance)
    return files(_with_answer(page, facts.faq[0].question, "It is the same everywhere."), chance)


@near_miss("STR011")
def thing_is_listed_once(chance: Random) -> Case:
    page = draw(chance)
    facts = page.facts
    kind = chance.choice(["two lists", "two phases", "level", "answer", "nearly"])
    if kind == "two lists":
        said = facts.reality_check
        changed = replace(said, challenges=(*said.challenges, said.rewards[0]))
        return files(page.but(reality_check=changed), chance)
    if kind == "two phases":
        phases = [replace(phase, tasks=(*phase.tasks, "Sit in on somebody else's work")) for phase in facts.roadmap]
        return files(page.but(roadmap=tuple(phases)), chance)
    if kind == "level":
        name = chance.choice(facts.skills_to_learn).name
        return files(
            page.but(transferable_skills=(*facts.transferable_skills, Skill(f"Basic {name}", "You do it now."))), chance
        )
    if kind == "answer":
        return files(_with_answer(_with_answer(page, "Is it hard?", "No."), "Is it dull?", "No."), chance)
    return files(_with_reward(page, "A desk by the window", "A desk by the door"), chance)


def _renumbered(page: Page, numbers: list[int], chance: Random, form: str) -> Case:
    lines = lines_of(write(page.facts, chance, form))
    for phase, number in zip(page.facts.roadmap, numbers, strict=True):
        start = heading_at(lines, site.ROADMAP)
        at = next(i for i in range(start, len(lines)) if lines[i].lstrip("# ") == phase.title)
        above = next(i for i in range(at - 1, start, -1) if lines[i].strip())
        assert lines[above] == str(phase.position)
        lines[above] = str(number)
    return {"page.md" if form == "markdown" else "page.txt": "\n".join(lines)}


@defect("STR012")
def numbers_out_of_their_row(chance: Random) -> Case:
    page = draw(chance)
    count = len(page.facts.roadmap)
    at = chance.randrange(1, count)
    numbers = list(range(1, count + 1))
    if chance.random() < 0.5:
        numbers = numbers[:at] + [number + 1 for number in numbers[at:]]
    else:
        numbers[at] = numbers[at - 1]
    return _renumbered(page, numbers, chance, form_of(chance))


@near_miss("STR012")
def numbers_in_their_row(chance: Random) -> Case:
    page = draw(chance)
    if chance.random() < 0.5:
        return _renumbered(page, list(range(1, len(page.facts.roadmap) + 1)), chance, form_of(chance))
    phases = tuple(replace(phase, title=f"{phase.title} {2 * phase.position}") for phase in page.facts.roadmap)
    return files(page.but(roadmap=phases), chance, RAW)


def _between(page: Page, first: str, second: str) -> Page:
    facts = replace(page.facts, from_role=Role(first, first), to_role=Role(second, second))
    return replace(page, facts=titled(facts, facts.headline.text, facts.headline.duration))


@defect("NAM007")
def both_roles_are_one(chance: Random) -> Case:
    page = draw(chance)
    name = chance.choice([page.facts.from_role.name, page.facts.to_role.name])
    other = chance.choice([name, name, name.lower(), f"{name}s"])
    return files(_between(page, name, other), chance)


@near_miss("NAM007")
def roles_are_nearly_one(chance: Random) -> Case:
    page = draw(chance)
    name = page.facts.to_role.name
    first, second = chance.choice(
        [
            (name, f"Senior {name}"),
            (f"Junior {name}", name),
            (name, f"{name} Team Lead"),
            ("C Developer", "C++ Developer"),
        ]
    )
    return files(_between(page, first, second), chance)


_FOREIGN = (
    "Your experience as a {role} is worth a lot here.",
    "Your ten years as a {role} count.",
    "As a {role}, you already know how to listen.",
    "The transition from {role} to {second} is slower than most think.",
    "Tell them of your time as a {role}.",
)
_LIVES = ("Pastry Chef", "Police Officer", "Bank Teller", "Army Medic", "Carpenter", "Florist", "Hotel Receptionist")


def _spoken(page: Page, template: str, role: str, chance: Random) -> Page:
    return _somewhere(page, template.format(role=role, second=page.facts.to_role.name), chance)


@defect("NAM008")
def role_of_another_page(chance: Random) -> Case:
    page = _between(draw(chance), "Wedding Planner", chance.choice(["Data Analyst", "Cloud Engineer", "UX Designer"]))
    return files(_spoken(page, chance.choice(_FOREIGN), chance.choice(_LIVES), chance), chance)


@near_miss("NAM008")
def role_of_the_page(chance: Random) -> Case:
    page = draw(chance)
    first, second = page.facts.from_role.name, page.facts.to_role.name
    last = first.split()[-1]
    said = chance.choice(
        [
            f"Your experience as a {first} is worth a lot here.",
            f"As a {last}, you already know how to listen.",
            f"Your first year as a {second} is the longest.",
            f"The transition from {first} to {second} is slower than most think.",
            "If you have your time as a Wedding Planner to show, do.",
            "Read “Your Life as a Wedding Planner”, all of it.",
            "Your experience as a parent counts, too.",
            "Your experience as a Team Player counts, too.",
            "A friend with your years as a Wedding Planner would say so.",
        ]
    )
    return files(_somewhere(page, said, chance), chance)


_PAIRS = (
    ("color", "colour"), ("behavior", "behaviour"), ("center", "centre"), ("organize", "organise"), ("labor", "labour"),
    ("analyze", "analyse"), ("favorite", "favourite"), ("theater", "theatre"), ("traveled", "travelled"),
    ("prioritize", "prioritise"), ("defense", "defence"), ("labeled", "labelled"), ("honor", "honour"),
)  # fmt: skip


@defect("NAM009")
def spelling_of_two_countries(chance: Random) -> Case:
    page = draw(chance)
    pairs = chance.sample([pair for pair in _PAIRS if "ize" not in pair[0]], 7)
    most = chance.choice([2, 3, 5])
    sides = [[us for us, _ in pairs[:2]], [uk for _, uk in pairs[2 : 2 + most]]]
    if chance.random() < 0.3:
        sides[0] = ["organize", "prioritize"]
        sides[1].append("summarise")
        sides[1].append("emphasise")
    for listed in sides:
        page = _with_paragraph(page, f"Words such as {' and '.join(listed)} say a lot.")
    return files(page, chance)


@near_miss("NAM009")
def spelling_of_one_country(chance: Random) -> Case:
    while (page := draw(chance)).author.american:
        pass
    kind = chance.choice(["one", "oxford", "names", "quoted", "everywhere"])
    uk = [british for _, british in chance.sample(_PAIRS, 3)]
    page = _with_paragraph(page, f"Words such as {' and '.join(uk)} say a lot.")
    more = {
        "one": "It is licensed, and to practise is a practice.",
        "oxford": "Words such as colour say a lot.",
        "names": "The Labor Center of Honor and Behavior is a name.",
        "quoted": "“The color of labor and the honor of behavior” is a title.",
        "everywhere": "Advertise, exercise, supervise, revise and advise; any enterprise is a compromise.",
    }[kind]
    return files(_with_paragraph(page, more), chance)


def _ranged(page: Page, off: int, chance: Random, other: Duration | None = None) -> Page:
    """The page with the weeks of each phase in its title, and a duration of one that is off by so many, or another."""
    form = chance.choice(
        ["{title} (Weeks {first}-{last})", "Weeks {first}-{last}: {title}", "{title}: Weeks {first} to {last}"]
    )
    at, first, phases = chance.randrange(len(page.facts.roadmap)), 1, []
    for i, phase in enumerate(page.facts.roadmap):
        length = chance.randint(5, 12)
        title = form.format(title=phase.title.partition(" (")[0], first=first, last=first + length - 1)
        said = weeks(length + (off if i == at else 0))
        phases.append(replace(phase, title=title, duration=(other if i == at else None) or said))
        first += length
    return page.but(roadmap=tuple(phases))


@defect("DUR011")
def title_says_other_weeks(chance: Random) -> Case:
    return files(_ranged(draw(chance), chance.choice([-3, -4, 2, 5, 12]), chance), chance, (*TEXTS, *RECORDS))


@near_miss("DUR011")
def title_says_these_weeks(chance: Random) -> Case:
    other = Duration("40 hours", 40, 40, "hour") if chance.random() < 0.2 else None
    return files(_ranged(draw(chance), chance.choice([0, 0, -1]), chance, other), chance, (*TEXTS, *RECORDS))


_ABSURD = (
    Duration("0 weeks", 0, 0, "week"), Duration("0 months", 0, 0, "month"), Duration("800 weeks", 800, 800, "week"),
    Duration("120 months", 120, 120, "month"), Duration("40 years", 40, 40, "year"),
    Duration("418 weeks", 418, 418, "week"),
    Duration("0 hours", 0, 0, "hour"), Duration("25000 hours", 25000, 25000, "hour"),
)  # fmt: skip


@defect("DUR012")
def duration_is_absurd(chance: Random) -> Case:
    page, said = draw(chance), chance.choice(_ABSURD)
    if chance.random() < 0.2:
        said = chance.choice([Duration("0 months", 0, 0, "month"), Duration("300 months", 300, 300, "month")])
        return files(page.but(timeline=said), chance, (*TEXTS, *RECORDS))
    if chance.random() < 0.5:
        skills = list(page.facts.skills_to_learn)
        i = chance.randrange(len(skills))
        skills[i] = replace(skills[i], duration=said)
        return files(page.but(skills_to_learn=tuple(skills)), chance, (*TEXTS, *RECORDS))
    phases = list(page.facts.roadmap)
    i = chance.randrange(len(phases))
    phases[i] = replace(phases[i], duration=said)
    return files(page.but(roadmap=tuple(phases)), chance, (*TEXTS, *RECORDS))


@near_miss("DUR012")
def duration_is_long_or_short(chance: Random) -> Case:
    page = draw(chance)
    said = chance.choice(
        [
            weeks(0, 2),
            weeks(1),
            weeks(417),
            months(96),
            Duration("8 years", 8, 8, "year"),
            Duration("1 hour", 1, 1, "hour"),
        ]
    )
    phases = list(page.facts.roadmap)
    phases[0] = replace(phases[0], duration=said)
    return files(page.but(roadmap=tuple(phases)), chance, (*TEXTS, *RECORDS))


def _totalled(page: Page, listed: list[str], chance: Random) -> Case:
    form = form_of(chance)
    lines = lines_of(write(page.facts, chance, form))
    at = heading_at(lines, site.FAQ)
    mark, bullet = ("## ", "- ") if form == "markdown" else ("", "- ")
    lines[at:at] = [f"{mark}Study Hours", "", *[f"{bullet}{said}" for said in listed], ""]
    return as_file("\n".join(lines), form, chance)


def _listed(chance: Random, unit: str) -> tuple[list[str], int]:
    amounts = [chance.randint(2, 60) * 5 for _ in range(chance.randint(2, 5))]
    names = chance.sample(["Theory", "Practice", "Tests", "Reading", "Travel", "Talks"], len(amounts))
    form = chance.choice(["{name}: {said}", "{name} – {said}", "{name} ({said})"])
    return [
        form.format(name=name, said=_money(amount, unit)) for name, amount in zip(names, amounts, strict=True)
    ], sum(amounts)


def _money(amount: int, unit: str) -> str:
    return f"{unit}{amount:,}" if unit in "$€£" else f"{amount} {unit}"


@defect("DUR013")
def total_is_no_sum(chance: Random) -> Case:
    unit = chance.choice(["hours", "hours", "hours", "days", "$", "€"])
    listed, total = _listed(chance, unit)
    off = chance.choice([-total // 3, 10, total // 2, 150])
    said = f"{chance.choice(['Total', 'Total time', 'In total', 'Grand total'])}: {_money(total + off, unit)}"
    return _totalled(draw(chance), [said, *listed] if chance.random() < 0.3 else [*listed, said], chance)


@near_miss("DUR013")
def total_is_the_sum(chance: Random) -> Case:
    unit = chance.choice(["hours", "days", "$"])
    listed, total = _listed(chance, unit)
    kind = chance.choice(["sum", "about", "of which", "other unit", "open"])
    if kind == "of which":
        listed[0] += f", of which {_money(5, unit)} at home"
    if kind == "open":
        listed[0] = f"Tuition: at least {_money(10, unit)}"
    said = {
        "sum": f"Total: {_money(total, unit)}",
        "about": f"Total: about {_money(total + total // 12, unit)}",
        "of which": f"Total: {_money(3 * total, unit)}",
        "other unit": "Total: 3 terms",
        "open": f"Total: {_money(3 * total, unit)}",
    }[kind]
    return _totalled(draw(chance), [*listed, said], chance)


def _paid(facts: Facts, low: int, answer: str, chance: Random) -> Facts:
    others = dict(words.OTHER_ANSWERS)
    kept = tuple(entry for entry in facts.faq if entry.question in others)
    asked = chance.choice(
        ["What will I earn?", "How does the salary compare?", "What about money?", "Is the pay better?"]
    )
    text = f"{low:+d}%"
    return replace(facts, salary_change=Percent(text, low, low), faq=(*kept, Answer(asked, answer)))


_FALLS = (
    "Expect a pay cut.", "You will earn less.", "The salary is lower.", "You'll usually earn less than you do now.",
    "Expect a lower salary.", "Your pay will drop.", "Prepare for a significant pay cut.", "Be calm. Expect a pay cut.",
)  # fmt: skip
_RISES = (
    "Expect a raise.", "You will earn more.", "The pay is higher.", "You'll probably earn more than you do now.",
    "Expect a higher salary.", "Your salary will rise.", "Expect a nice pay rise.", "In short: you will earn more.",
)  # fmt: skip


@defect("SAL005")
def answer_says_the_other_direction(chance: Random) -> Case:
    page = draw(chance)
    rises = chance.random() < 0.5
    low = chance.randint(5, 60) * (1 if rises else -1)
    return files(
        replace(page, facts=_paid(page.facts, low, chance.choice(_FALLS if rises else _RISES), chance)), chance
    )


_NO_CONTRADICTION = (
    "Expect a pay cut at first, and a higher salary later.",
    "You will not earn less.",
    "You will earn less as a junior.",
    "You will earn less if you go down to four days.",
    "You may earn less in small towns.",
    "Less than a pilot, more than a poet.",
    "The salary is lower at some firms.",
    "That depends on the firm.",
    "You will earn less in winter. In summer you will earn more.",
    "Pay is lower in your first year.",
)


@near_miss("SAL005")
def answer_says_nothing_against_it(chance: Random) -> Case:
    page = draw(chance)
    kind = chance.choice(["rises", "falls", "same", "none"])
    if kind == "rises":
        facts = _paid(page.facts, 20, chance.choice(_NO_CONTRADICTION), chance)
    elif kind == "falls":
        facts = _paid(page.facts, -20, "You will earn more than enough, and more respect.", chance)
    elif kind == "same":
        facts = _paid(page.facts, 20, chance.choice(_RISES), chance)
    else:
        facts = _paid(page.facts, 0, chance.choice((*_RISES, *_FALLS)), chance)
    return files(replace(page, facts=facts), chance)


_UNBALANCED = (
    'Read "The Ward in Numbers, then ask a colleague.',
    "Read “The Ward in Numbers, then ask a colleague.",
    'Read The Ward in Numbers", then ask a colleague.',
    "Read 'The Ward in Numbers, then ask a colleague.",
    "Read ‘The Ward in Numbers, then ask a colleague.",
    'Read "The Ward" and "Numbers, then ask.',
)
_BALANCED = (
    'Read "The Ward in Numbers" and “Charts”, then ask.',
    "Read 'The Ward in Numbers' and ‘Charts’, then ask.",
    'Draw it on a 27" screen.',
    "It's the nurses' favourite of the '90s.",
    "Tell 'em of rock 'n' roll.",
    "The teachers' rooms aren't the pupils'.",
    "Read 'The Nurses' Ward' aloud.",
    'Say "no".',
)


@defect("EXT011")
def quote_has_no_end(chance: Random) -> Case:
    return files(_somewhere(draw(chance), chance.choice(_UNBALANCED), chance), chance)


@near_miss("EXT011")
def quote_has_an_end(chance: Random) -> Case:
    return files(_somewhere(draw(chance), chance.choice(_BALANCED), chance), chance)
