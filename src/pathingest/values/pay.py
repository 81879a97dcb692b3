"""Whether an amount of money is pay: the same figure may be a salary, a tuition fee or a market's size."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache

from pathingest.model.tuples import NamedTuple
from pathingest.model.values import Money
from pathingest.values.patterns import lazy
from pathingest.values.vocabulary import read_table

_SENTENCE_END = lazy(r"[.!?](?:\s|$)")
_WINDOW = 240
PERIODS = {"hour": 2000, "day": 250, "week": 52, "month": 12, "year": 1}  # of work, in a year
LEAST_A_YEAR = 10_000  # in any currency; less a year is a subscription or a fee: "$39 per month"


def is_pay(
    text: str, start: int, end: int, *, subject: str = "", language: str = "en", a_year: float | None = None
) -> bool:
    """Whether the amount at `text[start:end]` is said to be earned.

    The word of pay or price that is nearest in the sentence decides, then the last one before it, then `subject` (the
    question that the text answers), then what the amount comes to in a year (`a_year`), where it says of what time it
    is. Where nothing says so, it is not.
    """
    mentions = _mentions(text, language)
    left, right = _sentence(text, start, end)
    at, following = bisect_left(mentions, (start,)), bisect_left(mentions, (end,))
    before = mentions[at - 1] if at else None
    nearest = before if before and before.start >= left else None
    after = mentions[following] if following < len(mentions) and mentions[following].start < right else None
    if after and (nearest is None or after.start - end < start - nearest.end):
        nearest = after
    if nearest is None:
        near = before is not None and before.start >= left - _WINDOW
        nearest = before if near else next(iter(_mentions(subject, language)[-1:]), None)
    return nearest.is_pay if nearest else a_year is not None and a_year >= LEAST_A_YEAR


def yearly(amount: Money) -> float | None:
    """What an amount comes to in a year of work, by the period that it states; None if it states none."""
    bound = amount.high if amount.low is None else amount.low
    return bound * PERIODS[amount.period] if bound is not None and amount.period else None


class _Mention(NamedTuple):
    """A word of pay or price."""

    start: int
    end: int
    is_pay: bool


@lru_cache(maxsize=4)
def _mentions(text: str, language: str) -> list[_Mention]:
    """All such words in a text, in order; kept for the next amount in it."""
    lower = text.lower()
    same = len(lower) == len(text)  # a few letters are two in lower case, and offsets would be off
    found = _words(language).finditer(lower if same else text)
    return [_Mention(*match.span(), match["pay"] is not None) for match in found]


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence round [start, end), or as much of it as is near."""
    first = start - _WINDOW
    left = max((match.end() for match in _SENTENCE_END.finditer(text, first, start)), default=first)
    stop = _SENTENCE_END.search(text, end, end + _WINDOW)
    return left, stop.start() if stop else end + _WINDOW


@cache
def _words(language: str) -> re.Pattern[str]:
    tables = read_table("pay")
    table = tables.get(language, tables["en"])
    kinds = "|".join(f"(?P<{kind}>{'|'.join(map(_pattern, table[kind]))})" for kind in ("pay", "price"))
    return lazy(rf"(?<!\w)(?:{kinds})(?!\w)")


def _pattern(word: str) -> str:
    return re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"[\s-]")
