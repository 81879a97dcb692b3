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
    """A section, and those under headings inside of it, where the markup shows any."""
    sections: list[SectionTree] = [{"heading": heading, "text": []}]
    for line in lines:
        if line.is_shown:
            sections.append({"heading": line.segment, "text": []})
        else:
            sections[-1]["text"].append(line.segment)
    whole, *inside = sections
    if inside:
        whole["sections"] = inside
    return whole


def _heads_column(line: Line) -> bool:
    """Whether a cell is a column's head; in texts that kept no rows, cells are lines."""
    return line.meaning.column in ("level", "salary") and (line.segment.kind == "line" or line.row > 0)


FIELD = Field(extract)
