"""The time that heads a plan's tasks: "This week", "First 90 days", "Weeks 2-4"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from pathingest.model.values import Duration, Step, Unit
from pathingest.values.duration import parse_duration
from pathingest.values.patterns import lazy
from pathingest.values.positions import read_calendar
from pathingest.values.vocabulary import any_of, vocabulary

_LONGEST = 60
_QUARTER = 3  # months
_MONTH: Unit = "month"
_SPAN = lazy(
    r"(?:(?:in |during |for )?(?:the |your )?first|(?:in den|die|deine|ihre) (?:ersten|nächsten)"
    r"|(?:en |durante )?(?:los|las|tus) (?:primer[oa]s|próxim[oa]s)|(?:dans )?(?:les|vos|tes) premi(?:ers|ères)) ",
    re.IGNORECASE,
)


@lru_cache(maxsize=256)
def parse_horizon(text: str, *, language: str = "en") -> Duration | None:
    """The time that a heading states, in whatever words; None where it states none."""
    if len(text) >= _LONGEST:
        return None
    found = _in_words(text) or read_calendar(text, language) or _spanned(text, language)
    return found or parse_duration(text, language=language)


def is_horizon(text: str, *, language: str = "en") -> bool:
    """Whether a line says a time and nothing else, as headings of plans do: "First 90 days", not "Study two weeks"."""
    label = text.rstrip(" :")
    if len(label) >= _LONGEST:
        return False
    start = lead.end() if (lead := _LEAD.match(label)) else 0
    found = _in_words(label) or read_calendar(label, language)
    if found is None and (start or label[:1].isdigit()) and (found := parse_duration(label[start:], language=language)):
        return (found.start, found.end) == (0, len(label) - start)
    return found is not None and found.end == len(label)


_LEAD = lazy(r"(?:(?:in|within|over|for|during|by|the|your|first|next|coming|after)\s+)+", re.IGNORECASE)


def _in_words(label: str) -> Duration | None:
    """One unit that is named without a number: "This month" is one."""
    match = _pattern().match(label)
    if match is None:
        return None
    named: Any = vocabulary()["horizons"]["units"][match["unit"].lower()] if match["unit"] else "day"
    count = _QUARTER if named == "quarter" else 1
    unit: Unit = _MONTH if named == "quarter" else named
    end = match.end("words")
    said = {"min": f"{count}", "max": f"{count}", "unit": f'"{unit}"', "approximate": "false", "ongoing": "false"}
    steps = tuple(Step(name, 0, end, f"is:{constant}") for name, constant in said.items())
    return Duration(label[:end], count, count, unit, start=0, end=end, steps=steps)


@cache
def _pattern() -> re.Pattern[str]:
    words = vocabulary()["horizons"]
    units = rf"(?:{any_of(words['leads'])})\s+(?P<unit>{any_of(words['units'])})"
    return lazy(rf"(?P<words>{units}|(?:{any_of(words['days'])}))\s*(?:$|[:(,|\u2014-])", re.IGNORECASE)


def _spanned(text: str, language: str) -> Duration | None:
    """The length in "First 90 days", which elsewhere only says when."""
    match = _SPAN.match(text)
    found = match and parse_duration(text[match.end() :], language=language)
    if not match or not found or found.start:
        return None
    shift = match.end()
    steps = tuple([step._replace(start=step.start + shift, end=step.end + shift) for step in found.steps])
    return found._replace(start=shift, end=shift + found.end, steps=steps)
