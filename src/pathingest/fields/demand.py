"""What the page says of the demand for the role."""

from __future__ import annotations

from pathingest.fields import Field, Reading
from pathingest.model.extraction import Extraction, quote


def extract(reading: Reading) -> Extraction:
    """The text beside the demand's label."""
    badge = reading.outline.header.badges.get("demand")
    return Extraction(badge and quote(*badge))


FIELD = Field(extract)
