"""Headings are found in spite of a typo, a number or a picture; lines that only come near one are left alone."""

from __future__ import annotations

import runpy
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heading_variants import KINDS, TYPOS, read, variants
from pathingest import lint, parse
from pathingest.lines.vocabulary import bare
from pathingest.profiles import builtin
from pathingest.sections.misspelt import edits

CAREER = next(profile for profile in builtin() if profile.name == "career-pathway")
WRITTEN = [
    "Overview", "Your Transferable Skills", "Transferable Skills", "Skills You'll Need to Learn", "Skills to Learn",
    "Your Learning Roadmap", "Learning Roadmap", "Reality Check", "What You'll Love", "What You Might Miss",
    "Biggest Challenges", "Start Your Journey Now", "Frequently Asked Questions", "FAQ", "FAQs",
    "Ready to Start Your Transition?",
]  # fmt: skip
VARIANTS = list(variants(CAREER, WRITTEN))
NEGATIVES = tomllib.loads((Path(__file__).parent / "cases" / "headings" / "negatives.toml").read_text("utf-8"))
TYPOS_TOOL = Path(__file__).parents[1] / "tools" / "headings" / "typos.py"
KNOWN_TO_FAIL = {"Your Learning Roadmen", "Start Your Tourney Now", "Transferable Stalls"}
LINES = [
    pytest.param(line, id=line, marks=[pytest.mark.xfail(reason="a word that no list has")] * (line in KNOWN_TO_FAIL))
    for lines in NEGATIVES.values()
    for line in lines
]


def test_there_are_enough_cases() -> None:
    assert len(VARIANTS) >= 300
    assert len(LINES) >= 150


@pytest.mark.parametrize("kind", KINDS)
def test_no_variant_is_taken_for_another_heading(kind: str) -> None:
    wrong = [
        variant
        for variant in VARIANTS
        if variant.kind == kind and read(variant.text, CAREER)[0] not in (variant.role, None)
    ]
    assert not wrong


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.startswith(TYPOS)])
def test_what_stands_round_a_heading_never_hides_it(kind: str) -> None:
    assert [variant for variant in VARIANTS if variant.kind == kind and read(variant.text, CAREER)[0] is None] == []


def test_nearly_all_typos_are_seen_through() -> None:
    found = Counter(read(v.text, CAREER)[0] == v.role for v in VARIANTS if v.kind.startswith(TYPOS))
    assert found[True] / found.total() > 0.93


@pytest.mark.drift
def test_the_table_in_the_documentation_is_todays() -> None:
    written, current = runpy.run_path(str(TYPOS_TOOL))["document"]()
    assert written == current, "`make counts` writes it anew"


@pytest.mark.parametrize("line", LINES)
def test_a_line_that_comes_near_a_heading_is_none(line: str) -> None:
    assert read(line, CAREER) == (None, False)


@pytest.mark.parametrize(
    ("a", "b", "distance"),
    [("learn", "learn", 0), ("laern", "learn", 1), ("leran", "learn", 1), ("lern", "learn", 1), ("learrn", "learn", 1),
     ("ca", "abc", 3), ("", "ab", 2), ("roadmap", "raodmpa", 2)],
)  # fmt: skip
def test_the_distance_is_that_of_optimal_alignment(a: str, b: str, distance: int) -> None:
    assert edits(a, b, 3) == edits(b, a, 3) == distance


def test_a_distance_above_the_limit_is_only_that() -> None:
    assert edits("overview", "roadmap", 2) > 2


@given(st.text())
def test_bare_text_stays_as_it_is(text: str) -> None:
    once = bare(text.casefold())
    assert len(once) <= len(text.casefold())


PAGE = """From Cook to Dietitian: Your 12-Month Transition Guide
Overview
You know what people like to eat.
{}
Knife Work
Steady hands calm patients.
{}
"""


def test_a_heading_read_in_spite_of_a_typo_is_reported() -> None:
    page = parse(PAGE.format("Transferrable Skills", ""))
    assert page.pathway
    assert [skill.name for skill in page.pathway.transferable_skills] == ["Knife Work"]
    (finding,) = lint(page, ["EXT009"])
    assert (finding.line, finding.severity) == (4, "info")
    assert "'Transferable Skills'" in finding.message


def test_a_role_that_has_its_heading_needs_no_misspelt_one() -> None:
    page = parse(PAGE.format("Transferable Skills", "Transferrable Skills"))
    assert lint(page, ["EXT009"]) == []


def test_a_misspelt_heading_at_the_end_of_a_page_heads_nothing() -> None:
    assert lint(parse(PAGE.format("Transferable Skills", "Realty Chekc").rstrip()), ["EXT009"]) == []


SYNONYMS = ["Roadmap", "Step-by-Step Roadmap", "3. Your Roadmap", "ROADMAP:"]


def marked(heading: str) -> str:
    skills = "<h2>Skills to Learn</h2><h3>Sieving</h3><p>Critical</p><p>Sieve daily.</p>"
    return f"<h1>From Baker to Miller: a plan</h1><h2>Overview</h2><p>Grain.</p>{skills}{heading}<ul><li>Mill</li></ul>"


@pytest.mark.parametrize("heading", SYNONYMS)
def test_a_heading_may_go_by_a_name_of_other_sites(heading: str) -> None:
    page = parse(marked(f"<h2>{heading}</h2><h3>Grind</h3>"), media_type="text/html", profile=CAREER)
    assert page.pathway
    assert [(phase.title, phase.tasks) for phase in page.pathway.roadmap] == [("Grind", ["Mill"])]


@pytest.mark.parametrize(
    "heading",
    [
        "<h3>Roadmap</h3>",  # deeper than the sections: a skill of that name
        "<h2>Roadmap</h2><p>a</p><h2>Your Roadmap</h2>",  # nothing tells which
        "<h2>Your Learning Roadmap</h2><h3>A</h3><h2>Roadmap</h2>",  # the page has one
    ],
)
def test_a_name_of_other_sites_is_not_forced(heading: str) -> None:
    page = parse(marked(heading), media_type="text/html", profile=CAREER)
    assert page.pathway
    assert [phase.title for phase in page.pathway.roadmap] in ([], ["A"])
