"""What the rules find in cases with a defect, in near misses, and on clean pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from pathingest.rules import rules
from quality import across, control, durations, extraction, names, priorities, salaries, schema, slips, structure
from quality.clean import site
from quality.exam import DEFECTS, NEAR_MISSES, case
from quality.run import findings
from quality.written import several

EXAMINERS = (across, control, durations, extraction, names, priorities, salaries, schema, slips, structure)
DEVELOPED, HELD_OUT = range(50), range(1000, 1050)
PAGES = 6  # of a clean site
# A bug of the tool is no defect of a page.
NOT_EXAMINED = ("INT001",)

HOW = (
    'a stable rule needs a function with @defect("CODE") and one with @near_miss("CODE"), both in a module of '
    "tests/quality/ that EXAMINERS of measure.py names; a rule without them is a preview rule, default=False"
)

# What else a defect rightly gives, and why.
COMPANIONS = {
    "COR005": (("NAM001", "STR002", "STR005"), "these are the findings that nearly all pages have"),
    "COR006": (
        ("COR002", "DUR001", "DUR002", "DUR003", "DUR006", "DUR007"),
        "the changed value contradicts its own page, and other pages, too",
    ),
    "DUR011": (("DUR002", "DUR006", "DUR007", "DUR008"), "durations other than planned add up to another sum"),
    "DUR002": (("DUR006", "DUR007"), "a shorter roadmap no longer holds the hours, or the skills"),
    "EXT002": (("EXT004",), "a seam may be found and still be unsure"),
    "EXT004": (("EXT002",), "a line may be split, only not as it is"),
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
    """

    code: str
    name: str
    cases: int
    found: int
    wrong: int
    besides: int

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
    companions = {code, *COMPANIONS.get(code, ((), ""))[0]}
    defects = list(_codes(code, "defect", seeds))
    found = sum(code in codes for codes in defects)
    wrong = sum(code in codes for codes in _codes(code, "near", seeds))
    return Score(code, name, len(seeds), found, wrong, sum(not codes <= companions for codes in defects))


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
    """What was found on clean pages: their number, that of pages with a finding, and findings by code."""

    pages: int
    alarmed: int
    codes: Counter[str]


def clean(seeds: Iterable[int]) -> Clean:
    """What is found on sites of clean pages, each site linted as one run."""
    codes: Counter[str] = Counter()
    alarmed, pages = 0, 0
    for seed in seeds:
        chance = Random(f"clean {seed}")  # noqa: S311
        found = findings(several(site(chance, PAGES), chance), Path())
        codes.update(finding.code for finding in found)
        alarmed += len({finding.path for finding in found})
        pages += PAGES
    return Clean(pages, alarmed, codes)
