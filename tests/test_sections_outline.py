"""What a page is cut into: the rows of cases/sections/outline.toml, as in `test_sections_headings`.

`outline` are the sections, each with its role, its heading and its lines; behind "~" what the layout says on every
page, behind "*" the titles of its phases. `main` are those that count for their role, where several have it; `header`
is as in `limits_cases`, `roles` are those that it names.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from limits_cases import Row, cut, header_of, in_blocks, lines_of, params, parts, profile_of, sections_of
from pathingest.lines import Line
from pathingest.model.section import Outline, Section
from pathingest.model.segment import Segment
from pathingest.sections import outline


def outlined(row: Row) -> Outline[Line]:
    said = row.get("document")
    document = Segment("label", said, -len(said), 0) if said else None
    return outline(lines_of(in_blocks(row)), profile_of(row), document=document)


def said(section: Section[Line]) -> str:
    """A section in one line."""
    texts = [section.heading.text if section.heading else "", " / ".join([line.text for line in section.lines])]
    more: list[tuple[str, Sequence[Segment | Line]]] = [("~", section.boilerplate), ("*", section.titles)]
    return " | ".join([section.role, *texts]) + "".join(
        [f" {mark} " + " / ".join([one.text for one in found]) for mark, found in more if found]
    )


def outline_of(row: Row) -> list[str]:
    return list(map(said, outlined(row).sections))


@pytest.mark.parametrize("row", params("sections", "outline"))
def test_outline(row: Row) -> None:
    assert outline_of(row) == row["outline"]
    if "main" in row:
        assert list(map(said, outlined(row).by_role.values())) == row["main"]
    if "header" in row:
        assert header_of(outlined(row).header) == row["header"]
        assert len({*outlined(row).header.marks}) == len(outlined(row).header.marks)  # nothing is read twice
    if "roles" in row:
        assert [role.text if role else "-" for role in outlined(row).header.roles] == row["roles"]


@pytest.mark.parametrize("row", parts("cut"))
def test_cut(row: Row) -> None:
    assert sections_of(cut(lines_of(row), row).sections) == row["cut"]
