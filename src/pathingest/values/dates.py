"""Dates, and parts of a school's year: when something is, whose length is not said in a unit of the record.

A text is one as a whole or not at all: "May - July 2027", "Q2 2027", "Spring term", "One semester".
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pathingest.values.vocabulary import vocabulary

_LONGEST = 48  # characters
_WRITTEN = re.compile(r"[\w\s.,/'()\u2014-]+")
_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"(?:[012]?\d|3[01])(?:st|nd|rd|th|er)?")


@lru_cache(maxsize=256)
def is_date(text: str) -> bool:
    """Whether a text says when something is, or how many terms it takes, and nothing else; a year alone does.

    A season alone does not ("Spring" is a framework), nor does a quarter, which is a place ("Q1").
    """
    if len(text) > _LONGEST:
        return False
    words, kinds = _WORD.findall(text.casefold()), []
    for word in words:
        kind = _kind(word)
        if not kind:  # most texts have one among the first
            return False
        kinds.append(kind)
    if not _WRITTEN.fullmatch(text):
        return False
    found = {*kinds}
    if {"month", "year"} & found or {"season", "part"} <= found:
        return True
    return len(words) > 1 and kinds[-1] == "part" and {*kinds[:-1]} <= {"count", "day"} and words[:-1] != ["a"]


def may_be_dated(text: str) -> bool:
    """Whether a text has a word that a date must have: a look that costs little."""
    return not _telling().isdisjoint(words := _WORD.findall(text.casefold())) or any(map(_YEAR.fullmatch, words))


@cache
def _telling() -> frozenset[str]:
    return frozenset([word for word, kind in _kinds().items() if kind in ("month", "season", "part")])


def _kind(word: str) -> str:
    """What a word says of a date; empty for any other."""
    if known := _kinds().get(word):
        return known
    if not word[0].isdecimal():
        return ""
    if _YEAR.fullmatch(word):
        return "year"
    return "day" if _DAY.fullmatch(word) else ""


@cache
def _kinds() -> dict[str, str]:
    """The words of dates, in lower case, and what each says."""
    words = vocabulary()["positions"]
    found = dict.fromkeys((*words["between_dates"], *words["until"]), "between")
    found.update(dict.fromkeys((*words["numbers"], *words["counts"]), "count"))
    found.update(dict.fromkeys(words["parts_of_years"], "part"))
    found.update(dict.fromkeys(words["seasons"], "season"))
    found.update({f"{half}{n}": "half" for half in words["halves"] for n in range(1, 5)})
    found.update({name: "month" for names in words["months"] for name in names})
    return found
