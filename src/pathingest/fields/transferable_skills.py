"""Skills that the reader already has: names with the text under them."""

from __future__ import annotations

from pathingest.fields import Field, Reading
from pathingest.fields._text import entries
from pathingest.model.extraction import Extraction, quote_all


def extract(reading: Reading) -> Extraction:
    """One skill for each name."""
    found = entries(reading.outline.content("transferable_skills"))
    return Extraction([{"name": e.name, "description": quote_all(e.body)} for e in found])


FIELD = Field(extract)
