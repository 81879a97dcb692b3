"""What the page is: a transition between two jobs, a guide to one, or the story of a move."""

from __future__ import annotations

from pathingest.fields import Field, Reading
from pathingest.model.extraction import Derived, Extraction


def extract(reading: Reading) -> Extraction:
    """As the title says it, or the person in which the page speaks."""
    header = reading.outline.header
    origins = ("/title",) if header.title else ("/from_role/name", "/to_role/name")
    return Extraction(Derived(header.kind, origins))


FIELD = Field(extract)
