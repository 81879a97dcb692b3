"""What lines at the limits of their types are: the rows of cases/lines/limits.toml.

A row: `why`, what it shows; `text`; `profile`, by default the career pathway's; `kind`, by default "line". Every other
key is a view of the line (`VIEWS`); what a row does not name is not compared.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from limits_cases import CASES, PROFILES, Row
from pathingest.lines import Line
from pathingest.lines.badges import badge_labels
from pathingest.lines.vocabulary import vocabulary_of
from pathingest.model.extraction import Stated
from pathingest.model.segment import Segment
from pathingest.model.values import Duration

ROWS: list[Row] = tomllib.loads((CASES / "lines" / "limits.toml").read_text(encoding="utf-8"))["case"]


def line_of(row: Row) -> Line:
    profile, text = PROFILES[row.get("profile", "career-pathway")], row["text"]
    return Line(Segment(row.get("kind", "line"), text, 0, len(text)), vocabulary_of(profile))


def _said(stated: Stated[Duration] | None) -> str:
    return f"[{stated.value.text} at {stated.shift + stated.value.start}]" if stated else ""


def _badge(line: Line) -> str:
    if line.badge is None:
        return "none"
    word = line.text[line.badge.start : line.badge.end]
    return f"{line.badge.priority}={word} {_said(line.badge.duration)}".replace("None=", "")


def _time(line: Line) -> str:
    if line.time is None:
        return "none"
    rest = line.time.rest
    return _said(line.time.stated) + (f" {rest.kind}: {rest.text}" if rest else "")


VIEWS: dict[str, Callable[[Line], Any]] = {
    "badge": _badge,
    "badge_labels": lambda line: [
        line.text[mark.start : mark.end] for mark in badge_labels(line.segment, line.words.profile)
    ],
    "time": _time,
    "lead": lambda line: line.lead,
    "stated": lambda line: _said(line.stated),
    "heads": lambda line: line.role or "",
    "may_head": lambda line: line.may_head,
    "bare": lambda line: line.bare,
    "sentence": lambda line: line.is_sentence,
    "name": lambda line: line.is_name,
    "heading": lambda line: line.is_heading,
    "number": lambda line: line.is_number,
    "layout": lambda line: line.is_boilerplate,
    "is_time": lambda line: line.is_time,
    "meaning": lambda line: " ".join([str(part) for part in line.meaning[:3] if part]),
}


@pytest.mark.parametrize("row", [pytest.param(row, id=row["why"]) for row in ROWS])
def test_limit(row: Row) -> None:
    line = line_of(row)
    wanted = {name: said for name, said in row.items() if name in VIEWS}
    assert {name: VIEWS[name](line) for name in wanted} == wanted
