"""A language tag as a leaf of the record."""

from __future__ import annotations

from pathingest.model.extraction import Read
from pathingest.model.segment import Segment
from pathingest.values.language_tags import parse_language_tag


def tag(segment: Segment) -> Segment | Read | None:
    """The tag that a segment states; quoted, if it is written as tags are."""
    found = parse_language_tag(segment.text)
    if found is None or found == segment.text:
        return segment if found else None
    return Read(found, segment.part(), (f"language: {segment.text!r} is {found}",))
