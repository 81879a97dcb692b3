"""Which lines head sections: the rows of cases/sections/headings.toml, as in `test_sections_roads`.

`profile` is the page's, by default that of an unknown site, or `keys` those of its own; `document` what its head says; `headings` are as those of
parts.toml: what opens a section is followed by ":", by "+" if it is part of that, by "*" if it is a phase's title.
"""

from __future__ import annotations

import pytest

from limits_cases import Row, in_blocks, lines_of, params, profile_of
from pathingest.sections.headings import find_headings


def headings_of(row: Row) -> list[str]:
    """The headings, each with the role of its section, and how it opens that."""
    lines = lines_of(in_blocks(row))
    found = find_headings(lines, len(lines), profile_of(row), row.get("slug"), row.get("document", ""))
    signs = dict.fromkeys(found.bare, "+") | dict.fromkeys(found.titles, "*")
    at = sorted({*found.headings, *found.titles})
    return [f"{found.headings.get(i, '')}{signs.get(i, ':')} {found.lines[i].text}" for i in at]


@pytest.mark.parametrize("row", params("sections", "headings"))
def test_headings(row: Row) -> None:
    assert headings_of(row) == row["headings"]
