"""The words of titles that lead to a role, by language."""

from __future__ import annotations

import re

import pytest

from pathingest.values.guide_words import all_words, known_words, move_words, moves, words_of, words_or_english
from pathingest.values.languages import languages


def test_each_language_has_its_words_and_the_english_ones() -> None:
    english = words_of("en")
    assert english
    assert {language: [*known_words(language)] for language in ("en", "de", "xx")} == {
        "en": ["en"], "de": ["de", "en"], "xx": ["en"],
    }  # fmt: skip
    assert known_words("de")["en"] is english
    assert known_words("xx")["en"] is english
    assert words_or_english("xx") is english
    assert words_or_english("de") is words_of("de")
    assert words_of("de") is not english
    assert (words_of("xx"), words_of("patterns"), words_of("")) == (None, None, None)
    assert len(all_words()) == len(languages())
    assert all({*words} == {*english} for words in all_words())


@pytest.mark.parametrize(
    ("language", "name", "text"),
    [
        ("en", "lead", "How to become a"),
        ("en", "lead", "HOW-TO BECOME a"),
        ("en", "story", "how I became a"),
        ("en", "present", "I'm a nurse"),
        ("en", "present", "I\u2019m a nurse"),
    ],
)
def test_words_are_found_however_they_are_written(language: str, name: str, text: str) -> None:
    assert words_or_english(language)[name].match(text)
    assert not words_or_english(language)[name].match(f"x{text}")


def test_what_says_that_something_is_a_move() -> None:
    assert {*move_words()} >= {"transition", "quereinstieg", "reconversion", "cambio"}
    assert all(word.strip() for word in move_words())
    assert all(moves().search(f"bread {text} bread") for text in ("Transition", "Quereinstieg", "reconversion"))
    assert not any(moves().search(text) for text in ("", "bread", "|", "trans|ition"))
    assert moves().flags & re.IGNORECASE
