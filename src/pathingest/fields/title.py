"""The page's title."""

from __future__ import annotations

from pathingest.fields import Field, Reading
from pathingest.model.extraction import Extraction


def extract(reading: Reading) -> Extraction:
    """The title's line, whole."""
    return Extraction(reading.outline.header.title)


FIELD = Field(extract)
