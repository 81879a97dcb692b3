"""What is read at the limits of the readers: the rows of cases/values/limits.toml, each a limit or a guard of theirs.

A row: `kind`; `text`; `parse`, the first value in one line; `steps`, where that was read; `find`, all values.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from pathingest import values
from pathingest.values.numbers import read_count, read_numeral, read_words
from pathingest.values.steps import attributes, replay
from values_cases import rows

FINDERS = {"duration": "find_durations", "effort": "find_efforts", "money": "find_money", "percent": "find_percents"}
REPEATED = re.compile(r"\{(.+?)\*([0-9]+)\}")


def written(text: str) -> str:
    """A text with what it repeats: "{x*3}" is "xxx"."""
    return REPEATED.sub(lambda match: match[1] * int(match[2]), text)


def said(value: Any) -> str:
    """A value in one line: its text, its bounds, and what else it says."""
    if value is None:
        return "none"
    low, high = (value.min, value.max) if hasattr(value, "min") else (value.low, value.high)
    more = [getattr(value, name, None) for name in ("unit", "currency", "period", "note")]
    more += ["about" if getattr(value, "approximate", False) else "", "ongoing" if getattr(value, "ongoing", 0) else ""]
    return " ".join([f"[{value.text}]", f"{low}..{high}", *filter(None, more)])


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row['kind']} {row['text']}") for row in rows("limits")])
def test_limit(row: dict[str, Any]) -> None:
    text = written(row["text"])
    first, every = getattr(values, f"parse_{row['kind']}")(text), getattr(values, FINDERS[row["kind"]])(text)
    assert said(first) == written(row["parse"])
    assert (
        " ".join(f"{step.attribute}:{step.start}-{step.end}" for step in (first.steps if first else ())) == row["steps"]
    )
    assert [said(value) for value in every] == [written(line) for line in row["find"]]
    for value in filter(None, [first, *every]):
        assert value.text == text[value.start : value.end]
        assert replay(text, value.steps) == attributes(value)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("9" * 15, 10**15 - 1),
        ("9" * 16, None),
        ("1,000.000000", 1000),
        ("1" + ",000" * 4 + ".000000", 10**12),
        ("1" + ",000" * 5 + ".000000", None),  # 28 characters
        ("100,000,000,000,000.0000", 10**14),  # 24
        ("100,000,000,000,000.00000", None),
        ("1.5½", None),
        (".5", None),
        (".5½", None),
        ("½", 0.5),
        ("1 ½", 1.5),
        ("٣", None),
    ],
)
def test_numerals(text: str, amount: float | None) -> None:
    assert read_numeral(text) == amount


def test_counts_and_words() -> None:
    assert [read_count(text) for text in ("12", "٣", "1 2", "", "9" * 16)] == [12, 3, None, None, None]
    assert read_words("twenty" + " " * 55 + "one") == 21
    assert read_words("twenty" + " " * 56 + "one") is None
