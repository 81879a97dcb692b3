"""Which roles titles and texts name: rows of cases/sections/titles.toml, and of parts.toml.

`named` is what the title says: its page's kind, itself, the roles, and the headline; `prose` is the kind and the roles
that the whole page names.
"""

from __future__ import annotations

import pytest

from limits_cases import Row, cut, in_blocks, lines_of, params, parts, profile_of
from pathingest.lines import Line
from pathingest.model.segment import Part
from pathingest.profiles import generic
from pathingest.sections.titles import named_as, with_roles
from pathingest.values.roles import LONGEST_TITLE


def _part(part: Part | None) -> str:
    return part.text if part else "-"


def _named(lines: tuple[Line, ...], row: Row) -> str:
    """What the title is, and the roles that it names."""
    header = cut(lines, row).header
    headline = f" | {header.headline.text}" if header.headline else ""
    roles = " to ".join(map(_part, header.roles))
    return f"{header.kind}: {header.title.text if header.title else '-'} | {roles}{headline}"


def _prose(lines: tuple[Line, ...], row: Row) -> str:
    """The roles that the whole page names."""
    header = with_roles(cut(lines, row), profile_of(row), None).header
    return f"{header.kind}: {' to '.join(map(_part, header.roles))}"


def _said_as(lines: tuple[Line, ...], _: Row) -> list[str]:
    """What each text would be as a title, and below one."""
    return [f"{named_as(line.text, generic())}, {named_as(line.text, generic(), is_title=False)}" for line in lines]


@pytest.mark.parametrize("row", parts("named"))
def test_named(row: Row) -> None:
    assert _named(lines_of(row), row) == row["named"]


@pytest.mark.parametrize("row", parts("prose"))
def test_prose(row: Row) -> None:
    assert _prose(lines_of(row), row) == row["prose"]


@pytest.mark.parametrize("row", parts("said_as"))
def test_said_as(row: Row) -> None:
    assert _said_as(lines_of(row), row) == row["said_as"]


ROWS = params("sections", "titles")


def named_of(row: Row) -> str:
    return _named(lines_of(in_blocks(row)), row)


def prose_of(row: Row) -> str:
    return _prose(lines_of(in_blocks(row)), row)


@pytest.mark.parametrize("row", [row for row in ROWS if "named" in row.values[0]])
def test_what_titles_name(row: Row) -> None:
    assert named_of(row) == row["named"]


@pytest.mark.parametrize("row", [row for row in ROWS if "prose" in row.values[0]])
def test_what_pages_name(row: Row) -> None:
    assert prose_of(row) == row["prose"]


@pytest.mark.parametrize(
    ("texts", "slug", "roles"),
    [
        (["Cook", "Nurse to Teacher", "Cook to Nurse to Teacher: Your Guide"], None, ["Cook", "Nurse to Teacher"]),
        (["Cook to Nurse", "Teacher", "Cook to Nurse to Teacher: Your Guide"], None, ["Cook to Nurse", "Teacher"]),
        (["Rye", "Cook to Nurse", "Teacher", "Cook to Nurse to Teacher"], None, ["Cook to Nurse", "Teacher"]),
    ],
)
def test_two_lines_above_a_title_part_it(texts: list[str], slug: str | None, roles: list[str]) -> None:
    row: Row = {"text": "\n".join(texts), "profile": "career-pathway", "slug": slug}
    assert [role and role.text for role in cut(lines_of(row), row).header.roles] == roles


LONG = "From Cook to Nurse: "


@pytest.mark.parametrize(
    ("text", "title", "below"),
    [
        ("Nurse", "name", None),
        ("Rye", None, None),
        ("How to Become a Nurse", "guide", None),
        ("From Cook to Nurse", "guide", "guide"),
        ("From Smoke to Mirrors", "guide", "guide"),
        ("Carpenter Daily Study Plan", "mention", None),
        ("Becoming a nurse is a long way for all of us.", "guide", "guide"),
        ("I went from cook to nurse, and so it was for many years.", None, None),
        (f"{LONG}{'x' * (LONGEST_TITLE - len(LONG))}", "guide", "guide"),
        (f"{LONG}{'x' * (LONGEST_TITLE - len(LONG) + 1)}", None, None),
        (f"Becoming a nurse is a way {'on and ' * 90} on.", "guide", "guide"),
        (f"It is a way {'on and ' * 90} to becoming a nurse.", None, None),
    ],
)
def test_what_a_text_would_be_as_a_title(text: str, title: str | None, below: str | None) -> None:
    assert named_as(text, generic()) == title
    assert named_as(text, generic(), is_title=False) == below
