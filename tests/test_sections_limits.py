"""What pages at the limits of the sections are cut into: the rows of cases/sections/limits.toml."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest

from limits_cases import PROFILES, Row, params, seen, wanted
from pathingest.lines import typed
from pathingest.model.segment import Segment
from pathingest.sections.choose import fits
from pathingest.sections.misspelt import edits, misspelt_headings
from pathingest.values.roles import LONGEST_TITLE

SITE = PROFILES["career-pathway"]


@pytest.mark.parametrize("row", params("sections"))
def test_limit(row: Row) -> None:
    assert seen(row) == wanted(row)


@pytest.mark.parametrize(("labels", "roles"), [({}, ["overview"]), ({"ovreview": "demand"}, [])])
def test_what_the_profile_knows_as_something_else_is_no_typo(labels: dict[str, str], roles: list[str]) -> None:
    profile = SITE._replace(labels={**SITE.labels, **labels})  # type: ignore[dict-item]
    lines = typed([Segment("line", "Ovreview", 0, 8), Segment("line", "It is so.", 9, 18)], profile)
    assert [heading.role for heading in misspelt_headings(lines, ())] == roles


def test_of_two_headings_as_near_the_first_is_named() -> None:
    profile = SITE._replace(headings={"overviewa": "overview", "overviewb": "overview"})
    lines = typed([Segment("line", "Overviewc", 0, 9), Segment("line", "It is so.", 10, 19)], profile)
    assert [heading.heading for heading in misspelt_headings(lines, ())] == ["overviewa"]


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


SHEETS = PROFILES["skill-matrix"]
LONG = f"Cook \u2192 Dietitian | {'x' * (LONGEST_TITLE - 19)}"


@pytest.mark.parametrize(
    ("texts", "signs", "is_headed"),
    [
        (["Career Pathway"], (1, 0), (True, False)),
        (["Career Pathway58 views"], (1, 0), (True, False)),
        (["Career Pathway Finder"], (0, 0), (False, False)),
        (["Overview", "Summary"], (1, 1), (False, False)),
        (["Overview", "overview", "1. Overview", "Overview:"], (1, 0), (False, False)),
        (["Overview:"], (1, 0), (False, False)),
        (["## FAQ"], (1, 1), (False, False)),
        (["Timeline", "FAQ"], (2, 1), (False, False)),
        (["An overview of it all"], (0, 0), (False, False)),
        (["From Cook to Dietitian: Your 9-Month Transition Guide"], (1, 0), (True, False)),
        (["From Cook to Dietitian: Your 9 Months"], (0, 0), (False, False)),
        (["From Cook to Dietitian: The Transition"], (0, 0), (False, False)),
        (["Your 9-Month Transition Guide"], (0, 0), (False, False)),
        (["Cook \u2192 Dietitian | In 9 months"], (0, 1), (False, True)),
        ([LONG], (0, 1), (False, True)),
        ([f"{LONG}x"], (0, 0), (False, False)),
        (["Career Pathway", "From Cook to Dietitian: Your 9-Month Transition Guide", "FAQ"], (3, 1), (True, False)),
    ],
)
def test_what_profiles_are_recognised_by(
    texts: list[str], signs: tuple[int, int], is_headed: tuple[bool, bool]
) -> None:
    found = fits(texts, None, (SITE, SHEETS))
    assert (tuple(fit.signs for fit in found), tuple(fit.is_headed for fit in found)) == (signs, is_headed)
