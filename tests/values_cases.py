"""The rows of `tests/cases/values/<name>.toml`: what a text says, as data.

A row: `text`; `expect`, an inline table of attributes (those not named are not compared) or "none"; `class`, the class
of values.md it stands for; and, if wanted, `find`, the list of all values in the text; `language`; `comment`;
`known_failure`, the reason why the row fails today (strict: a row that begins to pass must lose it).
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parent / "cases" / "values"
Row = dict[str, Any]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """All rows of one file, in its order."""
    return tuple(tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"])


def params(name: str, *, having: str = "expect") -> list[Any]:
    """The rows that have the key `having`, as pytest parameters; known failures are strict xfails."""
    return [_param(number, row) for number, row in enumerate(rows(name), 1) if having in row]


def _param(number: int, row: Row) -> Any:
    why = row.get("known_failure")
    marks = [pytest.mark.xfail(reason=why, strict=True)] if why else []
    return pytest.param(row, id=f"{number}-{row['class']}", marks=marks)


def facts(value: Any, expect: Any) -> Any:
    """`value` cut down to what `expect` names, for comparing: "none" for None; TOML has no null, so "null" is one."""
    if value is None or not isinstance(expect, dict):
        return "none" if value is None else value
    return {name: _null(getattr(value, name)) for name in expect}


def _null(attribute: Any) -> Any:
    return "null" if attribute is None else attribute
