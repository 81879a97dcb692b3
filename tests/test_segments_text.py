"""Plain text: lines that a tool broke are one, and lines that the page has stay apart."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pathingest.lines import typed
from pathingest.lines.footer import footer_start
from pathingest.model.segment import Segment
from pathingest.profiles import builtin
from pathingest.segments.text import segment
from pathingest.sources import from_text

# Nothing is done for a single line: these show twice what the case shows.
SHOWN = "Tend the\nold trees\n, then rest\n"
HEDGE = "Cut the hedge in spring and again when the summer is nearly over"


def segments(text: str) -> tuple[Segment, ...]:
    return segment(from_text(text)).segments


def lines(text: str) -> list[str]:
    return [found.text for found in segments(text)]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("It takes \nten\n weeks\nAsk \nthem\n now", ["It takes ten weeks", "Ask them now"]),
        (
            "Pruning\n: cut above a bud\nGrafting\n: join two trees",
            ["Pruning: cut above a bud", "Grafting: join two trees"],
        ),
        ("Books: \nLeaf\n, \nRoot\n, \nBark", ["Books: Leaf, Root, Bark"]),
        ("Leaf\n,\nRoot\n;\nBark", ["Leaf, Root; Bark"]),
        ("Anna\n\u2019s garden\nOtto\n\u2019s shed", ["Anna's garden", "Otto's shed"]),
        ("Pruning\n \u2013 cut above a bud\nSowing \nin\n rows\nAsk \nus\n now", None),
        ("Stage\n2 \u2013 Roots (~3\nweeks)\nRest\n, then mow", ["Stage 2 - Roots (~3 weeks)", "Rest, then mow"]),
        ("Stage 3 \u2013\nBranches\na bud\nis cut", None),
        ("- Cut the\nold hedge\n- Rake\nall leaves", ["Cut the old hedge", "Rake all leaves"]),
        ("- Cut\n        every old hedge\n- Rake\n  the leaves", ["Cut every old hedge", "Rake the leaves"]),
        (f"{HEDGE},\nnot later.\nMow\n, too", [f"{HEDGE}, not later.", "Mow, too"]),
        (
            "How long do plum trees\nneed?\nWhat if a\nfrost comes?",
            ["How long do plum trees need?", "What if a frost comes?"],
        ),
        ("Gardener\n\u2192 Baker\nshort,\nlonger\n, longest", None),
        ("It takes \r\nten\r\n weeks\r\nAsk \r\nthem\r\n now", ["It takes ten weeks", "Ask them now"]),
    ],
)
def test_broken_lines_are_whole(text: str, whole: list[str] | None) -> None:
    found = lines(text)
    if whole is None:
        assert len(found) < len(text.splitlines())
    else:
        assert found == whole


@pytest.mark.parametrize(
    "text",
    [
        "Tools\nspade\nrake\nhoe\nshears",
        "Tools that every gardener ought to have in the shed\nspade\nrake\nhoe",
        "Tools:\nspade\nrake",
        "- spade\n- rake\n- hoe",
        "npm\neBay\niOS kit\nedX\npandas",
        "Cut the hedge. \nRake the leaves. \nMow the lawn. \nRest. ",
        "Spade \nRake \nHoe \nShears \nGloves ",
        " Spade\n Rake\n Hoe\n Shears",
        "Tasks\n \u2013 Cut the hedge\n \u2013 Rake\n \u2013 Mow",
        "Spring\n\nsowing\n\nsummer\n\nmowing",
        "Why I left.\nbecause of rain.\nSee it.\nas it is.",
        ".NET basics\n:root selectors\n.NET tests",
        "\u2192 Leaf\n\u2192 Root\n\u2192 Bark",
    ],
)
def test_lines_of_the_page_stay_apart(text: str) -> None:
    assert len(lines(text)) == len([line for line in text.split("\n") if line])


WRAPPED = """Sowing

A seed bed is raked twice before anything is sown, and watered on the
evening before. Beans are laid in rows a foot apart, so that a hoe can
pass between them without harm, and peas are
sown where a fence is near. Nobody
waters
at noon.

Mowing

The first cut is made when the grass is as
high as a hand, and the next as soon as
it is that high again, which in a wet
spring may be within a week, and in
a dry one not before the end of the month. Clippings
are left to the worms.

Raking leaves

Tools
Spade
Rake
"""


def test_pages_that_part_texts_by_blank_lines_are_whole() -> None:
    found = lines(WRAPPED)
    assert found[0] == "Sowing"
    assert found[1].endswith("Nobody waters at noon.")
    assert found[2] == "Mowing"
    assert found[3].endswith("left to the worms.")
    assert found[4] == "Raking leaves"


def test_a_wide_page_keeps_short_lines_apart() -> None:
    wide = "\n\n".join(
        [f"{HEDGE},\nbefore the birds return to it, and with {n} pairs of hands,\nnot with one." for n in "abcd"]
    )
    assert lines(f"{wide}\n\n{wide}\n\nTools\nSpade\nRake")[-3:] == ["Tools", "Spade", "Rake"]


@pytest.mark.parametrize(
    "text",
    [
        "Oaks need \nten\n years, \nat least\n.\nAsk \nthem",
        f"{SHOWN}a  wide \n gap\n , here",
        "Anna\n\u2019s o\u0308ld \nshed\n \u2013 dry\n\ufeff, warm",
        f"\ufeff{SHOWN}- It is \n new\n \u2026 and\told\n, yes",
        "It takes \r\nten\r\n weeks, \r\nor\r\n more",
    ],
)
def test_a_whole_line_is_its_pieces(text: str) -> None:
    """What the evidence quotes, joined end to end, is the text in one spelling; the pieces are apart and in order."""
    for found in segments(text):
        pieces = found.pieces(0, len(found.text))
        quoted = "".join([text[start:end] for start, end in pieces])
        assert [part.text for part in segments(quoted.replace("\n", " "))] in ([found.text], [f"- {found.text}"])
        assert all(one.end <= two.start for one, two in pairwise(pieces))
        assert not any(text[one.end : two.start].strip() for one, two in pairwise(pieces))


# --- texts of the layout ---------------------------------------------------------------------------------------------


def test_headings_and_labels_in_two_lines_are_whole() -> None:
    profile = next(profile for profile in builtin() if profile.name == "career-pathway")
    found = typed(segments("Your Learning\nRoadmap\n\nTasks\nNice to\nhave\nFrequently\nAsked\nQuestions"), profile)
    assert [line.text for line in found] == [
        "Your Learning Roadmap",
        "Tasks",
        "Nice to have",
        "Frequently Asked Questions",
    ]
    assert tuple(found[0].segment.span) == (0, 21)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("It thrives.\n\u00a9 2024 Hedge & Co.\nImprint", 1),
        ("It thrives.\nAboutPrivacyTerms", 1),
        ("It thrives.\nImprintPrivacy\nThis site stores a cookie for you.Fine", 1),
        ("It thrives.\nImprint\nPrivacy\nWe use cookies to remember you.\nAccept all\nReject", 1),
        ("It thrives.\nHome | Contact | Privacy Policy", 1),
        ("It thrives.\nHedge & Co. All rights reserved.\nContact", 1),
        ("It thrives.\nLinkedIn\nYouTube", 3),
        ("What do people fear for?\nPrivacy", 2),
        ("How is it kept?\nWe use cookies for that.", 2),
        ("Contact\nIt thrives.", 2),
        ("It thrives.\nPrivacy rules of hedges\nContact", 3),
        ("- About\n- Privacy", 2),
    ],
)
def test_footers_begin_where_the_page_ends(text: str, kept: int) -> None:
    assert footer_start(typed(segments(text), builtin()[0])) == kept
