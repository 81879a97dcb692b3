"""Places in a row and in the calendar: what is read as one, how long it is, and times that count from one beginning."""

from __future__ import annotations

from typing import Any

import pytest

from pathingest.model.values import Duration
from pathingest.values.duration import parse_duration
from pathingest.values.positions import (
    LAST,
    LONGEST,
    going_on,
    is_calendar,
    is_month,
    is_step,
    read_calendar,
    read_counted,
    read_position,
)
from pathingest.values.steps import attributes, replay


def said(time: Duration | None) -> str | None:
    """A time in short, where its steps give it again."""
    if time is None:
        return None
    assert (time.min, time.approximate, time.ongoing) == (time.max, False, False)
    return f"[{time.text}] {time.min} {time.unit}"


@pytest.mark.parametrize(
    ("text", "first", "last", "word", "place", "rest"),
    [
        ("Step 2: Bake", 2, 2, "step", "Step 2", "Bake"),
        ("STEP 2 Bake", 2, 2, "step", "STEP 2", "Bake"),
        ("Step 2", 2, 2, "step", "Step 2", ""),
        ("Step2", 2, 2, "step", "Step2", ""),
        ("Steps 1-3: Bake", 1, 3, "step", "Steps 1-3", "Bake"),
        ("Step 0: Bake", 0, 0, "step", "Step 0", "Bake"),
        ("Step 999", 999, 999, "step", "Step 999", ""),
        ("Step 2.1: Bake", 2.1, 2.1, "step", "Step 2.1", "Bake"),
        ("Step One - Bake", 1, 1, "step", "Step One", "Bake"),
        ("Step #3 Bake", 3, 3, "step", "Step #3", "Bake"),
        ("[Step 3] Bake", 3, 3, "step", "Step 3", "Bake"),
        ("Step 2 (easy)", 2, 2, "step", "Step 2", "(easy)"),
        ("Step 2 \u2192 Bake", 2, 2, "step", "Step 2", "\u2192 Bake"),
        ("Step 2 | Bake", 2, 2, "step", "Step 2", "Bake"),
        ("\U0001f35e Step 2: Bake", 2, 2, "step", "Step 2", "Bake"),
        ("Step 1\ufe0f\u20e3 Bake", 1, 1, "step", "Step 1\ufe0f\u20e3", "Bake"),
        (" " * 16 + "Step 2", 2, 2, "step", "Step 2", ""),
        ("Phase II", 2, 2, "phase", "Phase II", ""),
        ("Phase IV: Bake", 4, 4, "phase", "Phase IV", "Bake"),
        ("Level 3: Bake", 3, 3, "level", "Level 3", "Bake"),
        ("Final step: Bake", LAST, LAST, "step", "Final step", "Bake"),
        ("Last phase", LAST, LAST, "phase", "Last phase", ""),
        ("Weeks 5-8: Bake", 5, 8, "week", "Weeks 5-8", "Bake"),
        ("Week 3 of 8: Bake", 3, 3, "week", "Week 3 of 8", "Bake"),
        ("Weeks 1.5-2", 1.5, 2, "week", "Weeks 1.5-2", ""),
        ("Week 0", 0, 0, "week", "Week 0", ""),
        ("Months 6+", 6, 6, "month", "Months 6+", ""),
        ("Step 2: " + "x" * (LONGEST - 8), 2, 2, "step", "Step 2", "x" * (LONGEST - 8)),
    ],
)
def test_a_place(text: str, first: float, last: float, word: str, place: str, rest: str) -> None:
    found = read_position(text)
    assert found is not None
    assert (found.first, found.last, found.word) == (first, last, word)
    assert (text[found.start : found.end].rstrip(" :|-]"), text[found.rest :]) == (place, rest)


@pytest.mark.parametrize(
    "text",
    [
        *("Step 2 is the hardest", "Step 2-Bake", "Phase ii", "Step 1000", "Bake step 2", "Months 3-1", "Final week"),
        *("Weeks 1, 2", "Step", "Stepping 2", "2: Bake", "", " " * 17 + "Step 2", "Steps 3-2"),
        "Step 2: " + "x" * (LONGEST - 7),
    ],
)
def test_no_place(text: str) -> None:
    assert read_position(text) is None


def test_a_site_may_have_places_of_its_own() -> None:
    templates = ("Loaf {n}", "Week {n}")
    found = read_position("Loaf 2: Rye", templates)
    assert found
    assert (found.word, found.first, found.duration) == ("loaf", 2, None)
    assert read_position("Step 2: Rye", templates) is None
    assert read_position("Loaf 2: Rye") is None
    week = read_position("week 3", templates)
    assert week
    assert said(week.duration) == "[week 3] 1 week"
    named = [read_position("Loaves 2", ("Loaves {n}",)), read_position("Mois 2", ("Mois {n}",))]
    assert [place and place.word for place in named] == ["loave", "mois"]
    last = read_position("Final loaf", templates)
    assert last
    assert (last.first, last.word) == (LAST, "loaf")


@pytest.mark.parametrize(
    ("text", "language", "time"),
    [
        ("Weeks 5-8", "en", "[Weeks 5-8] 4 week"),
        ("Weeks 5 to Week 8: Bake", "en", "[Weeks 5 to Week 8] 4 week"),
        ("Weeks 1 & 2", "en", "[Weeks 1 & 2] 2 week"),
        ("Week 3", "en", "[Week 3] 1 week"),
        ("Week 0", "en", None),
        ("Week 0-1", "en", "[Week 0-1] 1 week"),
        ("Months 0-3", "en", "[Months 0-3] 3 month"),
        ("Month III", "en", "[Month III] 1 month"),
        ("Months 6+", "en", None),
        ("Weeks 1.5-2", "en", None),
        ("Quarter 1", "en", "[Quarter 1] 3 month"),
        ("Quarters 2-3", "en", "[Quarters 2-3] 6 month"),
        ("Year 1-2", "en", "[Year 1-2] 2 year"),
        ("Days 1-30", "en", "[Days 1-30] 30 day"),
        (" Days 1-2", "en", "[Days 1-2] 2 day"),
        ("Now - month 3", "en", "[Now - month 3] 3 month"),
        ("Woche 3", "de", "[Woche 3] 1 week"),
        ("Mois 1-3", "en", None),
        ("Week 3", "de", "[Week 3] 1 week"),
        ("Week 3", "xx", "[Week 3] 1 week"),
        ("Mois 1-3", "fr", "[Mois 1-3] 3 month"),
        ("Step 2", "en", None),
        ("Jan - Mar", "en", "[Jan - Mar] 3 month"),
        ("Jan. - Mar.", "en", "[Jan. - Mar.] 3 month"),
        ("January to December", "en", "[January to December] 12 month"),
        ("June to June", "en", "[June to June] 1 month"),
        ("November to February, then", "en", "[November to February] 4 month"),
        ("M\u00e4rz bis Mai", "de", "[M\u00e4rz bis Mai] 3 month"),
        ("Jan 2024 - Mar 2024", "en", None),
        ("Jan - Mar.x", "en", None),
        ("Jan - Marx", "en", None),
        ("Janx - Mar", "en", None),
        ("May", "en", None),
        ("in Jan - Mar", "en", None),
    ],
)
def test_a_place_in_the_calendar_is_a_time(text: str, language: str, time: str | None) -> None:
    found = read_calendar(text, language)
    assert said(found) == time
    if found:
        assert text[found.start : found.end] == found.text
        assert replay(text, found.steps) == attributes(found)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Weeks 5-8", "min 8-9 is:8, min 6-7 since:5, unit 0-4"),
        ("Months 0-3", "min 9-10 is:3, unit 0-5"),
        ("Week 3", "min 5-6 is:3, min 5-6 since:3, unit 0-4"),
        ("Quarter 2", "min 8-9 is:2, min 8-9 since:2, min 8-9 times:3, unit 0-7"),
        ("Nov - Feb", "min 6-9 is:14, min 0-3 since:11, unit 0-9"),
    ],
)
def test_which_characters_say_how_long_it_is(text: str, read: str) -> None:
    found = read_calendar(text)
    assert found
    steps = [step for step in found.steps if step.attribute == "min"]
    unit = next(step for step in found.steps if step.attribute == "unit")
    texts = [f"min {step.start}-{step.end} {step.how}" for step in steps]
    assert ", ".join([*texts, f"unit {unit.start}-{unit.end}"]) == read
    assert [step._replace(attribute="max") for step in steps] == [s for s in found.steps if s.attribute == "max"]
    assert {(step.start, step.end) for step in found.steps[-2:]} == {(0, len(text))}


@pytest.mark.parametrize(
    ("text", "word", "read"),
    [
        ("1-2", "Weeks", (1, 2, "[1-2] 2 week")),
        ("3", "Week", (3, 3, "[3] 1 week")),
        ("1 - 2", "Months", (1, 2, "[1 - 2] 2 month")),
        ("10", "Day", (10, 10, "[10] 1 day")),
        ("1-2 x", "Weeks", None),
        ("1-2:", "Weeks", None),
        ("3+", "Weeks", None),
        ("1", "Step", None),
        ("1-2", "Loaves", None),
        ("", "Week", None),
    ],
)
def test_a_number_below_a_head_that_counts(text: str, word: str, read: tuple[int, int, str] | None) -> None:
    found = read_counted(text, word)
    assert (found and (found[0], found[1], said(found[2]))) == read
    if found and read:
        assert (found[2].start, found[2].end) == (0, len(text))
        steps = found[2].steps
        assert replay(text, steps) == attributes(found[2])
        assert all(0 <= step.start < step.end <= len(text) for step in steps)
        assert [text[step.start : step.end] for step in steps if step.attribute == "min"] == [
            f"{read[1]}",
            f"{read[0]}",
        ]


def test_a_number_below_a_head_in_another_language() -> None:
    found = read_counted("1-2", "Mois", "fr")
    assert found
    assert said(found[2]) == "[1-2] 2 month"
    assert read_counted("1-2", "Mois") is None


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("May 2018", True),
        ("may 2018", True),
        ("Sept. 2018", True),
        ("May, 2018", True),
        ("Mai 2018", True),
        ("May 18", False),
        ("May 20185", False),
        ("May x018", False),
        ("x 2018", False),
        ("2018", False),
        ("May", False),
        ("in May 2018", False),
    ],
)
def test_a_month_of_a_year(text: str, is_one: bool) -> None:
    assert is_month(text) == is_one


def test_what_is_counted_on_a_way_and_in_the_calendar() -> None:
    assert [is_step(word) for word in ("phase", "step", "week", "bread", "")] == [True, True, False, False, False]
    assert [is_calendar(word) for word in ("week", "quarter", "phase", "weeks", "")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def time_of(text: str) -> Duration | None:
    return (read_calendar(text) or parse_duration(text)) if text else None


@pytest.mark.parametrize(
    ("texts", "lengths"),
    [
        ("0-3 months, 3-6 months, 6-12 months", "3 3 6"),
        ("0-3 months, 3-6 months", "3 3"),
        ("0-1 month, 1-2 months", "1 1"),
        ("0-3 months, 3-6 months, 6+ months", "3 3 -"),
        ("0-3 months, 3-6 months, Ongoing", "3 3 -"),
        ("0-3 months, 3-6 months, , ", "3 3 - -"),
        ("0-3 months, 3-6 months, 6+ months, ", "3 3 - -"),
        ("6-12 months, 12-18 months, 18+ months", "6..12 6 -"),
        ("1-2 months, 2-4 months, 4+ months", "1..2 2 -"),
        ("Months 1-2, Months 2-4", "2 2"),
        ("Months 0-3, Months 3-6", "3 3"),
        ("Weeks 1-3, Weeks 3-4, Weeks 4-8", "3 1 4"),
        ("0-3 months, 4-6 months, 7-12 months", "3 3 6"),
        ("0-3 months, 4-6 months, 7-12 months, ", "3 3 6 -"),
        ("0-3 months, 4-6 months, 7-12 months, 12+ months", "3 3 6 -"),
        ("0-3 months, 4-6 months", ""),
        ("0-3 months, 4-6 months, 7-7 months", ""),
        ("0-3 months, 4-6 months, 8-12 months", ""),
        ("0-3 months, 3-5 months, 6-12 months", ""),
        ("0-3 months, 5-6 months, 7-12 months", ""),
        ("0-3 months", ""),
        ("", ""),
        (", ", ""),
        ("6 weeks, 8 weeks", ""),
        ("1-3 months, 3-6 months", ""),
        ("6-12 months, 12-18 months", ""),
        ("6-12 months, 12-18 months, Ongoing", ""),
        ("6-12 months, 12-18 months, 19+ months", ""),
        ("0-3 months, 3-6 months, 6+ weeks", ""),
        ("0-3 months, 3-6 weeks", ""),
        ("0-3 months, , 3-6 months", ""),
        ("0-3 months, 3-3 months", ""),
        ("Month 1, Months 1-2", ""),
        ("3 months, 3-6 months", ""),
        ("0-3 months, about six months", ""),
        ("0-1.5 months, 1.5-3 months", ""),
        ("Months 1-3, Months 4-6", ""),
        ("Months 2-3, Months 3-6", ""),
        ("Months 0-3, Months 4-6, Months 7-9", ""),
    ],
)
def test_times_that_count_from_one_beginning(texts: str, lengths: str) -> None:
    times = [time_of(text) for text in texts.split(", ")] if texts else []
    found = going_on(times)
    assert " ".join(map(length, found)) == lengths
    assert len(found) in (0, len(times))


def length(time: Duration | None) -> str:
    if time is None:
        return "-"
    return f"{time.min}" if time.min == time.max else f"{time.min}..{time.max}"


@pytest.mark.parametrize(
    ("texts", "steps"),
    [
        (["0-3 months", "3-6 months"], ["2:3 number, 0:1 since:1", "2:3 number, 0:1 since:4"]),
        (["Months 0-3", "Months 3-6"], ["9:10 is:3, 9:10 since:1", "9:10 is:6, 7:8 since:4"]),
        (["Months 1-2", "Months 2-4"], ["9:10 is:2, 7:8 since:1", "9:10 is:4, 7:8 since:3"]),
    ],
)
def test_how_such_lengths_are_counted(texts: list[str], steps: list[str]) -> None:
    found: list[Any] = going_on([time_of(text) for text in texts])
    for text, time, expected in zip(texts, found, steps, strict=True):
        assert replay(text, time.steps) == attributes(time)
        for bound in ("min", "max"):
            read = [f"{step.start}:{step.end} {step.how}" for step in time.steps if step.attribute == bound]
            assert ", ".join(read) == expected
