"""What the two role fields share."""

from __future__ import annotations

from typing import Literal

from pathingest.fields import Field, Reading
from pathingest.model.extraction import Extraction, quote


def role_field(at: Literal[0, 1]) -> Field:
    """The role at one end of the pathway: its name from the title, else the page's own role line; None for neither."""

    def extract(reading: Reading) -> Extraction:
        header = reading.outline.header
        role, line = header.roles[at], header.role_lines[at]
        if role:
            return Extraction({"name": quote(*role), "label": line})
        return Extraction({"name": line, "label": line} if line else None)

    return Field(extract)
