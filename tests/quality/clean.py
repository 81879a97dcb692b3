"""Clean pages: facts that agree with each other, drawn by chance, on which no rule should find anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor
from random import Random
from typing import Any, NamedTuple

from gold.facts import (
    Answer,
    Difficulty,
    Duration,
    Facts,
    Headline,
    Percent,
    Phase,
    RealityCheck,
    Resource,
    Role,
    Skill,
    SkillToLearn,
    Step,
)
from quality import words
from quality.authors import Author, author, way
from quality.crafts import WORDED, Craft

MONTH = 4.348125
YEAR = 12  # months
PRIORITIES = ("critical", "important", "nice_to_have")
_LENGTHS = {"critical": (6, 9), "important": (4, 6), "nice_to_have": (2, 4)}
_SIGNS = ("$", "$", "€", "£")
OTHER_QUESTIONS = frozenset(question for question, _ in words.OTHER_ANSWERS)
_PLAIN_SHARE = 0.25  # of the pages; the others have the skills of `crafts`


class Lesson(NamedTuple):
    """What a roadmap does for one skill."""

    task: str
    resources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is written down.

    Attributes:
        facts: what it states.
        months: how long all its statements say the transition takes; in weeks, what its phases add up to.
        pay: (lower, upper) of the old job and of the new one, in thousands.
        sign: the currency's.
        hours: (lower, upper) hours a week, where an answer says them.
        author: whose habits it shows.
        lessons: what its roadmap does for each skill, by the skill's name.
    """

    facts: Facts
    months: int
    weeks: int
    old: tuple[int, int]
    new: tuple[int, int]
    sign: str
    hours: tuple[int, int]
    author: Author
    lessons: Mapping[str, Lesson]

    def but(self, **changed: Any) -> Page:
        """The page with other facts."""
        return replace(self, facts=replace(self.facts, **changed))


def weeks(low: int, high: int | None = None, text: str | None = None) -> Duration:
    """A duration in weeks, as written or in the usual way."""
    return _duration(low, high, "week", text)


def months(low: int, high: int | None = None, text: str | None = None) -> Duration:
    """A duration in months."""
    return _duration(low, high, "month", text)


def years(low: int, high: int | None = None, text: str | None = None) -> Duration:
    """A duration in years."""
    return _duration(low, high, "year", text)


def _duration(low: int, high: int | None, unit: str, text: str | None) -> Duration:
    high = low if high is None else high
    amount = str(low) if low == high else f"{low}-{high}"
    return Duration(text or f"{amount} {unit}{'s' * (high > 1)}", low, high, unit)


def titled(facts: Facts, headline: str, duration: Duration | None) -> Facts:
    """The facts under another headline."""
    title = f"From {facts.from_role.name} to {facts.to_role.name}: {headline}"
    return replace(facts, title=title, headline=Headline(headline, duration))


def month_title(low: int, high: int | None = None) -> tuple[str, Duration]:
    """A headline in months, and its duration."""
    amount = str(low) if high in (None, low) else f"{low}-{high}"
    hyphen = "-" if high in (None, low) else " "
    text = f"{amount}{hyphen}Month"
    return f"Your {text} Transition Guide", Duration(text, low, high or low, "month")


def plural(role: str) -> str:
    """Several people of a role."""
    return f"{role}s"


def money(sign: str, pay: tuple[int, int], form: str = "full") -> str:
    """A range of pay, written out or short."""
    low, high = pay
    if form == "short":
        return f"{sign}{low}k-{sign}{high}k"
    return f"{sign}{low},000-{sign}{high},000" if form == "full" else f"{sign}{low},000 to {sign}{high},000"


def envelope(old: tuple[int, int], new: tuple[int, int]) -> tuple[float, float]:
    """The change in percent from lower bound to lower bound, and from upper to upper, the smaller first."""
    changes = sorted((100 * (new[0] / old[0] - 1), 100 * (new[1] / old[1] - 1)))
    return changes[0], changes[1]


def percent(low: int, high: int | None = None, note: str | None = None) -> Percent:
    """A change, as the site writes it."""
    high = low if high is None else high
    text = f"{low:+d}%" if low == high else f"{low:+d}% to {high:+d}%"
    return Percent(text + (f" ({note})" if note else ""), low, high, note)


def inside(bounds: tuple[float, float], chance: Random) -> Percent:
    """A change that the envelope holds."""
    low, high = ceil(bounds[0]), floor(bounds[1])
    if low > high:
        return percent(round(sum(bounds) / 2))
    first = chance.randint(low, high)
    return percent(first, chance.choice([first, high]))


def site(chance: Random, count: int) -> list[Page]:
    """Pages of one site: they agree with each other too, and no two are of one pathway."""
    name = str(chance.getrandbits(32))
    origins = chance.sample(words.ORIGINS, max(1, ceil(count / 2)))
    pairs: dict[tuple[str, str], None] = {}
    while len(pairs) < count:
        pairs[chance.choice(origins), target(chance)] = None
    return [draw(chance, name, *pair) for pair in pairs]


def target(chance: Random) -> str:
    """A role to reach."""
    return chance.choice(list(words.PLAIN if chance.random() < _PLAIN_SHARE else WORDED))


def draw(
    chance: Random,
    name: str | None = None,
    first: str | None = None,
    second: str | None = None,
    *,
    careful: bool = False,
) -> Page:
    """A page; pages of one site rate a skill, pay a role and spell alike. A careful author's words are the same."""
    name = name or str(chance.getrandbits(32))
    first = first or chance.choice(words.ORIGINS)
    second = second or target(chance)
    by = author(chance, american=_of_site(name, "spelling").random() < 0.5, careful=careful)
    skills, lessons = _skills(chance, name, first, second, by)
    least = learning(skills)
    length = max(5, ceil(least / 4)) + chance.randint(0, 4)
    total = chance.randint(4 * length, floor(MONTH * length))
    sign = _of_site(name, "sign").choice(_SIGNS)
    old, new = _pay(name, first), _pay(name, second)
    low = chance.randint(5, 12)
    hours = (low, low + chance.randint(2, 5))

    def some(templates: Sequence[str], least: int, most: int) -> tuple[str, ...]:
        chosen = chance.sample(templates, chance.randint(least, most))
        return tuple(by.spelt(template.format(first=first, second=second)) for template in chosen)

    facts = Facts(
        title="",
        from_role=Role(first, first),
        to_role=Role(second, second),
        headline=Headline("", None),
        difficulty=_difficulty(chance),
        timeline=_timeline(chance, length, total, by),
        salary_change=inside(envelope(old, new), chance),
        demand=chance.choice(words.DEMANDS),
        overview=some(words.OVERVIEWS, 2, 4),
        transferable_skills=tuple(
            Skill(skill, " ".join(some(words.DESCRIPTIONS, 1, 2)))
            for skill in chance.sample(
                [skill for skill in words.TRANSFERABLE if skill not in lessons], chance.randint(3, 5)
            )
        ),
        skills_to_learn=skills,
        roadmap=_roadmap(chance, [lessons[skill.name] for skill in skills], length, total, by),
        reality_check=RealityCheck(
            some(words.REWARDS, 2, 4), some(words.TRADEOFFS, 2, 3), some(words.CHALLENGES, 2, 3)
        ),
        action_plan=_plan(some(words.STEPS, 6, 6)),
        faq=(),
    )
    page = Page(titled(facts, *_headline(chance, length, total, by)), length, total, old, new, sign, hours, by, lessons)
    return page.but(faq=_faq(page, chance))


def _of_site(name: str, what: str) -> Random:
    """The chance that decides something for all pages of a site."""
    return Random(f"{name} {what}")  # noqa: S311


def _skills(
    chance: Random, name: str, first: str, second: str, by: Author
) -> tuple[tuple[SkillToLearn, ...], dict[str, Lesson]]:
    """The skills of a page, and what its roadmap does for each."""
    every = words.TARGETS[second]
    chosen = chance.sample(every, chance.randint(4, 6))
    rated = [(craft, *_rated(name, first, craft, by)) for craft in chosen]
    if not any(priority == "critical" for _, priority, _ in rated):
        rated = [(craft, *_rated(name, first, craft, by)) for craft in every]
    rated.sort(key=lambda item: PRIORITIES.index(item[1]))
    general = iter(chance.sample(words.GUIDANCE, len(words.GUIDANCE)))
    skills, lessons = [], {}
    for craft, priority, duration in rated:
        loose = chance.random() < by.loose
        called = by.spelt(craft.names[by.names if loose and len(craft.names) > by.names else 0])
        advice = by.spelt(way(chance, craft.guidance, by.guidance) if craft.guidance else next(general))
        skills.append(SkillToLearn(called, priority, duration, advice))
        task = by.spelt(craft.tasks[by.tasks if loose and len(craft.tasks) > by.tasks else 0])
        task += "." if by.stops else ""
        lessons[called] = Lesson(task, tuple(chance.sample(craft.resources, min(len(craft.resources), 2))))
    return tuple(skills), lessons


def learning(skills: Sequence[SkillToLearn]) -> int:
    """The least that skills take together, in weeks; a month has four."""
    known = [skill.duration for skill in skills if skill.duration]
    return sum((duration.min or 0) * (4 if duration.unit == "month" else 1) for duration in known)


def _rated(name: str, first: str, craft: Craft, by: Author) -> tuple[str, Duration]:
    """What one site says of a skill to people of one job; each author counts in their own way."""
    chance = _of_site(name, f"{first} {craft.names[0]}")
    priority = chance.choice(PRIORITIES)
    low, high = _LENGTHS[priority]
    length = chance.randint(low, high)
    ranged = length < high and chance.random() < 0.2
    if by.months and length in (4, 8) and not ranged:
        return priority, months(length // 4, text=_written(length // 4, "month", by))
    if ranged:
        return priority, weeks(length, length + 1)
    return priority, weeks(length, text=_written(length, "week", by))


def _written(amount: int, unit: str, by: Author) -> str:
    """A duration alone in its place."""
    return f"{by.number(amount).capitalize()} {unit}{'s' * (amount > 1)}"


def _pay(name: str, role: str) -> tuple[int, int]:
    """What one site says that a role earns, in thousands."""
    chance = _of_site(name, role)
    low = chance.randint(32, 85)
    return low, low + chance.randint(9, 24)


def _difficulty(chance: Random) -> Difficulty:
    word = chance.choice(list(words.LEVELS))
    return Difficulty(word, words.LEVELS[word])


def _headline(chance: Random, length: int, total: int, by: Author) -> tuple[str, Duration | None]:
    worded = f"{by.number(length).capitalize()}-Month"
    return chance.choice(
        [
            month_title(length),
            month_title(length, length + 3),
            (f"Your {worded} Transition Guide", months(length, text=worded)),
            (f"Your {total}-Week Transition Guide", weeks(total, text=f"{total}-Week")),
            ("Your Complete Transition Guide", None),
        ]
    )


def _timeline(chance: Random, length: int, total: int, by: Author) -> Duration:
    high = length + chance.randint(1, 6)
    span = by.span(length, high, chance)
    forms = [
        months(length, text=_written(length, "month", by)),
        months(length, high, f"{span[0].upper()}{span[1:]} months"),
        months(length - 1, length + 2, f"{length - 1} to {length + 2} months"),
        months(length, text=f"about {by.number(length)} months"),
        Duration(f"{length}+ months", length, None, "month"),
    ]
    if not by.months:
        forms += [weeks(total), weeks(total - 2, total + 4)]
    if length < YEAR:
        forms.append(months(length, YEAR, f"{length} months to 1 year"))
    return chance.choice(forms)


def parts(chance: Random, whole: int, count: int, least: int = 1) -> list[int]:
    """A whole number in parts."""
    spare = whole - least * count
    cuts = sorted(chance.randint(0, spare) for _ in range(count - 1))
    return [b - a + least for a, b in zip([0, *cuts], [*cuts, spare], strict=True)]


def phase_lengths(chance: Random, length: int, total: int, by: Author) -> list[Duration]:
    """Durations of phases that add up to the total, in one of the ways in which sites write them."""
    if chance.random() < (0.6 if by.months else 0.1):
        lengths = parts(chance, length, chance.randint(2, min(5, length)))
        return [months(part, text=_written(part, "month", by)) for part in lengths]
    lengths = parts(chance, total, chance.randint(2, 6), 3)
    if chance.random() < 0.3:
        return [weeks(part - 1, part + 1) for part in lengths]
    return [weeks(part, text=_written(part, "week", by)) for part in lengths]


def _roadmap(chance: Random, lessons: Sequence[Lesson], length: int, total: int, by: Author) -> tuple[Phase, ...]:
    durations = phase_lengths(chance, length, total, by)
    titles = chance.sample(words.PHASES, len(durations))
    if by.ranges:
        titles = _dated(titles, durations)
    general = iter(chance.sample(words.RESOURCES, len(words.RESOURCES)))
    phases = []
    for i, duration in enumerate(durations):
        here = lessons[i :: len(durations)]
        tasks = [lesson.task for lesson in here]
        tasks += [by.spelt(chore) + ("." if by.stops else "") for chore in chance.sample(words.CHORES, 1)]
        own = [name for lesson in here for name in lesson.resources]
        named = chance.sample(own, min(len(own), 1 if by.single else 2))
        if not named or not by.single:
            named.append(next(general))
        phases.append(Phase(i + 1, titles[i], duration, tuple(tasks), tuple(Resource(name, None) for name in named)))
    return tuple(phases)


def _dated(titles: Sequence[str], durations: Sequence[Duration]) -> list[str]:
    """Titles that say when their phases are, if that is known."""
    dated, before = [], 0
    for title, duration in zip(titles, durations, strict=True):
        if duration.min is None or duration.min != duration.max or duration.unit is None:
            return list(titles)
        after = before + duration.min
        unit = duration.unit.capitalize()
        dated.append(f"{title} ({unit}s {before + 1}-{after})" if duration.min > 1 else f"{title} ({unit} {after})")
        before = after
    return dated


def retimed(phase: Phase, duration: Duration | None) -> Phase:
    """The phase with another duration, and without the weeks that its title may give."""
    return replace(phase, title=phase.title.partition(" (")[0], duration=duration)


def _plan(steps: Sequence[str]) -> tuple[Step, ...]:
    spans = (("This Week", 1, "week"), ("This Month", 1, "month"), ("Next 90 Days", 90, "day"))
    return tuple(
        Step(label, Duration(label, amount, amount, unit), tuple(steps[2 * i : 2 * i + 2]))
        for i, (label, amount, unit) in enumerate(spans)
    )


def time_answer(page: Page, chance: Random, time: str | None = None, template: str | None = None) -> Answer:
    """The answer to the question how long it takes: what the page says elsewhere, or another time."""
    said = {
        "first": page.facts.from_role.name,
        "second": page.facts.to_role.name,
        "time": time or f"{page.author.span(page.months, page.months + chance.randint(1, 3), chance)} months",
        "hours": page.author.span(*page.hours, chance),
    }
    return Answer(
        chance.choice(words.HOW_LONG).format(**said), (template or chance.choice(words.TIME_ANSWERS)).format(**said)
    )


def pay_answer(
    page: Page, chance: Random, new: tuple[int, int] | None = None, more: str = "", form: str | None = None
) -> Answer:
    """The answer to the question what one earns: the pay of both roles, and more."""
    first, second = page.facts.from_role.name, page.facts.to_role.name
    form = form or chance.choice(["full", "short", "to"])
    said = {"first": first, "second": second, "firsts": plural(first), "seconds": plural(second)}
    answer = chance.choice(words.PAY_ANSWERS).format(
        old=money(page.sign, page.old, form), new=money(page.sign, new or page.new, form), **said
    )
    return Answer(chance.choice(words.WHAT_PAY).format(**said), f"{answer} {more}".strip())


def _faq(page: Page, chance: Random) -> tuple[Answer, ...]:
    answers = [
        Answer(*map(page.author.spelt, said)) for said in chance.sample(words.OTHER_ANSWERS, chance.randint(2, 3))
    ]
    if chance.random() < 0.7:
        answers.append(time_answer(page, chance))
    if chance.random() < 0.7:
        answers.append(pay_answer(page, chance))
    return tuple(chance.sample(answers, len(answers)))


def asked(page: Page, *answers: Answer) -> Page:
    """The page with these answers about time and pay, and without its own."""
    return page.but(faq=(*[entry for entry in page.facts.faq if entry.question in OTHER_QUESTIONS], *answers))
