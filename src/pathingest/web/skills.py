"""The picture of the skills to learn: how much each matters, and how long it takes."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from pathingest.model.finding import Finding
from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple
from pathingest.rules._durations import Interval, as_interval, number

_FAMILIES = ("PRI", "COV")
_CODES = ("DUR007", "DUR008", "STR003")


class Skill(NamedTuple):
    """One skill: its name and pointer, its priority, its weeks (None for none, `high` for no end), its words for them.

    `findings` are the fingerprints of those about this skill.
    """

    name: str
    pointer: str
    priority: str | None
    low: float | None
    high: float | None
    text: str | None
    findings: tuple[str, ...] = ()


class Skills(NamedTuple):
    """The skills in page order, the longest of them in weeks, their sum in words, and the findings about them."""

    rows: tuple[Skill, ...]
    longest: float
    sum: str
    findings: tuple[str, ...]


def skill_picture(page: Page, findings: Sequence[Finding]) -> Skills | None:
    """The picture; None for a page without skills to learn."""
    skills = page.record.skills_to_learn
    if not skills:
        return None
    about = [one for one in findings if one.code.startswith(_FAMILIES) or one.code in _CODES]
    rows, all_weeks = [], []
    for i, skill in enumerate(skills):
        pointer = f"/skills_to_learn/{i}"
        weeks = as_interval(skill.duration)
        of_it = tuple(one.fingerprint for one in about if (one.pointer or "").startswith(f"{pointer}/"))
        low, high = (weeks.low, None if weeks.high == inf else weeks.high) if weeks else (None, None)
        text = skill.duration.text if skill.duration else None
        rows.append(Skill(skill.name, pointer, skill.priority, low, high, text, of_it))
        all_weeks.append(weeks)
    longest = max([max(row.low or 0, row.high or 0) for row in rows], default=0)
    return Skills(
        tuple(rows), longest, _sum(all_weeks), tuple(one.fingerprint for one in about if one.severity != "info")
    )


def _sum(weeks: Sequence[Interval | None]) -> str:
    """What skills add up to: "17", "17\u201318"; "at least 17" where one has no time, or no end."""
    timed = [one for one in weeks if one]
    if not timed:
        return ""
    low, high = number(sum(one.low for one in timed)), sum(one.high for one in timed)
    if len(timed) < len(weeks) or high == inf:
        return f"at least {low}"
    return low if number(high) == low else f"{low}\u2013{number(high)}"
