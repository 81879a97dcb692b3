"""What the page says the change does to the salary."""

from __future__ import annotations

from pathingest.fields import Field, Reading
from pathingest.model.extraction import Extraction, Stated
from pathingest.values.percent import parse_percent


def extract(reading: Reading) -> Extraction:
    """The percentage beside the salary change's label."""
    badge = reading.outline.header.badges.get("salary_change")
    if badge is None:
        return Extraction(None)
    segment, start, end = badge
    found = parse_percent(segment.text[start:end], language=reading.profile.language)
    return Extraction(found and Stated(found, segment, start))


FIELD = Field(extract)
