"""Numerals, number words, and the arithmetic of both."""

from __future__ import annotations

import pytest

from pathingest.values.numbers import (
    FIGURE,
    in_percent,
    look,
    normal,
    plus,
    read_count,
    read_numeral,
    read_words,
    tidy,
    times,
)


@pytest.mark.parametrize(
    ("text", "amount", "european"),
    [
        ("12", 12, 12),
        ("007", 7, 7),
        ("9" * 15, 10**15 - 1, 10**15 - 1),
        ("9" * 16, None, None),
        ("\u0663", None, None),
        ("", None, None),
        ("-1", None, None),
        ("1,000", 1000, 1),
        ("1.000", 1, 1000),
        ("1,000.5", 1000.5, None),
        ("1.000,5", None, 1000.5),
        ("100,000,000", 10**8, None),
        ("1000,000", None, 1000),
        ("0,000", None, 0),
        ("1,00", None, 1),
        ("4.5", 4.5, None),
        ("4,5", None, 4.5),
        ("0.0", 0, None),
        ("1.123456", 1.123456, None),
        ("1.1234567", None, None),
        (".5", None, None),
        ("1.", None, None),
        ("1,00,000", 100_000, None),
        ("12,00,000", 1_200_000, None),
        ("100,00,000", None, None),
        ("1,00,00,00,00,00,000", 10**13, None),
        ("1,00,00,00,00,00,00,000", None, None),
        ("1,2345", None, 1.2345),
        ("\u00bd", 0.5, 0.5),
        ("\u00bc", 0.25, 0.25),
        ("\u00be", 0.75, 0.75),
        ("1\u00bd", 1.5, 1.5),
        ("1 \u00be", 1.75, 1.75),
        ("1  \u00be", None, None),
        ("1/2", 0.5, 0.5),
        ("1/4", 0.25, 0.25),
        ("3/4", 0.75, 0.75),
        ("2 1/2", 2.5, 2.5),
        ("3/5", None, None),
        ("1.5\u00bd", None, None),
        ("1.5 weeks", None, None),
    ],
)
def test_a_numeral(text: str, amount: float | None, european: float | None) -> None:
    assert (read_numeral(text), read_numeral(text, european=True)) == (amount, european)


def test_a_whole_number_is_no_float() -> None:
    made = [read_numeral("1,000.0"), read_numeral("2"), tidy(2.0), times(0.5, 2), plus(0.5, 0.5), times(60, "1000")]
    assert [type(one) for one in made] == [int] * 6
    assert (tidy(2.5), tidy(-1.0), tidy(0.0)) == (2.5, -1, 0)


def test_amounts_are_exact_in_decimals() -> None:
    assert (times(0.29, 100), times(1.1, "3"), times(85, "1000")) == (29, 3.3, 85_000)
    assert (plus(0.1, 0.2), plus(1, "0.5"), plus(2, -3)) == (0.3, 1.5, -1)


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0, "< 1%"),
        (0.0099, "< 1%"),
        (0.00994, "< 1%"),
        (0.00996, "1%"),
        (0.01, "1%"),
        (0.0999, "9%"),
        (0.5, "50%"),
        (0.9396, "93%"),
        (0.95, "95%"),
        (0.9999, "99%"),
        (0.99994, "99%"),
        (0.99996, "100%"),
        (1, "100%"),
    ],
)
def test_a_share_is_never_said_higher_than_it_is(share: float, said: str) -> None:
    assert in_percent(share) == said


@pytest.mark.parametrize(
    ("text", "lower", "folded", "has_figures"),
    [
        ("Six DAYS", "six days", "six days", False),
        ("6 \u017fix", "6 \u017fix", "6 six", True),
        ("\u0130 6", "\u0131 6", "i 6", True),
        ("S\u0131x", "s\u0131x", "six", False),
        ("Stra\u00dfe \u00c9", "stra\u00dfe \u00e9", "stra\u00dfe \u00e9", False),
        ("\u00bd Day", "\u00bd day", "\u00bd day", True),
        ("a\u00bc", "a\u00bc", "a\u00bc", True),
        ("a\u00be0", "a\u00be0", "a\u00be0", True),
        ("\u0663", "\u0663", "\u0663", False),
        ("", "", "", False),
    ],
)
def test_a_look_at_a_text(text: str, lower: str, folded: str, has_figures: bool) -> None:
    assert look(text) == (lower, folded, has_figures)
    assert len(lower) == len(folded) == len(text)
    assert (FIGURE.search(text) is not None) == has_figures


@pytest.mark.parametrize(
    ("text", "words", "amount"),
    [
        ("Twelve", "twelve", 12),
        ("TWENTY-ONE", "twenty one", 21),
        ("twenty\u2013one", "twenty one", 21),
        (" one  and\na half ", "one and a half", 1.5),
        ("\u017fix", "six", 6),
        ("S\u0131x", "six", 6),
        ("fifty\u00adtwo", "fifty two", 52),
        ("half\u2212a", "half a", 0.5),
        ("a", "a", 1),
        ("zw\u00f6lf", "zw\u00f6lf", 12),
        ("anderthalb", "anderthalb", 1.5),
        ("douze", "douze", 12),
        ("doce", "doce", 12),
        ("twelve weeks", "twelve weeks", None),
        ("bread", "bread", None),
        ("", "", None),
        ("twenty" + " " * 55 + "one", "twenty one", 21),  # 64 characters
        ("twenty" + " " * 56 + "one", "twenty one", None),
    ],
)
def test_number_words(text: str, words: str, amount: float | None) -> None:
    assert (normal(text), read_words(text)) == (words, amount)


@pytest.mark.parametrize(
    ("text", "count"),
    [("12", 12), ("\u0663", 3), ("9" * 15, 10**15 - 1), ("9" * 16, None), ("1 2", None), ("1.0", None), ("", None)],
)
def test_a_count(text: str, count: int | None) -> None:
    assert read_count(text) == count
