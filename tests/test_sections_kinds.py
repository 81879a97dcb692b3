"""What else than a pathway a page is: rows of cases/sections/kinds.toml and of parts.toml, and signs.

`otherwise` is what it is though it names a role, `what` what it is where it is none, with what its structured data says
that it is (`types`); `listed` what it lists, `story` whether it is its writer's own.
"""

from __future__ import annotations

from typing import Any

import pytest

from limits_cases import MEDIA, Row, cut, in_blocks, lines_of, params, parts, profile_of
from pathingest.lines import Line
from pathingest.model.section import Outline
from pathingest.model.segment import Segment, Statement
from pathingest.profiles import generic
from pathingest.sections.kinds import (
    is_ad,
    is_own_story,
    is_titled,
    listed,
    names_pathway,
    otherwise,
    reached,
    spaced,
    stated,
    what,
)
from pathingest.sources import from_text
from pathingest.values.roles import LONGEST_TITLE

ROWS = params("sections", "kinds")


def outlined(row: Row) -> Outline[Line]:
    return cut(lines_of(in_blocks(row)), in_blocks(row))


def what_of(row: Row) -> str:
    row = in_blocks(row)
    (kind,) = MEDIA.keys() & row.keys()
    statements = [Statement(f"page {name}", {}) for name in row.get("types", ())]
    return what(from_text(row[kind], media_type=MEDIA[kind]), outlined(row), statements, profile_of(row))


def of(view: str) -> list[Any]:
    return [row for row in ROWS if view in row.values[0]]


@pytest.mark.parametrize("row", [*of("otherwise"), *parts("otherwise")])
def test_otherwise(row: Row) -> None:
    found = outlined(row) if " / " in str(row.values()) else cut(lines_of(row), row)
    assert otherwise(found, profile_of(row)) == row["otherwise"]


@pytest.mark.parametrize("row", of("what"))
def test_what(row: Row) -> None:
    assert what_of(row) == row["what"]


@pytest.mark.parametrize("row", of("listed"))
def test_listed(row: Row) -> None:
    assert listed(outlined(row), profile_of(row)) == row["listed"]


@pytest.mark.parametrize("row", of("story"))
def test_story(row: Row) -> None:
    assert is_own_story(outlined(row)) == row["story"]


RYE, COURSE = "# Rye / So.", "# Rye / ## Syllabus / So."


@pytest.mark.parametrize(
    ("page", "types", "says", "is_sure"),
    [
        (RYE, {}, "", False),
        (RYE, {"WebPage": ""}, "", False),
        (RYE, {"Article": ""}, "", False),
        (RYE, {"Recipe": ""}, "a recipe: its structured data is of type Recipe", True),
        (RYE, {"BlogPosting": ""}, "a blog post: its structured data is of type BlogPosting", False),
        (RYE, {"Course": ""}, "a course: its structured data is of type Course", False),
        # It surely is a course that the page has the name of, or if it looks like one and is no article.
        (RYE, {"Course": "Rye"}, "a course: its structured data is of type Course", True),
        (RYE, {"Course": "Oats"}, "a course: its structured data is of type Course", False),
        (RYE, {"Course": "Rye Oats"}, "a course: its structured data is of type Course", False),
        (COURSE, {"Course": "Oats"}, "a course: its structured data is of type Course", True),
        (COURSE, {"Course": "Oats", "Article": ""}, "a course: its structured data is of type Course", False),
    ],
)
def test_what_structured_data_says(page: str, types: dict[str, str], says: str, is_sure: bool) -> None:
    outline = outlined({"markdown": page})
    named: dict[str, dict[str, tuple[Segment, ...]]] = {
        name: {"name": (Segment("label", said, 0, len(said)),)} if said else {} for name, said in types.items()
    }
    statements = [Statement(f"page {name}", parts) for name, parts in named.items()]
    assert stated(outline, statements, surely=False) == says
    assert stated(outline, statements, surely=True) == (says if is_sure else "")
    assert stated(outline, [Statement(name, {}) for name in types], surely=False) == ""  # of a part of the page


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("From Cook to Nurse", True),
        ("From Smoke to Nurse", False),
        ("From Cook to Mirrors", False),
        ("Nurse", False),
        ("Cook-to-Nurse", False),
        ("Nurse Roadmap for Cooks", True),
        ("How to Become a Nurse", False),
        (f"From Cook to Nurse{' ' * (LONGEST_TITLE - 18)}", True),
        (f"From Cook to Nurse{' ' * (LONGEST_TITLE - 17)}", False),
    ],
)
def test_what_names_a_pathway(text: str, names: bool) -> None:
    assert names_pathway(text, generic()) == names


@pytest.mark.parametrize(("text", "role"), [("Nurse Roadmap", "nurse"), ("Rye", ""), ("How to Become a Cook", "cook")])
def test_what_a_title_leads_to(text: str, role: str) -> None:
    assert reached(text, generic()) == role


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Data-Analyst-Roadmap", "Data Analyst Roadmap"),
        ("Self-made Cook", "Self-made Cook"),
        ("Rye-", "Rye-"),
        ("", ""),
    ],
)
def test_hyphens_that_join_all_words_are_spaces(title: str, said: str) -> None:
    assert spaced(title) == said


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("Carpenter Bootcamp", True),
        ("Carpenter", False),
        (f"Bootcamp {'x' * (LONGEST_TITLE - 9)}", True),
        (f"Bootcamp {'x' * (LONGEST_TITLE - 8)}", False),
    ],
)
def test_what_titles_say_of_other_pages(title: str, says: bool) -> None:
    assert is_titled(title) == says


@pytest.mark.parametrize(
    ("texts", "is_one"), [(["We are hiring.", "Apply now!"], True), (["Apply now!", "Apply now!"], False), ([], False)]
)
def test_two_signs_are_an_ad(texts: list[str], is_one: bool) -> None:
    assert is_ad(texts) == is_one
