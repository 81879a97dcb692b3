"""Titles, roles, slugs, and the closed vocabulary of labels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathingest.values.roles import Title, read_title, same_role, slug
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
