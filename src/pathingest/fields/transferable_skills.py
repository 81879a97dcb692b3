"""Skills that the reader already has: names with the text beside or under them."""

from __future__ import annotations

from pathingest.fields import Field, Reading
from pathingest.fields._skills import described
from pathingest.model.extraction import Extraction, quote_all


def extract(reading: Reading) -> Extraction:
    """One skill for each name."""
    found, marks = described(reading.outline.content("transferable_skills"), reading.profile)
    return Extraction([{"name": skill.name, "description": quote_all(skill.body)} for skill in found], marks)


FIELD = Field(extract)
