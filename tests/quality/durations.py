"""DUR: times that contradict each other, and times that only seem to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil, floor
from random import Random

from gold.facts import Answer, Duration, Phase
from quality import words
from quality.clean import (
    MONTH,
    OTHER_QUESTIONS,
    Page,
    asked,
    draw,
    learning,
    month_title,
    months,
    parts,
    retimed,
    time_answer,
    titled,
    weeks,
    years,
)
from quality.exam import Case, defect, near_miss
from quality.written import files

# The usual answers, and some that no clean page has.
_TIME = (
    *words.TIME_ANSWERS,
    "Realistically, you need {time}.",
    "It depends on you, but {time} is typical.",
    "On average, people take {time} for the whole transition.",
    "{time} is a fair guess.",
)


def _timed(page: Page, timeline: Duration, *answers: Answer) -> Page:
    """The page with this timeline, a headline that fits it, and of the answers about time these alone."""
    facts = titled(page.facts, *month_title(page.months))
    return asked(replace(page, facts=replace(facts, timeline=timeline)), *answers)


def _headed(page: Page, said: tuple[str, Duration | None]) -> Page:
    """The page under another headline."""
    return replace(page, facts=titled(page.facts, *said))


def _beyond(high: int, chance: Random) -> int:
    """A number of months, beyond that many and no longer to be taken for them."""
    least = floor(high * MONTH / 4) + 1
    return chance.choice([least, least + 1, least + chance.randint(2, 9)])


def _below(low: int, chance: Random) -> int:
    """A number of months so few that they cannot be taken for that many; 0 if there is none."""
    most = ceil(low * 4 / MONTH) - 1
    return chance.choice([most, most, max(1, most - chance.randint(1, 3))])


def _written_months(amount: int, chance: Random) -> tuple[str, Duration]:
    if amount % 12 == 0 and chance.random() < 0.5:
        return f"Your {amount // 12}-Year Transition Guide", years(amount // 12, text=f"{amount // 12}-Year")
    return month_title(amount, chance.choice([amount, amount + 3]))


@defect("DUR001")
def headline_outside_timeline(chance: Random) -> Case:
    page = draw(chance)
    high = page.months + chance.randint(0, 4)
    page = _timed(page, months(page.months, high), *([time_answer(page, chance)] if chance.random() < 0.5 else []))
    kind = chance.choice(["months", "weeks", "below"])
    if kind == "weeks":
        amount = floor(high * MONTH) + 2 + chance.choice([0, 1, 8])  # one less is the same, rounded
        said = (f"Your {amount}-Week Transition Guide", weeks(amount, text=f"{amount}-Week"))
    elif kind == "below":
        said = month_title(_below(page.months, chance))
    else:
        said = _written_months(_beyond(high, chance), chance)
    return files(replace(page, facts=titled(page.facts, *said)), chance)


@near_miss("DUR001")
def headline_at_the_timelines_bound(chance: Random) -> Case:
    page = draw(chance)
    low, high = page.months, page.months + chance.randint(0, 4)
    high_weeks = floor(high * MONTH)
    timeline, said = chance.choice(
        [
            (months(low, high), (f"Your {high_weeks}-Week Guide", weeks(high_weeks, text=f"{high_weeks}-Week"))),
            (months(low, high), (f"Your {4 * low}-Week Guide", weeks(4 * low, text=f"{4 * low}-Week"))),
            (
                months(low, high),
                (f"Your {high_weeks + 1}-Week Guide", weeks(high_weeks + 1, text=f"{high_weeks + 1}-Week")),
            ),
            (months(low, high), month_title(high)),
            (months(low, high), month_title(high, high + 6)),
            (months(low, high), month_title(max(1, low - 3), low)),
            (weeks(4 * low), month_title(low)),
            (weeks(floor(MONTH * low)), month_title(low)),
            (Duration(f"{low}+ months", low, None, "month"), month_title(low + 12)),
            (months(10, text="about 10 months"), month_title(11)),
            (years(1, text="about a year"), month_title(12)),
            (years(1), ("Your 52-Week Guide", weeks(52, text="52-Week"))),
        ]
    )
    return files(replace(page, facts=titled(replace(page.facts, timeline=timeline), *said)), chance)


def _planned(page: Page, total: int, chance: Random) -> tuple[Phase, ...]:
    """The page's phases, of a total in weeks."""
    lengths = parts(chance, total, len(page.facts.roadmap))
    ranged = chance.random() < 0.2 and min(lengths) > 1
    durations = [weeks(length - 1, length + 1) if ranged else weeks(length) for length in lengths]
    if ranged:  # the sum is a range then, and its nearer end counts
        durations = [weeks(length) for length in lengths]
    return tuple(retimed(phase, said) for phase, said in zip(page.facts.roadmap, durations, strict=True))


def _shortest(claim: float) -> float:
    return claim - max(0.1 * claim, 2)


def _longest(claim: float) -> float:
    return claim + max(0.1 * claim, 2)


@defect("DUR002")
def roadmap_of_another_length(chance: Random) -> Case:
    page = draw(chance)
    high = page.months + chance.randint(0, 3)
    page = _timed(page, months(page.months, high), *([time_answer(page, chance)] if chance.random() < 0.3 else []))
    if page.facts.faq and any(entry.question not in OTHER_QUESTIONS for entry in page.facts.faq):
        high = max(high, page.months + 3)
    more = chance.choice([0, 0, 1, 2, 6, 20])
    if chance.random() < 0.2:  # the timeline holds the roadmap, the headline's one value does not
        total = floor(_longest(page.months * MONTH)) + 1 + more
        page = _timed(page, months(page.months, ceil(total / 4)))
        return files(page.but(roadmap=_planned(page, total, chance)), chance)
    if chance.random() < 0.5:
        total = max(len(page.facts.roadmap), ceil(_shortest(4 * page.months)) - 1 - more)
    else:
        total = floor(_longest(high * MONTH)) + 1 + more
    return files(page.but(roadmap=_planned(page, total, chance)), chance)


@near_miss("DUR002")
def roadmap_of_nearly_the_length(chance: Random) -> Case:
    page = draw(chance)
    high = page.months + chance.randint(0, 3)
    page = _timed(page, months(page.months, high))
    kind = chance.choice(["shortest", "longest", "fits the FAQ", "unknown", "open", "hours"])
    if kind == "shortest":
        return files(page.but(roadmap=_planned(page, ceil(_shortest(4 * page.months)), chance)), chance)
    page = _headed(page, chance.choice([("Your Complete Transition Guide", None), month_title(page.months, high + 3)]))
    if kind == "longest":
        return files(page.but(roadmap=_planned(page, floor(_longest(high * MONTH)), chance)), chance)
    if kind == "fits the FAQ":
        later = time_answer(page, chance, f"{high}-{high + 12} months", "Plan for {time} of evening study.")
        total = floor(_longest((high + 12) * MONTH))
        return files(asked(page.but(roadmap=_planned(page, total, chance)), later), chance)
    phases = list(_planned(page, ceil(_shortest(4 * page.months) / 2), chance))
    other = {"unknown": None, "open": Duration("Ongoing", None, None, None, ongoing=True), "hours": None}[kind]
    if kind == "hours":
        other = Duration("40 hours", 40, 40, "hour")
    phases[-1] = retimed(phases[-1], other)
    return files(page.but(roadmap=tuple(phases)), chance, ("inner", "packed", "markdown", "json", "yaml"))


@defect("DUR003")
def answer_of_another_time(chance: Random) -> Case:
    page = draw(chance)
    high = page.months + chance.randint(0, 4)
    kind = chance.choice(["months", "about", "range", "years", "below", "weeks"])
    amount = _beyond(high, chance)
    if kind == "below":
        time = f"{_below(page.months, chance)} months"
    elif kind == "about":
        time = f"about {floor(high * MONTH / 4 / 0.9) + 1 + chance.choice([0, 1, 5])} months"
    elif kind == "range":
        time = f"{amount}-{amount + chance.randint(1, 6)} months"
    elif kind == "years":
        time = f"{ceil((high + 1) / 12) + 1} years"
    elif kind == "weeks":
        time = f"{floor(high * MONTH) + 2 + chance.choice([0, 3, 30])} weeks"  # one less is the same, rounded
    else:
        time = f"{amount} months"
    answer = time_answer(page, chance, time, chance.choice(_TIME))
    if kind == "months" and chance.random() < 0.5:  # and then another one: still one fault
        more = chance.choice(_SECOND).format(time=f"{amount + chance.randint(6, 12)} months")
        answer = replace(answer, answer=f"{answer.answer} {more}")
    return files(_timed(page, months(page.months, high), answer), chance)


@near_miss("DUR003")
def answer_of_nearly_that_time(chance: Random) -> Case:
    page = draw(chance)
    low, high = page.months, page.months + chance.randint(0, 4)
    answer = chance.choice(
        [
            time_answer(page, chance, f"{floor(high * MONTH)} weeks", chance.choice(_TIME)),
            time_answer(page, chance, f"{4 * low} weeks", chance.choice(_TIME)),
            time_answer(page, chance, f"{floor(high * MONTH) + 1} weeks", chance.choice(_TIME)),
            time_answer(page, chance, f"{high}-{high + 9} months", chance.choice(_TIME)),
            time_answer(page, chance, f"about {floor(high * MONTH / 4 / 0.9)} months", chance.choice(_TIME)),
            time_answer(page, chance, f"{low - 3} to {low} months", chance.choice(_TIME)),
            time_answer(page, chance, None, "With 40 hours per week you are done in 3 months; else expect {time}."),
            time_answer(page, chance, None, "Expect {time}. A bootcamp in it takes 12 weeks."),
            time_answer(page, chance, None, "Expect {time}. Save money for 2 months first."),
            time_answer(page, chance, f"{max(1, low // 3)} months", "If you study full-time, {time} can be enough."),
            Answer("How long is the job search?", f"Expect {high + 12} months in a small town."),
            Answer("How long does a degree in it take?", "4 years at a university."),
            Answer("How long is the licence valid?", "5 years, then you renew it."),
            Answer("What if I have been away from work?", "2 years away is no problem for most firms."),
        ]
    )
    return files(_timed(page, months(low, high), answer), chance)


_SECOND = (
    "In practice most people need {time}.",
    "Many report {time}.",
    "Others say that it takes {time}.",
    "Be ready for {time}.",
    "It can also be {time}.",
    "Some of our readers needed {time}.",
)


@defect("DUR005")
def answer_with_a_longer_time(chance: Random) -> Case:
    page = draw(chance)
    high = page.months + chance.randint(0, 3)
    amount = _beyond(high, chance)
    second = chance.choice([f"{amount} months", f"{amount}-{amount + 2} months", f"{ceil(amount / 12) + 1} years"])
    first = time_answer(page, chance, f"{page.months}-{high} months" if high > page.months else f"{high} months")
    answer = replace(first, answer=f"{first.answer} {chance.choice(_SECOND).format(time=second)}")
    return files(_timed(page, months(page.months, high), answer), chance)


_NO_SECOND = (
    "Part-time, it is {time}.",
    "Without any experience it is {time}.",
    "A senior role comes after {time} or so.",
    "The certificate is valid for {time}.",
    "A traditional degree would take {time}.",
    "Have savings for {time}.",
    "From scratch, expect {time}.",
    "At worst, it is {time}.",
    "A promotion follows after {time}.",
)


@near_miss("DUR005")
def answer_with_a_time_of_something_else(chance: Random) -> Case:
    page = draw(chance)
    high = page.months + chance.randint(1, 3)
    first = time_answer(page, chance, f"{page.months}-{high} months")
    more = chance.choice(
        [
            *[said.format(time=f"{_beyond(high, chance)} months") for said in _NO_SECOND],
            chance.choice(_SECOND).format(time=f"{high} months"),
            chance.choice(_SECOND).format(time=f"{floor(high * MONTH)} weeks"),
            f"The basics alone are done in {chance.randint(2, 4)} weeks.",
        ]
    )
    return files(_timed(page, months(page.months, high), replace(first, answer=f"{first.answer} {more}")), chance)


_STUDY = (
    "Expect {time} at {hours}.",
    "It takes {time} if you study {hours}.",
    "Plan for {time}, studying {hours}.",
    "{time}, with {hours} of study.",
)


def _studied(page: Page, chance: Random, hours: str) -> Answer:
    template = chance.choice(_STUDY).replace("{hours}", hours)
    return time_answer(page, chance, f"{page.months} months", template)


@defect("DUR006")
def hours_that_no_week_has(chance: Random) -> Case:
    page = draw(chance)
    if chance.random() < 0.5:
        low = chance.choice([61, 62, 65, 70, 90])
        hours = chance.choice(
            [f"{low} hours per week", f"{low - 5}-{low} hours per week", f"{low}+ hours a week", "13-14 hours per day"]
        )
        return files(_timed(page, months(page.months), _studied(page, chance, hours)), chance)
    # The roadmap is shorter than the claims, by no more than DUR002 lets pass; the hours are one number.
    amount = max(page.months, chance.randint(6, 18))
    page = replace(page, months=amount)
    shortest = ceil(_shortest(4 * amount))
    total = chance.randint(shortest, 4 * amount - 1)
    studied = f"{chance.randint(5, 20)} hours per week"
    page = _timed(page, months(amount), _studied(page, chance, studied))
    return files(page.but(roadmap=_planned(page, total, chance)), chance)


@near_miss("DUR006")
def hours_that_a_week_just_has(chance: Random) -> Case:
    page = draw(chance)
    kind = chance.choice(["bounds", "bounds", "work", "sum"])
    if kind == "bounds":
        hours = chance.choice(["60 hours per week", "1-2 hours per week", "50-60 hours per week", "8 hours per day"])
        return files(_timed(page, months(page.months), _studied(page, chance, hours)), chance)
    if kind == "work":
        others = (
            Answer("What are the hours?", "In the season people work 70 hours per week, in winter 30."),
            Answer("Is it stressful?", "Shifts of 12 hours a day are common at some firms."),
            Answer("How long is the main course?", "200 hours in all, most of them on a laptop."),
        )
        return files(_timed(page, months(page.months), chance.choice(others)), chance)
    low = chance.randint(6, 14)
    total = 4 * page.months - 1
    high = ceil(page.months * MONTH * low / total)
    page = _timed(page, months(page.months), _studied(page, chance, f"{low}-{high} hours per week"))
    return files(page.but(roadmap=_planned(page, total, chance)), chance)


def taking(page: Page, total: int, chance: Random) -> Page:
    """The page with skills that take so many weeks together; none much longer than a more important one."""
    skills = page.facts.skills_to_learn
    base, rest = divmod(total, len(skills))
    lengths = [base + (i < rest) for i in range(len(skills))]
    written = [
        weeks(length, length + chance.randint(1, 3)) if chance.random() < 0.2 and base > 12 else weeks(length)
        for length in lengths
    ]
    return page.but(
        skills_to_learn=tuple(replace(skill, duration=said) for skill, said in zip(skills, written, strict=True))
    )


def _roadmap_upper(phases: Sequence[Phase]) -> float:
    known = [phase.duration for phase in phases if phase.duration]
    return sum((said.max or 0) * (MONTH if said.unit == "month" else 1) for said in known)


def _with_room(page: Page, total: int) -> Page:
    """The page with a timeline that holds so many weeks of skills."""
    return _timed(page, months(page.months, max(page.months + 1, ceil(total / 4) + 2)))


@defect("DUR007")
def skills_longer_than_the_roadmap(chance: Random) -> Case:
    page = draw(chance)
    total = floor(1.25 * _roadmap_upper(page.facts.roadmap)) + 1 + chance.choice([0, 0, 1, 3, 12])
    return files(taking(_with_room(page, total), total, chance), chance)


@near_miss("DUR007")
def skills_as_long_as_the_roadmap(chance: Random) -> Case:
    page = draw(chance)
    if chance.random() < 0.3:  # as DUR007, but a phase has no end
        total = floor(1.25 * _roadmap_upper(page.facts.roadmap)) + 1
        last = retimed(page.facts.roadmap[-1], Duration("Ongoing", None, None, None, ongoing=True))
        page = page.but(roadmap=(*page.facts.roadmap[:-1], last))
    else:
        total = floor(1.25 * _roadmap_upper(page.facts.roadmap)) - chance.choice([0, 0, 1])
    return files(taking(_with_room(page, total), total, chance), chance)


def _ends(page: Page, chance: Random) -> tuple[Duration, float]:
    """A timeline that fits the page, and its upper bound in weeks."""
    high = page.months + chance.randint(0, 3)
    return chance.choice(
        [
            (months(page.months), page.months * MONTH),
            (months(page.months, high), high * MONTH),
            (weeks(page.weeks), float(page.weeks)),
            (weeks(page.weeks - 2, page.weeks + 3), float(page.weeks + 3)),
        ]
    )


@defect("DUR008")
def skills_longer_than_the_timeline(chance: Random) -> Case:
    page = draw(chance)
    timeline, upper = _ends(page, chance)
    total = floor(1.1 * upper) + 1 + chance.choice([0, 0, 1, 4, 20])
    return files(taking(_timed(page, timeline), total, chance), chance)


@near_miss("DUR008")
def skills_as_long_as_the_timeline(chance: Random) -> Case:
    page = draw(chance)
    timeline, upper = _ends(page, chance)
    total = floor(1.1 * upper) - chance.choice([0, 0, 1])
    if chance.random() < 0.3:
        timeline, total = (
            Duration(f"{page.months}+ months", page.months, None, "month"),
            learning(page.facts.skills_to_learn),
        )
    return files(taking(_timed(page, timeline), total, chance), chance)
