"""Hours of work: a rate ("10-15 hours per week", "2 hours daily") or a total ("65 hours").

Hours per anything but a week or a day have no unit here and are read as nothing: a total would be wrong. So are
deadlines ("within 24 hours"), pay by the hour, and hours of the clock.
"""

from __future__ import annotations

from pathingest.model.values import ParsedEffort, Step
from pathingest.values.languages import EffortUnit, Lexicon, lexicon
from pathingest.values.quantity import (
    Quantity,
    Range,
    bounded,
    closed,
    is_experience,
    is_part,
    is_range,
    is_share,
    merged,
    opened,
    quantities,
)

RATES: dict[str, EffortUnit] = {"week": "hour/week", "day": "hour/day"}
_Hours = tuple[Quantity, EffortUnit | None, Range]  # the hours, their unit, the place of the words that say it
REACH = 5  # words before the hours in which "weekly" makes them a rate


def parse_effort(text: str, *, language: str = "en") -> ParsedEffort | None:
    """The first effort that `text` states, None if it states none."""
    return next(iter(find_efforts(text, language=language)), None)


def find_efforts(text: str, *, language: str = "en") -> list[ParsedEffort]:
    """All efforts that `text` states, in order."""
    return [_effort(text, found, unit, place) for found, unit, place in _read(text, lexicon(language))]


def totals(text: str, words: Lexicon) -> list[Quantity]:
    """The hours in `text` that are a total."""
    return [found for found, unit, _ in _read(text, words) if unit == "hour"]


def _effort(text: str, found: Quantity, unit: EffortUnit, place: Range) -> ParsedEffort:
    low, high = found.bounds()
    start, end = min(found.start, place[0]), max(found.end, place[1])
    steps = (*found.steps("low", "high"), Step("unit", *place, f'is:"{unit}"'))
    return ParsedEffort(text[start:end], low, high, unit, start=start, end=end, steps=steps)


def _read(text: str, words: Lexicon) -> list[tuple[Quantity, EffortUnit, Range]]:
    """The hours in `text`, each with its unit and the place of the words that say it."""
    hours: list[tuple[Quantity, EffortUnit, Range]] = []
    used = 0
    for found in _hours(text, words):
        read = _after(found, text, words) or _before(found, words) or _total(found, text, words)
        # In "2 hours daily and 5 hours on weekends" the rate is the first hours' own; what the second are is not said.
        if read and read[1] and read[2][0] >= used and not is_part(found, text, words, rate=read[1] != "hour"):
            used = max(read[0].end, read[2][1])
            hours.append((read[0], read[1], read[2]))
    return hours


def _hours(text: str, words: Lexicon) -> list[Quantity]:
    """The hours in `text`; those that are the ends of a range are one ("2 hours to 4 hours")."""
    whole: list[Quantity] = []
    for _, found in quantities(text, words.hours, words):
        if found and whole and is_range(text, whole[-1], found, words):
            whole[-1] = merged(whole[-1], found)
        elif found:
            whole.append(found)
    return [opened(found, words) for found in whole] if words.openers else whole


def _after(found: Quantity, text: str, words: Lexicon) -> _Hours | None:
    """The rate that stands after the hours; its unit is None if it is one that cannot be held."""
    rate = words.rate.match(text, found.end)
    if not rate:
        return None
    found, end = bounded(found, text, closed(text, found.start, rate.end()), words)
    return found, RATES.get(rate.lastgroup or ""), (found.hit.start, end)


def _before(found: Quantity, words: Lexicon) -> _Hours | None:
    """The rate before the hours: "15 weekly hours", "weekly: 10 hours", "per week: 10 hours"."""
    if found.filler in words.frequencies:
        return found, words.frequencies[found.filler], (found.low.end, found.hit.end)
    said, places = found.before, found.places
    for at in range(max(2, len(said) - REACH), len(said)):
        if unit := words.habits.get(f"{said[at - 1]} {said[at]}"):
            return found, unit, (places[2 * at - 3], places[2 * at])
    for at in range(max(1, len(said) - REACH), len(said)):
        if unit := words.frequencies.get(said[at]):
            return found, unit, (places[2 * at - 1], places[2 * at])
    return None


def _total(found: Quantity, text: str, words: Lexicon) -> _Hours | None:
    """Hours that are no rate, if they are work to be done, and not a deadline, pay, or a time of the day."""
    context = words.context
    if found.article and is_share(found, words):
        return None
    if found.article and not (found.approximate or found.opens or found.before[-1] in context["lengths"]):
        return None
    said = text[found.start : found.end].lower()
    elsewhen = found.follows(words.elsewhen) or said.startswith(words.deadlines)
    after = any(pattern.match(text, found.end) for pattern in (words.unlike, words.sometimes))
    if elsewhen or after or is_experience(found, text, words) or found.near(context["experience"], 3):
        return None
    return found, "hour", (found.hit.start, found.hit.end)
