"""One answer writes amounts of money in two ways: "$60,000" and "$85k".

## What it does
Reports a text (an answer, a paragraph) that writes some salaries out and shortens others by a "k".

## Why is this bad?
It reads as if two people had written it, and the eye compares "$85k" with "$60,000" badly.

## How it works
Salaries of one currency in one text: an amount whose number has a "k" is short, one of 1,000 and above
without it is written out; a range may have both ("$60,000 to $85k"). Amounts in millions, small ones, and pay by the
month or a shorter time are neither. Once a text.

The fix writes all of them out, with the separator that the text has already; so no figure loses a digit. An amount that
would then not be read as the same money again is left for a person.

## Fails
```text
From Baker to Miller: Your 9-Month Transition Guide
FAQ
What will I earn?
Bakers earn $30,000 to $40,000, while Millers earn $35k-$50k.
```

## Passes
```text
From Baker to Miller: Your 9-Month Transition Guide
FAQ
What will I earn?
Bakers earn $30k to $40k, while Millers earn $35k-$50k.
```
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from pathingest.model.finding import Fix, Problem, SetValue
from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple
from pathingest.rules import Rule
from pathingest.rules._claims import claims, text_at
from pathingest.values.money import parse_money

if TYPE_CHECKING:
    from pathingest.model.pathway import Money, Pathway, SalaryClaim

_THOUSAND = 1000
_YEARLY = (None, "year")  # a wage by the month may be written out beside a salary in thousands
_Claims = list[tuple[int, "SalaryClaim"]]


class _Number(NamedTuple):
    start: int
    end: int
    digits: str
    short: bool


def check(page: Page) -> Iterator[Problem]:
    """At most one finding a text and currency."""
    record = page.record
    said = "\n".join([claim.text for _, claim in claims(page, "salary")])
    if "k" not in said.lower() or not _pattern()["thousands"].search(said):  # most pages
        return
    together: dict[tuple[str, str | None], _Claims] = defaultdict(list)
    for i, claim in claims(page, "salary"):
        if claim.value.period in _YEARLY:
            together[claim.at, claim.value.currency].append((i, claim))
    for (pointer, _), stated in together.items():
        short = [(i, claim) for i, claim in stated if _is_short(claim.text)]
        full = [(i, claim) for i, claim in stated if _is_written_out(claim.text)]
        if short and full:
            yield _problem(record, pointer, short, full)


def _problem(record: Pathway, pointer: str, short: _Claims, full: _Claims) -> Problem:
    (i, one), (j, other) = (full[0], short[0]) if full[0][0] < short[0][0] else (short[0], full[0])
    fix = _fix(record, pointer, short, full)
    if i == j:
        return Problem(f"one range writes its amounts in two ways: {one.text!r}", f"/claims/{i}/text", fix=fix)
    message = f"amounts are written in two ways in one text: {one.text!r} and {other.text!r}"
    related = Problem(f"the other way: {other.text!r}", f"/claims/{j}/text")
    return Problem(message, f"/claims/{i}/text", related=(related,), fix=fix)


def _fix(record: Pathway, pointer: str, short: _Claims, full: _Claims) -> Fix | None:
    """All amounts written out, in the text and in the claims that quote it; None if one cannot be."""
    text = text_at(record, pointer)
    separator = next((mark for _, claim in full for mark in _separators(claim.text)), "")
    changes: list[SetValue] = []
    pieces: list[str] = []
    done = 0
    for i, claim in short:
        written = write_out(claim.value, separator)
        at = text.find(claim.text, done)
        if written is None or at < 0:
            return None
        pieces += [text[done:at], written]
        done = at + len(claim.text)
        changes += [SetValue(f"/claims/{i}/text", written), SetValue(f"/claims/{i}/value/text", written)]
    words = ", ".join(repr(change.value) for change in changes[::2])
    return Fix(f"write {words}", (SetValue(pointer, "".join([*pieces, text[done:]])), *changes))


def write_out(money: Money, separator: str) -> str | None:
    """An amount or a range without "k": "$85k-$140k" as "$85,000-$140,000"; None if that is not the same money."""
    text, shift = money.text, 0
    amounts = {int(amount) for amount in (money.low, money.high) if amount is not None}
    for number in _numbers(money.text):
        value = _written(number, amounts)
        if value is None:
            continue
        digits = f"{value:,}".replace(",", separator)
        text = text[: number.start + shift] + digits + text[number.end + shift :]
        shift += len(digits) - (number.end - number.start)
    again = parse_money(text, currency=money.currency)
    same = again and (again.low, again.high, again.currency) == (money.low, money.high, money.currency)
    return text if same and not _is_short(text) else None


def _written(number: _Number, amounts: set[int]) -> int | None:
    """The amount that a number means: its own "k" decides, or that of the number beside it ("$85-140k")."""
    try:
        value = round(float(number.digits) * _THOUSAND)
    except (ValueError, OverflowError):  # no single number, or more digits than a float can hold
        return None
    return value if value in amounts else None


def _is_short(text: str) -> bool:
    return any(number.short for number in _numbers(text))


def _is_written_out(text: str) -> bool:
    """Whether it has an amount of four digits or more without a "k"."""
    return any(
        not number.short and len(re.sub(r"\D", "", number.digits)) > 3  # noqa: PLR2004  hundreds
        for number in _numbers(text)
    )


def _separators(text: str) -> list[str]:
    return [mark for number in _numbers(text) for mark in _pattern()["separator"].findall(number.digits)]


def _numbers(text: str) -> list[_Number]:
    return [
        _Number(match.start(), match.end(), match["digits"], bool(match["k"]))
        for match in _pattern()["number"].finditer(text)
    ]


@cache
def _pattern() -> dict[str, re.Pattern[str]]:
    group = "[.,'’\u00a0\u202f\u2009 ]"
    return {
        "number": re.compile(rf"(?P<digits>\d+(?:{group}\d{{3}})+(?!\d)|\d+(?:\.\d+)?)(?:\s?(?P<k>[kK])(?![^\W\d_]))?"),
        "thousands": re.compile(rf"\d(?:{group}?\d){{3}}"),
        "separator": re.compile(rf"(?<=\d){group}(?=\d{{3}}(?!\d))"),
    }


RULE = Rule("SAL004", "info", "high", check, fix="safe")
