"""The rules against a sample of the cases that docs/lint-quality.md is measured with; `make quality` takes all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pathingest.rules import rules
from quality.exam import DEFECTS, NEAR_MISSES
from quality.measure import COMPANIONS, DEVELOPED, HOW, NOT_EXAMINED, Score, _codes, clean, examined, score, total

DOCUMENT = Path(__file__).parents[1] / "docs" / "lint-quality.md"
SAMPLE = range(4)
# Of rules that are quick to ask: their figures are measured anew.
CHECKED = ("DUR003", "NAM002", "SCH004")
# What the document says of these, under "What falls short".
SHORT = {"EXT004": 0.7, "STR006": 0.9}
PRECISION, RECALL = 0.98, 0.95


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
    assert [one for one in scores if one.wrong] == [], "a near miss is found: its rule is wrong, or the case is"
    assert [one for one in scores if one.besides > 1] == [], (
        "other rules find something where the defect is: the case has more than its defect, or they are COMPANIONS of "
        "the rule, in tests/quality/measure.py, with the reason"
    )
    assert [one for one in scores if one.found < len(SAMPLE) - 1 and one.code not in SHORT] == [], (
        "a defect is not found: its rule is wrong, or the case is"
    )


def test_clean_pages_have_no_findings() -> None:
    found = clean(SAMPLE)
    assert found.pages == 6 * len(SAMPLE)
    assert found.codes == {}


def test_the_document_has_each_rule_and_the_bounds_hold() -> None:
    lines = documented()
    assert list(lines) == [code for code, _ in examined()], "`make quality` writes the document anew (some minutes)"
    for code, cells in lines.items():
        found, wrong, cases = [sum(int(cell.split("/")[i]) for cell in part) for part, i in _parts(cells)]
        told = Score(code, "", cases, found, wrong, 0)
        assert told.precision >= PRECISION, code
        assert told.recall >= SHORT.get(code, RECALL), code


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
