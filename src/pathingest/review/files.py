"""Changes of text files: shown before they are made, made whole or not at all, and taken back by the inverse change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal

from pathingest.model.errors import PathingestError
from pathingest.model.tuples import NamedTuple
from pathingest.outputs.files import put
from pathingest.sources import read_bytes

_CONTEXT = 3  # lines around a change that must be as they were for it to be taken back
_OPENING = re.compile(r"^(?:overrides|no_pathways):[ \t]*\r?\n", re.MULTILINE)


class FileChange(NamedTuple):
    """A file as it is and as it is to be; None for no file."""

    path: str
    before: str | None
    after: str | None

    @property
    def inverse(self) -> FileChange:
        """The change that takes it back."""
        return FileChange(self.path, self.after, self.before)


class DiffLine(NamedTuple):
    """A line of a change: what is taken out, put in, or around it."""

    what: Literal["-", "+", " "]
    text: str


class Hunk(NamedTuple):
    """Lines that become others, from the line `at` on, counted from 0; with lines around them that stay."""

    at: int
    before: tuple[str, ...]
    after: tuple[str, ...]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


class ChangedMeanwhileError(PathingestError):
    """A file is not as it was when the change was made up."""


def text_of(path: Path) -> str | None:
    """The text of a file; None where there is none.

    Raises:
        PathingestError: it cannot be read, or is not UTF-8.
    """
    try:
        return read_bytes(path).decode("utf-8")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise PathingestError(f"{path}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise PathingestError(f"{path}: is no UTF-8; save it as such") from None


def make(changes: Sequence[FileChange]) -> None:
    """Make changes, all of them or none.

    Raises:
        ChangedMeanwhileError: a file is not as the change has it.
        PathingestError: a file cannot be written.
    """
    for change in changes:
        if text_of(Path(change.path)) != change.before:
            raise ChangedMeanwhileError(f"{change.path}: changed meanwhile; look at it again")
    made: list[FileChange] = []
    try:
        for change in changes:
            put(Path(change.path), change.after)
            made.append(change)
    except PathingestError:
        for change in made:
            put(Path(change.path), change.before)
        raise


def merged(change: FileChange, now: str | None) -> FileChange:
    """The change, made in a file that is another one by now: where it changes lines that are as they were.

    Raises:
        ChangedMeanwhileError: they are not, or it cannot be told which they are.
    """
    if now == change.before:
        return change
    if change.after is None and change.before:
        change = change._replace(after=_head(change.before))  # what others put into the file stays
    lines = (now or "").splitlines(keepends=True)
    for hunk in reversed(hunks(change)):
        at = _found(lines, hunk)
        if at is None:
            raise ChangedMeanwhileError(f"{change.path}: was changed in the same place meanwhile; change it there")
        lines[at : at + len(hunk.before)] = hunk.after
    return FileChange(change.path, now, "".join(lines) or None)


def _head(text: str) -> str:
    """The lines of a file down to that which opens its list; none where it is but entries."""
    found = _OPENING.search(text)
    return text[: found.end()] if found else ""


def _found(lines: Sequence[str], hunk: Hunk) -> int | None:
    """Where the lines of a hunk are: with most of what was around them, and in one place alone."""
    size = len(hunk.before)
    for context in range(_CONTEXT, 0 if size == 0 else -1, -1):
        above, below = hunk.above[len(hunk.above) - min(context, len(hunk.above)) :], hunk.below[:context]
        places = [
            at
            for at in range(len(lines) - size + 1)
            if tuple(lines[at : at + size]) == hunk.before
            and tuple(lines[max(0, at - len(above)) : at]) == above
            and tuple(lines[at + size : at + size + len(below)]) == below
        ]
        if len(places) == 1:
            return places[0]
        if size and len(places) > 1:
            return min(places, key=lambda at: abs(at - hunk.at)) if hunk.at in places else None
    for side in (hunk.above, hunk.below):  # lines are put in: one side is enough
        places = [at for at in range(len(lines) + 1) if _is_beside(lines, at, side, is_above=side is hunk.above)]
        if size == 0 and side and len(places) == 1:
            return places[0]
    return None


def _is_beside(lines: Sequence[str], at: int, side: tuple[str, ...], *, is_above: bool) -> bool:
    there = lines[max(0, at - len(side)) : at] if is_above else lines[at : at + len(side)]
    return tuple(there) == side


def hunks(change: FileChange) -> list[Hunk]:
    """Where a change changes lines, from the top."""
    old, new = ((text or "").splitlines(keepends=True) for text in (change.before, change.after))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [
        Hunk(a, tuple(old[a:b]), tuple(new[c:d]), tuple(old[max(0, a - _CONTEXT) : a]), tuple(old[b : b + _CONTEXT]))
        for what, a, b, c, d in matcher.get_opcodes()
        if what != "equal"
    ]


def diff(change: FileChange) -> list[DiffLine]:
    """The lines that a change takes out and puts in, with one around them."""
    found: list[DiffLine] = []
    old = (change.before or "").splitlines(keepends=True)
    shown = 0
    for hunk in hunks(change):
        start = max(shown, hunk.at - 1)
        if start > shown and found:
            found.append(DiffLine(" ", "\u2026"))
        found += [DiffLine(" ", line.rstrip("\r\n")) for line in old[start : hunk.at]]
        found += [DiffLine("-", line.rstrip("\r\n")) for line in hunk.before]
        found += [DiffLine("+", line.rstrip("\r\n")) for line in hunk.after]
        shown = hunk.at + len(hunk.before)
    return found
