"""Dates and parts of a school's year: which texts are nothing else, and which may hold one."""

from __future__ import annotations

import pytest

from pathingest.values.dates import is_date, may_be_dated


@pytest.mark.parametrize(
    "text",
    [
        *("May 2026", "may 2026", "Sept 2026", "Mai 2026", "mayo de 2026", "May", "31 May", "May 31st", "1st May"),
        *(
            "May 2nd",
            "May 3rd",
            "May 12th",
            "1er mai 2026",
            "1 May 2026",
            "9 May",
            "09 May",
            "19 May",
            "29 May",
            "30 May",
        ),
        *("2026", "1900", "2099", "2026-2027", "2026/27", "until May", "until 2026", "May - July 2027", "May (2026)"),
        *("Q1 2027", "Q4 2026", "H1 2026", "Q2, 2027", "spring 2026", "Fall 2026", "Spring term", "fall semester"),
        *("One semester", "two semesters", "2 terms", "1st term", "semester 2026", "May.", "May\u20142026"),
        "winter semester 2026/27",
        "May" + " " * 41 + "2026",  # 48 characters
    ],
)
def test_a_date(text: str) -> None:
    assert is_date(text)
    assert may_be_dated(text)
    assert may_be_dated(f"Bake bread in {text}, or later")


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("", False),
        ("1899", False),
        ("2100", False),
        ("20260", False),
        ("Q2", False),
        ("Q1 Q2", False),
        ("H1", False),
        ("one", False),
        ("3 4 5", False),
        ("until", False),
        ("two or three", False),
        ("Week 1", False),
        ("Bread", False),
        ("Spring", True),
        ("spring and summer", True),
        ("term", True),
        ("a semester", True),
        ("terms 2", True),
        ("one until semester", True),
        ("1 of 2 semesters", True),
        ("Q5 2026", True),
        ("32 May", True),
        ("40 May", True),
        ("May 1x", True),
        ("May: 2026", True),
        ("May & June", True),
        ("May 2026!", True),
        ("Bread in May", True),
        ("May 2026 bread", True),
        ("May" + " " * 42 + "2026", True),
    ],
)
def test_what_says_more_or_less_than_a_date(text: str, may_be: bool) -> None:
    assert (is_date(text), may_be_dated(text)) == (False, may_be)
