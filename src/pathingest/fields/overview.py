"""The overview's paragraphs."""

from __future__ import annotations

from pathingest.fields import Field, Reading
from pathingest.model.extraction import Extraction


def extract(reading: Reading) -> Extraction:
    """Each line under the heading is a paragraph."""
    return Extraction(list(reading.outline.content("overview")))


FIELD = Field(extract)
