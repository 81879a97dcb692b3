"""What a pattern cannot match without, and a name cannot be without: looks that cost little must never be wrong."""

from __future__ import annotations

import re
from itertools import chain
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathingest.profiles import generic, in_language
from pathingest.sections import titles
from pathingest.values import guides, occupations
from pathingest.values.guide_words import words_or_english
from pathingest.values.guides import find_move, read_guide
from pathingest.values.occupations import name_at, occupation
from pathingest.values.patterns import Before, any_of, caseless, clues, compiled, filled, lazy, may_match
from values_cases import Row, params, rows

PIECES = [
    *(
        "How to Become a ",
        "Data Analyst",
        "IT Manager",
        " to ",
        " \u2192 ",
        ": ",
        " for ",
        "from a ",
        "nurses",
        " Roadmap",
        "(",
    ),
    *(
        "I'm a ",
        "transition ",
        " and want to move into ",
        "is for ",
        " who want to become ",
        "33-year-old ",
        "de ",
        " \u00e0 ",
    ),
    *(
        "d\u00e9veloppeur\u00b7se",
        "Kolleg(inn)en",
        "Polizistin",
        "von ",
        " zum ",
        "3D Artists",
        "UI/UX",
        "my journey",
        ")",
        "devenir ",
    ),
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=8).map("".join).filter(bool)
WORDS = (
    "story",
    "lead",
    "topic",
    "span",
    "current",
    "target",
    "present",
    "wish",
    "addressed",
    "toward",
    "gained",
    "past",
)
LANGUAGES = st.sampled_from(["en", "de", "fr", "es", "pt"])


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (r"(?<!\w)(?:move|pivot)\s+to\b", {"move", "pivot"}),
        (r"\s(?:to|into)\s", {"to", "into"}),
        (r"\bcareer(?= path)s?", {"career"}),
        (r"(?:gone)?(?:a|b)+x{0,3}", {"a", "b"}),
        (r"[-=]+>|\u2192", {">", "\u2192"}),
        (r"(?:(?!))\s+x|years?", {"year"}),
        (r"(?:(?!))\s+", set()),
        (r"(?>as) (?:[0-9]++)", {"as"}),
        (r"\w+[^x]|y", {""}),
        (r"(?:ca)t", {"cat"}),
        (r"(c\w)at", {"at"}),
        (r"x(?:abc)?yz", {"yz"}),
        (r"(?=abc)d", {"d"}),
        (r"(?!abc)d$", {"d"}),
        (r"a{0,2}bc{2}", {"b"}),
        (r"[a-c]d", {"d"}),
        (f"[{'abcdefghijklmnopqrst'}]", {*"abcdefghijklmnopqrst"}),
        (f"[{'abcdefghijklmnopqrstu'}]", {""}),
        (r"(?:ab|c)(?:def|ghi)", {"def", "ghi"}),
        ("stra\u00dfen?", {"strasse"}),
    ],
)
def test_clues_are_what_a_pattern_must_hold(pattern: str, found: set[str]) -> None:
    assert clues(re.compile(pattern)) == found
    assert clues(re.compile(pattern, re.IGNORECASE)) == found


@pytest.mark.parametrize("letter", ["i", "k", "s", "\u00df", "\u00e5", "\u00b5", "\u03c3", "\u0432", "\u03b8"])
def test_characters_that_a_pattern_takes_for_one_are_one_without_case(letter: str) -> None:
    every = "".join(map(chr, chain(range(0xD800), range(0xE000, 0x11000))))
    taken = re.compile(letter, re.IGNORECASE).findall(every)
    assert len(taken) > 1
    assert {*map(caseless, taken)} == {caseless(letter)}


@pytest.mark.parametrize("language", ["en", "de"])
def test_each_match_of_our_words_holds_a_clue(language: str) -> None:
    words = words_or_english(language)
    texts = [row["text"] for row in (*rows("guide"), *rows("title"))]
    found = [(words[name], match.group()) for name in WORDS for text in texts for match in words[name].finditer(text)]
    assert len(found) > 30
    assert [said for pattern, said in found if not may_match(pattern, caseless(said))] == []


@pytest.mark.parametrize("row", params("occupations"))
def test_a_name_has_a_noun(row: Row) -> None:
    language = row.get("language", "en")
    assert occupation(row["text"], language) is None or occupations.nouns_in(row["text"], language)


@given(TEXTS, LANGUAGES)
def test_what_costs_little_hides_nothing(text: str, language: str) -> None:
    profile = in_language(generic(), language)

    def read() -> list[object]:
        names = [name_at(text, start, len(text), language) for start in (0, *(match.end() for match in _GAPS(text)))]
        return [*names, read_guide(text, language), find_move(text, language), titles.named_as(text, profile)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(occupations, "nouns_in", lambda *_: 2)
        patch.setattr(guides, "nouns_in", lambda *_: 2)
        patch.setattr(guides, "may_match", lambda *_: True)
        patch.setattr(titles, "_may_name", lambda *_: True)
        expected = read()
    assert read() == expected


_GAPS = re.compile(r"\s|\b").finditer


@pytest.mark.parametrize(
    ("pattern", "ends", "text", "found"),
    [
        (r"in the\s*$", ["the"], "bake in the ", "in the "),
        (r"in the\s*$", ["in the"], "bake in the", "in the"),
        (r"in the\s*$", ["a", "the"], "bake in a", None),
        (r"in \w+\s*$", ["the"], "bake in a", None),
        (r"in \w+\s*$", ["th*"], "bake in a", "in a"),
        (r"in \w+", ["the"], "", None),
    ],
)
def test_what_is_right_before_a_place(pattern: str, ends: list[str], text: str, found: str | None) -> None:
    match = Before(pattern, ends).search(text, 0, len(text))
    assert (match and match[0]) == found
    match = Before(pattern, ends).search(f"in the{text}x", 6, 6 + len(text))
    assert (match and match[0]) == found


def test_patterns_of_patterns() -> None:
    assert filled({"b": "<{a}>", "c": "{b}{b}{9}"}, {"a": "x"}) == {"a": "x", "b": "<x>", "c": "<x><x>{9}"}
    table: dict[str, dict[str, Any]] = {
        "patterns": {"b": r"(?:{a})!", "left": r"(?:{a})\s*$"},
        "before": {"left": ["a", "on"]},
    }
    patterns, before = compiled(table, {"a": ["in the", "at"]}, r"\s")
    assert [bool(patterns["b"].match(text)) for text in ("in the!", "at!", "in!", "in  the!")] == [
        True,
        True,
        False,
        False,
    ]
    assert before["left"].search("bake at ", 0, 8)
    assert not before["left"].search("bake ", 0, 5)
    assert patterns.keys() == {"b", "left"}


def test_any_of_some_words() -> None:
    pattern = re.compile(any_of(["bread", "bread roll", "rye*", "a-b", "x+"], " "))
    texts = ("bread roll", "bread", "ryes", "a-b", "x+", "breads")
    assert [match[0] if (match := pattern.match(text)) else None for text in texts] == [
        "bread roll", "bread", "ryes", "a-b", "x+", "bread",
    ]  # fmt: skip
    assert not pattern.match("xx")


def test_a_pattern_is_compiled_when_it_is_first_used() -> None:
    pattern = lazy("(")
    with pytest.raises(re.error):
        pattern.match("")
    assert lazy("A", re.IGNORECASE).match("a")
    assert not lazy("A").match("a")
    assert (lazy("a").pattern, lazy("a", re.IGNORECASE).flags & re.IGNORECASE) == ("a", re.IGNORECASE)
