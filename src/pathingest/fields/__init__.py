"""Sections to extractions: one module per field of the record, found by discovery.

A module is named after its field and offers one `Field`. Its `extract` takes a `Reading` and gives an `Extraction`,
whose tree has the shape of that part of the record (see `model.extraction`). Fields that are computed from others set
`derived`; they find the others' trees in `Reading.found`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import cast

from pathingest.fields._assemble import evidence, plain
from pathingest.fields._statements import contradictions, fill
from pathingest.lines import Line
from pathingest.model.errors import PathingestError
from pathingest.model.extraction import Extraction, Tree, Trees
from pathingest.model.section import Outline
from pathingest.model.segment import Segment, Statement
from pathingest.model.spelling import hint
from pathingest.model.tuples import NamedTuple
from pathingest.profiles import Profile
from pathingest.registry import discover

__all__ = ["Field", "Reading", "evidence", "extract", "fields", "known_fields", "plain"]


class Reading(NamedTuple):
    """What fields read: the outline, the profile it was cut with, the url's slug, and, once read, the other fields.

    What the page's structured data states is beside them: no field reads it, it fills what they do not find.
    `url` is the page's address, which relative links are resolved with; `language` what its markup gives as its own.
    """

    outline: Outline[Line]
    profile: Profile
    slug: str | None = None
    found: Trees = Trees()
    statements: tuple[Statement, ...] = ()
    url: str | None = None
    language: Segment | None = None


class Field(NamedTuple):
    """How one field of the record is found."""

    extract: Callable[[Reading], Extraction]
    derived: bool = False


@cache
def fields() -> tuple[tuple[str, Field], ...]:
    """(name, field), those that are derived last."""
    return tuple(sorted(discover(__name__, Field).items(), key=lambda item: item[1].derived))


def known_fields(names: Iterable[str]) -> tuple[str, ...]:
    """The names, each of a field of the record.

    Raises:
        PathingestError: one is none.
    """
    known, wanted = [name for name, _ in fields()], tuple(names)
    if wrong := [name for name in wanted if name not in known]:
        raise PathingestError(*(f"{name}: no field of the record; {hint(str(name), known)}" for name in wrong))
    return wanted


def extract(reading: Reading) -> dict[str, Extraction]:
    """Every field of the page, by name.

    What structured data fills is there before fields are derived: an answer that only it gives has claims too.
    """
    found: dict[str, Extraction] = {}
    trees: dict[str, Tree] = {}
    shapes = cast("Trees", trees)  # the same dict, read by key
    reading = reading._replace(found=shapes)
    for name, spec in fields():
        if not spec.derived:
            found[name] = spec.extract(reading)
            trees[name] = found[name].tree
    visible = shapes.copy()
    if reading.statements:
        shapes.update(fill(visible, reading.statements))
    for name, spec in fields():
        if spec.derived:
            found[name] = spec.extract(reading)
            trees[name] = found[name].tree
    if not reading.statements:
        return found
    notes = {name: list(extraction.notes) for name, extraction in found.items()}
    for note in contradictions(visible, shapes["claims"], reading.statements):
        notes[note.pointer.split("/")[1]].append(note)
    return {name: each._replace(tree=trees[name], notes=tuple(notes[name])) for name, each in found.items()}
