"""Where a page's phases stand, by its lines and the sections of its headings: the rows of cases/sections/roads.toml.

A row: `why`, what it shows; `markdown` or `text`, blocks parted by " / " (rows of a table stand in one block); `known`,
the sections of headings, by their text; `document`, what the page's head says; `road`, what is found.
"""

from __future__ import annotations

import pytest

from limits_cases import Row, in_blocks, lines_of, params, parts, profile_of
from pathingest.lines import Line
from pathingest.sections.headings import find_headings
from pathingest.sections.roads import find_road


def road_of(row: Row) -> str:
    """The level of the phases' titles, the heading above them, the titles, and what follows, if that is known."""
    lines = lines_of(in_blocks(row))
    roles = {i: row["known"][line.text] for i, line in enumerate(lines) if line.text in row.get("known", {})}
    road = find_road(lines, roles, row.get("document", ""), shown=any(line.is_shown for line in lines))
    if road is None:
        return "none"
    above = lines[road.heading].text if road.heading is not None else "-"
    end = "" if road.end is None else f" | to {lines[road.end].text if road.end < len(lines) else 'the end'}"
    place = "" if road.is_elsewhere else " | inside"
    assert road.titles in (frozenset(), road.starts)
    starts = " / ".join([lines[i].text for i in sorted(road.starts)]) or "-"
    return f"level {road.level} | {above} | {starts}{end}{place}"


@pytest.mark.parametrize("row", params("sections", "roads"))
def test_road(row: Row) -> None:
    assert road_of(row) == row["road"]


def _road(lines: tuple[Line, ...], row: Row) -> str:
    """What is above the phases, their titles, and what follows, if that is known."""
    headings = find_headings(lines, len(lines), profile_of(row), None).headings
    road = find_road(lines, headings, row.get("document", ""), shown=any(line.is_shown for line in lines))
    if road is None:
        return "none"
    places = ["" if i is None else lines[i].text for i in (road.heading, *sorted(road.starts))]
    return f"level {road.level} | {places[0]} | {' / '.join(places[1:])}{'' if road.is_elsewhere else ' (inside)'}"


@pytest.mark.parametrize("row", parts("road"))
def test_road_beside_its_headings(row: Row) -> None:
    assert _road(lines_of(row), row) == row["road"]
