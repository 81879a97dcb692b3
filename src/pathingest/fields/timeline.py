"""How long the page says the change takes."""

from __future__ import annotations

from pathingest.fields import Field, Reading
from pathingest.lines.times import duration_in
from pathingest.model.extraction import Extraction, Stated


def extract(reading: Reading) -> Extraction:
    """The duration beside the timeline's label."""
    badge = reading.outline.header.badges.get("timeline")
    if badge is None:
        return Extraction(None)
    found = duration_in(badge.text, reading.profile.language)
    return Extraction(found and Stated(found, badge.segment, badge.start))


FIELD = Field(extract)
