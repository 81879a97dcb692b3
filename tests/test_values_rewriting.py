"""Values with other numbers, written as the old ones are: what changes in their text, and what cannot be said so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pathingest.model.values import Step
from pathingest.values import parse_duration, parse_effort, parse_money, parse_percent
from pathingest.values.positions import read_calendar
from pathingest.values.rewriting import article_before, form, mistyped, with_article

Amounts = tuple[float, ...]


def rewritten(text: str, parse: Callable[..., Any], amounts: Amounts, **changes: Any) -> str | None:
    """A text with other numbers; None where there is no form of it, or where that cannot say them."""
    written = form(text, parse(text).steps)
    return written and written.written(amounts, **changes)


@pytest.mark.parametrize(
    ("text", "amounts", "unit", "expected"),
    [
        ("9-Month", (12,), None, "12-Month"),
        ("9-Month", (9,), None, "9-Month"),
        ("9-Month", (1,), None, "1-Month"),
        ("1-month", (2,), None, "2-month"),
        ("1 month", (2,), None, "2 months"),
        ("1 month", (1,), None, "1 month"),
        ("2 months", (1,), None, "1 month"),
        ("2 months", (3,), None, "3 months"),
        ("0 months", (1,), None, "1 month"),
        ("12 MONTHS", (1,), None, "1 MONTH"),
        ("1 MONTH", (2,), None, "2 MONTHS"),
        ("1 MONTH", (2,), "week", "2 WEEKS"),
        ("1 Month", (2,), None, "2 Months"),
        ("1 Month", (3,), "week", "3 Weeks"),
        ("6 weeks", (2,), "month", "2 months"),
        ("6 weeks", (6,), "month", "6 months"),
        ("half a day", (0.5,), "week", "half a week"),
        ("1 wk", (2,), None, "2 wk"),
        ("6 mo", (6,), "week", None),
        ("6mo", (7,), None, "7mo"),
        ("0-1 month", (1, 2), None, "1-2 months"),
        ("1 to 2 months", (1, 1), None, "1 to 1 months"),
        ("2 to 3 months", (10, 12), None, "10 to 12 months"),
        ("Six to nine months", (8, 10), None, "Eight to ten months"),
        ("SIX MONTHS", (8,), None, "EIGHT MONTHS"),
        ("A year", (2,), None, "Two years"),
        ("an estimated 6 weeks", (8,), None, "an estimated 8 weeks"),
        ("twenty-one days", (22,), None, "twenty-two days"),
        ("twelve days", (21,), None, "twenty-one days"),
        ("six months", (200,), None, None),
        ("six months", (2.5,), None, None),
        ("one to two months", (1, 200), None, None),
        ("six months", (6,), None, "six months"),
        ("1,000 days", (1200,), None, "1,200 days"),
        ("1,000 days", (900,), None, "900 days"),
        ("900 days", (1200,), None, "1200 days"),
        ("1.5 years", (2.5,), None, "2.5 years"),
        ("1.5 years", (2,), None, "2 years"),
        ("1.5 years", (2.0,), None, "2 years"),
        ("1½ years", (2,), None, None),
        ("1½ years", (1.5,), None, "1½ years"),
        ("1½ years", (1.5,), "month", "1½ months"),
        ("9 weeks (a 9-week plan)", (8,), None, "8 weeks (a 9-week plan)"),
        ("a year and a half", (2,), None, None),
        ("Ongoing", (), None, None),
    ],
)
def test_a_duration(text: str, amounts: Amounts, unit: str | None, expected: str | None) -> None:
    assert rewritten(text, parse_duration, amounts, unit=unit) == expected


@pytest.mark.parametrize(
    ("text", "amounts", "unit", "expected"),
    [
        ("1,5 Jahre", (2.5,), None, "2,5 Jahre"),
        ("1.200 Tage", (1500,), None, "1.500 Tage"),
        ("1.200 Tage", (1500.5,), None, "1.500,5 Tage"),
        ("1.200 Tage", (900,), None, "900 Tage"),
        ("3 Monate", (4,), None, "4 Monate"),
        ("3 Monate", (4,), "week", None),  # which only English units can be
    ],
)
def test_a_duration_in_german(text: str, amounts: Amounts, unit: str | None, expected: str | None) -> None:
    assert rewritten(text, lambda text: parse_duration(text, language="de"), amounts, unit=unit) == expected


@pytest.mark.parametrize(
    ("text", "amounts", "expected"),
    [
        ("in a 9-month plan", (8,), "in an 8-month plan"),
        ("in an 8-month plan", (9,), "in a 9-month plan"),
        ("in a 9-month plan", (9,), "in a 9-month plan"),
        ("an 8 to 11 week course", (9, 11), "a 9 to 11 week course"),
        ("in a nine-month plan", (8,), "in an eight-month plan"),
    ],
)
def test_the_article_before_a_number(text: str, amounts: Amounts, expected: str) -> None:
    assert rewritten(text, parse_duration, amounts) == expected


@pytest.mark.parametrize(
    ("text", "amounts", "flipped", "expected"),
    [
        ("+15%", (20,), False, "+20%"),
        ("+15%", (20,), True, "-20%"),
        ("-15%", (15,), True, "+15%"),
        ("\u221215%", (20,), True, "+20%"),
        ("\u201315%", (20,), True, "+20%"),
        ("15%", (20,), False, "20%"),
        ("15%", (20,), True, None),
        ("a drop of 15%", (10,), False, "a drop of 10%"),
        ("a drop of 15%", (10,), True, None),
        ("+15-20%", (10, 12), True, None),
        ("+15% to +20%", (9, 100), True, "-9% to -100%"),
        ("-10% to -20%", (10, 12), True, "+10% to +12%"),
        ("+1,000%", (2000,), False, "+2,000%"),
    ],
)
def test_a_percentage(text: str, amounts: Amounts, flipped: bool, expected: str | None) -> None:
    assert rewritten(text, parse_percent, amounts, flipped=flipped) == expected


@pytest.mark.parametrize(
    ("text", "bounds"),
    [("-10% to -20%", [-10, -20]), ("+10%", [10]), ("a drop of 15%", [-15]), ("up to 15%", [15])],
)
def test_what_the_figures_of_a_percentage_say(text: str, bounds: list[float]) -> None:
    found = form(text, (parse_percent(text) or pytest.fail(text)).steps)
    assert found
    assert [figure.bound for figure in found.figures] == bounds


@pytest.mark.parametrize(
    ("text", "bounds", "amounts", "expected"),
    [
        ("$60k", [60_000], (65,), "$65k"),
        ("$60-80k", [60_000, 80_000], (70, 110), "$70-110k"),
        ("$60,000 - $80,000", [60_000, 80_000], (65_000, 110_000), "$65,000 - $110,000"),
        ("$1.5 million", [1_500_000], (2,), "$2 million"),
        ("12 LPA", [1_200_000], (8,), "8 LPA"),
        ("60.000 \u20ac", [60_000], (70_000,), "70.000 \u20ac"),
    ],
)
def test_money(text: str, bounds: list[float], amounts: Amounts, expected: str) -> None:
    found = form(text, (parse_money(text) or pytest.fail(text)).steps)
    assert found
    assert [figure.bound for figure in found.figures] == bounds
    assert found.written(amounts) == expected


def test_places_in_a_calendar_are_no_amounts() -> None:
    assert rewritten("Weeks 5-8", read_calendar, (6, 9)) is None


def test_hours() -> None:
    assert rewritten("10-15 hours per week", parse_effort, (8, 11)) == "8-11 hours per week"


@pytest.mark.parametrize(
    "steps",
    [
        (Step("min", 2, 7, "number"), Step("max", 2, 7, "number")),  # no numeral is there
        (Step("weeks", 0, 1, "number"),),
        (Step("min", 0, 1, "is:9"), Step("max", 0, 1, "is:9")),
        (Step("min", 0, 1, "times:1000"),),
        (),
    ],
)
def test_what_was_not_read_from_a_number_has_no_form(steps: tuple[Step, ...]) -> None:
    assert form("9 weeks", steps) is None


def test_a_unit_is_one_only_where_it_is_a_word() -> None:
    steps = (Step("min", 0, 1, "number"), Step("unit", 1, 7, 'is:"week"'))
    found = form("1 weeks", steps)
    assert found
    assert (found.unit, found.written([2])) == (None, "2 weeks")
    found = form("1 week", [*steps[:1], Step("unit", 2, 2, 'is:"week"')])  # as of "P1W": nowhere
    assert found
    assert found.unit is None


@pytest.mark.parametrize(
    ("before", "number", "expected", "article"),
    [
        ("in a ", "8-month", "in an ", "a "),
        ("in an ", "9-month", "in a ", "an "),
        ("in a ", "9-month", "in a ", "a "),
        ("A ", "8-month", "An ", "A "),
        ("An ", "9-month", "A ", "An "),
        ("A ", "EIGHT", "AN ", "A "),
        ("A ", "Eight", "An ", "A "),
        ("A ", "8 M", "An ", "A "),
        ("A ", "8 MO", "AN ", "A "),
        ("AN ", "9-month", "A ", "AN "),
        ("a $", "80k", "an $", "a $"),
        ("an $", "90k", "a $", "an $"),
        ("a ", "$80k", "an ", "a "),
        ("a ", "11", "an ", "a "),
        ("a ", "18", "an ", "a "),
        ("a ", "18,000", "an ", "a "),
        ("a ", "110", "a ", "a "),
        ("a ", "1100", "a ", "a "),
        ("a ", "8000", "an ", "a "),
        ("a ", "11000", "an ", "a "),
        ("a ", "118", "a ", "a "),
        ("a ", "Eleven", "an ", "a "),
        ("a ", "eighty", "an ", "a "),
        ("a    ", "8", "an    ", "a    "),
        ("a     ", "8", "a     ", ""),
        ("a\n", "8", "an\n", "a\n"),
        ("A\n", "8", "A\n", ""),
        ("a&nbsp;", "8", "an&nbsp;", "a&nbsp;"),
        ("9 a ", "8", "9 a ", ""),
        ("la ", "8", "la ", ""),
        ("o'a ", "8", "o'a ", ""),
        ("a", "8", "a", ""),
        ("", "8", "", ""),
        ("x" * 50 + " a ", "8", "x" * 50 + " an ", "a "),
    ],
)
def test_an_article_is_that_of_its_number(before: str, number: str, expected: str, article: str) -> None:
    assert (with_article(before, number), article_before(before)) == (expected, article)


@pytest.mark.parametrize(
    ("amount", "slips"),
    [
        (5, [1, 2, 3, 4, 6, 7, 8, 9, *range(15, 96, 10), *(one for one in range(50, 60) if one != 55), 55]),
        (0, [*range(1, 10), *range(10, 100, 10)]),
        (10, [1, *range(11, 20), *range(20, 91, 10), *range(100, 110), *range(110, 911, 100), *range(110, 191, 10)]),
        (
            12.0,
            [
                1,
                2,
                21,
                *range(10, 20),
                *range(22, 93, 10),
                *range(112, 913, 100),
                *range(102, 193, 10),
                *range(120, 130),
            ],
        ),
        (1.5, []),
        (-1, []),
    ],
)
def test_slips_of_a_digit(amount: float, slips: list[int]) -> None:
    found = [*mistyped(amount)]
    assert sorted(found) == sorted({*slips} - {amount})


def test_the_likeliest_slips_come_first() -> None:
    assert [*mistyped(123)][:4] == [23, 13, 12, 321]
