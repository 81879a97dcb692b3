"""The names that `pathingest.values` offers: each is imported when it is first used."""

from __future__ import annotations

import pytest

import pathingest.values
from pathingest import glued, values
from pathingest.model import values as model
from pathingest.values import duration, effort, money, percent


@pytest.mark.parametrize(
    ("name", "home"),
    [
        *((name, model) for name in ("ParsedDuration", "ParsedEffort", "ParsedMoney", "ParsedPercent", "Step")),
        *((name, glued) for name in ("Resource", "split_resources")),
        *((name, duration) for name in ("find_durations", "parse_duration")),
        *((name, effort) for name in ("find_efforts", "parse_effort")),
        *((name, money) for name in ("find_money", "parse_money")),
        *((name, percent) for name in ("find_percents", "parse_percent")),
    ],
)
def test_a_public_name_is_what_its_module_has(name: str, home: object) -> None:
    vars(values).pop(name, None)  # as if it had not been used yet
    assert getattr(values, name) is getattr(home, name)
    assert vars(values)[name] is getattr(home, name)
    assert name in values.__all__
    assert name in dir(values)


def test_no_other_name_is_there() -> None:
    assert len(values.__all__) == len({*values.__all__}) == 15
    assert dir(pathingest.values) == sorted({*dir(pathingest.values)})
    with pytest.raises(AttributeError, match=r"module 'pathingest\.values' has no attribute 'bread'"):
        _ = values.bread
