"""What each rule thinks may repair a page: which values, how likely each is, and why, on small pages of one slip.

`test_repairs.py` has what becomes of these: which of them do repair the page, and how they are shown.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pathingest import Page, lint, parse
from pathingest.model.finding import Candidate
from pathingest.rules import find_rule

FOLDER = Path(__file__).parent / "cases" / "repairs"
CASES = tomllib.loads((FOLDER / "pages.toml").read_text("utf-8"))["page"]
TITLE = "From {old} to {new}: Your {headline} Transition Guide"


def page_of(case: dict[str, Any]) -> Page:
    """A page of what a case states, and of nothing else; or what it has as a whole."""
    if text := case.get("text"):
        return parse(text, path=case.get("path", "page.txt"))
    roles = {"old": case.get("old", "Nurse"), "new": case.get("new", "Data Analyst")}
    title = TITLE.format(headline=case.get("headline", ""), **roles).replace("  ", " ")
    lines = [title]
    for label, name in (("Timeline", "timeline"), ("Salary Change", "change")):
        lines += [label, case[name]] if name in case else []
    lines += ["Overview", case.get("overview", "Both read charts all day.")]
    if skills := case.get("skills"):
        lines += ["Skills You'll Need to Learn", *([case["lead"]] if "lead" in case else [])]
        for name, badge in (skill.split(": ") for skill in skills):
            lines += [name, *badge.split(" | "), "Practise it."]
    if phases := case.get("phases"):
        lines.append("Your Learning Roadmap")
        for number, (name, time) in enumerate((phase.split(": ") for phase in phases), 1):
            lines += [str(number), name, time, "Tasks", "• Take notes"]
    lines += ["Reality Check", "Biggest Challenges", "• The first exam"] if case.get("whole", True) else []
    if answers := case.get("answers"):
        lines += ["Frequently Asked Questions", *answers]
    return parse("\n".join([*lines, ""]), path="page.txt")


def shown(page: Page, candidates: list[Candidate]) -> Iterator[str]:
    """Candidates as a golden has them, the likeliest first."""
    for one in sorted(candidates, key=lambda one: -one.weight):
        yield f"{one.weight:.3f} {one.message}  [{one.about}]"
        yield f"    {one.reason}"
        for edit in one.edits:
            old = page.source.text[slice(*edit.span)]
            yield f"    {edit.pointer} at {edit.span.start}: {old!r} becomes {edit.new!r}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"].replace(" ", "-"))
def test_what_may_repair_a_page(case: dict[str, Any], golden: Callable[[Path, str], None]) -> None:
    page = page_of(case)
    _, rule = find_rule(case["code"])
    finding = next(iter(lint(page, [rule.code])))
    assert rule.repairs
    found = [f"{finding.code} {finding.message}", *shown(page, [*rule.repairs(page, finding)])]
    golden(FOLDER / f"{case['says'].replace(' ', '-')}.out", "\n".join([*found, ""]))


def test_each_golden_is_of_a_case() -> None:
    names = [case["says"].replace(" ", "-") for case in CASES]
    assert len(set(names)) == len(names)
    assert {path.stem for path in FOLDER.glob("*.out")} == {*names}
