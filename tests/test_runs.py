"""Runs say of each character where it comes from, as a list of places would, in as much room as there are folds."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pathingest import parse
from pathingest.model.runs import Runs, chained, in_step, index_of, place, tidy
from pathingest.model.source import Source
from pathingest.segments.html import segment
from pathingest.values.text import canonical, describe

# Where each character begins, and where the last one ends: some take no room, some more than one character's.
PLACES = st.lists(st.sampled_from([0, 1, 1, 1, 2, 5]), min_size=1).map(lambda steps: [*accumulate(steps, initial=0)])


def runs_of(places: list[int]) -> Runs:
    return tidy((index, at - index) for index, at in enumerate(places))


def listed(runs: Runs, size: int) -> list[int]:
    return [place(runs, index) for index in range(size + 1)]


@given(PLACES, st.integers(0, 60))
def test_runs_are_the_places(places: list[int], sought: int) -> None:
    runs = runs_of(places)
    assert listed(runs, len(places) - 1) == places
    expected = next((index for index, at in enumerate(places) if at >= sought), None)
    assert expected in (None, index_of(runs, sought))


@given(PLACES, st.data())
def test_a_part_of_a_text_is_in_pieces_that_are_in_step(places: list[int], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(places) - 1))
    end = data.draw(st.integers(start, len(places) - 1))
    pieces = list(in_step(runs_of(places), start, end))
    assert [at + i for begin, stop, at in pieces for i in range(stop - begin)] == places[start:end]
    assert (pieces[0][0], pieces[-1][1]) == (start, end)


@given(PLACES, st.data())
def test_places_of_places_are_chained(inner: list[int], data: st.DataObject) -> None:
    outer = sorted(data.draw(st.lists(st.integers(0, len(inner) - 1), min_size=1)))
    runs = tidy(chained(runs_of(outer), runs_of(inner), len(outer)))
    assert listed(runs, len(outer) - 1) == [inner[at] for at in outer]


WRITTEN = ["a", "B", " ", "\u200b", "\xa0", "e\u0301", "\u00e9", "\t", "\u2014", "-", "3", "\n", "\ud800"]


@given(st.lists(st.sampled_from(WRITTEN)).map("".join))
def test_canonical_text_is_made_of_what_is_at_its_places(raw: str) -> None:
    text, runs = canonical(raw)
    places = listed(runs or ((0, 0),), len(text)) if text else []
    assert places == sorted(places)
    for character, start, end in zip(text.replace("\u2014", "-"), places, places[1:], strict=False):
        # What is beside a long dash says whether it is one, or a minus sign.
        assert character in canonical(f"a{raw[start:end]}a")[0].replace("\u2014", "-") or start == end


LETTERS = [
    *WRITTEN,
    "\0",
    "\x07",
    "\u0301",
    "\u0338",
    "\u1100",
    "\u1161",
    "\u11a8",
    "\u2013",
    "week",
    "(",
    "5",
    "=",
    "\u09c7",
]


@given(st.lists(st.sampled_from(LETTERS) | st.characters(exclude_categories=[])).map("".join))
@example("5\u2014\u200b10")
@example("5\u200b\u2014week")
@example("a\0\u0301")
@example("\u1100\0\u1161")
@example(" \u0301\0\u2014 5 ")
def test_canonical_text_is_its_own(raw: str) -> None:
    text, runs = canonical(raw)
    assert canonical(text) == (text, None)
    assert place(runs or ((0, 0),), len(text)) <= len(raw)


@pytest.mark.parametrize(
    ("raw", "text", "start", "end", "step"),
    [
        ("5\u2014\u200b10 weeks", "5-10 weeks", 0, 11, "long dashes in figures to -"),
        ("xa\0\u0301", "x\u00e1", 0, 4, "letters composed (NFC)"),
        ("\u1100\0\u1161\0", "\uac00", 0, 3, "letters composed (NFC)"),
        ("\u200be\u0301\u200b b\u0338", "\u00e9 b\u0338", 1, 7, "letters composed (NFC)"),
    ],
)
def test_what_is_composed_ends_where_its_last_part_does(raw: str, text: str, start: int, end: int, step: str) -> None:
    found, runs = canonical(raw)
    assert found == text
    assert runs
    assert (place(runs, 0), place(runs, len(text))) == (start, end)
    assert step in describe(raw, text)


def test_a_long_text_with_one_reference_has_few_runs() -> None:
    html = f"<p>{'word ' * 400}R&amp;D {'word ' * 400}</p>"
    (line,) = segment(Source(html, media_type="text/html")).segments
    assert line.text.count("R&D") == 1
    assert line.runs == ((0, 0), (2002, 4))


def test_evidence_is_exact_behind_a_reference() -> None:
    page = parse(
        "<h1>From Cook to Dietitian: Your 12-Month Transition Guide</h1><h2>Overview</h2><p>A &amp; b&nbsp; c</p>",
        media_type="text/html",
    )
    assert page.pathway
    (paragraph,) = [at for at, text in page.texts if text == "A & b c"]
    (start, end), *_ = page.evidence.leaves[paragraph].spans
    assert page.source.text[start:end] == "A &amp; b&nbsp; c"
