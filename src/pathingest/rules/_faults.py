"""What is wrong with a record file as a file: notes of its reader, as problems."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pathingest.model.extraction import Note
from pathingest.model.finding import Fix, Problem, Scalar, SetValue
from pathingest.model.page import Page


def faults(page: Page, kind: str) -> Iterator[Problem]:
    """The notes of a kind, each at its place."""
    for note in page.notes:
        if note.kind == kind:
            related = tuple(Problem(message, note.pointer, span) for message, span in note.related)
            fix = None if note.replacement is None else _fix(note, note.replacement)
            yield Problem(note.detail, note.pointer, note.span, related, fix=fix)


def _fix(note: Note, replacement: Scalar) -> Fix:
    written = repr(replacement) if isinstance(replacement, str) else json.dumps(replacement)
    return Fix(f"write {written}", (SetValue(note.pointer, replacement),), evident=note.evident)
