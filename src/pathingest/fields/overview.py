"""The overview's paragraphs."""

from __future__ import annotations

from pathingest.fields import Field, Reading
from pathingest.lines.looks import is_sentence
from pathingest.model.extraction import Extraction
from pathingest.model.segment import Segment
from pathingest.profiles import GENERIC


def extract(reading: Reading) -> Extraction:
    """Each line under the heading is a paragraph; so are the header's own, below the title.

    Markup shows those; in a text of an unknown layout they are the sentences, as headings may have been lost with it.
    """
    header = reading.outline.header
    intro: list[Segment] = []
    if header.title and (header.title.markup or reading.profile.name == GENERIC):
        taken = {part.segment.start for part in header.badges.values()}
        taken |= {line.start for line in header.role_lines if line} | {start for start, _, _ in header.marks}
        first = reading.outline.sections[0].segments
        shown = header.title.markup or any(segment.kind == "paragraph" for segment in first)
        kind = "paragraph" if shown else "line"
        below = [segment for segment in first if segment.kind == kind and segment.start > header.title.start]
        intro = [segment for segment in below if segment.start not in taken and is_sentence(segment.text)]
    return Extraction([*intro, *[line.segment for line in reading.outline.lines("overview")]])


FIELD = Field(extract)
