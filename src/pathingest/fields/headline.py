"""The part of the title that names no role, and the time it promises."""

from __future__ import annotations

from pathingest.fields import Field, Reading
from pathingest.model.extraction import Extraction, Stated, quote
from pathingest.values.duration import parse_duration


def extract(reading: Reading) -> Extraction:
    """None for a title that names two roles and nothing more."""
    header = reading.outline.header
    if not (header.title and header.parts and header.parts.headline):
        return Extraction(None)
    start, end = header.parts.headline
    duration = parse_duration(header.title.text[start:end], language=reading.profile.language)
    return Extraction(
        {
            "text": quote(header.title, start, end),
            "duration": duration and Stated(duration, header.title, start),
        }
    )


FIELD = Field(extract)
