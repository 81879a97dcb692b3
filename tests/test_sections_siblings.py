"""Which lines are siblings that may be steps: rows of cases/sections/parts.toml."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from limits_cases import Row, lines_of, parts
from pathingest.lines import Line
from pathingest.sections.siblings import find_siblings


def _siblings(lines: Sequence[Line], row: Row) -> list[str]:
    """What they are, what leads to them, they themselves, and what follows the last of them."""

    def text(i: int | None) -> str:
        return lines[i].text if i is not None and i < len(lines) else "-"

    known = row.get("known", "")
    return [
        " | ".join(
            [
                (f"level {one.level}" if one.level else "texts" if one.heads_text else "lines"),
                text(one.above),
                " / ".join(map(text, one.starts)),
                text(one.end),
            ]
        )
        for one in find_siblings(lines, [line.text != known for line in lines])
    ]


@pytest.mark.parametrize("row", parts("siblings"))
def test_siblings(row: Row) -> None:
    assert _siblings(lines_of(row), row) == row["siblings"]
