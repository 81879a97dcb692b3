"""Findings with all their places, as offsets into the sources of a record."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pathingest.model.finding import SEVERITIES, Finding, Related
from pathingest.model.source import BYTE_ORDER_MARK, Source
from pathingest.model.tuples import NamedTuple

_BREAK = re.compile(r"\r\n|\r|\n")
_LONGEST = 160  # characters of a line that is shown of another page


class Place(NamedTuple):
    """One place of a finding.

    Attributes:
        source: the number of the source that it is in; None for one that is not of this record.
        start, end: its characters there.
        line: the number of its line.
        message: what is there; empty for the finding's own place.
        path, of: where it is and the id of that record, if it is in none of the sources.
        text: the line of such a place.
    """

    source: int | None
    start: int
    end: int
    line: int
    message: str = ""
    path: str | None = None
    of: str | None = None
    text: str = ""


class Shown(NamedTuple):
    """A finding with its places, its own first. `whole` is of the page as a whole, and no text of it."""

    code: str
    name: str
    severity: str
    message: str
    fingerprint: str
    places: tuple[Place, ...]
    pointer: str | None
    fix: str | None
    whole: bool


def placed(findings: Sequence[Finding], sources: Sequence[Source], owners: Mapping[str, str]) -> tuple[Shown, ...]:
    """The findings of a record, the worst first, then by place; `owners` are the ids of records by their pages."""
    starts = [_line_starts(source.text) for source in sources]
    number = {source.path: i for i, source in reversed(list(enumerate(sources)))}

    def place(at: Finding | Related, message: str = "") -> Place:
        which = number.get(at.path)
        if which is None:
            line = at.excerpt.line[:_LONGEST] if at.excerpt else ""
            return Place(None, 0, 0, at.line, message, at.path, owners.get(str(at.path)), line)
        text = sources[which].text
        start, end = (
            _offset(starts[which], text, *where) for where in ((at.line, at.column), (at.end_line, at.end_column))
        )
        return Place(which, start, max(start, end), at.line, message)

    found = [
        Shown(
            one.code,
            one.name,
            one.severity,
            one.message,
            one.fingerprint,
            _apart([place(one), *[place(related, related.message) for related in one.related]]),
            one.pointer,
            one.fix.message if one.fix else None,
            one.whole,
        )
        for one in findings
    ]
    return tuple(sorted(found, key=lambda one: (SEVERITIES.index(one.severity), one.places[0].line)))


def _apart(places: Sequence[Place]) -> tuple[Place, ...]:
    """The places, each once: what is said of one is said with the first."""
    found: dict[tuple[object, ...], Place] = {}
    for place in places:
        known = found.setdefault((place.source, place.start, place.end, place.path, place.line), place)
        if place.message and not known.message:
            found[place.source, place.start, place.end, place.path, place.line] = known._replace(message=place.message)
    return tuple(found.values())


def _line_starts(text: str) -> list[int]:
    return [int(text.startswith(BYTE_ORDER_MARK)), *[found.end() for found in _BREAK.finditer(text)]]


def _offset(starts: Sequence[int], text: str, line: int, column: int) -> int:
    if not 1 <= line <= len(starts):
        return len(text)
    return min(starts[line - 1] + column - 1, len(text))
