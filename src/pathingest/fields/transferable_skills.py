"""Skills that the reader already has: names with the text beside or under them."""

from __future__ import annotations

from pathingest.fields import Field, Reading
from pathingest.fields._skills import described
from pathingest.model.extraction import Extraction, quote_all


def extract(reading: Reading) -> Extraction:
    """One skill for each name."""
    found, marks = described(reading.outline.lines("transferable_skills"))
    return Extraction(
        [
            {"name": skill.name.segment, "description": quote_all([line.segment for line in skill.body])}
            for skill in found
        ],
        marks,
    )


FIELD = Field(extract)
