"""A value of a record contradicts the one that it is computed from or numbered by.

## What it does
Names each number that does not follow from what is beside it: as happens when one of the two is edited by hand.

## Why is this bad?
Every check, chart and comparison uses the numbers; people read the words. They then learn different things.

## How it works
- `weeks` is what `min`, `max` and `unit` give (a year is 52.1775 weeks, a month 4.348125), to a thousandth of a week.
- `min` is not above `max`, nor `low` above `high`.
- A duration that is `ongoing` has no numbers.
- A `text` that states one duration and nothing else, states the `min`, `max` and `unit` beside it; a percentage, its
  `low` and `high`. Texts of which no numbers can be read are passed over, and the headings of the action plan, which
  say a time in their own way.
- `roadmap_total` is the sum of the phases' weeks, and null only where a phase has none.
- The phases' positions are above 0 and go up.
- A claim's `at` points to a text of the record, and that text holds the claim's.
- Texts are not empty.

What has a fault of another rule of this family is passed over. The one fix is that of `weeks`, where nothing else is
wrong with the duration: it is computed.

## Fails
```diff
-timeline: null
+timeline: {text: "6 weeks", min: 6, max: 6, unit: week, approximate: false, ongoing: false, weeks: {min: 4, max: 6}}
```

## Passes
```diff
-timeline: null
+timeline: {text: "6 weeks", min: 6, max: 6, unit: week, approximate: false, ongoing: false, weeks: {min: 6, max: 6}}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pathingest.model.finding import Fix, Problem, SetValue
from pathingest.model.page import Page
from pathingest.model.values import in_weeks
from pathingest.rules import Rule
from pathingest.values.numbers import read_count

if TYPE_CHECKING:
    from pathingest.model.pathway import Pathway

# In weeks: records hold six decimals.
_SAME = 0.001
_DURATION = {"text", "min", "max", "unit", "approximate", "ongoing", "weeks"}
_PERCENT = {"text", "low", "high", "note"}


def check(page: Page) -> Iterator[Problem]:
    """One finding for each value that does not follow."""
    faulty = {note.pointer for note in page.notes}
    holders = {holder for pointer in faulty for holder in _holders(pointer)}
    for problem in _problems(page.record, page.tree):
        pointer = problem.pointer or ""
        if pointer not in holders and faulty.isdisjoint(_holders(pointer)):
            yield problem


def _holders(pointer: str) -> Iterator[str]:
    """A value, and all that hold it."""
    while pointer:
        yield pointer
        pointer = pointer.rpartition("/")[0]
    yield pointer


def _problems(record: Pathway, data: Any) -> Iterator[Problem]:
    for pointer, value in _walk(data, ""):
        if value == "" and not pointer.startswith("/sources/"):
            yield Problem(
                "this text is empty: write null, or leave the item out, where the page states nothing", pointer
            )
        elif isinstance(value, dict):
            yield from _object(value, pointer)
    yield from _total(record)
    yield from _positions(record)
    yield from _claims(record, data)


def _walk(value: Any, pointer: str) -> Iterator[tuple[str, Any]]:
    yield pointer, value
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _walk(item, f"{pointer}/{name}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _walk(item, f"{pointer}/{index}")


def _object(value: dict[str, Any], pointer: str) -> Iterator[Problem]:
    if value.keys() == _DURATION:
        yield from _duration(value, pointer)
    elif value.keys() == _PERCENT:
        yield from (found := list(_percent(value, pointer)))
        if found:
            return
    low, high = value.get("low"), value.get("high")
    if low is not None and high is not None and low > high:
        yield Problem(
            f"the lower bound {low} is above the upper bound {high}",
            f"{pointer}/low",
            related=(_at(pointer, "high", high),),
        )


def _at(pointer: str, name: str, value: object) -> Problem:
    return Problem(f"{name} is {value}", f"{pointer}/{name}")


def _duration(value: dict[str, Any], pointer: str) -> Iterator[Problem]:
    least, most, unit = value["min"], value["max"], value["unit"]
    if value["ongoing"] and (least, most, unit) != (None, None, None):
        yield Problem("an ongoing duration has an end: min, max and unit must be null", f"{pointer}/ongoing")
        return
    if least is not None and most is not None and least > most:
        yield Problem(
            f"the lower bound {least} is above the upper bound {most}",
            f"{pointer}/min",
            related=(_at(pointer, "max", most),),
        )
        return
    # A plan's heading says its time in its own words: "Within 30 days" is one of 30 days.
    stated = None if pointer.endswith("/horizon") else _stated_duration(value["text"])
    if stated and stated != (least, most, unit):
        message = f"{value['text']!r} states {_described(*stated)}, but the numbers say {_described(least, most, unit)}"
        yield Problem(
            message,
            f"{pointer}/text",
            related=(_at(pointer, "min", least), _at(pointer, "max", most), _at(pointer, "unit", unit)),
        )
        return
    if problem := _weeks(value, pointer):
        yield problem


def _weeks(value: dict[str, Any], pointer: str) -> Problem | None:
    """The weeks of a duration, where they are not what its numbers make."""
    least, most, unit = value["min"], value["max"], value["unit"]
    given = value["weeks"]["min"], value["weeks"]["max"]
    right = in_weeks(least, unit), in_weeks(most, unit)
    off = {name: b for name, a, b in zip(("min", "max"), given, right, strict=True) if not _is_same(a, b)}
    if not off:
        return None
    changes = tuple(SetValue(f"{pointer}/weeks/{name}", number) for name, number in off.items() if number is not None)
    written = " and ".join(f"{name} {_number(number)}" for name, number in off.items())
    return Problem(
        f"weeks are {_span(*given)}, but {_described(least, most, unit)} make {_span(*right)}",
        f"{pointer}/weeks/{next(iter(off))}",
        related=(_at(pointer, "min", least), _at(pointer, "max", most)),
        fix=Fix(f"write {written}", changes) if len(changes) == len(off) else None,
    )


def _is_same(given: float | None, right: float | None) -> bool:
    if given is None or right is None:
        return given is right
    return abs(given - right) <= _SAME


def _span(low: float | None, high: float | None) -> str:
    return _number(low) if low == high else f"{_number(low)} to {_number(high)}"


def _stated_duration(text: str | None) -> tuple[Any, Any, Any] | None:
    """(min, max, unit) of a text that is a duration and nothing else."""
    from pathingest.values.duration import parse_duration  # noqa: PLC0415  only record files need it

    found = parse_duration(text) if text else None
    if found is None or found.ongoing or found.text != text:
        return None
    return found.min, found.max, found.unit


def _percent(value: dict[str, Any], pointer: str) -> Iterator[Problem]:
    from pathingest.values.percent import parse_percent  # noqa: PLC0415  only record files need it

    found = parse_percent(value["text"])
    if found and (found.low, found.high) != (value["low"], value["high"]):
        stated, said = _bounds(found.low, found.high), _bounds(value["low"], value["high"])
        places = (_at(pointer, "low", value["low"]), _at(pointer, "high", value["high"]))
        message = f"{value['text']!r} states {stated}, but the numbers say {said}"
        yield Problem(message, f"{pointer}/text", related=places)


def _bounds(low: float | None, high: float | None) -> str:
    return f"low {_number(low)}, high {_number(high)}"


def _described(least: float | None, most: float | None, unit: str | None) -> str:
    if unit is None:
        return "none"
    amount = _span(least, most)
    return f"{amount} {unit}{'' if amount == '1' else 's'}"


def _in_words(weeks: float) -> str:
    return _described(weeks, weeks, "week")


def _number(value: float | None) -> str:
    return "null" if value is None else f"{value:g}"


def _total(record: Pathway) -> Iterator[Problem]:
    weeks = [phase.duration.weeks.min if phase.duration else None for phase in record.roadmap]
    known = [amount for amount in weeks if amount is not None]
    total = record.roadmap_total.weeks.min if record.roadmap_total else None
    if not weeks or len(known) < len(weeks):
        if total is not None:
            yield Problem(
                f"the roadmap's total is {_in_words(total)}, but not every phase has a duration", "/roadmap_total"
            )
        return
    if total is None or abs(total - sum(known)) > _SAME:
        places = tuple(Problem(_in_words(amount), f"/roadmap/{i}/duration") for i, amount in enumerate(known))
        stated = "null" if total is None else _in_words(total)
        message = f"the roadmap's total is {stated}, but its phases add up to {_in_words(sum(known))}"
        yield Problem(message, "/roadmap_total/min" if record.roadmap_total else "/roadmap_total", related=places)


def _positions(record: Pathway) -> Iterator[Problem]:
    for i, (before, phase) in enumerate(zip(record.roadmap, record.roadmap[1:], strict=False), 1):
        if phase.position <= before.position:
            message = f"phase {phase.position} comes after phase {before.position}"
            yield Problem(
                message, f"/roadmap/{i}/position", related=(_at(f"/roadmap/{i - 1}", "position", before.position),)
            )


def _claims(record: Pathway, data: dict[str, Any]) -> Iterator[Problem]:
    for i, claim in enumerate(record.claims):
        text = _resolve(data, claim.at)
        if not isinstance(text, str):
            yield Problem(f"{claim.at!r} points to no text of this record", f"/claims/{i}/at")
        elif claim.text not in text:
            place = Problem("this text", claim.at)
            yield Problem(
                f"{claim.text!r} is not in the text that the claim points to",
                f"/claims/{i}/text",
                related=(place,),
            )


def _resolve(data: Any, pointer: str) -> Any:
    for token in pointer.split("/")[1:]:
        if isinstance(data, list):
            index = read_count(token)
            data = data[index] if index is not None and index < len(data) else None
        else:
            data = data.get(token) if isinstance(data, dict) else None
    return data


RULE = Rule("SCH007", "error", "high", check, on="record", fix="safe")
