"""Percentages: signed changes of a salary."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathingest.model.values import Percent
from pathingest.values.percent import find_percents, parse_percent
from pathingest.values.steps import attributes, replay
from values_cases import Row, facts, params

PIECES = [
    "+",
    "-",
    "−",
    "±",
    "10",
    "20",
    "1,000",
    "7.5",
    "%",
    " percent",
    " to ",
    "–",
    " increase",
    " of ",
    "up to ",
    " more",
    "+ ",
    "salary ",
    " (if)",
    ". ",
]
changes = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=14).map("".join)


def _check_laws(text: str, value: Percent, language: str = "en") -> None:
    assert value.text == text[value.start : value.end]
    assert replay(text, value.steps) == attributes(value)
    assert value.low is None or value.high is None or value.low <= value.high
    again = parse_percent(value.text, language=language)
    assert again is not None
    assert (again.text, attributes(again)) == (value.text, attributes(value))


@pytest.mark.parametrize("row", params("percent"))
def test_parse(row: Row) -> None:
    language = row.get("language", "en")
    value = parse_percent(row["text"], language=language)
    assert facts(value, row["expect"]) == row["expect"]
    if value is not None:
        _check_laws(row["text"], value, language)


@pytest.mark.parametrize("row", params("percent", having="find"))
def test_find(row: Row) -> None:
    language = row.get("language", "en")
    found = find_percents(row["text"], subject=row.get("subject"), language=language)
    assert [facts(value, {"text": 0, "low": 0, "high": 0}) for value in found] == row["find"]
    for value in found:
        _check_laws(row["text"], value, language)


@given(changes, st.none() | changes)
def test_laws(text: str, subject: str | None) -> None:
    value = parse_percent(text)
    found = find_percents(text, subject=subject)
    for each in [*found, value] if value else found:
        _check_laws(text, each)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "unit",
    ["+1% ", "1%", "9", " ", "%", "-", "+", "1 ", "10-", "up to ", "increase of ", "(", "1,000", "10 to ", "\ud800\0"],
)
def test_time_is_linear(unit: str) -> None:
    text = "+1% salary " + unit * (50_000 // len(unit)) + "%"
    start = time.process_time()
    parse_percent(text)
    find_percents(text)
    assert time.process_time() - start < 30
