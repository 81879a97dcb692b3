"""Titles, roles, slugs, and the closed vocabulary of labels."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathingest.values.roles import Title, name_words, read_goal, read_title, same_role, short_names, slug
from pathingest.values.vocabulary import parse_difficulty, parse_priority, priority_prefix
from values_cases import Row, params

PIECES = [
    "from ",
    "From ",
    " to ",
    ": ",
    " - ",
    "—",
    " | ",
    " → ",
    "Your ",
    "6-Month Guide",
    "Nurse",
    "C++",
    "(x)",
    "\u00a0",
]
titles = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=12).map("".join)


def _read(row: Row, **changes: object) -> Title | None:
    first, second = row.get("lines", ("", ""))
    options = {"role_lines": (first or None, second or None), "slug": row.get("slug")} | changes
    return read_title(row["text"], language=row.get("language", "en"), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("row", params("title"))
def test_title(row: Row) -> None:
    title = _read(row)
    if row["expect"] == "none":
        assert title is None
        return
    assert title is not None
    spans = {"from": title.from_role, "to": title.to_role, "headline": title.headline}
    assert {name: row["text"][slice(*span)] for name, span in spans.items() if span} == row["expect"]


@pytest.mark.parametrize("row", params("title"))
def test_role_lines_and_slug_confirm_what_was_read(row: Row) -> None:
    title = _read(row)
    if title is not None:
        names = row["text"][slice(*title.from_role)], row["text"][slice(*title.to_role)]
        assert _read(row, role_lines=names) == title
        assert _read(row, slug=f"{slug(names[0])}-to-{slug(names[1])}") == title


@given(titles, st.none() | titles, st.none() | titles)
def test_any_title_is_read_or_not(text: str, line: str | None, url: str | None) -> None:
    title = read_title(text, role_lines=(line, line), slug=url)
    if title is not None:
        for start, end in filter(None, (title.from_role, title.to_role, title.headline)):
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
        assert title.from_role[1] <= title.to_role[0]


@pytest.mark.parametrize(
    "text", ["from to : " * 49, "from " * 99, " to " * 120, "a: " * 160, "x" * 10**6, "Your " * 10**5]
)
def test_hostile_titles_are_refused_at_once(text: str) -> None:
    assert read_title(text) is None


@pytest.mark.parametrize("row", params("slug"))
def test_slug(row: Row) -> None:
    assert slug(row["text"]) == row["expect"]
    assert slug(row["expect"]) == row["expect"]


@pytest.mark.parametrize("row", params("slug"))
def test_same_role(row: Row) -> None:
    name = row["text"]
    assert same_role(name, row["expect"]) == bool(name.strip())
    assert all(same_role(name, line) and same_role(line, name) for line in row.get("same", ()))
    assert not any(same_role(name, line) or same_role(line, name) for line in row.get("other", ()))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Cook", "COOK", True),
        ("Cook", "Baker", False),
        ("", "", False),
        (" ", " ", False),
        ("Cook", "", False),
        ("Salt & Pepper", "Salt and Pepper", True),
        ("Salt and Pepper", "Salt Pepper", True),
        ("Cook (head)", "Cook", True),
        ("Cook [head]", "cook", True),
        ("Head(s)Cook", "Head Cook", True),
        ("Cook / Baker", "Cook", True),
        ("Cook/Baker", "Cook", False),
        ("Cook / Baker", "Baker", False),
        ("C++ Developer", "C Developer", True),
        ("C# Developer", "C Developer", True),
        ("Node.js Developer", "Nodejs Developer", True),
        ("C++ Developer", "C# Developer", False),
        ("C Developer", "D Developer", False),
    ],
)
def test_two_names_of_one_role(one: str, other: str, same: bool) -> None:
    assert same_role(one, other) == same_role(other, one) == same


@pytest.mark.parametrize(
    ("name", "other", "short"),
    [
        ("QA Tester", "Baker", ("tester", "testers", "testeres", "testeies")),
        ("Entry Secretary (x)", "Cook", ("secretary", "secretarys", "secretaryes", "secretaries")),
        ("QA Tester", "Head Tester", ()),
        ("Tester", "Baker", ()),
        ("", "Baker", ()),
    ],
)
def test_a_role_is_called_by_its_last_word(name: str, other: str, short: tuple[str, ...]) -> None:
    assert short_names(name, other) == short


def test_marks_of_latin_letters_are_in_no_slug() -> None:
    assert slug("x\u0300y\u036fz \u0e01\u0e34") == "xyz-\u0e01\u0e34"


def test_the_words_of_a_name() -> None:
    assert name_words("QA Tester 2, \u00dcber-Koch (Senior) x") == ["qa", "tester", "\u00fcber", "koch"]
    assert name_words("") == []


def _parts(title: str, found: Any) -> list[str | None] | None:
    return found and [title[slice(*span)] if span else None for span in found]


SITE = ("Quit {from}, start {to} | {headline}", "{to} after {from}", "Be {to}!", "{headline}: {from} > {to}")


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Quit a Cook, start an Analyst | Plan | Site", ["Cook", "Analyst", "Plan | Site"]),
        ("QUIT  Cook,\tstart Baker | x", ["Cook", "Baker", "x"]),
        ("Baker after Cook", ["Cook", "Baker", None]),
        ("Baker after Head after Cook", ["Head after Cook", "Baker", None]),
        ("My: plan: Cook > Baker", ["Cook", "Baker", "My: plan"]),
        ("Be Baker!", None),
        ("x:    > Baker", None),
        ("Please quit Cook, start Baker | x", None),
        ("From Cook to Baker", ["Cook", "Baker", None]),
        ("Baker after " + "x" * 488, ["x" * 488, "Baker", None]),  # 500 characters
        ("Baker after " + "x" * 489, None),
    ],
)
def test_a_site_s_own_form_of_titles(title: str, parts: list[str | None] | None) -> None:
    assert _parts(title, read_title(title, patterns=SITE)) == parts


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("How to become a Cook", ["Cook", None]),
        ("how to  become the cook", ["cook", None]),
        ("How to become  ", None),
        ("Cook | Plan", ["Cook", "Plan"]),
        ("From Cook to Baker", None),
        ("How to become " + "x" * 486, ["x" * 486, None]),
        ("How to become " + "x" * 487, None),
    ],
)
def test_a_site_s_own_form_of_titles_with_one_role(title: str, parts: list[str | None] | None) -> None:
    forms = ("From {from} to {to}", "How to become {to}", "{to} | {headline}")
    assert _parts(title, read_goal(title, forms)) == parts


@pytest.mark.parametrize(
    ("title", "hints", "parts"),
    [
        ("From Cook to Baker: Guide", {}, ["Cook", "Baker", "Guide"]),
        ("From Cook to Baker: " + "x" * 480, {}, ["Cook", "Baker", "x" * 480]),
        ("From Cook to Baker: " + "x" * 481, {}, None),
        ("From Cook to Baker: a: b: c: d: e: f", {}, ["Cook", "Baker", "a: b: c: d: e: f"]),
        ("From Cook to Baker: a: b: c: d: e: f: g", {}, None),
        ("From a Cook to the Baker: Guide | Site", {}, ["Cook", "Baker", "Guide"]),
        ("From Cook to Baker in 6 months", {}, ["Cook", "Baker", "in 6 months"]),
        ("Code to Art: Your 6-Month Guide from Cook to Baker", {}, ["Cook", "Baker", "Your 6-Month Guide"]),
        ("Bread Roadmap (From Cook to Baker)", {}, ["Cook", "Baker", None]),
        ("bread \u2192 butter: Your Guide", {}, ["bread", "butter", "Your Guide"]),
        ("bread -> butter: Your Guide", {}, ["bread", "butter", "Your Guide"]),
        ("bread to butter: Your Guide", {}, None),
        ("From bread to butter: Your Guide", {}, ["bread", "butter", "Your Guide"]),
        ("Data Analyst to Data Engineer: Your Guide", {}, ["Data Analyst", "Data Engineer", "Your Guide"]),
        ("Slice of Bread to Data Engineer: Your Guide", {}, None),
        ("Director of Bread to Data Engineer: Your Guide", {}, ["Director of Bread", "Data Engineer", "Your Guide"]),
        ("Data Analyst to butter: Your Guide", {}, None),
        ("From Zero to Hero: Guide", {}, None),
        ("From Zero to Hero: Guide", {"role_lines": ("Zero", "Hero")}, ["Zero", "Hero", "Guide"]),
        ("From Zero to Hero: Guide", {"role_lines": ("Zero", None)}, ["Zero", "Hero", "Guide"]),
        ("From Zero to Hero: Guide", {"slug": "zero-to-hero"}, ["Zero", "Hero", "Guide"]),
        ("From Zero to Hero: Guide", {"slug": "zero-to-baker"}, None),
        ("From Order to Cash Analyst to Baker: Guide", {}, ["Order to Cash Analyst", "Baker", "Guide"]),
        ("From Cook to Work from Home Agent: Guide", {}, ["Cook", "Work from Home Agent", "Guide"]),
        (
            "From Cook to Analyst - Risk: Your Guide",
            {"role_lines": ("Cook", "Analyst - Risk")},
            ["Cook", "Analyst - Risk", "Your Guide"],
        ),
        ("From Cook to Front to Back Baker: x", {}, None),
        ("From Cook to Front to Back Baker: x", {"role_lines": ("Cook", None)}, ["Cook", "Front to Back Baker", "x"]),
        (
            "From Cook to Front to Back Baker: x",
            {"role_lines": (None, "Back Baker")},
            ["Cook to Front", "Back Baker", "x"],
        ),
        ("From Cook to Baker: x", {"role_lines": ("Miller", "Nurse")}, ["Cook", "Baker", "x"]),
        ("From Cook to Baker: x", {"slug": "miller-to-nurse"}, ["Cook", "Baker", "x"]),
        ("Bread", {}, None),
        ("", {}, None),
    ],
)
def test_the_ways_to_split_a_title(title: str, hints: dict[str, Any], parts: list[str | None] | None) -> None:
    assert _parts(title, read_title(title, **hints)) == parts


@given(st.text())
def test_slugs_are_stable_and_only_blank_for_blank_names(name: str) -> None:
    made = slug(name)
    assert slug(made) == made
    assert bool(made) == bool(name.strip())
    made.encode("utf-8")
    assert same_role(name, name) == bool(name.strip())


@pytest.mark.parametrize("row", params("vocabulary"))
def test_vocabulary(row: Row) -> None:
    text, expect = row["text"], row["expect"]
    wanted = {} if expect == "none" else expect
    if row["class"].startswith("prefix"):
        found = priority_prefix(text)
        assert found == ((wanted["priority"], wanted["length"]) if wanted else None)
    else:
        level = parse_difficulty(text) if row["class"].startswith("difficulty") else parse_priority(text)
        assert level == next(iter(wanted.values()), None)


@given(st.text() | st.sampled_from(["Critical", "Nice to have"]).flatmap(lambda word: st.text().map(word.__add__)))
def test_any_label_is_known_or_not(text: str) -> None:
    assert parse_priority(text) in {None, "critical", "important", "nice_to_have"}
    assert parse_difficulty(text) in {None, "easy", "moderate", "challenging", "hard"}
    found = priority_prefix(text)
    assert found is None or parse_priority(text[: found[1]]) == found[0]
