"""What is wrong with a record file as a file: notes of its reader, as problems."""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.finding import Fix, Problem, SetText
from pathingest.model.page import Page


def faults(page: Page, kind: str) -> Iterator[Problem]:
    """The notes of a kind, each at its place."""
    for note in page.notes:
        if note.kind == kind:
            related = tuple(Problem(message, note.pointer, span) for message, span in note.related)
            fix = (
                None
                if note.replacement is None
                else Fix(f"write {note.replacement!r}", (SetText(note.pointer, note.replacement),))
            )
            yield Problem(note.detail, note.pointer, note.span, related, fix=fix)
