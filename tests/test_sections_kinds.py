"""What else than a pathway a page is: rows of cases/sections/parts.toml, and signs."""

from __future__ import annotations

import pytest

from limits_cases import Row, cut, lines_of, parts, profile_of
from pathingest.sections.kinds import is_ad, is_titled, otherwise
from pathingest.values.roles import LONGEST_TITLE


@pytest.mark.parametrize("row", parts("otherwise"))
def test_otherwise(row: Row) -> None:
    assert otherwise(cut(lines_of(row), row), profile_of(row)) == row["otherwise"]


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
