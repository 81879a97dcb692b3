"""Sections that no profile knows."""

from __future__ import annotations

from pathingest.fields import Field, Reading
from pathingest.model.extraction import Extraction


def extract(reading: Reading) -> Extraction:
    """Each with its heading and its lines."""
    sections = [section for section in reading.outline.sections if section.role == "other"]
    return Extraction([{"heading": s.heading, "text": list(s.segments)} for s in sections])


FIELD = Field(extract)
