"""Which lines are headings but for a typo."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest

from limits_cases import PROFILES
from pathingest.lines import typed
from pathingest.model.extraction import Note
from pathingest.model.section import Role
from pathingest.model.segment import Markup, Segment
from pathingest.model.source import Span
from pathingest.profiles import Profile, generic
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


def meant(texts: list[str], found: tuple[Role, ...] = (), profile: Profile = SITE) -> list[str]:
    """The headings meant in a page of texts: "##" stands before those that the markup shows, "-" before items."""
    segments: list[Segment] = []
    for at, text in enumerate(texts):
        said, level = text.lstrip("# "), text.count("#")
        if text[:2] in ("- ", "1."):
            segments.append(
                Segment("item", text[2:].strip(), 100 * at, 100 * at + 9, ordinal=1 if text[0] == "1" else None)
            )
        elif level:
            segments.append(Segment("heading", said, 100 * at, 100 * at + 9, markup=Markup(level=level)))
        else:
            segments.append(Segment("line", text, 100 * at, 100 * at + 9))
    return [f"{one.text}: {one.role}, {one.heading}" for one in misspelt_headings(typed(segments, profile), found)]


OVERVIEW = "ovreview: overview, overview"


@pytest.mark.parametrize(
    ("texts", "headings"),
    [
        ([], []),
        (["Ovreview", "Rye."], [OVERVIEW]),
        (["Ovreview"], []),  # the last line heads nothing
        (["Rye.", "Ovreview"], []),
        (["Ovreview", "Rye.", "Overveiw", "Rye."], [OVERVIEW, "overveiw: overview, overview"]),
        (["Ovreview.", "Rye."], []),
        (["Ovreview,", "Rye."], []),
        (["**Ovreview**:", "Rye."], [OVERVIEW]),
        (["- Ovreview", "Rye."], []),
        (["1. Ovreview", "Rye."], [OVERVIEW]),
        # Where the markup shows headings, one of them, and no deeper than others.
        (["## Ovreview", "Rye.", "## FAQ", "Rye."], [OVERVIEW]),
        (["Ovreview", "Rye.", "## FAQ", "Rye."], []),
        (["### Ovreview", "Rye.", "## FAQ", "Rye."], []),
        (["# Ovreview", "Rye.", "## FAQ", "Rye."], [OVERVIEW]),
        (["### Ovreview", "Rye.", "## Rye", "Rye."], [OVERVIEW]),  # of which none is known
        (["## Ovreview", "Rye.", "### FAQ", "Rye."], [OVERVIEW]),
        (["## FAQ", "Rye.", "### Biggest Chalenges", "Rye."], ["biggest chalenges: challenges, biggest challenges"]),
        # A space too many or too few.
        (["Realitycheck", "Rye."], ["realitycheck: reality_check, reality check"]),
        (["Real ity Check", "Rye."], ["real ity check: reality_check, reality check"]),
        (["Your Learn ing Road map", "Rye."], ["your learn ing road map: roadmap, your learning roadmap"]),
        (["Re al ity Check", "Rye."], []),
        (["Reality-Check", "Rye."], ["reality-check: reality_check, reality check"]),
        # Words of the language, or of the profile, are meant as they are.
        (["Skills to Earn", "Rye."], []),
        (["Overviews", "Rye."], []),
    ],
)
def test_which_lines_are_meant(texts: list[str], headings: list[str]) -> None:
    assert meant(texts) == headings


def test_only_roles_that_are_missing_are_meant() -> None:
    assert meant(["Ovreview", "Rye."], ("faq",)) == [OVERVIEW]
    assert meant(["Ovreview", "Rye."], ("overview",)) == []


def test_of_an_unknown_site_only_what_the_markup_shows_is_meant() -> None:
    assert meant(["Ovreview", "Rye."], profile=generic()) == []
    assert meant(["## Ovreview", "Rye."], profile=generic()) == [OVERVIEW]


def test_a_note_says_which_heading_is_meant() -> None:
    lines = typed([Segment("line", "Realty Chekc", 0, 12), Segment("line", "Rye.", 13, 17)], SITE)
    assert misspelt_headings(lines, ()) == []
    lines = typed([Segment("line", "Reality Chekc", 0, 13), Segment("line", "Rye.", 14, 18)], SITE)
    (one,) = misspelt_headings(lines, ())
    assert one.note == Note("misspelt-heading", "/reality_check", Span(0, 13), "Reality Check")
    assert one._replace(heading=None).note is None


@pytest.mark.parametrize(
    ("headings", "text", "is_meant"),
    [
        ({"overview": "header"}, "Ovreview", False),
        ({"overview": "other"}, "Ovreview", False),
        ({"overview": "faq"}, "Ovreview", True),
        # Two roles that are as near.
        ({"overviewa": "faq", "overviewb": "overview"}, "Overviewc", False),
        ({"overviewa": "faq", "overviewb": "faq"}, "Overviewc", True),
        ({"overviewa": "faq", "overviewbb": "overview"}, "Overviewc", True),
        # Of short words none may be another.
        ({"the road to it": "faq"}, "Teh Road to It", False),
        ({"the roads to it": "faq"}, "The Raods to It", True),
        ({"the roads to it": "faq"}, "The Raods to Is", False),
        # Another length of words, and another number of them.
        ({"overview": "faq"}, "Over View", True),
        ({"overview": "faq"}, "Over Vieq", False),
        ({"over and over": "faq"}, "Overandover", False),
        ({"over and over again": "faq"}, "Overandover again", True),
        ({"overview?": "faq"}, "Ovreview?", True),
    ],
)
def test_which_heading_of_a_profile_is_meant(headings: dict[str, Role], text: str, is_meant: bool) -> None:
    assert bool(meant([text, "Rye."], profile=SITE._replace(headings=headings))) == is_meant
