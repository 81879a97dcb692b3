"""What tables in sections become: rows of cases/sections/tables.toml and of parts.toml.

`parted` are the sections that one becomes whose role is `within`, each cell with its row, its column and its kind.
"""

from __future__ import annotations

import pytest

from limits_cases import Row, in_blocks, lines_of, params, parts, sections_of
from pathingest.lines import Line
from pathingest.model.section import Section
from pathingest.sections.tables import with_tables


def tabled(row: Row) -> list[Section[Line]]:
    return with_tables(Section(row["within"], None, lines_of(row)))


@pytest.mark.parametrize("row", parts("tabled"))
def test_tabled(row: Row) -> None:
    assert sections_of(tabled(row)) == row["tabled"]


@pytest.mark.parametrize("row", parts("rows"))
def test_rows(row: Row) -> None:
    assert [f"{line.row}: {line.text}" for one in tabled(row) for line in one.lines] == row["rows"]


def parted(row: Row) -> list[str]:
    def said(line: Line) -> str:
        markup = line.segment.markup
        return f"{line.row},{markup.column} {line.segment.kind} {line.text}" if markup and line.row else line.text

    return [
        f"{one.role} | {one.heading.text if one.heading else ''} | {' / '.join(map(said, one.lines))}"
        for one in tabled(in_blocks(row))
    ]


@pytest.mark.parametrize("row", params("sections", "tables"))
def test_parted(row: Row) -> None:
    assert parted(row) == row["parted"]
