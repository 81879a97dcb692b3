"""What the lines before the first heading are: rows of cases/sections/header.toml, and of parts.toml.

`text` is the header alone, in lines parted by " / ", `facts` how many of the last ones stand in a section of their own;
`header` is as in `limits_cases`, behind it the kind of page and its roles, and what is but a label.
"""

from __future__ import annotations

import pytest

from limits_cases import Row, cut, header_of, in_blocks, lines_of, params, parts, profile_of
from pathingest.sections.header import read_header


def header(row: Row) -> list[str]:
    row = in_blocks(row)
    lines = lines_of(row)
    first = len(lines) - row.get("facts", 0)
    found = read_header(lines[:first], profile_of(row), row.get("slug"), lines[first:])
    source = next(row[kind] for kind in ("text", "markdown", "html") if kind in row)
    roles = [role.text if role else "-" for role in found.roles]
    said = [source[mark.start : mark.end] for mark in sorted(found.marks)]
    return [
        *header_of(found),
        *([f"{found.kind}: {' to '.join(roles)}"] if any(found.roles) else []),
        *([f"labels: {' / '.join(said)}"] if said else []),
    ]


@pytest.mark.parametrize("row", params("sections", "header"))
def test_header(row: Row) -> None:
    assert header(row) == row["header"]


@pytest.mark.parametrize("row", parts("header"))
def test_header_of_parts(row: Row) -> None:
    assert header_of(cut(lines_of(row), row).header) == row["header"]
