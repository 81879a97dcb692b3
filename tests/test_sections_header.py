"""What the lines before the first heading are: rows of cases/sections/parts.toml."""

from __future__ import annotations

import pytest

from limits_cases import Row, cut, header_of, lines_of, parts


@pytest.mark.parametrize("row", parts("header"))
def test_header(row: Row) -> None:
    assert header_of(cut(lines_of(row), row).header) == row["header"]
