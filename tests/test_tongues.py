"""Pages in German, French and Spanish, and in languages whose words are not known.

`cases/tongues/NAME.json` says what a careful reader takes from the page; they were written before the tool saw any.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pathingest import parse
from records import Record, record

CASES = Path(__file__).parent / "cases" / "tongues"
PAGES = sorted(path for path in CASES.iterdir() if path.suffix != ".json")


def said(found: Record) -> dict[str, Any]:
    """What a record says, as short as the cases say it."""
    check, plan = found["reality_check"], found["action_plan"]
    return {
        "kind": found["kind"],
        "roles": [role and role["name"] for role in (found["from_role"], found["to_role"])],
        "facts": [
            _of(found["difficulty"], "level"),
            _of(found["timeline"], "text"),
            _of(found["salary_change"], "text"),
            found["demand"],
        ],
        "bring": [skill["name"] for skill in found["transferable_skills"]],
        "learn": [
            [skill["name"], skill["priority"], _of(skill["duration"], "text")] for skill in found["skills_to_learn"]
        ],
        "phases": [
            [phase["title"], _of(phase["duration"], "text"), len(phase["tasks"]), len(phase["resources"])]
            for phase in found["roadmap"]
        ],
        "check": [len(check[name]) for name in ("rewards", "tradeoffs", "challenges")],
        "plan": [[step["label"], len(step["tasks"]), _of(step["horizon"], "unit")] for step in plan],
        "faq": [entry["question"] for entry in found["faq"]],
        "other": [section["heading"] for section in found["other"]],
    }


def _of(value: dict[str, Any] | None, name: str) -> Any:
    return value and value[name]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_is_read_as_a_reader_of_its_language_reads_it(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    page = parse(path.read_bytes(), path=path.name)
    if "refused" in expected:
        assert expected["refused"] in (page.problem or "")
        return
    assert page.problem is None
    found = said(record(page))
    assert {name: found[name] for name in expected} == expected
