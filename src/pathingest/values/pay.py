"""Whether an amount of money is pay: the same figure may be a salary, a tuition fee or a market's size."""

from __future__ import annotations

import re
from functools import cache

from pathingest.values.patterns import lazy
from pathingest.values.vocabulary import read_table

_SENTENCE_END = lazy(r"[.!?](?:\s|$)")
_WINDOW = 240


def is_pay(text: str, start: int, end: int, *, subject: str = "", language: str = "en") -> bool:
    """Whether the amount at `text[start:end]` is said to be earned.

    The word of pay or price that is nearest in the sentence decides, then the last one before it, then `subject` (the
    question that the text answers). Where nothing says so, it is not.
    """
    words = _words(language)
    text = text.lower() if len(text.lower()) == len(text) else text
    left, right = _sentence(text, start, end)
    before = list(words.finditer(text, left, start))
    after = words.search(text, end, right)
    nearest = before[-1] if before else None
    if after and (nearest is None or after.start() - end < start - nearest.end()):
        nearest = after
    if nearest is None:
        earlier = [*words.finditer(subject.lower()), *words.finditer(text, max(0, left - _WINDOW), left)]
        nearest = earlier[-1] if earlier else None
    return nearest is not None and nearest["pay"] is not None


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence round [start, end), or as much of it as is near."""
    first = max(0, start - _WINDOW)
    left = max((match.end() for match in _SENTENCE_END.finditer(text, first, start)), default=first)
    stop = _SENTENCE_END.search(text, end, end + _WINDOW)
    return left, stop.start() if stop else min(len(text), end + _WINDOW)


@cache
def _words(language: str) -> re.Pattern[str]:
    tables = read_table("pay")
    table = tables.get(language, tables["en"])
    kinds = "|".join(f"(?P<{kind}>{'|'.join(map(_pattern, table[kind]))})" for kind in ("pay", "price"))
    return lazy(rf"(?<!\w)(?:{kinds})(?!\w)")


def _pattern(word: str) -> str:
    return re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"[\s-]")
