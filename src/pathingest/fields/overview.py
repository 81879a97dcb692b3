"""The overview's paragraphs."""

from __future__ import annotations

from pathingest.fields import Field, Reading
from pathingest.lines.looks import is_sentence
from pathingest.model.extraction import Extraction
from pathingest.model.segment import Segment


def extract(reading: Reading) -> Extraction:
    """Each line under the heading is a paragraph; so are the header's own, below the title, where markup shows them."""
    header = reading.outline.header
    intro: list[Segment] = []
    if header.title and header.title.markup:
        taken = {part.segment.start for part in header.badges.values()}
        taken |= {line.start for line in header.role_lines if line} | {start for start, _, _ in header.marks}
        first = reading.outline.sections[0].segments
        below = [segment for segment in first if segment.kind == "paragraph" and segment.start > header.title.start]
        intro = [segment for segment in below if segment.start not in taken and is_sentence(segment.text)]
    return Extraction([*intro, *[line.segment for line in reading.outline.lines("overview")]])


FIELD = Field(extract)
