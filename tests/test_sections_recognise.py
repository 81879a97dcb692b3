"""Why a page has no record: rows of cases/sections/recognise.toml, of an unknown site by default.

`why` is what the row shows, `says` the reason; `types` are those of things of the page's structured data, `briefly`
whether what else it is need not be said.
"""

from __future__ import annotations

import pytest

from limits_cases import MEDIA, Row, cut, in_blocks, lines_of, params, profile_of
from pathingest.model.segment import Content, Segment, Statement
from pathingest.model.source import Source
from pathingest.profiles import GENERIC, generic
from pathingest.sections.recognise import TOO_LITTLE, why_not
from pathingest.sections.titles import with_roles
from pathingest.sources import from_text


def says(row: Row) -> str:
    row = in_blocks(row)
    (kind,) = MEDIA.keys() & row.keys()
    profile, outline = profile_of(row), cut(lines_of(row), row)
    if profile.name == GENERIC:
        outline = with_roles(outline, profile, None)
    said = row.get("head")
    head = Segment("label", said, -len(said), 0) if said else None
    content = Content((), statements=tuple([Statement(name, {}) for name in row.get("types", ())]), title=head)
    source = from_text(row[kind], media_type=MEDIA[kind])
    return why_not(source, outline, profile, content, briefly=row.get("briefly", False)) or "nothing"


@pytest.mark.parametrize("row", params("sections", "recognise"))
def test_why_not(row: Row) -> None:
    assert says(row) == row["says"]


def test_too_little_says_so() -> None:
    assert says({"markdown": "# How to Become a Nurse / So.", "briefly": True}) == TOO_LITTLE
    assert "too little" in TOO_LITTLE


@pytest.mark.parametrize(
    ("text", "problem", "why"),
    [
        ("", "it is broken", "it is broken"),
        ("", "", "the file is empty"),
        ("\ufeff", "", "the file is empty"),
        (" \t\r\n\v\f\x00", "", "the file has only white space"),
        ("\ufeff ", "", "the file has only white space"),
    ],
)
def test_a_source_without_text(text: str, problem: str, why: str) -> None:
    row = {"markdown": "# Rye"}
    assert why_not(Source(text, problem=problem or None), cut(lines_of(row), row), generic(), Content(())) == why
