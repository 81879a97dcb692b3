"""What pages at the limits of the sections are cut into: the rows of cases/sections/limits.toml."""

from __future__ import annotations

import pytest

from limits_cases import PARTS, PROFILES, Row, params, seen, wanted
from pathingest.lines import typed
from pathingest.model.section import NOTHING
from pathingest.model.segment import Glance, Segment
from pathingest.profiles import Profile, builtin, generic
from pathingest.sections.choose import choose, fits
from pathingest.sections.gate import may_lead
from pathingest.sections.rendering import rendering
from pathingest.values.roles import LONGEST_TITLE

SITE = PROFILES["career-pathway"]
PAGES = (*builtin(), generic())


@pytest.mark.parametrize("row", params("sections"))
def test_limit(row: Row) -> None:
    assert seen(row) == wanted(row)


@pytest.mark.parametrize("row", params("sections", "parts"))
def test_a_row_of_parts_is_seen(row: Row) -> None:
    assert not PARTS.isdisjoint(row)


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
