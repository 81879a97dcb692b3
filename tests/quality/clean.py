"""Clean pages: facts that agree with each other, drawn by chance, on which no rule should find anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, floor
from random import Random

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

MONTH = 4.348125
PRIORITIES = ("critical", "important", "nice_to_have")
_LENGTHS = {"critical": (6, 9), "important": (4, 6), "nice_to_have": (2, 4)}
_SIGNS = ("$", "$", "€", "£")


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is written down.

    Attributes:
        facts: what it states.
        months: how long all its statements say the transition takes; in weeks, what its phases add up to.
        pay: (lower, upper) of the old job and of the new one, in thousands.
        sign: the currency's.
        hours: (lower, upper) hours a week, where an answer says them.
    """

    facts: Facts
    months: int
    weeks: int
    old: tuple[int, int]
    new: tuple[int, int]
    sign: str
    hours: tuple[int, int]

    def but(self, **changed: object) -> Page:
        """The page with other facts."""
        return replace(self, facts=replace(self.facts, **changed))  # type: ignore[arg-type]  field by field


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
    pairs = [(origin, target) for origin in origins for target in words.TARGETS]
    return [draw(chance, name, *pair) for pair in chance.sample(pairs, count)]


def draw(chance: Random, name: str | None = None, first: str | None = None, second: str | None = None) -> Page:
    """A page; pages of one site rate a skill and pay a role alike."""
    name = name or str(chance.getrandbits(32))
    first = first or chance.choice(words.ORIGINS)
    second = second or chance.choice(list(words.TARGETS))
    skills = _skills(chance, name, first, second)
    least = learning(skills)
    length = max(5, ceil(least / 4)) + chance.randint(0, 4)
    total = chance.randint(4 * length, floor(MONTH * length))
    sign = Random(f"{name} sign").choice(_SIGNS)  # noqa: S311
    old, new = _pay(name, first), _pay(name, second)
    low = chance.randint(5, 12)
    hours = (low, low + chance.randint(2, 5))
    facts = Facts(
        title="",
        from_role=Role(first, first),
        to_role=Role(second, second),
        headline=Headline("", None),
        difficulty=_difficulty(chance),
        timeline=_timeline(chance, length, total),
        salary_change=inside(envelope(old, new), chance),
        demand=chance.choice(words.DEMANDS),
        overview=_filled(chance, words.OVERVIEWS, 2, 4, first, second),
        transferable_skills=tuple(
            Skill(skill, " ".join(_filled(chance, words.DESCRIPTIONS, 1, 2, first, second)))
            for skill in chance.sample(words.TRANSFERABLE, chance.randint(3, 5))
        ),
        skills_to_learn=skills,
        roadmap=_roadmap(chance, skills, second, length, total),
        reality_check=RealityCheck(
            _filled(chance, words.REWARDS, 2, 4, first, second),
            _filled(chance, words.TRADEOFFS, 2, 3, first, second),
            _filled(chance, words.CHALLENGES, 2, 3, first, second),
        ),
        action_plan=_plan(chance, first, second),
        faq=(),
    )
    page = Page(titled(facts, *_headline(chance, length, total)), length, total, old, new, sign, hours)
    return page.but(faq=_faq(page, chance))


def _skills(chance: Random, name: str, first: str, second: str) -> tuple[SkillToLearn, ...]:
    chosen = chance.sample(list(words.TARGETS[second]), chance.randint(4, 6))
    rated = [(skill, *_rated(name, first, skill)) for skill in chosen]
    if not any(priority == "critical" for _, priority, _ in rated):
        rated = [(skill, *_rated(name, first, skill)) for skill in words.TARGETS[second]]
    guidance = iter(chance.sample(words.GUIDANCE, len(rated)))
    return tuple(
        SkillToLearn(skill, priority, duration, next(guidance))
        for skill, priority, duration in sorted(rated, key=lambda item: PRIORITIES.index(item[1]))
    )


def learning(skills: Sequence[SkillToLearn]) -> int:
    """The least that skills take together, in weeks; a month has four."""
    known = [skill.duration for skill in skills if skill.duration]
    return sum((duration.min or 0) * (4 if duration.unit == "month" else 1) for duration in known)


def _rated(name: str, first: str, skill: str) -> tuple[str, Duration]:
    """What one site says of a skill to people of one job."""
    chance = Random(f"{name} {first} {skill}")  # noqa: S311
    priority = chance.choice(PRIORITIES)
    low, high = _LENGTHS[priority]
    length = chance.randint(low, high)
    forms = [weeks(length)] * 3
    forms += [weeks(length, length + 1)] if length < high else []
    forms += [months(length // 4)] if length in (4, 8) else []
    return priority, chance.choice(forms)


def _pay(name: str, role: str) -> tuple[int, int]:
    """What one site says that a role earns, in thousands."""
    chance = Random(f"{name} {role}")  # noqa: S311
    low = chance.randint(32, 85)
    return low, low + chance.randint(9, 24)


def _difficulty(chance: Random) -> Difficulty:
    word = chance.choice(list(words.LEVELS))
    return Difficulty(word, words.LEVELS[word])


def _headline(chance: Random, length: int, total: int) -> tuple[str, Duration | None]:
    return chance.choice(
        [
            month_title(length),
            month_title(length),
            month_title(length, length + 3),
            (f"Your {total}-Week Transition Guide", weeks(total, text=f"{total}-Week")),
            ("Your Complete Transition Guide", None),
        ]
    )


def _timeline(chance: Random, length: int, total: int) -> Duration:
    return chance.choice(
        [
            months(length),
            months(length, length + chance.randint(1, 6)),
            months(length - 1, length + 2, f"{length - 1} to {length + 2} months"),
            months(length, text=f"about {length} months"),
            Duration(f"{length}+ months", length, None, "month"),
            weeks(total),
            weeks(total - 2, total + 4),
        ]
    )


def _filled(
    chance: Random, templates: Sequence[str], least: int, most: int, first: str, second: str
) -> tuple[str, ...]:
    chosen = chance.sample(templates, chance.randint(least, most))
    return tuple(template.format(first=first, second=second) for template in chosen)


def parts(chance: Random, whole: int, count: int, least: int = 1) -> list[int]:
    """A whole number in parts."""
    spare = whole - least * count
    cuts = sorted(chance.randint(0, spare) for _ in range(count - 1))
    return [b - a + least for a, b in zip([0, *cuts], [*cuts, spare], strict=True)]


def phase_lengths(chance: Random, length: int, total: int) -> list[Duration]:
    """Durations of phases that add up to the total, in one of the ways in which sites write them."""
    form = chance.choice(["weeks", "weeks", "ranges", "months"])
    if form == "months":
        return [months(part) for part in parts(chance, length, chance.randint(2, min(5, length)))]
    lengths = parts(chance, total, chance.randint(2, 6), 3)
    if form == "ranges":
        return [weeks(part - 1, part + 1) for part in lengths]
    return [weeks(part) for part in lengths]


def _roadmap(chance: Random, skills: Sequence[SkillToLearn], second: str, length: int, total: int) -> tuple[Phase, ...]:
    durations = phase_lengths(chance, length, total)
    lessons = [words.TARGETS[second][skill.name] for skill in skills]
    titles = chance.sample(words.PHASES, len(durations))
    resources = iter(chance.sample(words.RESOURCES, len(words.RESOURCES)))
    phases = []
    for i, duration in enumerate(durations):
        tasks = [*lessons[i :: len(durations)], *chance.sample(words.CHORES, chance.randint(1, 2))]
        named = tuple(Resource(next(resources), None) for _ in range(chance.randint(1, 3)))
        phases.append(Phase(i + 1, titles[i], duration, tuple(tasks), named))
    return tuple(phases)


def _plan(chance: Random, first: str, second: str) -> tuple[Step, ...]:
    spans = (("This Week", 1, "week"), ("This Month", 1, "month"), ("Next 90 Days", 90, "day"))
    steps = iter(chance.sample(words.STEPS, 6))
    return tuple(
        Step(
            label,
            Duration(label, amount, amount, unit),
            tuple(next(steps).format(first=first, second=second) for _ in range(2)),
        )
        for label, amount, unit in spans
    )


def time_answer(page: Page, chance: Random, time: str | None = None, template: str | None = None) -> Answer:
    """The answer to the question how long it takes: what the page says elsewhere, or another time."""
    said = {
        "first": page.facts.from_role.name,
        "second": page.facts.to_role.name,
        "time": time or f"{page.months}-{page.months + chance.randint(1, 3)} months",
        "hours": f"{page.hours[0]}-{page.hours[1]}",
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
    answers = [Answer(*said) for said in chance.sample(words.OTHER_ANSWERS, chance.randint(2, 3))]
    if chance.random() < 0.7:
        answers.append(time_answer(page, chance))
    if chance.random() < 0.7:
        answers.append(pay_answer(page, chance))
    return tuple(chance.sample(answers, len(answers)))


def asked(page: Page, *answers: Answer) -> Page:
    """The page with these answers about time and pay, and without its own."""
    others = dict(words.OTHER_ANSWERS)
    return page.but(faq=(*[entry for entry in page.facts.faq if entry.question in others], *answers))
