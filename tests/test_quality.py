"""The rules against a sample of the cases that docs/lint-quality.md is measured with; `make quality` takes all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pathingest.rules import rules
from quality.crafts import WORDED
from quality.exam import DEFECTS, NEAR_MISSES, case
from quality.measure import (
    COMPANIONS,
    DEVELOPED,
    HOW,
    INSTEAD,
    NOT_EXAMINED,
    Score,
    _codes,
    clean,
    examined,
    interval,
    score,
    total,
    wordings,
)
from quality.run import findings

DOCUMENT = Path(__file__).parents[1] / "docs" / "lint-quality.md"
SAMPLE = range(4)
# Of rules that are quick to ask: their figures are measured anew.
CHECKED = ("DUR003", "NAM002", "SCH004")
# What the document says of these, under "What falls short".
SHORT = {"EXT004": 0.7, "EXT009": 0.8, "STR006": 0.8, "STR012": 0.85}
# And of these, whose near misses are found sometimes.
WRONG = {"EXT004": 0.75}
PRECISION, RECALL = 0.98, 0.95
# On clean pages: what is found at all, and on what share of them there may be a warning or an error.
ON_CLEAN = {"COV001", "EXT004", "EXT005"}
FAILING = 0.03
# Of these a defect is one finding, however many lines it has.
ONCE = ("DUR001", "DUR002", "DUR008", "EXT002", "EXT004", "SAL001", "SAL002", "STR001")


def documented() -> dict[str, list[str]]:
    """The cells of the document's lines, by the rule's code."""
    lines = re.findall(r"(?m)^\| ([A-Z]{3}\d{3}) \S+ \| (\d+/\d+ .*) \|$", DOCUMENT.read_text(encoding="utf-8"))
    return {code: cells.split(" | ") for code, cells in lines}


def test_each_stable_rule_is_examined() -> None:
    codes = {code for code, _ in examined()}
    for made in (DEFECTS, NEAR_MISSES):
        assert sorted(codes - made.keys()) == [], HOW
        assert sorted(made.keys() - codes) == [], "no stable rule has this code: take its cases out of tests/quality/"
    stable = {rule.code for _, rule in rules() if rule.default}
    assert codes | set(NOT_EXAMINED) == stable, "NOT_EXAMINED of tests/quality/measure.py names what is not stable"
    assert sorted(COMPANIONS.keys() - codes) == [], "COMPANIONS of tests/quality/measure.py names what is not examined"


@pytest.mark.parametrize("kind", ["defect", "near"])
def test_a_rule_without_cases_is_told_what_it_needs(kind: str) -> None:
    with pytest.raises(LookupError, match=r"^XYZ000: a stable rule needs .*@defect.*@near_miss.*default=False$"):
        next(_codes("XYZ000", kind, SAMPLE))


def test_defects_are_found_and_near_misses_are_not() -> None:
    scores = [score(*rule, SAMPLE) for rule in examined()]
    every = total(scores)
    assert every.precision >= PRECISION
    assert every.recall >= RECALL
    assert [one for one in scores if one.wrong and one.code not in WRONG] == [], (
        "a near miss is found: its rule is wrong, or the case is"
    )
    assert [one for one in scores if one.besides > 1] == [], (
        "other rules find something where the defect is: the case has more than its defect, or they are COMPANIONS of "
        "the rule, in tests/quality/measure.py, with the reason"
    )
    assert [one for one in scores if one.found < len(SAMPLE) - 1 and one.code not in SHORT] == [], (
        "a defect is not found: its rule is wrong, or the case is"
    )


@pytest.mark.parametrize("code", ONCE)
def test_a_defect_is_one_finding(code: str, tmp_path: Path) -> None:
    for seed in SAMPLE:
        found = findings(case(DEFECTS[code], "defect", code, seed), tmp_path)
        assert sum(finding.code in {code} | INSTEAD.get(code, set()) for finding in found) == 1, seed


def test_clean_pages_have_few_findings() -> None:
    found = clean(SAMPLE)
    assert found.pages == 6 * len(SAMPLE)
    assert found.codes.keys() <= ON_CLEAN
    assert found.failing <= 1


def test_skills_are_worded_in_several_ways() -> None:
    for role, skills in WORDED.items():
        assert len(skills) >= 8, role
        for craft in skills:
            assert all(len(set(ways)) == len(ways) >= 3 for ways in craft), craft.names[0]


def test_skills_are_found_in_their_own_words_and_by_the_product_of_the_guidance() -> None:
    found = {(one.names, one.tasks, one.product): one.reported for one in wordings(every=12)}
    assert found[0, 0, False] == found[0, 0, True] == 0
    assert found[0, 2, True] < found[0, 2, False]


def test_an_interval_is_that_of_wilson() -> None:
    assert interval(0, 0) == (0.0, 1.0)
    assert interval(8, 8) == pytest.approx((0.676, 1.0), abs=0.001)
    assert interval(1, 3) == pytest.approx((0.061, 0.792), abs=0.001)


def test_the_document_has_each_rule_and_the_bounds_hold() -> None:
    lines = documented()
    assert list(lines) == [code for code, _ in examined()], "`make quality` writes the document anew (some minutes)"
    for code, cells in lines.items():
        found, wrong, cases = [sum(int(cell.split("/")[i]) for cell in part) for part, i in _parts(cells)]
        told = Score(code, "", cases, found, wrong, 0, 0)
        assert told.precision >= WRONG.get(code, PRECISION), code
        assert told.recall >= SHORT.get(code, RECALL), code


def test_the_document_says_how_many_clean_pages_fail() -> None:
    lines = re.findall(
        r"(?m)^\| seeds \S+ \| (\d+) \| (\d+) \| [^|]+ \| (\d+) \| [^|]+ \|$", DOCUMENT.read_text(encoding="utf-8")
    )
    assert len(lines) == 2
    assert all(int(failing) <= FAILING * int(pages) for pages, _, failing in lines)


def _parts(cells: list[str]) -> tuple[tuple[list[str], int], ...]:
    """The cells of both ranges of seeds for what was found, for false alarms, and for the number of cases."""
    found, wrong = [cells[0], cells[5]], [cells[1], cells[6]]
    return (found, 0), (wrong, 0), (found, 1)


@pytest.mark.drift
@pytest.mark.parametrize("code", CHECKED)
def test_the_documents_figures_are_of_the_rules_as_they_are(code: str) -> None:
    one = score(code, dict(examined())[code], DEVELOPED)
    found, wrong, *_, besides = documented()[code][:5]
    now = (f"{one.found}/{one.cases}", f"{one.wrong}/{one.cases}", str(one.besides))
    assert (found, wrong, besides) == now, "`make quality` writes the document anew (some minutes)"
