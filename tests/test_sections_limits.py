"""What pages at the limits of the sections are cut into: the rows of cases/sections/limits.toml."""

from __future__ import annotations

import pytest

from limits_cases import PROFILES, Row, params, seen, wanted
from pathingest.lines import typed
from pathingest.model.segment import Segment
from pathingest.sections.misspelt import misspelt_headings

SITE = PROFILES["career-pathway"]


@pytest.mark.parametrize("row", params("sections"))
def test_limit(row: Row) -> None:
    assert seen(row) == wanted(row)


@pytest.mark.parametrize(("labels", "roles"), [({}, ["overview"]), ({"ovreview": "demand"}, [])])
def test_what_the_profile_knows_as_something_else_is_no_typo(labels: dict[str, str], roles: list[str]) -> None:
    profile = SITE._replace(labels={**SITE.labels, **labels})  # type: ignore[arg-type]  # what TOML calls a label
    lines = typed([Segment("line", "Ovreview", 0, 8), Segment("line", "It is so.", 9, 18)], profile)
    assert [heading.role for heading in misspelt_headings(lines, ())] == roles
