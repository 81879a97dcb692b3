"""Places in a row: "Step 2", "Phase II", "Months 1-3".

A place in the calendar is a time as well: months 1 to 3 are three months, the first and the last included.
A place is read where a text begins with it, pictures and brackets aside, and a mark, a capital or the text's end
follows: "Step 2: Practise", not "Step 2 is the hardest".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise, product

from pathingest.model.tuples import NamedTuple
from pathingest.model.values import Duration, Step, Unit
from pathingest.values.patterns import lazy
from pathingest.values.vocabulary import vocabulary

_QUARTER = 3  # months
LONGEST = 160
_DIGITS = " #0123456789iIvVxX"
LAST = 1000
_KEYCAP = r"\ufe0f?\u20e3?"  # what makes a key of a digit


class Position(NamedTuple):
    """A place at the beginning of a text.

    Attributes:
        first, last: the places it names; one and the same for "Step 2", `LAST` for "Final step".
        start: where its words begin.
        end: where the words of the place end.
        rest: where what follows begins, after the mark between.
        word: what is counted ("step"), in lower case.
        duration: the time from the first to the last, both included; None for what is no part of the calendar.
    """

    first: float
    last: float
    start: int
    end: int
    rest: int
    word: str
    duration: Duration | None


def read_position(text: str, templates: tuple[str, ...] = ()) -> Position | None:
    """The place that a text begins with, written as one of the templates ("Step {n}"), else in any site's words."""
    if len(text) > LONGEST or (text[:1].isalpha() and text[:2] not in beginnings(templates)):
        return None
    match = _pattern(templates).match(text)
    if match is None:
        return None
    word = (match["word"] or match["ending"]).casefold()
    first = _number(match["first"]) if match["first"] else LAST
    last = _number(match["last"]) if match["last"] else first
    first = 0 if match["now"] else first
    if last < first or (is_calendar(word) and match["first"] is None):
        return None
    return Position(
        first,
        last,
        *match.span("place"),
        match.end(),
        word if is_calendar(word) else word.removesuffix("s"),  # "mois" is no plural
        _duration(match, int(first), int(last)) if match["word"] and "." not in match["place"] else None,
    )


@lru_cache(maxsize=256)
def read_calendar(text: str, language: str = "en") -> Duration | None:
    """The time that a text begins with, named by its place in the calendar ("Weeks 5-8" are four)."""
    found = read_calendar_place(text, language)
    return found.duration if found else read_months(text)


def read_calendar_place(text: str, language: str = "en") -> Position | None:
    """The place in the calendar that a text begins with."""
    return read_position(text, _calendar(language))


def read_months(text: str) -> Duration | None:
    """The time from one month to another that a text names, both included: "Jan - Mar", "November to February".

    With years they are dates, of which no length is read.
    """
    match = _span_of_months().match(text) if text[:3].casefold() in _beginnings_of_months() else None
    if match is None:
        return None
    first, last = (_numbers_of_months()[match[name].casefold().rstrip(".")] for name in ("first", "last"))
    last += _YEAR if last < first else 0
    whole, length = match.span(), last - first + 1
    steps = [
        step
        for bound in ("min", "max")
        for step in (
            Step(bound, *match.span("last"), f"is:{last}"),
            Step(bound, *match.span("first"), f"since:{first}"),
        )
    ]
    steps += [
        Step("unit", *whole, 'is:"month"'),
        Step("approximate", *whole, "is:false"),
        Step("ongoing", *whole, "is:false"),
    ]
    return Duration(match[0], length, length, "month", start=0, end=match.end(), steps=tuple(steps))


_YEAR = 12  # months


@cache
def _span_of_months() -> re.Pattern[str]:
    name = rf"(?:{'|'.join(sorted(_numbers_of_months(), key=len, reverse=True))})(?!\w)\.?"
    until = "|".join(vocabulary()["positions"]["until"])
    both = rf"(?P<first>{name})\s*(?:{until})\s*(?P<last>{name})(?![\w.])"
    return lazy(both, re.IGNORECASE)


@cache
def _beginnings_of_months() -> frozenset[str]:
    return frozenset(name[:3] for name in _numbers_of_months())


@cache
def _numbers_of_months() -> dict[str, int]:
    """The number of each month, by its names."""
    return {name: number for number, names in enumerate(vocabulary()["positions"]["months"], 1) for name in names}


_YEAR_DIGITS = 4


def is_month(text: str) -> bool:
    """Whether a text is but a month of a year: "May 2018"."""
    name, _, year = text.rpartition(" ")
    return year.isdecimal() and len(year) == _YEAR_DIGITS and name.casefold().rstrip(".,") in _numbers_of_months()


def read_counted(text: str, word: str, language: str = "en") -> tuple[int, int, Duration] | None:
    """The first and the last place in a calendar that a column's head names, and their time ("1-2" under "Weeks")."""
    before = len(word) + 1
    found = read_position(f"{word} {text}", _calendar(language))
    if found is None or found.duration is None or (found.end, found.rest) != (before + len(text),) * 2:
        return None
    steps = [
        Step(step.attribute, max(0, step.start - before), max(0, step.end - before) or len(text), step.how)
        for step in found.duration.steps
    ]
    time = found.duration._replace(text=text, start=0, end=len(text), steps=tuple(steps))
    return int(found.first), int(found.last), time


def going_on(times: Sequence[Duration | None]) -> list[Duration | None]:
    """The lengths of times that count from one beginning: of "0-3 months", "3-6 months", "6-12 months" 3, 3 and 6.

    Empty unless the first begins at 0, and each where the one before it ends; in a calendar it may begin at 1, as of
    "Months 1-2", "Months 2-4", and anywhere where the last tells: "6-12 months", "12-18 months", "18+ months", of which
    the first stays as it is. The last may have no end ("12+ months"), and others after it no time: those have no
    length.
    """
    stated = [*times]
    while stated and stated[-1] is None:
        stated.pop()
    last = stated.pop() if stated and stated[-1] and stated[-1].max is None else None
    counted = [time for time in stated if time]
    ends = [end for end in map(_ends, counted) if end]
    if len(ends) < max(_PAIR, len(stated)) or len({time.unit for time in counted}) > 1:
        return []
    begins = ends[0][0] <= _is_counted(counted[0]) or (last is not None and last.min is not None)
    if ends[0][0] == 0 and len(ends) > _PAIR and all(a[1] + 1 == b[0] < b[1] for a, b in pairwise(ends)):
        return _side_by_side(times, counted, ends)
    if not begins or not all(a[1] == b[0] < b[1] for a, b in pairwise(ends)):
        return []
    if last and last.min is not None and (last.min, last.unit) != (ends[-1][1], counted[0].unit):
        return []
    lengths = [_since(time, first, last) for time, (first, last) in zip(counted, ends, strict=True)]
    lengths[0] = counted[0] if ends[0][0] else lengths[0]
    return [*lengths, *[None] * (len(times) - len(stated))]


def _side_by_side(
    times: Sequence[Duration | None], counted: Sequence[Duration], ends: Sequence[tuple[int, int]]
) -> list[Duration | None]:
    """The lengths of "0-3 months", "4-6 months", "7-12 months": 3, 3 and 6; of places in a calendar as they are."""
    if any(map(_is_counted, counted)):
        return []
    lengths = [_since(time, max(first - 1, 0), last) for time, (first, last) in zip(counted, ends, strict=True)]
    return [*lengths, *[None] * (len(times) - len(lengths))]


_PAIR = 2


def _is_counted(time: Duration) -> bool:
    """Whether a time is named by its places in the calendar, the first included ("Months 1-2")."""
    return any(step.how.startswith("since:") for step in time.steps)


def _ends(time: Duration) -> tuple[int, int] | None:
    """What a time counts from and to, as whole numbers; None for what is no range."""
    steps = [step for step in time.steps if step.attribute == "max"]
    read = [step.how.partition(":") for step in steps]
    hows = [how for how, _, _ in read]
    if hows == ["number"] and isinstance(time.min, int) and isinstance(time.max, int) and time.min < time.max:
        return (time.min, time.max) if [s.how for s in time.steps if s.attribute == "min"] == ["number"] else None
    if hows in (["is"], ["is", "since"]) and read[0][2].isdecimal():  # of "10+ weeks" the end is null
        first, last = int(read[1][2]) if read[1:] else 0, int(read[0][2])
        return (first, last) if first < last else None
    return None


def _since(time: Duration, first: int, last: int) -> Duration:
    """The length from one number to another, the first of which is the end of what was before."""
    to = next(step for step in time.steps if step.attribute == "max")
    starts = (step for step in time.steps if step.attribute == "min" and (to.how == "number" or step.how != to.how))
    since = next(starts, to)
    bounds = [
        step
        for bound in ("min", "max")
        for step in (Step(bound, to.start, to.end, to.how), Step(bound, since.start, since.end, f"since:{first + 1}"))
    ]
    rest = [step for step in time.steps if step.attribute not in ("min", "max")]
    return time._replace(min=last - first, max=last - first, steps=(*bounds, *rest))


@cache
def _calendar(language: str) -> tuple[str, ...]:
    table = vocabulary()["positions"]["calendar"]
    return tuple(word for known in dict.fromkeys(("en", language)) for word in table.get(known, ()))


def is_calendar(word: str) -> bool:
    """Whether what is counted is a part of the calendar."""
    return word in vocabulary()["positions"]["units"]


def is_step(word: str) -> bool:
    """Whether a word names what is counted on a way, and is no part of the calendar: "phase"."""
    return word in _steps()


@cache
def _steps() -> frozenset[str]:
    return frozenset(name.casefold() for name in _names(()) if not is_calendar(name.casefold()))


@cache
def _pattern(templates: tuple[str, ...]) -> re.Pattern[str]:
    words = vocabulary()["positions"]
    number = rf"\d{{1,3}}(?:\.\d{{1,2}}(?![\d.]))?|(?:{'|'.join(words['numbers'])})\b|(?-i:[IVX]{{1,4}})\b"
    plural = f"(?:{'|'.join(words['plurals'])})?"
    word = "|".join(map(re.escape, _names(templates)))
    again = rf"(?:(?:{word}){plural}\s*)?"
    place = (
        rf"(?:(?P<now>{'|'.join(words['nows'])})\s*(?:-|\u2014|to|bis|à|a)\s*)?(?P<word>{word}){plural}\s*#?\s*(?P<first>{number}){_KEYCAP}"
        rf"(?:\s*(?:-|\u2014|to|and|&|through|bis|und|à|au|et|a|al|y)\s*{again}(?P<last>{number}){_KEYCAP})?"
        r"(?:\s*(?:/|of|von|de|sur)\s*\d+)?(?P<open>\+)?"
        rf"|(?:{'|'.join(words['finals'])})\s+(?P<ending>{word})"
    )
    after = r"\s*[\]:.)/|\u00b7\u2022\u2014]+\s*|\s*-+\s+|\s*$|\s+(?=\()|\s+(?=(?-i:[A-Z])|[\u2190-\U0001ffff])"
    return lazy(rf"[^\w#-]{{0,16}}(?P<place>{place})(?:{after})", re.IGNORECASE)


def _names(templates: tuple[str, ...]) -> list[str]:
    """What is counted, the longest words first."""
    written = templates or vocabulary()["positions"]["any"]
    return sorted({template.partition("{n}")[0].strip() for template in written}, key=len, reverse=True)


def _are_calendar(templates: tuple[str, ...]) -> bool:
    return bool(templates) and all(is_calendar(name.lower()) for name in _names(templates))


@cache
def beginnings(templates: tuple[str, ...]) -> frozenset[str]:
    """The first two letters of such places, in either case, for a look that costs little."""
    names = [f"{name}{digit}" for name in _names(templates) for digit in _DIGITS]
    names += vocabulary()["positions"]["nows" if _are_calendar(templates) else "finals"]
    return frozenset(a + b for name in names for a, b in product(*({c.lower(), c.upper()} for c in name[:2])))


def _number(text: str) -> float:
    words = vocabulary()["positions"]
    if text[:1].isdecimal():
        return float(text) if "." in text else int(text)
    found: int = words["numbers"].get(text.lower()) or words["roman"].get(text.upper(), 0)
    return found


def _duration(match: re.Match[str], first: int, last: int) -> Duration | None:
    """The calendar's time from the first place to the last, with the steps that count it."""
    name = match["word"].casefold()
    units = vocabulary()["positions"]["units"]
    unit = units.get(name) or units.get(name.rstrip("s"))
    start, end = match.span("place")
    if unit is None or not last or match["open"]:
        return None
    where = match.span("last") if match["last"] else match.span("first")
    months: Unit = "month" if unit == "quarter" else unit
    length = (last - max(first, 1) + 1) * (_QUARTER if unit == "quarter" else 1)
    steps = [
        step for bound in ("min", "max") for step in _counted(bound, where, match.span("first"), first, last, unit)
    ]
    steps += [
        Step("unit", *match.span("word"), f'is:"{months}"'),
        Step("approximate", start, end, "is:false"),
        Step("ongoing", start, end, "is:false"),
    ]
    return Duration(match["place"], length, length, months, start=start, end=end, steps=tuple(steps))


def _counted(
    bound: str, where: tuple[int, int], since: tuple[int, int], first: int, last: int, unit: str
) -> list[Step]:
    """How a bound is counted: the last place, since the first; "months 0-3" begin before the first one."""
    steps = [Step(bound, *where, f"is:{last}"), *([Step(bound, *since, f"since:{first}")] if first else [])]
    return [*steps, Step(bound, *where, f"times:{_QUARTER}")] if unit == "quarter" else steps
