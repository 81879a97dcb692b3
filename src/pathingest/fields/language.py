"""The page's language, where its markup states it: no text is read for it, as that would be a guess."""

from __future__ import annotations

from pathingest.fields import Field, Reading
from pathingest.fields._language import tag
from pathingest.model.extraction import Extraction


def extract(reading: Reading) -> Extraction:
    """What the root element, or front matter, gives; structured data fills the gap."""
    return Extraction(tag(reading.language) if reading.language else None)


FIELD = Field(extract)
