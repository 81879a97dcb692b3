"""What the rules find in cases with a defect, in near misses, and on clean pages."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import sqrt
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from pathingest.rules import rules
from quality import across, control, durations, extraction, names, priorities, salaries, schema, slips, structure
from quality.clean import draw, site
from quality.crafts import WORDED, Craft
from quality.exam import DEFECTS, NEAR_MISSES, case
from quality.run import findings
from quality.written import several, text

EXAMINERS = (across, control, durations, extraction, names, priorities, salaries, schema, slips, structure)
DEVELOPED, HELD_OUT = range(50), range(1000, 1050)
PAGES = 6  # of a clean site
_Z = 1.96  # of 95 %
# A bug of the tool is no defect of a page, nor is its size; corrections, feeds, and the last build, are no part of it.
NOT_EXAMINED = ("INT001", "EXT012", "EXT013", "DAT001", *(f"OVR00{number}" for number in range(1, 6)))

HOW = (
    'a stable rule needs a function with @defect("CODE") and one with @near_miss("CODE"), both in a module of '
    "tests/quality/ that EXAMINERS of measure.py names; a rule without them is a preview rule, default=False"
)

# Rules that read meaning or names: what they find besides a defect is the same as on clean pages, and counted apart.
OFTEN = frozenset({"COV001", "EXT004"})

# Which rule speaks in the place of another, and is then right as well: a line that is surely glued, in doubtful places.
INSTEAD = {"EXT002": frozenset({"EXT004"})}

# What else a defect rightly gives, and why.
COMPANIONS = {
    "COR006": (
        ("COR002", "DUR001", "DUR002", "DUR003", "DUR006", "DUR007"),
        "the changed value contradicts its own page, and other pages, too",
    ),
    "DUR002": (("DUR007",), "a shorter roadmap no longer holds the skills"),
    "DUR011": (("DUR002", "DUR006", "DUR007", "DUR008"), "durations other than planned add up to another sum"),
    "EXT004": (
        ("EXT002",),
        "other lines of the page are glued, too, and are counted there where this rule has no doubt",
    ),
    "EXT007": (("EXT005", "STR001"), "what the general names of headings miss"),
    "PRI002": (("STR003",), "no skill has a priority then"),
    "PRI003": (("DUR007", "DUR008"), "a longer skill makes a longer sum"),
    "SCH002": (("COV001", "NAM002", "STR001"), "the wrong value is read as what it may mean, or as nothing"),
    "SCH004": (
        ("SCH007", "STR001", "STR002", "STR003", "STR005", "STR006", "STR007"),
        "what is missing is read as not stated",
    ),
    "SCH005": (
        ("DUR002", "DUR007", "DUR008", "PRI003", "SCH007", "STR003"),
        "the value is read as the one that was probably meant, or as nothing",
    ),
    "SCH008": (("SCH004", "STR002"), "an alias is not followed: its value is nothing"),
    "STR010": (("COV001",), "the tasks that are gone taught a skill"),
    "SUP004": (("STR002", "STR003", "STR005"), "what the suppression was for is reported again"),
}


class Score(NamedTuple):
    """How a rule did.

    Attributes:
        code, name: the rule's.
        cases: how many had the defect, and how many were near misses.
        found: in how many with the defect the rule found something.
        wrong: in how many near misses it did.
        besides: in how many with the defect another rule found something that is no companion.
        often: in how many with the defect only rules of OFTEN did.
    """

    code: str
    name: str
    cases: int
    found: int
    wrong: int
    besides: int
    often: int

    @property
    def precision(self) -> float:
        """The share of what was found that is there."""
        return self.found / (self.found + self.wrong) if self.found + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.found / self.cases


def examined() -> list[tuple[str, str]]:
    """(code, name) of the rules that are examined: all stable ones but for those that no page can break."""
    return [(rule.code, name) for name, rule in rules() if rule.default and rule.code not in NOT_EXAMINED]


def score(code: str, name: str, seeds: range) -> Score:
    """How one rule does with these seeds: as many defects, and as many near misses."""
    right = {code} | INSTEAD.get(code, frozenset())
    companions = right.union(COMPANIONS.get(code, ((), ""))[0])
    defects = list(_codes(code, "defect", seeds))
    found = sum(bool(right & codes) for codes in defects)
    wrong = sum(code in codes for codes in _codes(code, "near", seeds))
    others = [codes - companions for codes in defects]
    besides = sum(bool(codes - OFTEN) for codes in others)
    often = sum(bool(codes) and codes <= OFTEN for codes in others)
    return Score(code, name, len(seeds), found, wrong, besides, often)


def _codes(code: str, kind: str, seeds: range) -> Iterator[set[str]]:
    """The codes that are found in each case of a kind."""
    examiners = DEFECTS if kind == "defect" else NEAR_MISSES
    if code not in examiners:
        raise LookupError(f"{code}: {HOW}")
    examiner = examiners[code]
    with TemporaryDirectory() as folder:
        for seed in seeds:
            yield {finding.code for finding in findings(case(examiner, kind, code, seed), Path(folder))}


def total(scores: Iterable[Score]) -> Score:
    """All rules together."""
    listed = list(scores)
    sums = [sum(column) for column in zip(*[one[2:] for one in listed], strict=True)]
    return Score("", "all", *sums)


class Clean(NamedTuple):
    """What was found on clean pages.

    Attributes:
        pages: how many there were.
        alarmed: how many had a finding.
        failing: how many had a warning or an error.
        codes: the number of pages with a finding, by rule.
        failed: the number of pages with a warning or an error, by rule.
    """

    pages: int
    alarmed: int
    failing: int
    codes: Counter[str]
    failed: Counter[str]


def clean(seeds: Iterable[int]) -> Clean:
    """What is found on sites of clean pages, each site linted as one run."""
    alarms: set[tuple[int, str | None, str]] = set()
    failures: set[tuple[int, str | None, str]] = set()
    pages = 0
    for seed in seeds:
        chance = Random(f"clean {seed}")  # noqa: S311
        for finding in findings(several(site(chance, PAGES), chance), Path()):
            alarms.add((seed, finding.path, finding.code))
            if finding.severity != "info":
                failures.add((seed, finding.path, finding.code))
        pages += PAGES
    alarmed, failing = (len({(seed, path) for seed, path, _ in found}) for found in (alarms, failures))
    codes, failed = (Counter(code for *_, code in found) for found in (alarms, failures))
    return Clean(pages, alarmed, failing, codes, failed)


class Wording(NamedTuple):
    """Skills that are taught in one kind of words.

    Attributes:
        names: which of a skill's names, as in `crafts`.
        tasks: which of its tasks.
        product: whether the guidance names the product.
        skills, reported: how many there are, and of how many COV001 says that the roadmap never comes to them.
    """

    names: int
    tasks: int
    product: bool
    skills: int
    reported: int


def wordings(every: int = 1) -> list[Wording]:
    """How COV001 takes each kind of wording of each skill of `crafts` (or of every so many)."""
    known = list(dict.fromkeys(craft for skills in WORDED.values() for craft in skills))[::every]
    return [
        Wording(names, tasks, product, len(known), sum(_reported(craft, names, tasks, product) for craft in known))
        for tasks, product, names in itertools.product(range(3), (False, True), range(3))
    ]


def _reported(craft: Craft, names: int, tasks: int, product: bool) -> bool:
    """Whether one skill, among others that are surely taught, is reported."""
    chance = Random(f"wording {craft.names[0]}")  # noqa: S311
    page = draw(chance, second="Data Analyst", careful=True)
    skill = replace(page.facts.skills_to_learn[-1], name=craft.names[names], guidance=craft.guidance[product])
    phase = page.facts.roadmap[-1]
    taught = replace(phase, tasks=(*phase.tasks, craft.tasks[tasks]))
    page = page.but(
        skills_to_learn=(*page.facts.skills_to_learn[:-1], skill), roadmap=(*page.facts.roadmap[:-1], taught)
    )
    return any(finding.code == "COV001" for finding in findings(text(page, chance), Path()))


def interval(part: int, whole: int) -> tuple[float, float]:
    """Between what the share lies, by Wilson, with 95 %."""
    if not whole:
        return 0.0, 1.0
    share, by = part / whole, 1 + _Z**2 / whole
    middle = (share + _Z**2 / (2 * whole)) / by
    half = _Z * sqrt(share * (1 - share) / whole + _Z**2 / (4 * whole**2)) / by
    return max(0.0, middle - half), min(1.0, middle + half)
