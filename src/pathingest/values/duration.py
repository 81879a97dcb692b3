"""Lengths of time: "12-18 months", "about a year", "10+ weeks", "Ongoing".

Read is what says *how long*. Not read is what says when ("Weeks 3-5", "the first two weeks", "two years ago"), how
often ("every 3 months", "5 days a week"), how much experience somebody has ("0-2 years of experience"), or over what
time something was observed ("the past 5 years", "grows 36% over ten years"). A value is held in the unit that was
written, and a range whose ends have two units in the smaller one ("6 months to 1 year" is 6 to 12 months). A length in
two units has none that could hold it: "1 year 6 months" is read as nothing, rather than as a half of what it says.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pathingest.model.values import ParsedDuration, Step
from pathingest.values.dates import may_be_dated
from pathingest.values.effort import totals
from pathingest.values.languages import CALENDAR, Lexicon, lexicon
from pathingest.values.numbers import FIGURE, look
from pathingest.values.quantity import (
    JOINT,
    Quantity,
    closed,
    in_one_unit,
    is_experience,
    is_joined,
    is_part,
    is_range,
    is_share,
    merged,
    opened,
    quantities,
)

if TYPE_CHECKING:
    import re

    from pathingest.values.quantity import Hit

SHORT = 32  # code points up to which a text is likely to be read again; for speed alone
LABEL = 96  # code points in the longest text that is read as a label saying "ongoing" as a whole


def parse_duration(text: str, *, language: str = "en") -> ParsedDuration | None:
    """The first length of time that `text` states, None if it states none; hours only where there is nothing longer."""
    return _label(text, language) if len(text) <= SHORT else _parse(text, language)


def _parse(text: str, language: str) -> ParsedDuration | None:
    words = lexicon(language)
    if not _may_state(text, words):
        return None
    plain = words.label.fullmatch(text)
    if plain and (found := _plain(plain, words)):
        return found
    for value in _durations(text, words):
        return value
    for total in totals(text, words):
        return _duration(text, total)
    return None


def may_state_time(text: str, language: str) -> bool:
    """Whether a text has what a length, a place in the calendar or a rate must have: a look that costs little."""
    if FIGURE.search(text) or _may_state(text, lexicon(language)):
        return True
    return (language != "en" and _may_state(text, lexicon("en"))) or may_be_dated(text)


def _may_state(text: str, words: Lexicon) -> bool:
    """Whether `text` has a unit, or a word for what has no end; short units count only after figures."""
    lower = _lower(text)
    for literal in words.lasting:
        if literal in lower:
            return True
    if FIGURE.search(text):
        for literal in words.shortened:
            if literal in lower:
                return True
    return False


def _lower(text: str) -> str:
    return text.lower() if text.isascii() else look(text).folded


_label = lru_cache(maxsize=1024)(_parse)  # the same few labels are on every page; most of them state no time


def find_durations(text: str, *, language: str = "en") -> list[ParsedDuration]:
    """All lengths of time that `text` states, in order; hours are left to `find_efforts`."""
    words = lexicon(language)
    return _durations(text, words) if _may_state(text, words) else []


def _plain(match: re.Match[str], words: Lexicon) -> ParsedDuration | None:
    """The value of a plain label such as "8 weeks" or "12-18 months"; None if it is not so plain after all."""
    first, last, form = match.groups()
    low, high, end = int(first), int(last or first), match.end()
    if low > high:
        return None
    upper = match.span(2) if last else match.span(1)
    unit = words.units[form.lower()]
    new = tuple.__new__  # half the price of Step(...), on the path that nearly every label takes
    steps = (
        new(Step, ("min", 0, match.end(1), "number")),
        new(Step, ("max", *upper, "number")),
        new(Step, ("unit", match.start(3), end, _IS[unit])),
        new(Step, ("approximate", 0, end, "is:false")),
        new(Step, ("ongoing", 0, end, "is:false")),
    )
    return ParsedDuration(match.string, low, high, unit, False, False, 0, end, steps)  # noqa: FBT003 - by place: the hot path


_IS = {unit: f'is:"{unit}"' for unit in (*CALENDAR, "hour")}


def _durations(text: str, words: Lexicon) -> list[ParsedDuration]:
    found = [_duration(text, length) for length in _joined(text, words) if _is_length(length, text, words)]
    # The pattern for what has no end takes as long to compile as to read a page, so its words are looked for first.
    may_be_endless = not found and len(text) <= LABEL and any(map(_lower(text).__contains__, words.endless))
    if may_be_endless and (label := words.ongoing.fullmatch(text)):
        found.append(_ongoing(text, label))
    return found


def _ongoing(text: str, label: re.Match[str]) -> ParsedDuration:
    start = label.start("words")
    end = closed(text, start, label.end("words"))
    said = {"min": "null", "max": "null", "unit": "null", "approximate": "false", "ongoing": "true"}
    steps = tuple(Step(name, start, end, f"is:{constant}") for name, constant in said.items())
    return ParsedDuration(text[start:end], None, None, None, ongoing=True, start=start, end=end, steps=steps)


def _duration(text: str, found: Quantity) -> ParsedDuration:
    low, high = found.bounds()
    start, end, unit, about = found.start, found.end, found.hit.unit, found.approximate
    new = tuple.__new__
    steps = (
        *found.steps("min", "max"),
        new(Step, ("unit", found.hit.start, found.hit.end, _IS[unit])),
        new(Step, ("approximate", *(about or (start, end)), "is:true" if about else "is:false")),
        new(Step, ("ongoing", start, end, "is:false")),
    )
    return ParsedDuration(text[start:end], low, high, unit, about is not None, False, start, end, steps)  # noqa: FBT003 - by place: the hot path


def _joined(text: str, words: Lexicon) -> list[Quantity]:
    """The quantities in `text`, with those that say one length together made one ("6 months to 12 months").

    They are left out if no single unit can hold that length, and so is a number that is a unit's position ("Week 3
    days").
    """
    whole: list[Quantity] = []
    held: Quantity | None = None
    last: Hit | None = None
    mixed = False
    for hit, found in quantities(text, words.calendar, words):
        link = _link(text, held, last, found, words) if found and last else "none"
        if link == "range" and held and found:
            held = merged(held, found)
        elif link == "mixed" and held and found and not mixed and (both := _of_two_units(text, held, found, words)):
            held = both
        else:
            if link == "none" and held and not mixed:
                whole.append(held)
            held, mixed = (None if link == "position" else found), link == "mixed"
        last = hit
    if held and not mixed:
        whole.append(held)
    return [opened(found, words) for found in whole] if words.openers else whole


def _of_two_units(text: str, first: Quantity, second: Quantity, words: Lexicon) -> Quantity | None:
    """The range whose ends have two units ("6 months to 1 year"); None for parts of one length."""
    return in_one_unit(first, second) if is_joined(text, first, second, words) else None


def _link(text: str, held: Quantity | None, last: Hit, found: Quantity, words: Lexicon) -> str:
    """How `found` belongs to what is before it: "range", "mixed" (two units), "position", or "none"."""
    gap = text[(held.end if held else last.end) : found.start]
    if len(gap) > JOINT or "\n" in gap:
        return "none"
    if held is None:
        return "none" if gap.strip() else "position"
    if is_joined(text, held, found, words):
        return "range" if is_range(text, held, found, words) else "mixed"
    # "2 years, 6 months" is one length; "2 years, closer to 24 months" says it twice.
    falling = CALENDAR.index(last.unit) > CALENDAR.index(found.hit.unit) and not found.approximate
    rising = last.unit != found.hit.unit and gap.isspace() and " " in gap and not found.approximate
    return "mixed" if (falling and words.compound.fullmatch(gap)) or rising else "none"


def _is_length(found: Quantity, text: str, words: Lexicon) -> bool:
    """Whether `found` says how long something takes."""
    return not (
        _is_rate(found, text, words)
        or (is_share(found, words) if found.article else found.follows(words.context["positions"]))
        or (found.end < len(text) and words.unlike.match(text, found.end))
        or _is_past(found, text, words)
        or _is_observed(found, words)
        or is_part(found, text, words)
    )


def _is_rate(found: Quantity, text: str, words: Lexicon) -> bool:
    """Whether the article before the unit makes a rate ("$90k a year") or a turn of phrase rather than a length."""
    if not found.article or found.approximate or found.open or found.upto:
        return False
    if found.near(words.context["rates"], 4):
        return True
    someday = found.hit.unit == "day" and text[found.low.start : found.low.end].lower() in words.context["someday"]
    opens = found.opens and not (someday and text[found.end :].strip())  # "One day you will …", but "One day"
    return not (opens or found.before[-1] in words.context["lengths"])


def _is_past(found: Quantity, text: str, words: Lexicon) -> bool:
    """Whether it is a time that somebody has worked, not one that the reader needs."""
    context, unit = words.context, found.hit.unit
    if unit in {"month", "year"} and is_experience(found, text, words):
        return True
    if unit == "year" and words.career.match(text, found.end):
        return True
    if unit == "year" and found.open and words.active.match(text, found.end):
        return True
    held = found.near(context["possessives"], 2) and (
        words.held.match(text, found.end)
        or (found.open and unit == "year" and not words.studied.match(text, found.end))
    )
    lived = found.before[-1] in context["spans"] and found.near(context["perfect"], 5)  # "has been in business for"
    return bool(held or lived) or found.near(context["experience"], 3)


def _is_observed(found: Quantity, words: Lexicon) -> bool:
    """Whether it is the time over which something grew."""
    spanned = found.before[-1] in words.context["spans"] or found.upto
    return bool(spanned) and found.near(words.context["growth"], 8)
