"""Which headings have another site's name: rows of cases/sections/parts.toml."""

from __future__ import annotations

import pytest

from limits_cases import Row, lines_of, parts
from pathingest.sections.synonyms import common_names


@pytest.mark.parametrize("row", parts("names"))
def test_names(row: Row) -> None:
    lines = lines_of(row)
    found = common_names(lines, [line.role for line in lines if line.role])
    assert [f"{meant.role}: {meant.text}" for meant in found] == row["names"]
