"""Durations and effort: the rows of cases/values/{duration,effort}.toml, and the laws that hold for any text."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathingest.model.values import Duration, Effort
from pathingest.values import find_durations, find_efforts, parse_duration, parse_effort
from pathingest.values.languages import LanguageError, languages
from pathingest.values.numbers import read_numeral, read_words, times
from pathingest.values.steps import attributes, replay
from values_cases import Row, facts, params, rows

if TYPE_CHECKING:
    from collections.abc import Callable

PARSE: dict[str, Callable[..., Duration | Effort | None]] = {"duration": parse_duration, "effort": parse_effort}
FIND: dict[str, Callable[..., list[Any]]] = {"duration": find_durations, "effort": find_efforts}
KINDS = sorted(PARSE)


def language(row: Row) -> str:
    return str(row.get("language", "en"))


def check_laws(kind: str, text: str, tongue: str) -> None:
    """Each value is where it says it is, follows from its steps, and is read again from its own text."""
    parse = PARSE[kind]
    first = parse(text, language=tongue)
    found = FIND[kind](text, language=tongue)
    for value in [*([first] if first else []), *found]:
        assert value.text == text[value.start : value.end]
        assert replay(text, value.steps) == attributes(value)
    for one, other in pairwise(found):
        assert one.end <= other.start
    if first:
        again = parse(first.text, language=tongue)
        assert again
        assert (again.text, attributes(again)) == (first.text, attributes(first))


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_obeys_the_laws(kind: str) -> None:
    for row in rows(kind):
        check_laws(kind, row["text"], language(row))


@pytest.mark.parametrize("row", params("duration"))
def test_duration(row: Row) -> None:
    assert facts(parse_duration(row["text"], language=language(row)), row["expect"]) == row["expect"]


@pytest.mark.parametrize("row", params("effort"))
def test_effort(row: Row) -> None:
    assert facts(parse_effort(row["text"], language=language(row)), row["expect"]) == row["expect"]


@pytest.mark.parametrize("row", params("duration", having="find"))
def test_durations_in_prose(row: Row) -> None:
    assert [value.text for value in find_durations(row["text"], language=language(row))] == row["find"]


@pytest.mark.parametrize("row", params("effort", having="find"))
def test_efforts_in_prose(row: Row) -> None:
    assert [value.text for value in find_efforts(row["text"], language=language(row))] == row["find"]


WORDS = (
    "6 12 1.5 1,000 ½ 2023 one twelve a an half dozen - – — ‑ − + ~ < / ( ) , . : ' about up at least or more to and "
    "between from over of per each every first Phase Week weeks month months year hour hours hrs mo h day daily weekly "
    "ongoing experience Python bis etwa Wochen Monate Jahr Stunden \u00a0 \u202f \n \x00 \ud800"
)
PIECES = st.sampled_from(WORDS.split(" "))
SOUP = st.lists(st.tuples(PIECES, st.sampled_from(["", " "])), max_size=24).map(
    lambda pieces: "".join(map("".join, pieces))
)


@pytest.mark.parametrize("kind", KINDS)
@given(text=st.one_of(SOUP, st.text(st.characters(), max_size=80)), tongue=st.sampled_from(languages()))
def test_any_text_obeys_the_laws(kind: str, text: str, tongue: str) -> None:
    check_laws(kind, text, tongue)


def test_long_runs_of_digits_are_no_numbers() -> None:
    assert parse_duration("9" * 5000 + " weeks") is None
    assert parse_effort("9" * 5000 + " hours a week") is None
    assert read_numeral("9" * 5000) is None


def test_unknown_language_is_wrong_use() -> None:
    with pytest.raises(LanguageError, match="'xx'"):
        parse_duration("8 weeks", language="xx")


@pytest.mark.parametrize(
    ("text", "amount"),
    [("1,000", 1000), ("12,00,000", 1200000), ("1½", 1.5), ("½", 0.5), ("4.5", 4.5), ("1,00", None), ("", None)],
)
def test_numeral(text: str, amount: float | None) -> None:
    assert read_numeral(text) == amount


def test_number_words_and_exact_decimals() -> None:
    said = {"twenty-one": 21, "One and a half": 1.5, "half a": 0.5, "anderthalb": 1.5, "cat": None}
    assert {words: read_words(words) for words in said} == said
    assert times(0.29, 100) == 29
    assert read_numeral("1.000,5", european=True) == 1000.5


SIZE = 100_000
PROSE = "Expect 12-18 months of study at 10-15 hours per week, or about a year; a degree may take up to 4-5 years. "
ADVERSARIAL = [
    *(
        "1",
        "1-",
        "1,",
        "1 to ",
        " ",
        "-",
        "\u00a0",
        "½",
        "week ",
        "1 week ",
        "6 mo ",
        "1 h ",
        "twenty one ",
        "(~6 weeks ",
    ),
    *("one and a half year ", "about about about 6 weeks ", "6 weeks or more ", "6 months to ", "5 years of a a a a "),
    "1 hour of study of study ",
]


def cost(kind: str, text: str) -> float:
    """CPU seconds for a text of `SIZE` made of `text`."""
    given_text = (text * (SIZE // len(text) + 1))[:SIZE]
    start = time.process_time()
    FIND[kind](given_text)
    return time.process_time() - start


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", ADVERSARIAL)
def test_cost_is_linear(kind: str, text: str) -> None:
    """No text costs more than a hundred times what prose full of values does: a ratio, so that a slow machine passes.

    A text that is nothing but values costs about ten times as much; a quadratic pattern would cost thousands.
    """
    assert cost(kind, text) < 100 * max(cost(kind, PROSE), 0.01)
