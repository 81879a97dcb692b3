"""What is wrong with a record file as a file: notes of its reader, as problems."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pathingest.model.extraction import MISSING_KEY, UNKNOWN_VALUE, WRONG_TYPE, Note
from pathingest.model.finding import Fix, Problem, Scalar, SetValue
from pathingest.model.page import Page

_BLANK = {WRONG_TYPE, UNKNOWN_VALUE, MISSING_KEY}
BLANKS = ("SCH002", "SCH004", "SCH005")  # the rules that report why a value of a record file is read as null


def is_blank(page: Page, pointer: str) -> bool:
    """Whether a record file lacks the key of a value, or has there what cannot be read: one of `BLANKS` says so."""
    if not (page.origin and page.once(_blank)):
        return False
    return pointer not in page.evidence.entries or pointer in page.once(_blank)


def _blank(page: Page) -> frozenset[str]:
    return frozenset([note.pointer for note in page.notes if note.kind in _BLANK])


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
