"""Sections that no profile knows, and those that have no field of their own."""

from __future__ import annotations

from collections.abc import Sequence

from pathingest.fields import Field, Reading
from pathingest.fields._text import label
from pathingest.lines import Line
from pathingest.model.evidence import Stretch
from pathingest.model.extraction import Extraction, SectionTree
from pathingest.model.segment import Segment


def extract(reading: Reading) -> Extraction:
    """Each with its heading and its lines; salaries a level are of them. What heads a known column is a label."""
    trees = []
    marks: list[Stretch] = []
    for section in reading.outline.sections:
        if section.role in ("other", "salaries"):
            is_paid = section.role == "salaries"
            heads = {line: label(line.segment) for line in section.lines if is_paid and _heads_column(line)}
            marks += heads.values()
            trees.append(_nested(section.heading, [line for line in section.lines if line not in heads]))
    return Extraction(trees, tuple(marks))


def _nested(heading: Segment | None, lines: Sequence[Line]) -> SectionTree:
    """A section, and those under headings inside of it, each in the one that it stands under, as the markup shows."""
    whole: SectionTree = {"heading": heading, "text": []}
    within = [(0, whole)]  # the sections that are open, outermost first, with the levels of their headings
    for line in lines:
        if line.is_shown:
            inside: SectionTree = {"heading": line.segment, "text": []}
            while within[-1][0] >= line.level:
                within.pop()
            within[-1][1].setdefault("sections", []).append(inside)
            within.append((line.level, inside))
        else:
            within[-1][1]["text"].append(line.segment)
    return whole


def _heads_column(line: Line) -> bool:
    """Whether a cell is a column's head; in texts that kept no rows, cells are lines."""
    return line.meaning.column in ("level", "salary") and (line.segment.kind == "line" or line.row > 0)


FIELD = Field(extract)
