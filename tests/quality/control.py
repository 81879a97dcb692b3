"""SUP: suppressions in the configuration, and in the comments of a record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from quality.clean import Page, draw
from quality.exam import Case, defect, near_miss
from quality.run import CONFIG
from quality.written import write

TODAY = "2026-06-15"
_HEAD = f"[lint]\nreference-date = {TODAY}\n\n"
_REASONS = ("the site's own spelling", "agreed with the editors in May", "wait for the new design", "x")


def _no_demand(page: Page) -> Page:
    return page.but(demand=None)


def _no_resources(page: Page) -> Page:
    first = replace(page.facts.roadmap[0], resources=())
    return page.but(roadmap=(first, *page.facts.roadmap[1:]))


def _no_badge(page: Page) -> Page:
    last = replace(page.facts.skills_to_learn[-1], duration=None)
    return page.but(skills_to_learn=(*page.facts.skills_to_learn[:-1], last))


# A rule, its name, and what gives it something to find.
_HARMS: tuple[tuple[str, str, Callable[[Page], Page]], ...] = (
    ("STR002", "missing-summary-field", _no_demand),
    ("STR005", "phase-without-resources", _no_resources),
    ("STR003", "skill-without-priority-or-duration", _no_badge),
)


def _entry(rule: str, *, path: str | None = None, reason: str | None = None, until: str | None = None) -> str:
    said = {"rule": rule, "path": path, "reason": reason}
    lines = [f'{key} = "{value}"' for key, value in said.items() if value is not None]
    return "\n".join(["[[lint.suppress]]", *lines, *([f"until = {until}"] if until else [])]) + "\n"


def _comment(rule: str, reason: str, until: str | None = None, scope: str = "ignore-file") -> str:
    return f"# pathingest: {scope}[{rule}{f', until={until}' if until else ''}] {reason}".rstrip() + "\n"


def _case(page: Page, chance: Random, rule: str, *, reason: str | None = None, until: str | None = None) -> Case:
    """The page with one suppression: in the configuration, or in a comment of its record."""
    if chance.random() < 0.5:
        text = write(page.facts, chance, chance.choice(["inner", "packed", "markdown"]))
        path = chance.choice([None, "*.txt", "page.txt", "**"])
        return {CONFIG: _HEAD + _entry(rule, path=path, reason=reason, until=until), "page.txt": text}
    record = write(page.facts, chance, "yaml")
    return {CONFIG: _HEAD, "page.yaml": _comment(rule, reason or "", until) + record}


def _harmed(chance: Random) -> tuple[str, Page]:
    """The code or the name of a rule, and a page on which it finds something."""
    code, name, harm = chance.choice(_HARMS)
    return chance.choice([code, name, code[:3]]), harm(draw(chance))


@defect("SUP001")
def suppression_hides_nothing(chance: Random) -> Case:
    rule, _ = _harmed(chance)
    return _case(draw(chance), chance, rule, reason=chance.choice(_REASONS))


@near_miss("SUP001")
def suppression_hides_something(chance: Random) -> Case:
    rule, page = _harmed(chance)
    if chance.random() < 0.3:  # for a file that is not in the run
        text = write(page.facts, chance, "packed")
        entry = _entry(rule, path=CONFIG, reason="not linted")
        return {CONFIG: _HEAD + entry, "page.txt": text}
    return _case(page, chance, rule, reason=chance.choice(_REASONS))


@defect("SUP002")
def suppression_gives_no_reason(chance: Random) -> Case:
    rule, page = _harmed(chance)
    return _case(page, chance, rule, reason=chance.choice([None, "", "  "]))


@near_miss("SUP002")
def suppression_gives_a_short_reason(chance: Random) -> Case:
    rule, page = _harmed(chance)
    return _case(page, chance, rule, reason=chance.choice([*_REASONS, "why not", "1", "§ 3"]))


_UNKNOWN = ("NAM991", "STR02", "role-capitalization", "missing-sumary-field", "XYZ", "SAL1", "EXT999", "rule")


@defect("SUP003")
def suppression_names_no_rule(chance: Random) -> Case:
    return _case(draw(chance), chance, chance.choice(_UNKNOWN), reason=chance.choice(_REASONS))


@near_miss("SUP003")
def suppression_names_a_rule(chance: Random) -> Case:
    rule, page = _harmed(chance)
    written = chance.choice([rule, rule.lower(), rule.upper()])
    return _case(page, chance, written, reason=chance.choice(_REASONS))


@defect("SUP004")
def suppression_is_over(chance: Random) -> Case:
    rule, page = _harmed(chance)
    day = chance.choice(["2026-06-14", "2026-06-01", "2025-06-15", "2020-02-29"])
    return _case(page, chance, rule, reason=chance.choice(_REASONS), until=day)


@near_miss("SUP004")
def suppression_counts_today(chance: Random) -> Case:
    rule, page = _harmed(chance)
    day = chance.choice([TODAY, "2026-06-16", "2027-01-01", None])
    return _case(page, chance, rule, reason=chance.choice(_REASONS), until=day)
