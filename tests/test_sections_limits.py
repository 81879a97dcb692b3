"""What pages at the limits of the sections are cut into: the rows of cases/sections/limits.toml.

The rows of parts.toml are of lines, by default those of an unknown site, and of a step of the way (`PART_VIEWS`);
`within` is the role of the section that they are in, `document` what the page's head says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import product
from typing import Any

import pytest

from limits_cases import PROFILES, Row, cut, header_of, lines_of, params, sections_of, seen, wanted
from pathingest.lines import Line, typed
from pathingest.model.section import NOTHING, Section
from pathingest.model.segment import Glance, Part, Segment
from pathingest.profiles import Profile, builtin, generic
from pathingest.sections.choose import choose, fits
from pathingest.sections.gate import may_lead
from pathingest.sections.headings import find_headings
from pathingest.sections.kinds import is_ad, is_titled, otherwise
from pathingest.sections.misspelt import edits, misspelt_headings
from pathingest.sections.rendering import rendering
from pathingest.sections.roads import find_road
from pathingest.sections.shapes import split_unknown
from pathingest.sections.siblings import find_siblings
from pathingest.sections.synonyms import common_names
from pathingest.sections.tables import with_tables
from pathingest.sections.titles import named_as, with_roles
from pathingest.sections.weighing import _evidence, _name, _Page, find_steps
from pathingest.values.roles import LONGEST_TITLE

SITE = PROFILES["career-pathway"]
PAGES = (*builtin(), generic())


@pytest.mark.parametrize("row", params("sections"))
def test_limit(row: Row) -> None:
    assert seen(row) == wanted(row)


def _headings(lines: tuple[Line, ...], row: Row) -> list[str]:
    profile = PROFILES[row.get("profile", "generic")]
    found = find_headings(lines, len(lines), profile, None, row.get("document", ""))
    signs = dict.fromkeys(found.bare, "+") | dict.fromkeys(found.titles, "*")
    at = sorted({*found.headings, *found.titles})
    return [f"{found.headings.get(i, '')}{signs.get(i, ':')} {found.lines[i].text}" for i in at]


def _siblings(lines: Sequence[Line], row: Row) -> list[str]:
    """What they are, what leads to them, they themselves, and what follows the last of them."""

    def text(i: int | None) -> str:
        return lines[i].text if i is not None and i < len(lines) else "-"

    known = row.get("known", "")
    return [
        " | ".join(
            [
                (f"level {one.level}" if one.level else "texts" if one.heads_text else "lines"),
                text(one.above),
                " / ".join(map(text, one.starts)),
                text(one.end),
            ]
        )
        for one in find_siblings(lines, [line.text != known for line in lines])
    ]


def _road(lines: tuple[Line, ...], row: Row) -> str:
    """What is above the phases, their titles, and what follows, if that is known."""
    headings = find_headings(lines, len(lines), PROFILES[row.get("profile", "generic")], None).headings
    road = find_road(lines, headings, row.get("document", ""), shown=any(line.is_shown for line in lines))
    if road is None:
        return "none"
    places = ["" if i is None else lines[i].text for i in (road.heading, *sorted(road.starts))]
    return f"level {road.level} | {places[0]} | {' / '.join(places[1:])}{'' if road.is_elsewhere else ' (inside)'}"


def _steps(lines: tuple[Line, ...], row: Row) -> list[str]:
    steps = find_steps(lines, [True] * len(lines), row.get("document", ""))
    return [lines[i].text for i in steps.starts] if steps else []


def _weighed(lines: tuple[Line, ...], row: Row) -> list[str]:
    """What speaks for each row of siblings, and what they are called."""
    page = _Page.of(lines, row.get("document", ""))
    return [
        f"{sum(weight for weight, holds in _evidence(one, page) if holds)}: "
        + " / ".join([_name(lines[i]) for i in one.starts])
        for one in find_siblings(lines, [True] * len(lines))
    ]


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
    header = with_roles(cut(lines, row), PROFILES[row.get("profile", "generic")], None).header
    return f"{header.kind}: {' to '.join(map(_part, header.roles))}"


def _split(lines: tuple[Line, ...], row: Row) -> list[str]:
    sections = split_unknown(Section(row["within"], None, lines), PROFILES[row.get("profile", "generic")])
    return [
        f"{each.role} | {each.heading.text if each.heading else ''} | {' / '.join([line.text for line in each.lines])}"
        for each in sections
    ]


# What opens a section is followed by ":", by "+" if it is part of that, by "*" if it is a phase's title.
def _said_as(lines: tuple[Line, ...], _: Row) -> list[str]:
    """What each text would be as a title, and below one."""
    return [f"{named_as(line.text, generic())}, {named_as(line.text, generic(), is_title=False)}" for line in lines]


PART_VIEWS: dict[str, Callable[[tuple[Line, ...], Row], Any]] = {
    "headings": _headings,
    "siblings": _siblings,
    "split": _split,
    "cut": lambda lines, row: sections_of(cut(lines, row).sections),
    "header": lambda lines, row: header_of(cut(lines, row).header),
    "tabled": lambda lines, row: sections_of(with_tables(Section(row["within"], None, lines))),
    "rows": lambda lines, row: [
        f"{line.row}: {line.text}" for one in with_tables(Section(row["within"], None, lines)) for line in one.lines
    ],
    "layout": lambda lines, row: choose([line.segment for line in lines], row.get("url"), (*builtin(), generic())).name,
    "names": lambda lines, _: [
        f"{meant.role}: {meant.text}" for meant in common_names(lines, [line.role for line in lines if line.role])
    ],
    "otherwise": lambda lines, row: otherwise(cut(lines, row), PROFILES[row.get("profile", "generic")]),
    "road": _road,
    "steps": _steps,
    "weighed": _weighed,
    "named": _named,
    "said_as": _said_as,
    "prose": _prose,
}


@pytest.mark.parametrize("row", params("sections", "parts"))
def test_part(row: Row) -> None:
    lines = lines_of(row)
    wanted = {name: said for name, said in row.items() if name in PART_VIEWS}
    assert {name: PART_VIEWS[name](lines, row) for name in wanted} == wanted


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


def test_no_page_is_of_an_unknown_site_by_its_headings() -> None:
    assert [fit.signs for fit in fits(["Overview", "FAQ"], None, (SITE, generic()))] == [2, 0]


@pytest.mark.parametrize(
    ("texts", "is_let_in"),
    [
        (["The mill stands."], False),
        # Words of the first person count once each, whatever stands round them.
        (["My second career. " * 3, "I. (I) I, 'I' " * 2, "I"], True),
        (["My second career. " * 3, "I. (I) I, 'I' " * 2], False),
        (["My second career. " * 3, "I'm well. " * 9], True),
        (["My second career. " * 3, "I'm well. " * 8], False),
        # A story that seldom speaks of a change must speak of careers the more; words that touch in two texts are none.
        (["My second career. Jobs. Jobs. ", "I ground my corn. " * 9, "Jobs. " * 4], True),
        (["My second career. Jobs. Jobs. ", "I ground my corn. " * 9, "Jobs. " * 3], False),
        (["I ground my corn. " * 9, "Jobs. " * 20, "My second", "career"], False),
        # A label of a role begins the line, or stands behind one of a fact, whatever marks are before it.
        (["Target role: Baker"], True),
        (["- Target role: Baker"], True),
        (["The target role: Baker"], False),
        (["- The target role: Baker"], False),
        (["Difficulty: Hard, target role: Baker"], True),
        (["Difficulty: Hard, target: Baker"], False),
        (["Resources: target role: Baker"], False),
    ],
)
def test_what_a_look_at_texts_lets_in(texts: list[str], is_let_in: bool) -> None:
    assert may_lead(Glance(("Soup",), (), tuple(texts)), None, PAGES, generic()) == is_let_in


@pytest.mark.parametrize(
    ("url", "is_of_site"),
    [
        ("https://rye.example/x", True),
        ("https://www.Rye.example", True),
        ("https://trye.example/rye.example", False),
        ("https://rye.example.com", False),
        ("rye.example", False),
        ("https://[rye.example", False),
        (None, False),
    ],
)
def test_a_host_and_those_below_it_are_the_sites(url: str | None, is_of_site: bool) -> None:
    (fit,) = fits(["Overview"], url, (SITE._replace(hosts=("rye.example",)),))
    assert fit.host == is_of_site


OWN = SITE._replace(language="de")


@pytest.mark.parametrize(("profiles", "name"), [(builtin(), "generic"), ((OWN, generic()), SITE.name)])
def test_a_layout_of_ones_own_is_for_the_pages_at_hand(profiles: tuple[Profile, ...], name: str) -> None:
    texts = ["Transferable Skills", "Skills to Learn", "Overview", "FAQ", "Roadmap"]
    lines = typed([Segment("line", text, i, i + len(text)) for i, text in enumerate(texts)], SITE)
    assert choose([line.segment for line in lines], None, profiles).name == name


@pytest.mark.parametrize(
    ("media_type", "name"),
    [
        ("text/html", "html"),
        ("application/xhtml+xml", "html"),
        ("text/markdown", "markdown"),
        ("text/plain", "readable"),
    ],
)
def test_a_media_type_says_what_a_page_was_rendered_as(media_type: str, name: str) -> None:
    assert rendering(media_type, NOTHING) == name
