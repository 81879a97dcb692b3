"""Words of a closed set that labels state: how important a skill is, and how hard a pathway.

A label is matched whole, after folding case, dashes and spaces; one that no table knows is None, never a guess.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pathingest.values import patterns

_FOLDER = Path(__file__).parent
_BLANK = r"[\s_\-\u2010-\u2015\u2212]"
_BLANKS = re.compile(f"{_BLANK}+")
_EDGE = " .:;,!*()[]"
_LONGEST = 64  # Labels are short; a longer text is prose, and costs nothing to refuse.


@lru_cache(maxsize=1)  # who makes several things of one table does so in a row
def read_table(name: str) -> dict[str, Any]:
    """The table `name`: a TOML file below this folder, read from the JSON that `make tables` makes of it."""
    table: dict[str, Any] = json.loads((_FOLDER / f"{name}.json").read_text("utf-8"))
    return table


@cache
def vocabulary() -> dict[str, Any]:
    """The words of labels and titles."""
    return read_table("vocabulary")


def parse_priority(text: str) -> str | None:
    """`critical`, `important` or `nice_to_have`, if the whole label says so."""
    return _look_up(text, _priorities())


def read_tick(text: str) -> str | None:
    """`tick` or `cross`, if a table's cell is nothing but that; `either` for what other cells decide ("x")."""
    return _ticks().get(text.strip().strip("()[]").rstrip("\ufe0f").casefold()) if len(text) < _LONGEST else None


@cache
def _ticks() -> dict[str, str]:
    return {word: kind for kind, words in vocabulary()["ticks"].items() for word in words}


def parse_difficulty(text: str) -> str | None:
    """`easy`, `moderate`, `challenging` or `hard`, if the whole label says so."""
    return _look_up(text, _difficulties())


def difficulty_words() -> Iterable[str]:
    """The words that `parse_difficulty` knows."""
    return _difficulties()


def priority_prefix(text: str) -> tuple[str, int] | None:
    """The priority that a label begins with and the length of its words: ("important", 9) for "Important6 weeks".

    Names begin with such words too ("Critical Thinking", "CoreML"), so what follows decides: nothing, a numeral, a
    mark, or a word that begins a duration. A badge word glued to a capital ("CriticalSelf-study") is a seam as well.
    """
    begin = text[:3].casefold()
    if not begin[:1].isalpha() or (begin.isalpha() and begin not in _beginnings()):  # times, and nearly all names
        return None
    match = _prefix().match(text)
    if match is None:
        return None
    word = match["badge"] or match["synonym"]
    priority = parse_priority(word)
    return None if priority is None else (priority, match.end())


def _look_up(text: str, table: dict[str, str]) -> str | None:
    return table.get(_fold(text)) if len(text) <= _LONGEST else None


def _fold(text: str) -> str:
    """Case, dashes and spaces folded, the marks around a label dropped."""
    return _BLANKS.sub(" ", text).strip(_EDGE).casefold()


@cache
def _priorities() -> dict[str, str]:
    levels = vocabulary()["priority"].items()
    return {_fold(word): level for level, words in levels for kind in words.values() for word in kind}


@cache
def _beginnings() -> frozenset[str]:
    """The first three letters of a priority."""
    return frozenset([word[:3] for word in _priorities()])


@cache
def _difficulties() -> dict[str, str]:
    return {_fold(word): level for level, words in vocabulary()["difficulty"].items() for word in words}


@cache
def _prefix() -> re.Pattern[str]:
    levels = vocabulary()["priority"].values()
    badges = any_of(word for level in levels for word in level["badges"])
    synonyms = any_of(word for level in levels for word in level["synonyms"])
    followers = any_of(word for words in vocabulary()["followers"].values() for word in words)
    after = rf"\s*(?:$|[(\[]?[\d~≈<>]|[:;|·•]|{_BLANK}+\d|[-–—]\s|(?i:{followers})(?![^\W\d_]))"
    capital = r"(?<=[^\W\d_A-Z])(?=[A-Z])"
    return re.compile(rf"(?:(?P<badge>(?i:{badges}))(?:{capital}|(?={after}))|(?P<synonym>(?i:{synonyms}))(?={after}))")


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words in canonical text, the longest first; a space matches spaces and hyphens.

    Without the other hyphens: each class that names them takes as long to compile as ten of these words.
    """
    return patterns.any_of(words, r"[\s_-]+")
