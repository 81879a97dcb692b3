"""How hard the page says the change is."""

from __future__ import annotations

from pathingest.fields import Field, Reading
from pathingest.model.extraction import Extraction, Read, quote
from pathingest.values.text import key
from pathingest.values.vocabulary import parse_difficulty


def extract(reading: Reading) -> Extraction:
    """The badge's word, and its level: the profile's own words first, then the general vocabulary."""
    badge = reading.outline.header.badges.get("difficulty")
    if badge is None:
        return Extraction(None)
    text = quote(*badge)
    level = reading.profile.difficulties.get(key(text.text)) or parse_difficulty(text.text)
    read = level and Read(level, text.parts[0], (f"level: {text.text!r} is {level}",))
    return Extraction({"text": text, "level": read})


FIELD = Field(extract)
