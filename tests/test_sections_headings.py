"""Which lines head sections: the rows of cases/sections/headings.toml, as in `test_sections_roads`.

`profile` is the page's, by default that of an unknown site, or `keys` those of its own; `document` is what its head
says, `end` the line that its footer begins with. `headings` are as those of parts.toml: what opens a section is
followed by ":", by "+" if it is part of that, by "*" if it is a phase's title; `lines` are those after that.
"""

from __future__ import annotations

import pytest

from limits_cases import Row, in_blocks, lines_of, params, parts, profile_of
from pathingest.sections.headings import Found, find_headings


def found_in(row: Row) -> Found:
    lines = lines_of(in_blocks(row))
    end = next((i for i, line in enumerate(lines) if line.text == row.get("end")), len(lines))
    return find_headings(lines, end, profile_of(row), row.get("slug"), row.get("document", ""))


def headings_of(row: Row) -> list[str]:
    """The headings, each with the role of its section, and how it opens that; what was doubtful."""
    found = found_in(row)
    signs = dict.fromkeys(found.bare, "+") | dict.fromkeys(found.titles, "*")
    at = sorted({*found.headings, *found.titles})
    headings = [f"{found.headings.get(i, '')}{signs.get(i, ':')} {found.lines[i].text}" for i in at]
    return headings + [f"{note.kind}: {note.detail}" for note in found.notes]


@pytest.mark.parametrize("row", params("sections", "headings"))
def test_headings(row: Row) -> None:
    assert headings_of(row) == row["headings"]
    if "lines" in row:
        assert [line.text for line in found_in(row).lines] == row["lines"]


@pytest.mark.parametrize("row", parts("headings"))
def test_headings_of_parts(row: Row) -> None:
    assert headings_of(row) == row["headings"]
