"""Digests of what pages give: the same from run to run, and others as soon as anything is."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import subjects
from digests import compare, differences, digests, parts, written
from subjects import Case, cases, of_pages, of_text

from linting import read
from pathingest import values
from pathingest.model.evidence import Evidence
from pathingest.model.page import Page
from pathingest.rules import EnabledRules

TOOL = Path(__file__).parents[1] / "tools" / "digests" / "digests.py"
PAGE = """Career Pathway7 views
Baker
Miller
From Baker to Miller: Your 9-Month Transition Guide
Timeline
2-3 months
Skills You'll Need to Learn
Grinding
Critical6 weeks
Grind a little every evening, and write down how fine it became.
"""
CASE = Case("a page", lambda: of_pages({"page.txt": PAGE}))


def other_tree(page: Page) -> Page:
    return replace(page, tree={**(page.tree or {}), "demand": "High"})


def other_proof(page: Page) -> Page:
    entries = page.evidence.entries
    changed = {**entries, "/title": entries["/title"]._replace(spans=((0, 1),))}
    return replace(page, prove=lambda: Evidence(page.evidence.accounts, changed))


def other_tile(page: Page) -> Page:
    (account,) = page.evidence.accounts
    changed = account._replace(roles=["markup", *account.roles[1:]])
    return replace(page, prove=lambda: Evidence((changed,), page.evidence.entries))


def other_note(page: Page) -> Page:
    return replace(page, notes=page.notes[1:])


@pytest.mark.parametrize(
    ("part", "change"),
    [("record", other_tree), ("evidence", other_proof), ("evidence", other_tile), ("notes", other_note)],
)
def test_whatever_changes_of_a_page_is_noticed(
    part: str, change: Callable[[Page], Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digests([CASE])
    monkeypatch.setattr(subjects, "read", lambda name, content: change(read(name, content)))
    found = differences(before, digests([CASE]))
    assert found[part] == ["a page"]
    assert "input" not in found


def test_a_finding_less_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    before, rules = digests([CASE]), subjects.every_rule().rules
    monkeypatch.setattr(
        subjects, "every_rule", lambda: EnabledRules(tuple(item for item in rules if item[1].code != "EXT001"))
    )
    assert differences(before, digests([CASE])) == {"findings": ["a page"]}


def test_another_value_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case("a text", lambda: of_text("6-8 weeks, $40k to $50k"))
    before = digests([case])
    monkeypatch.setattr(values, "find_money", lambda _, language: [language])
    assert differences(before, digests([case])) == {"values": ["a text"]}


def test_an_exception_is_noticed() -> None:
    broken = Case("a page", lambda: {"record": 1 // 0})
    assert parts(broken) == {"input": "", "raised": "ZeroDivisionError: integer division or modulo by zero"}
    assert "record" in differences(digests([Case("a page", lambda: {"input": "", "record": 1})]), digests([broken]))


def test_all_is_the_same_in_another_run_elsewhere(tmp_path: Path) -> None:
    name = "raw/data-analyst-to-mlops-engineer.html"
    (case,) = [case for case in cases() if case.name == name]
    shown = "".join(f"--- {part}\n{written(form)}\n" for part, form in parts(case).items())
    run = subprocess.run(
        [sys.executable, TOOL, "--show", name],
        cwd=tmp_path,
        env={**os.environ, "PYTHONHASHSEED": "77"},
        capture_output=True,
        check=True,
    )
    assert run.stdout.decode() == shown
    assert str(tmp_path) not in shown


def test_names_of_cases_are_no_paths_of_this_machine_and_each_is_of_one_case() -> None:
    names = [case.name for case in cases()]
    assert len(names) == len(set(names)) > 3000
    assert [name for name in names if name.startswith("/")] == []


def test_the_comparison_says_what_differs_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    before = {f"page {i}": {"input": "1", "record": "2", "findings": "3"} for i in range(30)}
    assert compare(before, before, whole=True) == 0
    assert capsys.readouterr().out == "30 cases compared, none differs\n"
    now = {name: {**parts, "findings": "4"} for name, parts in before.items()}
    now["page 3"] = {"input": "5", "record": "6", "findings": "7"}
    assert compare(before, now, whole=True) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[:2] == ["findings: 29 of 30 cases", "    page 0"]
    assert told[21:] == ["    and 9 more", "input: 1 of 30 cases", "    page 3", "30 cases compared, some differ"]


def test_cases_that_are_gone_are_missed_and_new_ones_are_not() -> None:
    one, two = {"a": {"input": "1"}}, {"a": {"input": "1"}, "b": {"input": "2"}}
    assert compare(one, two, whole=True) == 0
    assert compare(two, one, whole=True) == 1
    assert compare(two, one, whole=False) == 0
