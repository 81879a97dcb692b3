"""What the two role fields share."""

from __future__ import annotations

from typing import Literal

from pathingest.fields import Field, Reading
from pathingest.model.extraction import Extraction, quote


def role_field(which: Literal["from_role", "to_role"]) -> Field:
    """The role at one end of the pathway: its name from the title, else from the page's own role line."""

    def extract(reading: Reading) -> Extraction:
        header = reading.outline.header
        line = header.role_lines[which == "to_role"]
        if header.title and header.parts:
            return Extraction({"name": quote(header.title, *getattr(header.parts, which)), "label": line})
        return Extraction({"name": line, "label": line})

    return Field(extract)
