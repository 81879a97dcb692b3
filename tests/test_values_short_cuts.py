"""What is read by a short cut is read as the long way reads it, steps and all."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathingest import parse
from pathingest.lines import footer, looks
from pathingest.model.segment import Segment
from pathingest.model.source import Source
from pathingest.model.view import record_view
from pathingest.rules import skill_not_in_roadmap as coverage
from pathingest.rules._words import padded
from pathingest.segments.text import segment
from pathingest.values import duration, effort, percent, quantity, roles, vocabulary
from pathingest.values.languages import GAP, languages, lexicon, number_words
from pathingest.values.patterns import any_of
from pathingest.values.text import canonical, evened

# What names are made of, and what may part a title elsewhere than it seems.
WORDS = ["Data", "Analyst", "Zero", "Hero", "Order", "Cash", "UI/UX", "R&D", "(UX)", "C++", "Back-end", "Speech,", "a"]
MARKS = ["to", "from", "in", "6", "Months", "your", "Guide", "the", "how", "-", ":", "|", "->", "to-do", "from-home"]
NAMES = st.lists(st.sampled_from(WORDS + MARKS), min_size=1, max_size=4).map(" ".join)
HEADLINES = st.sampled_from(["Your 6-Month Guide", "Your Guide from A to B", "Bridge: Your Plan", "Guide | Site", "x"])


@given(st.from_regex(r"[+-]?[0-9]{1,3}%", fullmatch=True), st.sampled_from(languages()))
def test_percent(text: str, language: str) -> None:
    assert percent.parse_percent(text, language=language) == percent._stated(text, percent._grammar(language))


@given(st.from_regex(r"[0-9]{1,3}(-[0-9]{1,3}| to [0-9]{1,3})?[ -](week|month|year|day|Month)s?", fullmatch=True))
def test_duration(text: str) -> None:
    words = lexicon("en")
    match = words.label.fullmatch(text)
    found = match and duration._plain(match, words)
    general = next(iter(duration._durations(text, words)), None)
    assert found is None or found == general


@given(NAMES, NAMES, HEADLINES, st.sampled_from([None, "lines", "other", "slug"]))
def test_title(first: str, second: str, rest: str, hint: str | None) -> None:
    title = f"From {first} to {second}: {rest}"
    lines = {"lines": (first, second), "other": (second, first)}.get(hint or "", (None, None))
    slug = roles.slug(f"{first} to {second}") if hint == "slug" else None
    grammar = roles._grammar("en")
    found = roles._plain(title, lines, slug, grammar)
    assert found is None or found == roles._best_split(title, lines, slug, grammar)


@given(st.text(st.sampled_from("ab1. \t\r\n\u2014\u2013\u2019\xa0\u200b\u0301\u2022-\ufeff")))
def test_lines(text: str) -> None:
    """A page that is made even at once has the lines that it has line by line."""
    lines = segment(Source(text)).segments
    slow = segment(Source(text + "\n\u200b")).segments  # a character without width forbids the short cut
    assert [(line.kind, line.text, line.span) for line in lines] == [(line.kind, line.text, line.span) for line in slow]
    assert all(isinstance(line, Segment) for line in lines)
    even = evened(text)
    assert even is None or canonical(even)[0] == canonical(text)[0]


@given(st.sampled_from(languages()), st.data())
def test_phrases_that_begin_alike(language: str, data: st.DataObject) -> None:
    """Phrases of which the first words are tried once are found as those that are tried one by one."""
    phrases = sorted(number_words(language))
    together, apart = (re.compile(pattern) for pattern in (any_of(phrases, GAP), "|".join(_one_by_one(phrases))))
    gaps = st.sampled_from([" ", "-", "\u2013", "  ", "", "x"])
    words = st.sampled_from(sorted({word for phrase in phrases for word in phrase.split()}))
    text = "".join(data.draw(st.lists(st.tuples(words, gaps).map("".join), max_size=6)))
    found, one_by_one = together.match(text), apart.match(text)
    assert (found and found.span()) == (one_by_one and one_by_one.span())


def _one_by_one(phrases: list[str]) -> list[str]:
    longest = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return [re.escape(phrase).replace(r"\ ", "[\\s\u2010-\u2015\u2212-]{1,2}") for phrase in longest]


def test_phrases_with_the_same_first_word_have_it_once() -> None:
    assert any_of(["twenty one", "twenty two", "twenty", "ten"], "G") == "t(?:wentyG(?:one|two)|wenty|en)"
    assert any_of(["e mail", "e mails", "e-mail"], "G") == "e(?:Gmails|Gmail|\\-mail)"


def test_a_gap_needs_no_map_of_all_characters() -> None:
    """Such a map takes long to make, and hundreds of phrases have a gap."""
    whole = re.compile(r"[\s‐-―−-]{1,2}")
    assert sys.getsizeof(re.compile(GAP)) < sys.getsizeof(whole)
    assert all(
        bool(re.fullmatch(GAP, char)) == bool(whole.fullmatch(char)) for char in map(chr, range(sys.maxunicode + 1))
    )


# --- what is not asked -----------------------------------------------------------------------------------------------


def forbidden(*_: object) -> None:
    """What a test expects not to be called."""
    pytest.fail("work that is not needed")


@pytest.mark.parametrize("text", ["Report Writing", "6 weeks"])
def test_what_begins_as_no_priority_does_is_asked_no_further(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "_prefix", forbidden)
    assert vocabulary.priority_prefix(text) is None


@given(
    st.sampled_from(
        ["Critical", "NICE TO HAVE", "Útil", "schön zu haben", "ﬁne", "Core", "low", "a plus", "A-plus", "un_plus"]
    ),
    st.text(),
)
def test_priority(word: str, rest: str) -> None:
    match = vocabulary._prefix().match(word + rest)
    long_way = vocabulary.parse_priority(match["badge"] or match["synonym"]) if match else None
    assert vocabulary.priority_prefix(word + rest) == (long_way and match and (long_way, match.end()))


def test_a_sentence_is_no_line_of_links(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = Path(footer.__file__).with_name("footer.txt").read_text("utf-8").splitlines()[1:]
    assert not any(entry.endswith(tuple(looks.STOPS)) for entry in entries)
    monkeypatch.setattr(footer, "_links", forbidden)
    assert not footer._is_line("Take the next step in your career.")


def test_a_text_that_stands_in_the_source_is_proven_at_one_look(monkeypatch: pytest.MonkeyPatch) -> None:
    page = parse("From Baker to Miller: Your 6-Month Guide\nTimeline\n6 months\nOverview\nMillers sleep late.\n")
    monkeypatch.setattr(Segment, "pieces", forbidden)
    assert {"/title", "/headline/text", "/timeline", "/overview/0"} <= page.evidence.entries.keys()


@pytest.mark.parametrize("text", ["Your 12-Month Transition Guide", "Roadmap"])
def test_what_many_pages_say_is_read_once(text: str) -> None:
    duration._label.cache_clear()
    for _ in range(2):
        duration.parse_duration(text)
    assert duration._label.cache_info().hits == 1


def test_words_alone_are_looked_for_before_two_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    roadmap = padded(["Bake a loaf a day"])
    plan = coverage._Roadmap(roadmap, record_view({}))
    monkeypatch.setattr(coverage._Roadmap, "_in_two", forbidden)
    assert plan.teaches("Sourdough Baking", coverage.Options())


def test_hours_that_have_a_rate_behind_them_are_no_part_of_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quantity, "_goes_on", forbidden)
    assert [found.text for found in effort.find_efforts("Plan ten hours a week.")] == ["ten hours a week"]
