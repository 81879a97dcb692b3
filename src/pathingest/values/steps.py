"""How a value was read, step by step, and the interpreter that reads it again.

A value carries its steps; `replay(given, value.steps)` yields the value's attributes anew, which is what makes the
evidence more than a claim. A step looks at the characters `given[start:end]` and at what the attribute holds so far:

| how       | effect on the attribute                                                                              |
|-----------|------------------------------------------------------------------------------------------------------|
| `number`  | set to the numeral: decimal point, commas between groups of digits, halves and quarters ("1½")       |
| `number,` | set to the numeral in the continental way: decimal comma, dots between groups                        |
| `word`    | set to the number word or words, in any shipped language ("twenty-one", "half a", "anderthalb")      |
| `text`    | set to the characters themselves                                                                     |
| `is:JSON` | set to the JSON constant: what a word means, or what its absence implies                             |
| `times:N` | multiplied by N ("k", "lakh")                                                                        |
| `plus:N`  | N added ("a year *and a half*")                                                                      |
| `since:N` | counted from the Nth, both included (in "Months 4-6" 6, since the 4th, are 3)                        |
| `negate`  | sign turned                                                                                          |
| `swap`    | exchanged with the other bound (low and high, min and max): the text names the larger first          |
| `weeks`   | set to both bounds in weeks, as their unit says                                                      |

Numbers are int when whole, else float. A step that does not fit its characters raises `ReplayError`: evidence that
does not replay is a bug of ours, never a property of the page.

In evidence files a step is a text: `max 3:5 number`. Its offsets count from where the value's own text begins, and
neighbours that read the same characters alike are one: `min,max 0:1 number`.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from pathingest.model.values import ATTRIBUTES, ParsedDuration, Step, in_weeks
from pathingest.values.numbers import plus, read_numeral, read_words, times
from pathingest.values.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pathingest.model.values import ParsedEffort, ParsedMoney, ParsedPercent

PARTNER = {"low": "high", "high": "low", "min": "max", "max": "min"}

# What reads the characters anew, and what works on the amount read before (with the argument after the colon).
READERS: dict[str, Callable[[str], object]] = {
    "number": read_numeral,
    "number,": lambda text: read_numeral(text, european=True),
    "word": read_words,
    "text": str,
}
CHANGES: dict[str, Callable[[Any, str], object]] = {
    "times": times,
    "plus": plus,
    "since": lambda amount, first: amount - int(first) + 1,
    "negate": lambda amount, _: -amount,
}


class ReplayError(ValueError):
    """A step that does not fit the text it claims to have read."""


def replay(text: str, steps: Iterable[Step]) -> dict[str, object]:
    """The attributes that `steps` read from `text`, the text that was given to the parser."""
    values: dict[str, object] = {}
    for step in steps:
        if step.how == "swap":
            one, other = step.attribute, PARTNER[step.attribute]
            values[one], values[other] = values[other], values[one]
        elif step.how == "weeks":
            values["weeks"] = {bound: in_weeks(values.get(bound), values.get("unit")) for bound in ("min", "max")}
        else:
            values[step.attribute] = _read(text[step.start : step.end], values.get(step.attribute), step)
    return values


def attributes(value: ParsedDuration | ParsedEffort | ParsedMoney | ParsedPercent) -> dict[str, object]:
    """What a replay of the value's steps has to give: all its attributes but its text."""
    return {name: getattr(value, name) for name in ATTRIBUTES[type(value)][1:]}


def written(value: ParsedDuration | ParsedEffort | ParsedMoney | ParsedPercent) -> list[str]:
    """The steps of a value as texts, on the value's own text; those of a duration give its weeks too."""
    found: list[str] = []
    steps, shift, before = value.steps, value.start, None
    if isinstance(value, ParsedDuration):
        steps = (*steps, Step("weeks", shift, value.end, "weeks"))
    for name, start, end, how in steps:
        read = f"{start - shift}:{end - shift} {how}"
        names = f"{found.pop().partition(' ')[0]},{name}" if read == before else name
        found.append(f"{names} {read}")
        before = read
    return found


_WRITTEN = lazy(r"(\S+) (\d{1,9}):(\d{1,9}) (.+)", re.DOTALL)


def read(texts: Iterable[str]) -> list[Step]:
    """The steps that an evidence file holds; those that only say how characters were spelt are left out."""
    found = filter(None, map(_WRITTEN.fullmatch, texts))
    return [Step(name, int(step[2]), int(step[3]), step[4]) for step in found for name in step[1].split(",")]


def _read(characters: str, before: object, step: Step) -> object:
    """One step other than a swap."""
    name, _, argument = step.how.partition(":")
    if name == "is":
        return json.loads(argument)
    if name in CHANGES and before is not None:
        return CHANGES[name](before, argument)
    found = READERS[name](characters) if name in READERS else None
    if found is None:
        raise ReplayError(f"{step} does not fit {characters!r}")
    return found
