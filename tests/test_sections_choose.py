"""Which profile a page is read with: small profiles of one's own, and texts that speak for one or the other."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from limits_cases import Row, lines_of, parts
from pathingest.model.segment import TERM, Markup, Segment, SegmentKind
from pathingest.profiles import Profile, builtin, generic, read_profile
from pathingest.sections.choose import choose, fits, general, site_label
from pathingest.values.roles import LONGEST_TITLE


def profile(keys: str) -> Profile:
    return read_profile(keys, "own.yaml")


ANY = profile(
    "name: generic\nmatch: {headings: 3}\n"
    "headings: {overview: [Rye], faq: [Oats], roadmap: [Wheat], rewards: [Corn], closing: [Spelt], salaries: [Barley]}"
)
MILL = profile(
    "name: mill\nmatch: {headings: 2, hosts: [mill.example]}\nsite_labels: [The Mill]\n"
    "title_patterns: ['{from} to {to} by rye']\ntitle_address: [thy]\ntitle_words: [flour]\n"
    "headings: {overview: [Rye, Ryes], faq: [Oats], transferable_skills: [Chaff], skills_to_learn: [Bran]}\n"
    "labels: {tasks: [To do], resources: [To read], demand: [Wanted]}"
)
FARM = profile(
    "name: farm\nmatch: {headings: 2, hosts: [farm.example]}\n"
    "headings: {overview: [Rye], faq: [Oats], roadmap: [Wheat], rewards: [Corn], closing: [Spelt], challenges: [Malt]}"
)
ALL = (MILL, FARM, ANY)


def site() -> Profile:
    (found,) = [one for one in builtin() if one.name == "career-pathway"]
    return found


def segments(texts: Sequence[str]) -> list[Segment]:
    """Lines, headings with "#" before them, items with "-", and with "=" what heads a list of terms."""
    found: list[Segment] = []
    for at, text in enumerate(texts):
        mark, _, said = text.partition(" ") if text[:1] in set("#-=") else ("", "", text)
        level = TERM if mark == "=" else mark.count("#")
        kind: SegmentKind = "heading" if level else "item" if mark == "-" else "line"
        found.append(Segment(kind, said, at, at, markup=Markup(level=level) if level else None))
    return found


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        ([], "generic"),
        (["Bread"], "generic"),
        (["Chaff"], "generic"),  # one sign is not enough
        (["Chaff", "Bran"], "mill"),
        (["Chaff", "Chaff"], "generic"),
        (["Rye", "Ryes"], "mill"),  # two headings of one section
        (["Rye", "Oats"], "mill"),  # the first of two that fit as well
        (["Rye", "Oats", "Wheat"], "farm"),  # the one that fits better
        (["Rye", "Oats", "Chaff", "Wheat"], "mill"),
        # Labels of facts alone must be more.
        (["To do", "To read"], "generic"),
        (["To do", "To read", "Wanted"], "mill"),
        (["To do", "To read", "Chaff"], "mill"),
        (["To do", "Chaff"], "mill"),
        (["The Mill", "To do"], "mill"),
        (["Rye:", "1. Oats"], "mill"),
        (["So it is with rye", "So it is with oats"], "generic"),
    ],
)
def test_the_profile_that_most_speaks_for(texts: list[str], name: str) -> None:
    assert choose(segments(texts), None, ALL).name == name


@pytest.mark.parametrize(
    ("url", "texts", "name"),
    [
        ("https://mill.example/rye", [], "mill"),
        ("https://mill.example/rye", ["Rye", "Oats", "Wheat", "Corn", "Spelt", "Malt"], "mill"),
        ("https://farm.example/rye", ["Chaff", "Bran"], "farm"),
        ("https://oven.example/rye", ["Chaff", "Bran"], "mill"),
        ("https://rye.mill.example", [], "mill"),
        ("https://windmill.example", [], "generic"),
        # Whatever other sections it has.
        ("https://mill.example/rye", ["# Rye", "# Wheat", "# Corn", "# Spelt"], "mill"),
    ],
)
def test_a_host_is_enough(url: str, texts: list[str], name: str) -> None:
    assert choose(segments(texts), url, ALL).name == name


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        # The generic profile knows two sections, too few for a page, or five, of which the mill's knows half or less.
        (["Rye", "Chaff", "Wheat"], "mill"),
        (["Rye", "Oats", "Wheat", "Corn"], "mill"),
        (["Rye", "Ryes", "Wheat", "Corn"], "generic"),
        (["Rye", "Ryes", "Wheat"], "mill"),
        (["Rye", "Oats", "Wheat", "Corn", "Spelt"], "generic"),
    ],
)
def test_a_profile_must_know_half_of_the_sections(texts: list[str], name: str) -> None:
    assert choose(segments(texts), None, (MILL, ANY)).name == name


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (["Rye", "Ryes", "Wheat", "Corn"], "mill"),
        (["Rye", "Ryes", "Wheat", "Corn", "Spelt"], "generic"),
    ],
)
def test_it_need_not_where_the_others_are_too_few_for_a_page(texts: list[str], name: str) -> None:
    assert choose(segments(texts), None, (MILL, ANY._replace(least_headings=4))).name == name


def test_a_profile_that_knows_seven_sections_need_not_be_compared() -> None:
    headings = "overview: [A], faq: [B], roadmap: [C], rewards: [D], closing: [E], challenges: [F], tradeoffs: [G]"
    own = profile(f"name: own\nheadings: {{{headings}}}")
    words = ["A", "B", "C", "D", "E", "F", "G"]
    any_site = profile("name: generic\nheadings: {overview: [H], faq: [I]}")
    assert choose(segments(words), None, (own, any_site)).name == "own"


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (["# Rye", "# Oats", "# Bread"], "mill"),
        (["# Rye", "# Oats", "# Wheat"], "generic"),
        (["# Rye", "# Oats", "Wheat"], "mill"),  # what is no heading does not count
        (["# Rye", "# Oats", "- Wheat"], "mill"),
        (["# Rye", "# Oats", "= Wheat"], "mill"),
        (["# Chaff", "# Oats", "# Wheat"], "mill"),  # it knows as many
        (["# Chaff", "# Bran", "# Wheat"], "mill"),  # it knows more
        (["# Rye", "# Oats", "# Wheat", "The Mill"], "mill"),  # what the site calls itself is enough
        (["# Rye", "# Oats", "# Wheat", "Cook to miller by rye"], "mill"),  # and its form of titles
        (["# Rye", "# Oats", "# Wheat", "All thy bread: flour"], "mill"),
        (["# Rye", "# Oats", "# Wheat", "All thy bread, flour"], "generic"),
        (["# Rye", "# Oats", "# Wheat", "All thy bread: rye"], "generic"),
        (["# Rye", "# Oats", "# Wheat", "All my bread: flour"], "generic"),
    ],
)
def test_a_page_whose_headings_the_generic_profile_knows_better_is_no_layouts(texts: list[str], name: str) -> None:
    assert choose(segments(texts), None, (MILL, ANY)).name == name


SHARED = profile(
    "name: generic\nmatch: {headings: 5}\n"
    "headings: {overview: [Overview], roadmap: [The Way], faq: [FAQ], closing: [So long], salaries: [Pay]}"
)
GREAT = "Great news! You already have valuable skills that will give you a head start in this transition."
FIVE = ["Overview", "Transferable Skills", "FAQ", "Reality Check", "Biggest Challenges"]


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (["Overview", "FAQ"], "career-pathway"),
        (["Overview", "FAQ", "The Way"], "generic"),  # a section that the layout calls otherwise
        (["Overview", "FAQ", "The Way", "Learning Roadmap"], "career-pathway"),  # unless it has that
        (["Overview", "FAQ", "Pay"], "career-pathway"),  # or no such section at all
        (["Overview", "FAQ", "- The Way"], "career-pathway"),  # or the words are an item's
        (["Overview", "FAQ", "The Way", GREAT], "career-pathway"),  # or it says what the layout always says
        ([*FIVE, "The Way"], "career-pathway"),  # or it has five of the layout's
        ([*FIVE[:4], "The Way"], "generic"),
    ],
)
def test_a_page_that_names_a_section_otherwise_is_no_layouts(texts: list[str], name: str) -> None:
    assert choose(segments(texts), None, (site(), SHARED)).name == name


def test_a_profile_of_ones_own_may_name_it_otherwise() -> None:
    own = site()._replace(name="own")
    assert choose(segments(["Overview", "FAQ", "The Way"]), None, (own, SHARED)).name == "own"


def test_the_generic_profile_is_recognised_by_nothing() -> None:
    assert [fit.signs for fit in fits(["Rye", "Oats"], None, (MILL, ANY))] == [2, 0]


def test_the_only_profile_is_taken() -> None:
    assert choose(segments(["Bread"]), None, (MILL,)).name == "mill"


def test_where_none_is_generic_the_built_in_one_is() -> None:
    assert general((MILL, FARM)) is generic()
    assert general((MILL, ANY)) is ANY
    assert choose(segments(["Bread"]), None, (MILL, FARM)) is generic()


TOP = ["Bread"] * 7
LONGEST = MILL.longest_heading


@pytest.mark.parametrize(
    ("texts", "signs", "is_headed"),
    [
        (["The Mill"], 1, True),
        (["The Mill 58 views"], 1, True),
        (["the mill: 58"], 1, True),
        (["The Millers"], 0, False),
        (["At The Mill"], 0, False),
        ([*TOP, "The Mill"], 1, True),
        ([*TOP, "Bread", "The Mill"], 0, False),  # below the top
        (["The Mill", "The Mill"], 1, True),
        (["Cook to miller by rye"], 1, True),
        (["Cook to miller by oats"], 0, False),
        (["So cook to miller by rye it is"], 0, False),
        ([f"{'C' * (LONGEST_TITLE - 17)} to miller by rye"], 1, True),
        ([f"{'C' * (LONGEST_TITLE - 16)} to miller by rye"], 0, False),
        (["The Mill", "Cook to miller by rye"], 2, True),
        (["Thy rye: flour"], 1, True),
        (["Thy-rye: flour-bread"], 1, True),
        (["Rye"], 1, False),
        (["RYE"], 1, False),
        (["## Rye ##", "**Oats**", "_Chaff_", "3. Bran:"], 4, False),
        (["Rye 3"], 0, False),
        (["Rye!"], 0, False),
        (["3. Rye!"], 0, False),
        (["3. Rye)"], 0, False),
        (["Cook by rye"], 0, False),
        ([f"Rye{':' * (LONGEST - 3)}"], 1, False),
        ([f"Rye{':' * (LONGEST - 2)}"], 0, False),
        (["", "To do"], 1, False),
    ],
)
def test_what_speaks_for_a_profile(texts: list[str], signs: int, is_headed: bool) -> None:
    (fit,) = fits(texts, None, (MILL,))
    assert (fit.signs, fit.is_headed) == (signs, is_headed)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("the mill", 8),
        ("the mill58", 8),
        ("the mill : 58", 8),
        ("the mill | \u00b7 \u2022 - 5", 8),
        ("the mill of rye", 0),
        ("the mil", 0),
        ("a mill", 0),
        ("the milling", 0),
    ],
)
def test_a_sites_label_may_have_a_counter(text: str, length: int) -> None:
    assert site_label(text, MILL) == length


def test_the_first_label_that_fits_is_the_sites() -> None:
    both = MILL._replace(site_labels=("the", "the mill"))
    assert site_label("the mill 3", both) == 8


@pytest.mark.parametrize("row", parts("layout"))
def test_layout(row: Row) -> None:
    profiles = (*builtin(), generic())
    assert choose([line.segment for line in lines_of(row)], row.get("url"), profiles).name == row["layout"]
