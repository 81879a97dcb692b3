"""Sections that no profile knows, and those that have no field of their own."""

from __future__ import annotations

from pathingest.fields import Field, Reading
from pathingest.fields._text import label
from pathingest.model.evidence import Stretch
from pathingest.model.extraction import Extraction
from pathingest.model.segment import Segment
from pathingest.profiles import Profile
from pathingest.values.text import key


def extract(reading: Reading) -> Extraction:
    """Each with its heading and its lines; salaries a level are of them. What heads a known column is a label."""
    trees = []
    marks: list[Stretch] = []
    for section in reading.outline.sections:
        if section.role in ("other", "salaries"):
            texts = list(section.segments)
            if section.role == "salaries":
                heads = {cell.start for cell in texts if _heads_column(cell, reading.profile)}
                marks += [label(cell) for cell in texts if cell.start in heads]
                texts = [cell for cell in texts if cell.start not in heads]
            trees.append({"heading": section.heading, "text": texts})
    return Extraction(trees, tuple(marks))


def _heads_column(cell: Segment, profile: Profile) -> bool:
    """Whether a cell is a column's head; in texts that kept no rows, cells are lines."""
    is_cell = cell.kind == "line" or bool(cell.markup and cell.markup.row)
    return is_cell and profile.columns.get(key(cell.text)) in _HEADS


_HEADS = ("level", "salary")


FIELD = Field(extract)
