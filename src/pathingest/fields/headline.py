"""The part of the title that names no role, and the time it promises."""

from __future__ import annotations

from pathingest.fields import Field, Reading
from pathingest.model.extraction import Extraction, Stated, quote
from pathingest.values.duration import parse_duration


def extract(reading: Reading) -> Extraction:
    """Null for a title that names two roles and nothing more."""
    headline = reading.outline.header.headline
    if headline is None:
        return Extraction(None)
    segment, start, _ = headline
    duration = parse_duration(headline.text, language=reading.profile.language)
    return Extraction({"text": quote(*headline), "duration": duration and Stated(duration, segment, start)})


FIELD = Field(extract)
