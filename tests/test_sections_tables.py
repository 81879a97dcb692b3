"""What tables in sections become: rows of cases/sections/parts.toml."""

from __future__ import annotations

import pytest

from limits_cases import Row, lines_of, parts, sections_of
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
