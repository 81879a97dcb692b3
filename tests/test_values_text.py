"""One normal form for text: what becomes of each character, where it comes from, and what keys are made of it."""

from __future__ import annotations

import pytest

from pathingest.model.runs import place
from pathingest.values.text import (
    boilerplate_key,
    canonical,
    describe,
    encodable,
    escaped,
    evened,
    fold,
    has_hidden,
    is_ordinal,
    is_title_case,
    key,
    shortened,
    unescaped,
)

SPACES, DASHES, COMPOSED = "spaces to U+0020", "hyphens and short dashes to -", "letters composed (NFC)"
HIDDEN, WHITE = "characters without width removed", "white space folded"
IN_FIGURES = "long dashes in figures to -"


@pytest.mark.parametrize(
    ("raw", "text", "places", "steps"),
    [
        ("a b", "a b", [0, 1, 2, 3], ()),
        ("", "", [0], ()),
        ("a  b", "a b", [0, 1, 3, 4], (WHITE,)),
        ("  a ", "a", [2, 3], (WHITE,)),
        ("   ", "", [0], (WHITE,)),
        ("a\xa0b", "a b", [0, 1, 2, 3], (SPACES,)),
        ("a\nb", "a b", [0, 1, 2, 3], (SPACES,)),
        ("a \t\r\n b c", "a b c", [0, 1, 6, 7, 8, 9], (SPACES,)),
        ("a\u3000\u2028b", "a b", [0, 1, 3, 4], (SPACES,)),
        ("\u201ca\u201d \u2018b\u2019", "\"a\" 'b'", [0, 1, 2, 3, 4, 5, 6, 7], ("quotes straightened",)),
        ("3\u20135", "3-5", [0, 1, 2, 3], (DASHES,)),
        ("\u22125%", "-5%", [0, 1, 2, 3], (DASHES,)),
        ("a\u2015b", "a\u2014b", [0, 1, 2, 3], ("long dashes to U+2014",)),
        ("a \u2014 b", "a \u2014 b", [0, 1, 2, 3, 4, 5], ()),
        ("a\u2014b", "a\u2014b", [0, 1, 2, 3], ()),
        ("3\u20145 weeks", "3-5 weeks", [*range(10)], (IN_FIGURES,)),
        ("6\u2014Week", "6-Week", [*range(7)], (IN_FIGURES,)),
        ("6\u2014hour", "6-hour", [*range(7)], (IN_FIGURES,)),
        ("6\u2014bread", "6\u2014bread", [*range(8)], ()),
        ("a\u20145", "a\u20145", [*range(4)], ()),
        ("\u20145%", "-5%", [*range(4)], (IN_FIGURES,)),
        ("(\u20145%", "(-5%", [*range(5)], (IN_FIGURES,)),
        ("a\u200bb", "ab", [0, 2, 3], (HIDDEN,)),
        ("a\xadb", "ab", [0, 2, 3], (HIDDEN,)),
        ("a\ufeff", "a", [0, 1], (HIDDEN,)),
        ("a\x07b", "ab", [0, 2, 3], (WHITE,)),
        ("a\x7fb\x80c\x9fd\x1be", "abcde", [0, 2, 4, 6, 8, 9], (WHITE,)),
        ("a\u200b b", "a b", [0, 2, 3, 4], (HIDDEN,)),
        ("a \u200b b", "a b", [0, 1, 4, 5], (HIDDEN,)),
        ("\u200b a", "a", [2, 3], (HIDDEN,)),
        ("e\u0301", "\xe9", [0, 2], (COMPOSED,)),
        ("e\u0301e", "\xe9e", [0, 2, 3], (COMPOSED,)),
        ("cafe\u0301  x", "caf\xe9 x", [0, 1, 2, 3, 5, 7, 8], (COMPOSED, WHITE)),
        (" e\u0301\u200b ", "\xe9", [1, 3], (COMPOSED, HIDDEN)),
        ("e\u0301 3\u20145", "\xe9 3-5", [0, 2, 3, 4, 5, 6], (COMPOSED, IN_FIGURES)),
        ("\u1112\u1161\u11ab", "\ud55c", [0, 3], (COMPOSED,)),
        ("\ufb01", "\ufb01", [0, 1], ()),
        ("\xe9 a", "\xe9 a", [0, 1, 2, 3], ()),
        ("\ud800x", "\ufffdx", [0, 1, 2], ("lone surrogates replaced",)),
    ],
)
def test_canonical_text(raw: str, text: str, places: list[int], steps: tuple[str, ...]) -> None:
    found, runs = canonical(raw)
    assert found == text
    assert ([place(runs, i) for i in range(len(text) + 1)] if runs else [*range(len(text) + 1)]) == places
    assert canonical(text)[0] == text
    assert describe(raw, text) == steps
    even = evened(raw)
    assert even is None or (len(even) == len(raw) and canonical(even)[0] == text)


@pytest.mark.parametrize(
    ("text", "even"),
    [
        ("a  b\n", "a  b\n"),
        ("a\xa0\u2013 \u201cb", 'a - "b'),
        ("3\u20145 \u2014 a\u2015", "3-5 \u2014 a\u2014"),
        ("\ud800", "\ufffd"),
        ("\xe9", "\xe9"),
        ("a\tb", "a b"),
        ("e\u0301", None),
        ("\u212b", None),
        ("a\u200b", None),
        ("a\x07", None),
    ],
)
def test_text_that_is_evened_at_once(text: str, even: str | None) -> None:
    assert evened(text) == even


@pytest.mark.parametrize(
    ("raw", "text", "steps"),
    [
        ("&amp; a", "& a", ("character references decoded",)),
        ("a&nbsp;b", "a b", ("character references decoded", SPACES)),
        ("R&D", "R&D", ()),
        ("R&D  x", "R&D x", (WHITE,)),
        ("a\\nb", "a b", ("escapes decoded",)),
        ("a\\b  c", "a\\b c", (WHITE,)),
        ("&lt; \\u00e9", "< \xe9", ("character references decoded", "escapes decoded")),
        ("https://x/\ud800", "https://x/\ufffd", ("lone surrogates replaced",)),
        ("a\xa0  b", "a b", (SPACES, WHITE)),
        ("a\u2014b  c", "a\u2014b c", (WHITE,)),
        ("a\u2014b 3\u20145", "a\u2014b 3-5", (IN_FIGURES,)),
        ("3\u20155", "3-5", ("long dashes to U+2014", IN_FIGURES)),
    ],
)
def test_how_a_text_came_about(raw: str, text: str, steps: tuple[str, ...]) -> None:
    assert describe(raw, text) == steps


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Data Analyst Roadmap", True),
        ("What You Will Learn", True),
        ("Learn Python today", True),
        ("Nurse", True),
        ("The", True),
        ("the", False),
        ("", True),
        ("data analyst", False),
        ("What you will learn", False),
        ("How to become a Nurse", False),
        ("Data Data Data from with", False),  # three of five
        ("Data Data from", True),
        ("Data Data Data before", False),
        ("1st-generation-bread Cooks", True),
        ("Data Data after Data", True),
        ("Supercalifragilistic Bread", True),
        ("iOS Apps", True),
        ("\u6570\u636e\u5206\u6790", True),
        ("\u6570\u636e" * 7, True),
        ("\u6570\u636e" * 7 + "\u6790", False),
        ("\u6570\u636e\uff0c\u5206\u6790", False),
        ("\u6570\u636e\u3001\u5206\u6790", False),
    ],
)
def test_a_title_has_capitals(text: str, is_one: bool) -> None:
    assert is_title_case(text) == is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        *(("2", True), ("3.", True), ("4)", True), ("2.)", True), ("123", True), ("1234", False), ("x", False)),
        *(("", False), (".", False), ("1.5", False), ("(2)", False), ("\u0663", True)),
    ],
)
def test_an_ordinal(text: str, is_one: bool) -> None:
    assert is_ordinal(text) == is_one


def test_keys() -> None:
    assert [fold(text) for text in ("Skills :", " SKILLS", "Stra\xdfe\xa0 X::", "a: b")] == [
        "skills", "skills", "strasse x", "a: b",
    ]  # fmt: skip
    assert key("Skills:  ") == "skills"
    assert (key("A \u2014 B:"), boilerplate_key("A \u2014 B:")) == ("a \u2014 b", "a - b")


def test_a_long_text_is_shortened() -> None:
    assert [shortened(text, 3) for text in ("", "abc", "abcd", "abcdefg")] == ["", "abc", "ab\u2026", "ab\u2026"]


def test_half_characters() -> None:
    assert [encodable(text) for text in ("a", "a\xe9\xa0", "a\ud800\xe9", "\udfff")] == [
        "a", "a\xe9\xa0", "a\ufffd\xe9", "\ufffd",
    ]  # fmt: skip
    assert [escaped(text) for text in ("a\udcff", "\xe9", "", None)] == ["a\\udcff", "\xe9", "", None]


def test_character_references() -> None:
    assert unescaped("&amp;&#65;&#x1F35E; a") == "&A\U0001f35e a"
    assert unescaped(f"&#{'9' * 5000};x&amp;") == "\ufffdx&"
    assert unescaped(f"&#{'0' * 998}65;") == "A"


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("abc \t\n", False),
        ("\xe9\u2014\xa0", False),
        ("a\u200b", True),
        ("a\xad", True),
        ("\x07", True),
        ("\x7f", True),
    ],
)
def test_what_hides_in_a_text(text: str, hidden: bool) -> None:
    assert has_hidden(text.encode()) == hidden
