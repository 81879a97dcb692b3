"""The tables of tests/cases/values/ themselves, and the figures about them in the documentation."""

from __future__ import annotations

import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from pathingest import values
from pathingest.values.steps import attributes, replay
from pathingest.values.vocabulary import read_table
from values_cases import CASES, params, rows

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted(path.stem for path in CASES.glob("*.toml"))
FINDERS = {"duration": "find_durations", "effort": "find_efforts", "money": "find_money", "percent": "find_percents"}


def negatives(name: str) -> int:
    return sum(row.get("expect") == "none" or row.get("find") == [] for row in rows(name))


def test_there_are_many_rows_and_a_good_part_of_them_are_negatives() -> None:
    assert sum(len(rows(name)) for name in FILES) >= 600
    for name in FINDERS:
        assert negatives(name) >= 0.2 * len(rows(name)), name


@pytest.mark.parametrize("name", FILES)
def test_no_row_stands_twice_and_each_failure_has_its_reason(name: str) -> None:
    keys = [str({**row, "comment": ""}) for row in rows(name)]
    assert len(keys) == len(set(keys))
    assert all(row["known_failure"].strip() for row in rows(name) if "known_failure" in row)


def test_known_failures_are_strict() -> None:
    marks = [mark for name in FINDERS for param in params(name) for mark in param.marks]
    assert marks
    assert all(mark.name == "xfail" and mark.kwargs["strict"] for mark in marks)


@pytest.mark.parametrize("name", sorted(FINDERS))
def test_the_steps_of_every_row_replay_to_its_values(name: str) -> None:
    replayed = 0
    for row in rows(name):
        options = {key: row[key] for key in ("language", "currency") if key in row}
        found: list[Any] = [getattr(values, f"parse_{name}")(row["text"], **options)]
        found += getattr(values, FINDERS[name])(row["text"], **options)
        for value in filter(None, found):
            assert replay(row["text"], value.steps) == attributes(value)
            assert {step.attribute for step in value.steps} == set(attributes(value))
            replayed += 1
    assert replayed > len(rows(name)) - negatives(name)


def examples() -> list[tuple[str, str, int]]:
    """The kind and text of each example of what is read (1) and what is refused (2), from the documentation."""
    kinds = {"Durations": "duration", "Effort": "effort", "Money": "money", "Percentages": "percent"}
    document = (ROOT / "docs" / "values.md").read_text("utf-8")
    parts = document.partition("## What is read")[2].partition("\n## ")[0].split("\n### ")[1:]
    return [
        (kinds[part.partition("\n")[0]], text, column)
        for part in parts
        for line in part.splitlines()[2:]
        if line.count("|") == 4
        for column in (1, 2)
        for text in re.findall("`([^`]+)`", line.strip("|").split("|")[column])
    ]


@pytest.mark.parametrize(("kind", "text", "column"), examples())
def test_what_the_documentation_says_is_read_is_and_what_it_says_is_refused_is_not(
    kind: str, text: str, column: int
) -> None:
    first, every = getattr(values, f"parse_{kind}")(text), getattr(values, FINDERS[kind])(text)
    assert first if column == 1 else not (first or every)


@pytest.mark.drift
def test_the_table_in_the_documentation_is_todays() -> None:
    written, current = runpy.run_path(str(ROOT / "tools" / "values" / "accuracy.py"))["document"]()
    assert written == current, "`make counts` writes it anew"


@pytest.mark.drift
def test_our_line_in_the_comparison_is_todays() -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "peers" / "compare.py")]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    (line,) = [line for line in printed.splitlines() if line.startswith("| **pathingest**")]
    assert line in (ROOT / "docs" / "values.md").read_text("utf-8"), "make peers"


VALUES = Path(values.__file__).parent
TABLES_TOOL = ROOT / "tools" / "tables" / "build.py"


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("values/pay.toml", "[en]\npay = [\nsalary\n", r"not TOML: .* \(at line 3, column 1\)"),
        ("values/languages/de.toml", "\n\n= 1\n", r"not TOML: .* \(at line 3, column 1\)"),
        (
            "profiles/builtin/generic.yaml",
            "name: x\nheadings: {faq: [FAQ]}\nlabls: {}\n",
            "3:1: labls: unknown key; .*",
        ),
        ("profiles/builtin/generic.yaml", "name: x\n\t", "2:1: profile: this is not YAML: .*"),
    ],
)
def test_a_table_that_is_wrong_is_named_with_its_line_and_column(
    file: str, text: str, said: str, tmp_path: Path
) -> None:
    shutil.copytree(VALUES.parent, tmp_path / "pathingest", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "pathingest" / file).write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, str(TABLES_TOOL)],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert re.fullmatch(rf"pathingest/{re.escape(file)}: ?{said}", line)


@pytest.mark.drift
@pytest.mark.parametrize("path", sorted(VALUES.rglob("*.toml")), ids=lambda path: path.stem)
def test_a_table_of_words_is_read_as_its_file_says(path: Path) -> None:
    name = path.relative_to(VALUES).with_suffix("").as_posix()
    assert read_table(name) == tomllib.loads(path.read_text("utf-8")), "`make tables`"
