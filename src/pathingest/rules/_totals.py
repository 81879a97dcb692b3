"""Totals that a page states, and the parts that are listed with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.model.source import Span
from pathingest.model.tuples import NamedTuple
from pathingest.rules._durations import exceeds, number
from pathingest.rules._looked import looked, places, split
from pathingest.rules._transition_time import headline, timeline
from pathingest.rules._words import prose
from pathingest.values.patterns import lazy

if TYPE_CHECKING:
    from pathingest.model.pathway import Duration

_FEWEST = 2


class Amount(NamedTuple):
    """An amount: its unit, its bounds, whether it says "about", and its words."""

    unit: str
    low: float
    high: float
    about: bool
    text: str


class Said(NamedTuple):
    """A line of a page, or a text of a record: its place and its words."""

    text: str
    pointer: str | None = None
    span: Span | None = None


def wrong_totals(page: Page) -> tuple[Problem, ...]:
    """The totals that are not the sums of their parts, each as a problem at its place."""
    return page.once(_wrong_totals)


def _wrong_totals(page: Page) -> tuple[Problem, ...]:
    return tuple(_each(page))


def _each(page: Page) -> Iterator[Problem]:
    if not _may_have(page):
        return
    for lines, role in _lists(page):
        for i, line in enumerate(lines):
            if _TOTAL.match(line.text) and (total := _amount(line.text) or _beside(lines, i)):
                parts = _of_record(page, role, total) or _above(lines, i, total) or _below(lines, i, total)
                if parts and not _is_left_to_others(page, total, role):
                    yield from _compared(line, total, parts)
    for pointer, text in prose(page.record):
        if any(map(text.__contains__, _HINTS)) and (found := _IN_SENTENCE.search(text) or _ADDED.search(text)):
            total = _amount(found[0])
            rest = text[found.end() :].partition(". ")[0]
            amounts = [] if _UNSURE.search(rest) else _amounts(rest)
            if total and len(amounts) < _FEWEST:
                amounts = _before(_SUBJECT.sub("", text[: found.start()]), total)
            if total and len(amounts) < _FEWEST:
                amounts = _added(text[: found.start()], found[0])
            if total and len(amounts) >= _FEWEST and {amount.unit for amount in amounts} == {total.unit}:
                yield from _compared(
                    Said(text, pointer), total, [(amount, Said(amount.text, pointer)) for amount in amounts]
                )


def _before(text: str, total: Amount) -> list[Amount]:
    """The parts that a sentence lists right before its total: "Theory: 120 hours. Practice: 80 hours. Total: 200"."""
    parts: list[Amount] = []
    clauses = [clause for clause in _CLAUSE.split(text) if clause.strip()]
    for clause in reversed(clauses):
        part = _amount(clause)
        if part is None or part.unit != total.unit or ":" not in clause or _UNSURE.search(clause):
            break
        parts.insert(0, part)
    return parts


def _added(text: str, total: str) -> list[Amount]:
    """The parts that a sentence adds up: "300 hours of theory and 470 hours of practice add up to 770 hours"."""
    said = re.split(r"[.!?:]\s", text)[-1]
    is_added = total.lower().startswith("add") and not (_UNSURE.search(said) or _AGAIN.search(said))
    return _amounts(said) if is_added else []


# What is multiplied, and not listed.
_AGAIN = lazy(r"(?i)\b(?:every|times|over|for|a\s+(?:day|week|month|year)|throughout|extra|another|more)\b|[\u00d7*]")
_SUBJECT = lazy(r"(?i)(?:\b(?:this|that|these|those|it|they|which|all|and)\s+)+$")  # "It all adds up to ..."
_CLAUSE = lazy(r"[.;]\s+|,\s+(?=[^,:;.]{1,40}:)|\n")


def _may_have(page: Page) -> bool:
    """A look that costs little: whether a line begins with the word, or a sentence goes on to list behind it."""
    _, data, words = looked(page)
    said = b"" if words.isdisjoint(_WORDS) else data.lower()
    for word in (b"total", b"sum"):
        for at in places(word, said):
            before = split(said[max(said.rfind(b"\n", 0, at), at - _NEAR) + 1 : at])
            is_listed = before in _BEGINNINGS or _LISTS.search(said, at, at + _NEAR)
            if is_listed and _DIGITS.search(said, max(0, at - _NEAR), at + _NEAR):
                return True
    return any(
        _DIGITS.search(data, max(0, at - _CLOSE), at + len(said) + _CLOSE)
        for said in _PHRASES
        for at in places(said, data)
    )


_WORDS = frozenset((b"total", b"totals", b"totaling", b"totalling", b"sum"))
_PHRASES = (b" up to ", b"ltogether", b"n all", b"ll told")
_HINTS = ("otal", "up to ", "ltogether", "n all", "ll told")
_CLOSE, _NEAR = 24, 60  # bytes
_BEGINNINGS: tuple[list[bytes], ...] = (
    [], [b"in"], [b"grand"], [b"overall"], [b"course"], [b"program"], [b"programme"], [b"study"],
)  # fmt: skip
_DIGITS = re.compile(rb"\d")
_LISTS = re.compile(rb"[:(]|\xe2|\b(?:made\s+up|composed|consisting|split)\s")  # every dash has \xe2 in UTF-8


_Parts = list[tuple[Amount, Said]]


def _compared(line: Said, total: Amount, parts: _Parts) -> Iterator[Problem]:
    low, high = sum(amount.low for amount, _ in parts), sum(amount.high for amount, _ in parts)
    slack = _ABOUT if total.about or any(amount.about for amount, _ in parts) else 0.0
    if exceeds(low * (1 - slack), total.high) or exceeds(total.low, high * (1 + slack)):
        shown = number(low) if low == high else f"{number(low)}\u2013{number(high)}"
        off = min(abs(low - total.high), abs(total.low - high))
        unit = total.unit if len(total.unit) == 1 else f" {total.unit}s"
        message = (
            f"the total is {total.text!r}, but its {len(parts)} parts add up to "
            f"{f'{unit}{shown}' if len(unit) == 1 else f'{shown}{unit}'}: "
            f"{number(off)} {'too few' if low > total.high else 'too many'}"
        )
        related = tuple(
            Problem(f"{amount.text} here", said.pointer, said.span)
            for amount, said in parts
            if said.pointer or said.span
        )
        yield Problem(message, line.pointer, line.span, related)


_ABOUT = 0.1


def _lists(page: Page) -> Iterator[tuple[list[Said], str]]:
    """The lines of each section of a raw page; the texts of each list of a record."""
    if page.origin is None:
        for section in page.outline.sections:
            yield [Said(segment.text, None, segment.span) for segment in section.segments], section.role
        return
    for _, listed in groupby(prose(page.record), key=lambda item: item[0].rpartition("/")[0]):
        yield [Said(text, pointer) for pointer, text in listed], ""


def _beside(lines: Sequence[Said], i: int) -> Amount | None:
    """The amount on the line after a total's mere name, as a table has it."""
    if i + 1 == len(lines) or len(lines[i].text) > _NAME or _amounts(lines[i].text):
        return None
    amount = _amount(lines[i + 1].text)
    return amount if amount and amount.text == lines[i + 1].text.strip() else None


def _above(lines: Sequence[Said], i: int, total: Amount) -> _Parts:
    return _run(lines[:i][::-1], total)[::-1]


def _below(lines: Sequence[Said], i: int, total: Amount) -> _Parts:
    return _run(lines[i + 1 :], total)


def _run(lines: Sequence[Said], total: Amount) -> _Parts:
    """The neighbouring lines that have one amount of the total's unit, nearest first; none if one is no plain part."""
    parts: _Parts = []
    names = 0
    for line in lines:
        amount = _amount(line.text)
        if _TOTAL.match(line.text) or _UNSURE.search(line.text):
            return [] if _UNSURE.search(line.text) else parts if len(parts) >= _FEWEST else []
        if amount is None:
            names += 1
            if len(line.text) > _NAME or names > 1 or _amounts(line.text):
                break  # a name may stand above its amount, in a line of its own
            continue
        if amount.unit != total.unit:
            break
        names = 0
        parts.append((amount, line))
    return parts if len(parts) >= _FEWEST else []


_NAME = 60  # code points


def _of_record(page: Page, role: str, total: Amount) -> _Parts:
    """All phases, or all skills, if the total is in their section and they have its unit."""
    named: dict[str, Sequence[Duration | None]] = {
        "roadmap": [phase.duration for phase in page.record.roadmap],
        "skills_to_learn": [skill.duration for skill in page.record.skills_to_learn],
    }
    durations = named.get(role, ())
    parts: _Parts = []
    for i, duration in enumerate(durations):
        if duration is None or duration.unit != total.unit or duration.min is None or duration.max is None:
            return []
        amount = Amount(duration.unit, duration.min, duration.max, duration.approximate, duration.text or "")
        parts.append((amount, Said(amount.text, f"/{role}/{i}/duration/text")))
    return parts if len(parts) >= _FEWEST else []


def _is_left_to_others(page: Page, total: Amount, role: str) -> bool:
    """Whether the headline or the timeline says the same of the phases: DUR002 compares that."""
    if role != "roadmap":
        return False
    said = [claim.duration for claim in (headline(page), timeline(page)) if claim]
    return any(claim.unit == total.unit and claim.min == total.low and claim.max == total.high for claim in said)


def _amount(text: str) -> Amount | None:
    """The only amount of a text."""
    found = _amounts(text)
    return found[0] if len(found) == 1 else None


def _amounts(text: str) -> list[Amount]:
    found = []
    for match in _AMOUNT.finditer(text):
        sign, unit = match["sign"], match["unit"]
        if bool(sign) == bool(unit):
            continue
        low = _number(match["low"])
        high = _number(match["high"]) if match["high"] else low
        unit = sign or _UNITS[unit[0].lower() + unit[1:2].lower()]
        found.append(Amount(unit, low, high, bool(match["about"]), match[0].strip()))
    return found


_UNITS = {"ho": "hour", "hr": "hour", "h": "hour", "da": "day", "we": "week", "wk": "week", "mo": "month", "ye": "year"}
_FIGURE = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_AMOUNT = lazy(
    rf"(?P<about>(?:\b(?:about|around|roughly|approximately|approx\.?|nearly|almost|some)\s+|~\s?))?"
    rf"(?P<sign>[$\u20ac\u00a3]\s?)?(?<![\w.,/-])"
    rf"(?P<low>{_FIGURE})(?:\s*(?:[-\u2013\u2014]|to)\s*[$\u20ac\u00a3]?(?P<high>{_FIGURE}))?"
    r"(?![\d%]|[.,]\d)(?:[\s-]?(?P<unit>(?:hours?|hrs?|h|days?|weeks?|wks?|months?|years?)\b))?"
    r"(?!\s*(?:/|per\b|a\s+(?:week|day|month)\b|each\b|\+))"
)
_TOTAL = lazy(
    r"(?i)^[\W_]*(?:(?:in|grand|overall|course|program(?:me)?|study)\s+)?(?:total|sum)\b"
    r"(?!\s+(?:of\s+the|rewards?|quality|cost\s+of|station))"
)
_UNIT = r"(?:hours|days|weeks|months)"
_IN_SENTENCE = lazy(
    rf"(?i)(?:\btotal(?:s|ing|ling)?(?:\s+of)?\s*:?\s+(?:about\s+)?(?:{_FIGURE})\s+{_UNIT}"
    rf"|\b(?:altogether|in\s+all|all\s+told|adds?\s+up\s+to|adding\s+up\s+to),?\s+(?:about\s+)?(?:{_FIGURE})\s+{_UNIT}"
    rf"|\b(?:{_FIGURE})\s+{_UNIT}(?:\s+of\s+(?:study|work|training|learning))?,?"
    r"\s+(?:in\s+total|altogether|in\s+all|all\s+told))"
    r"(?=\s*[:(\u2014\u2013]|,?\s+(?:made\s+up|composed|consisting)\s+of\b|,?\s+split\s+into\b)"
    rf"|(?<=[.;,]\s)(?:in\s+)?total\s*:\s*(?:{_FIGURE})\s+{_UNIT}\b"
)
_ADDED = lazy(
    rf"(?i)\badds?\s+up\s+to\s+(?:(?:about|around|roughly|some)\s+)?(?:{_FIGURE})\s+{_UNIT}\b"
    r"(?!\s*(?:/|per\b|an?\s+(?:day|week|month|year)\b|each\b|every\b))"
)
_UNSURE = lazy(
    r"(?i)\b(?:of\s+which|includ\w+|sub-?total|at\s+least|minimum|or|up\s+to|optional|parallel|alongside|overlap\w*|weekly|per|"
    r"each|average|remaining|rest|plus|and\s+more|same\s+time)\b|\d\+"
)


def _number(text: str) -> float:
    return float(text.replace(",", ""))
