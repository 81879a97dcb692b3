"""Hours of work: which are one range, whose rate is whose, and what is read beside others."""

from __future__ import annotations

import pytest

from pathingest.values.effort import find_efforts, parse_effort


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2 hours to 4 hours", ["2..4 hour"]),
        ("Read 1 hour a day. Bake 2 hours to 4 hours a day.", ["1..1 hour/day", "2..4 hour/day"]),
        ("1 hour daily, then 2 hours to 3 hours a week", ["1..1 hour/day", "2..3 hour/week"]),
        ("10 hours, and 20 hours", ["10..10 hour", "20..20 hour"]),
        ("15 weekly hours", ["15..15 hour/week"]),
        ("weekly: 10 hours", ["10..10 hour/week"]),
        ("per week: 10 hours", ["10..10 hour/week"]),
        ("2 hours daily and 5 hours on weekends", ["2..2 hour/day"]),
        ("within 24 hours", []),
        ("$15 an hour", []),
        ("2 hours a month", []),
        ("2 hours 4:13", []),
        ("bread", []),
    ],
)
def test_hours_in_a_text(text: str, found: list[str]) -> None:
    efforts = find_efforts(text)
    assert [f"{effort.low}..{effort.high} {effort.unit}" for effort in efforts] == found
    assert parse_effort(text) == (efforts[0] if efforts else None)
