"""Where headings that nobody knows break the shape of a section: rows of cases/sections/shapes.toml and of parts.toml.

`within` is the section's role, `split` are the sections that it becomes, each with its role, its heading and its lines.
"""

from __future__ import annotations

import pytest

from limits_cases import Row, in_blocks, lines_of, params, parts, profile_of
from pathingest.lines import Line
from pathingest.model.section import Section
from pathingest.sections.shapes import split_unknown


def _split(lines: tuple[Line, ...], row: Row) -> list[str]:
    sections = split_unknown(Section(row["within"], None, lines), profile_of(row))
    return [
        f"{each.role} | {each.heading.text if each.heading else ''} | {' / '.join([line.text for line in each.lines])}"
        for each in sections
    ]


@pytest.mark.parametrize("row", parts("split"))
def test_split(row: Row) -> None:
    assert _split(lines_of(row), row) == row["split"]


@pytest.mark.parametrize("row", params("sections", "shapes"))
def test_split_where_it_opens(row: Row) -> None:
    assert _split(lines_of(in_blocks(row)), row) == row["split"]
