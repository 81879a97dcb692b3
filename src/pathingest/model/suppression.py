"""A finding that somebody has looked at and wants to hear no more of: which, where, why, and for how long."""

from __future__ import annotations

from datetime import date

from pathingest.model.finding import Related
from pathingest.model.tuples import NamedTuple


class Suppression(NamedTuple):
    """One suppression.

    Attributes:
        rules: codes or names, as they were written.
        files: a glob of paths relative to `root`, or None for the one file `path`.
        root: the folder that the glob is relative to, as seen from the working directory.
        path: the one file that is meant, where it is written beside or in it.
        pointer: the value it is for, and all that is inside it; None for the whole file.
        fingerprint: the one finding it is for, and none that is about other texts; None for whatever is at its place.
        reason: why; empty where none is given.
        by: who decided it; empty where that is not said.
        until: the last day on which it counts; None for always.
        place: where it is written.
    """

    rules: tuple[str, ...]
    place: Related
    files: str | None = None
    root: str = "."
    path: str | None = None
    pointer: str | None = None
    fingerprint: str | None = None
    reason: str = ""
    by: str = ""
    until: date | None = None
