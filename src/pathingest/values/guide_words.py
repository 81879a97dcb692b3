"""The words of titles that lead to one role, of one language: patterns made of its table in `guides.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from pathingest.values.patterns import filled, lazy
from pathingest.values.vocabulary import read_table

ARROW = r"\s*(?:[→➔➜➝➞⟶⇒►▶»]|[-=]+>)\s*"

Words = dict[str, re.Pattern[str]]
"""Patterns of a language, by name; what each is of is said in the table."""


@cache
def words_of(language: str) -> Words | None:
    """The words of a language; None for one that has no table."""
    table: dict[str, Any] = read_table("guides")
    patterns = table["patterns"]
    if language not in table or language == "patterns":
        return None
    known = {name: _any_of(table[language].get(name, ())) for name in table["en"]}
    known = filled(patterns, {**known, "arrow": ARROW})
    return {name: lazy(known[name], re.IGNORECASE) for name in patterns}


def _any_of(pieces: Iterable[str]) -> str:
    """A pattern for any of some pieces of patterns, the longest first; a space is white space or hyphens."""
    return "|".join(sorted(map(_spaced, pieces), key=len, reverse=True)) or "(?!)"


def _spaced(piece: str) -> str:
    return piece.replace(" ", r"[\s-]+").replace("'", "['\u2019]")


@cache
def known_words(language: str) -> dict[str, Words]:
    """The words that a text of a language may hold, by language: its own, and English ones, as titles of jobs do."""
    found = {known: words_of(known) for known in (language, "en")}
    return {known: words for known, words in found.items() if words}


def words_or_english(language: str) -> Words:
    """The words of a language; the English ones for one that has no table."""
    return next(iter(known_words(language).values()))


@cache
def all_words() -> list[Words]:
    """The words of all languages: those of a title may be of another than its page."""
    return [words for language in read_table("guides") if (words := words_of(language))]


@cache
def move_words() -> tuple[str, ...]:
    """What says that something is a move, in all languages, as a part of words in lower case: "Quereinstieg"."""
    table: dict[str, Any] = read_table("guides")
    return tuple([piece for words in table.values() for piece in words.get("moves", ())])


@cache
def starts_of(lists: tuple[str, ...], language: str) -> re.Pattern[str]:
    """A pattern for where a word of some lists begins in a text in one case: most words are passed over by a letter."""
    table: dict[str, Any] = read_table("guides")
    pieces = [piece for known in known_words(language) for name in lists for piece in table[known].get(name, ())]
    grouped: dict[str, list[str]] = {}
    for begun in dict.fromkeys(begun for piece in pieces for begun in _begun(piece)):
        first = begun[0] if begun[0].isalpha() else ""
        grouped.setdefault(first, []).append(_spaced(begun.removeprefix(first)))
    texts = [f"{first}(?:{'|'.join(rests)})" for first, rests in grouped.items()]
    return re.compile(rf"(?<!\w)(?=(?:{'|'.join(texts)})(?:\s|(?<=['\u2019])))")


def _begun(piece: str) -> list[str]:
    """A piece of a pattern as several, each of which begins with one of the words that it may begin with."""
    choice = _CHOICE.match(piece)
    if choice is None:
        return [piece]
    words = [*choice[1].split("|"), *([""] if choice[2] else [])]
    return [begun for word in words for begun in _begun(word + piece[choice.end() :])]


_CHOICE = re.compile(r"\(\?:([^()]*)\)(\??)(?![*+{])")


@cache
def moves() -> re.Pattern[str]:
    """A pattern for these."""
    return lazy("|".join(move_words()), re.IGNORECASE)
