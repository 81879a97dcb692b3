"""What to expect: rewards, tradeoffs and challenges."""

from __future__ import annotations

from pathingest.fields import Field, Reading
from pathingest.fields._text import listed
from pathingest.model.extraction import Extraction
from pathingest.model.section import REALITY


def extract(reading: Reading) -> Extraction:
    """One list under each of the three headings."""
    return Extraction({role: listed(reading.outline.lines(role)) for role in REALITY})


FIELD = Field(extract)
