"""How values were read: steps, what they give when they are replayed, and how evidence files write them."""

from __future__ import annotations

import pytest

from pathingest.model.values import Step
from pathingest.values.duration import find_durations, parse_duration
from pathingest.values.effort import parse_effort
from pathingest.values.money import parse_money
from pathingest.values.percent import find_percents, parse_percent
from pathingest.values.steps import ReplayError, attributes, read, replay, written


@pytest.mark.parametrize(
    ("text", "steps", "values"),
    [
        ("in 12 weeks", ["min 3:5 number"], {"min": 12}),
        ("1,000.5", ["low 0:7 number"], {"low": 1000.5}),
        ("1.000,5", ["low 0:7 number,"], {"low": 1000.5}),
        ("one and a half", ["min 0:14 word"], {"min": 1.5}),
        ("a raise", ["note 2:7 text"], {"note": "raise"}),
        ("about", ['unit 0:5 is:"week"', "approximate 0:5 is:true", "max 0:5 is:null"],
         {"unit": "week", "approximate": True, "max": None}),
        ("60k", ["low,high 0:2 number", "low,high 2:3 times:1000"], {"low": 60_000, "high": 60_000}),
        ("a half", ["min 0:1 word", "min 0:6 plus:0.5"], {"min": 1.5}),
        ("4-6", ["min 2:3 number", "min 0:1 since:4"], {"min": 3}),
        ("4-6", ["min 2:3 is:6", "min 0:1 since:1"], {"min": 6}),
        ("-5", ["low 1:2 number", "low 0:1 negate"], {"low": -5}),
        ("9-6", ["min 0:1 number", "max 2:3 number", "min 0:3 swap"], {"min": 6, "max": 9}),
        ("9-6", ["low 0:1 number", "high 2:3 number", "high 0:3 swap"], {"low": 6, "high": 9}),
        ("2 weeks", ["min,max 0:1 number", 'unit 2:7 is:"week"', "weeks 0:7 weeks"],
         {"min": 2, "max": 2, "unit": "week", "weeks": {"min": 2, "max": 2}}),
        ("2 days", ["max 0:1 number", 'unit 2:6 is:"day"', "weeks 0:6 weeks"],
         {"max": 2, "unit": "day", "weeks": {"min": None, "max": 0.285714}}),
        ("x", ["weeks 0:1 weeks"], {"weeks": {"min": None, "max": None}}),
    ],
)  # fmt: skip
def test_steps_are_replayed(text: str, steps: list[str], values: dict[str, object]) -> None:
    assert replay(text, read(steps)) == values


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("weeks", "number"),
        ("weeks", "word"),
        ("weeks", "times:1000"),
        ("weeks", "negate"),
        ("weeks", "guess"),
        ("", ""),
    ],
)
def test_a_step_that_does_not_fit_its_characters_is_an_error(text: str, how: str) -> None:
    with pytest.raises(ReplayError, match=rf"how='{how}'\) does not fit '{text}'"):
        replay(text, [Step("min", 0, len(text), how)])


@pytest.mark.parametrize(
    ("value", "steps"),
    [
        (parse_duration("9 weeks"),
         ["min,max 0:1 number", 'unit 2:7 is:"week"', "approximate,ongoing 0:7 is:false", "weeks 0:7 weeks"]),
        (find_durations("it takes 6-8 weeks")[0],
         ["min 0:1 number", "max 2:3 number", 'unit 4:9 is:"week"', "approximate,ongoing 0:9 is:false",
          "weeks 0:9 weeks"]),
        (parse_effort("10 hours per week"), ["low,high 0:2 number", 'unit 3:17 is:"hour/week"']),
        (find_percents("a raise of +5%")[0], ["low,high 10:11 number", "note 12:12 is:null"]),
    ],
)  # fmt: skip
def test_steps_are_written_and_read_again(value: object, steps: list[str]) -> None:
    assert value
    found = written(value)  # type: ignore[arg-type]
    assert found == steps
    given = replay(value.text, read(found))  # type: ignore[attr-defined]
    weeks = given.pop("weeks", None)
    assert given == attributes(value)  # type: ignore[arg-type]
    assert weeks is None or weeks == value.weeks._asdict()  # type: ignore[attr-defined]


def test_what_is_no_step_is_left_out() -> None:
    assert read(["min 0:1 number", "letters composed (NFC)", "min 0 number", "min 0:1", "x 1234567890:1 number"]) == [
        Step("min", 0, 1, "number"),
    ]  # fmt: skip
    assert read(['text 0:3 is:"a\nb"']) == [Step("text", 0, 3, 'is:"a\nb"')]
    assert read(["text 123456789:987654321 text"]) == [Step("text", 123456789, 987654321, "text")]


def test_what_a_replay_has_to_give() -> None:
    money, percent = parse_money("$60k a year"), parse_percent("+5%")
    assert money
    assert percent
    assert attributes(money) == {
        "low": 60_000, "high": 60_000, "currency": money.currency, "period": "year", "approximate": False,
    }  # fmt: skip
    assert attributes(percent) == {"low": 5, "high": 5, "note": None}
