"""Text in, typed value out: durations, effort, money, percentages, glued resources. No pages, no I/O.

The record's parts (`pathingest.Duration` of a `ParsedDuration`) have the same attributes, without places and steps.

Each function is imported when first used, so that a reader of durations does not pay for the resource splitter.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathingest.glued import Resource, split_resources
    from pathingest.model.values import ParsedDuration, ParsedEffort, ParsedMoney, ParsedPercent, Step
    from pathingest.values.duration import find_durations, parse_duration
    from pathingest.values.effort import find_efforts, parse_effort
    from pathingest.values.money import find_money, parse_money
    from pathingest.values.percent import find_percents, parse_percent

__all__ = [
    "ParsedDuration",
    "ParsedEffort",
    "ParsedMoney",
    "ParsedPercent",
    "Resource",
    "Step",
    "find_durations",
    "find_efforts",
    "find_money",
    "find_percents",
    "parse_duration",
    "parse_effort",
    "parse_money",
    "parse_percent",
    "split_resources",
]

_HOME = {
    **dict.fromkeys(
        ["ParsedDuration", "ParsedEffort", "ParsedMoney", "ParsedPercent", "Step"], "pathingest.model.values"
    ),
    "Resource": "pathingest.glued",
    "find_durations": "pathingest.values.duration",
    "find_efforts": "pathingest.values.effort",
    "find_money": "pathingest.values.money",
    "find_percents": "pathingest.values.percent",
    "parse_duration": "pathingest.values.duration",
    "parse_effort": "pathingest.values.effort",
    "parse_money": "pathingest.values.money",
    "parse_percent": "pathingest.values.percent",
    "split_resources": "pathingest.glued",
}


def __getattr__(name: str) -> object:
    """The function `name`, from its module (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(_HOME[name]), name)
    globals()[name] = found  # the next access does not come here
    return found


def __dir__() -> list[str]:
    """What can be imported, loaded or not."""
    return sorted({*globals(), *__all__})
