"""Each rule on its cases: files, or folders of files for rules across pages, that it fails or passes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from linting import findings_of, lines_of
from pathingest.rules import find_rule

FOLDER = Path(__file__).parent / "cases" / "rules"
CASES = [path for path in sorted(FOLDER.glob("*/*")) if path.suffix != ".out"]


def files(case: Path) -> dict[str, str]:
    """The files of a case, by name."""
    paths = sorted(case.iterdir()) if case.is_dir() else [case]
    return {path.name: path.read_bytes().decode() for path in paths}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_the_rule_finds_what_the_case_says(case: Path, golden: Callable[[Path, str], None]) -> None:
    _, rule = find_rule(case.parent.name)
    found = findings_of(rule, files(case))
    if case.name.startswith("ok-"):
        assert [finding.message for finding in found] == []
    else:
        assert found, "a bad case has at least one finding"
        golden(case.with_suffix(".out"), lines_of(found, paths=case.is_dir()))


def test_each_file_is_a_case_or_what_a_case_gives() -> None:
    names = {path.relative_to(FOLDER).with_suffix("").as_posix() for path in CASES}
    given = {path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.glob("*/*.out")}
    wrong = [name for name in names if not name.partition("/")[2].startswith(("bad-", "ok-"))]
    assert wrong == []
    assert given == {name for name in names if name.partition("/")[2].startswith("bad-")}
