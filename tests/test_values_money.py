"""Money: amounts, ranges, currencies, periods; and what is too doubtful to be one."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathingest.model.values import Money
from pathingest.values.languages import languages
from pathingest.values.money import find_money, parse_money
from pathingest.values.steps import attributes, replay
from values_cases import Row, facts, params

PIECES = [
    "$",
    "€",
    "₹",
    "US$",
    "USD",
    " EUR",
    "90",
    "1.5",
    "120,000",
    "12 000",
    "k",
    "M",
    " million",
    " LPA",
    "-",
    " to ",
]
PIECES += [
    " and ",
    "between ",
    "up to ",
    "from ",
    "~",
    "+",
    " per hour",
    "/yr",
    ", ",
    " ",
    " or so",
    "2024",
    ".",
    "'000",
]
amounts = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=14).map("".join)


def _options(row: Row) -> dict[str, str]:
    return {name: row[name] for name in ("currency", "language") if name in row}


def _check_laws(text: str, value: Money, **options: str) -> None:
    assert value.text == text[value.start : value.end]
    assert replay(text, value.steps) == attributes(value)
    assert (value.low is not None) or (value.high is not None)
    assert value.low is None or value.high is None or value.low <= value.high
    again = parse_money(value.text, **options)
    assert again is not None
    assert (again.text, attributes(again)) == (value.text, attributes(value))


@pytest.mark.parametrize("row", params("money"))
def test_parse(row: Row) -> None:
    value = parse_money(row["text"], **_options(row))
    assert facts(value, row["expect"]) == row["expect"]
    if value is not None:
        _check_laws(row["text"], value, **_options(row))


@pytest.mark.parametrize("row", params("money", having="find"))
def test_find(row: Row) -> None:
    found = find_money(row["text"], **_options(row))
    assert [facts(value, {"text": 0, "low": 0, "high": 0}) for value in found] == row["find"]
    for value in found:
        _check_laws(row["text"], value, **_options(row))


@given(amounts, st.sampled_from(languages()))
def test_laws(text: str, language: str) -> None:
    found = find_money(text, currency="USD", language=language)
    assert parse_money(text, currency="USD", language=language) == (found[0] if found else None)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for value in found:
        _check_laws(text, value, currency="USD", language=language)


@given(st.text())
def test_any_text_is_read_or_not(text: str) -> None:
    for value in find_money(text):
        _check_laws(text, value)


@pytest.mark.parametrize(
    "unit",
    [
        "$",
        "9",
        ",",
        " ",
        "1,",
        "$1 ",
        "$9",
        "$1-",
        "$1k-$2k ",
        "k",
        "9 ",
        "000 ",
        "$1,000",
        "1 to ",
        "from ",
        "up to ",
        "~",
        "(",
        "USD ",
        "\ud800\0",
        "$1 and ",
    ],
)
def test_time_is_linear(unit: str) -> None:
    text = "$1 " + unit * (50_000 // len(unit)) + "€"
    start = time.process_time()
    find_money(text)
    assert time.process_time() - start < 30
