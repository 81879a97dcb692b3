"""Lengths of time as ISO 8601 writes them."""

from __future__ import annotations

import pytest

from pathingest.values.iso_duration import parse_iso_duration
from pathingest.values.steps import attributes, replay


@pytest.mark.parametrize(
    ("text", "amount", "unit", "number", "letter"),
    [
        ("P1Y", 1, "year", (1, 2), 2),
        ("P9M", 9, "month", (1, 2), 2),
        ("P3W", 3, "week", (1, 2), 2),
        ("P90D", 90, "day", (1, 3), 3),
        ("PT20H", 20, "hour", (2, 4), 4),
        ("P1.5Y", 1.5, "year", (1, 4), 4),
        ("PT1,5H", 1.5, "hour", (2, 5), 5),
        ("P0Y9M0D", 9, "month", (3, 4), 4),
        ("P0,0Y9.5M", 9.5, "month", (5, 8), 8),
        ("P0DT5H0M0S", 5, "hour", (4, 5), 5),
        ("P10W", 10, "week", (1, 3), 3),
        ("P123456D", 123_456, "day", (1, 7), 7),
        ("P1.123456Y", 1.123456, "year", (1, 9), 9),
    ],
)
def test_a_length_of_one_unit(text: str, amount: float, unit: str, number: tuple[int, int], letter: int) -> None:
    found = parse_iso_duration(text)
    assert found is not None
    assert (found.min, found.max, found.unit, found.text, found.start, found.end) == (
        amount, amount, unit, text, 0, len(text),
    )  # fmt: skip
    assert not found.approximate
    assert not found.ongoing
    assert replay(text, found.steps) == attributes(found)
    assert [(step.start, step.end) for step in found.steps] == [
        number, number, (letter, letter + 1), (0, len(text)), (0, len(text)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        *("", "P", "PT", "P1DT", "9M", "P6", "P6M ", "p6m", "P1Y6M", "P1M2D", "P1DT1H", "P1M1M", "PTM", "P,5M"),
        *("PT30M", "PT5S", "P0M", "P0.0M", "P0Y0M", "P1WT1S", "P1234567D", "P1.1234567Y", "P1D1W", "P-1D"),
    ],
)
def test_what_is_no_length_of_one_unit(text: str) -> None:
    assert parse_iso_duration(text) is None
