"""What is no value, but stands where one should be."""

from __future__ import annotations

import pytest

from pathingest.values.placeholders import DASHES, is_placeholder


@pytest.mark.parametrize(
    "text",
    [
        *("TBD", "tbd", "tba", "TBC", "TODO", "fixme", "undefined", "nan", "NULL", "xx", "XXXX", "lorem ipsum"),
        *("to be determined", "to be announced", "to be confirmed", "to be added", "to be written"),
        *("to be defined", "to be done", "coming soon", "Invalid date", "placeholder", "placeholder value"),
        *("text goes here", "your title here", "some name comes here", "Some content goes here", "description here"),
        *("-", "--", "---", "\u2010", "\u2013\u2013", "\u2014", "\u2015", "?", "??", "???", "?????"),
        *("(tba)", "[TBC]", "<tbd>", "*TBD*", "__tbd__", "tbd:", "tbd!", "tbd...", "tbd\u2026", "  tbd  ", "(tbd)."),
        *("? weeks", "TBD months", "tbd hour", "- days", "XX years", "?? hrs", "TBD wk", "null weeks"),
        "to be announced hrs.....",  # 24 characters
        " to be announced hrs..... ",
    ],
)
def test_a_placeholder(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "  ", "x", "X", "todo", "----", "()", ":", "None", "n/a", "6 weeks", "6 TBD", "TBD 6", "the tbd"),
        *("TBD minutes", "TBDweeks", "nana", "to be", "to be seen", "soon", "title", "goes here", "my title here"),
        "to be announced hrs......",  # 25
        "placeholder for a loaf",
    ],
)
def test_what_may_be_meant_is_no_placeholder(text: str) -> None:
    assert not is_placeholder(text)


def test_a_dash_alone_is_one() -> None:
    assert all(map(is_placeholder, DASHES - {"\u2212"}))
    assert "\u2212" in DASHES
