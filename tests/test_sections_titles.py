"""Which roles titles and texts name: rows of cases/sections/parts.toml."""

from __future__ import annotations

import pytest

from limits_cases import Row, cut, lines_of, parts, profile_of
from pathingest.lines import Line
from pathingest.model.segment import Part
from pathingest.profiles import generic
from pathingest.sections.titles import named_as, with_roles


def _part(part: Part | None) -> str:
    return part.text if part else "-"


def _named(lines: tuple[Line, ...], row: Row) -> str:
    """What the title is, and the roles that it names."""
    header = cut(lines, row).header
    headline = f" | {header.headline.text}" if header.headline else ""
    roles = " to ".join(map(_part, header.roles))
    return f"{header.kind}: {header.title.text if header.title else '-'} | {roles}{headline}"


def _prose(lines: tuple[Line, ...], row: Row) -> str:
    """The roles that the whole page names."""
    header = with_roles(cut(lines, row), profile_of(row), None).header
    return f"{header.kind}: {' to '.join(map(_part, header.roles))}"


def _said_as(lines: tuple[Line, ...], _: Row) -> list[str]:
    """What each text would be as a title, and below one."""
    return [f"{named_as(line.text, generic())}, {named_as(line.text, generic(), is_title=False)}" for line in lines]


@pytest.mark.parametrize("row", parts("named"))
def test_named(row: Row) -> None:
    assert _named(lines_of(row), row) == row["named"]


@pytest.mark.parametrize("row", parts("prose"))
def test_prose(row: Row) -> None:
    assert _prose(lines_of(row), row) == row["prose"]


@pytest.mark.parametrize("row", parts("said_as"))
def test_said_as(row: Row) -> None:
    assert _said_as(lines_of(row), row) == row["said_as"]
