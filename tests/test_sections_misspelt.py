"""Which lines are headings but for a typo."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest

from limits_cases import PROFILES
from pathingest.lines import typed
from pathingest.model.segment import Segment
from pathingest.sections.misspelt import edits, misspelt_headings

SITE = PROFILES["career-pathway"]


@pytest.mark.parametrize(("labels", "roles"), [({}, ["overview"]), ({"ovreview": "demand"}, [])])
def test_what_the_profile_knows_as_something_else_is_no_typo(labels: dict[str, str], roles: list[str]) -> None:
    profile = SITE._replace(labels={**SITE.labels, **labels})  # type: ignore[dict-item]
    lines = typed([Segment("line", "Ovreview", 0, 8), Segment("line", "It is so.", 9, 18)], profile)
    assert [heading.role for heading in misspelt_headings(lines, ())] == roles


def test_of_two_headings_as_near_the_first_is_named() -> None:
    profile = SITE._replace(headings={"overviewa": "overview", "overviewb": "overview"})
    lines = typed([Segment("line", "Overviewc", 0, 9), Segment("line", "It is so.", 10, 19)], profile)
    assert [heading.heading for heading in misspelt_headings(lines, ())] == ["overviewa"]


@pytest.mark.parametrize(
    ("heading", "text", "is_meant"),
    [
        ("overview", "Overvieww", True),
        ("overview", "Overvie", True),
        ("overview", "Overviewww", False),
        ("overview", "Overvi", False),
        # Of two edits each end may have one: then the middle is the same.
        ("transferable skills", "Trnsferable Skils", True),
        ("transferable skills", "Traansferable Skillls", True),
        ("transferable skills", "Trnsferale Skils", False),
    ],
)
def test_how_far_a_typo_may_be_from_the_only_heading(heading: str, text: str, is_meant: bool) -> None:
    profile = SITE._replace(headings={heading: "overview"})
    lines = typed([Segment("line", text, 0, len(text)), Segment("line", "It is so.", 40, 49)], profile)
    assert [meant.heading for meant in misspelt_headings(lines, ())] == [heading] * is_meant


def test_a_heading_that_is_farther_is_not_meant() -> None:
    profile = SITE._replace(
        headings={"transferable skills": "transferable_skills", "transferable skillset": "overview"}
    )
    lines = typed([Segment("line", "Transferable Skillss", 0, 20), Segment("line", "It is so.", 40, 49)], profile)
    assert [meant.heading for meant in misspelt_headings(lines, ())] == ["transferable skills"]


@cache
def distance(a: str, b: str) -> int:
    """The distance by optimal string alignment, as its definition says."""
    if not a or not b:
        return len(a) + len(b)
    costs = [distance(a[1:], b) + 1, distance(a, b[1:]) + 1, distance(a[1:], b[1:]) + (a[0] != b[0])]
    if len(a) > 1 and len(b) > 1 and (a[0], a[1]) == (b[1], b[0]):
        costs.append(distance(a[2:], b[2:]) + 1)
    return min(costs)


@pytest.mark.parametrize("limit", [0, 1, 2])
def test_edits_are_the_distance_up_to_the_limit(limit: int) -> None:
    words = ["".join(letters) for size in range(6) for letters in product("ab", repeat=size)]
    words += ["".join(letters) for letters in product("abc", repeat=3)]
    for a, b in product(words, repeat=2):
        assert min(edits(a, b, limit), limit + 1) == min(distance(a, b), limit + 1)
