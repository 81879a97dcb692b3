"""Places as other programs write them: columns that count UTF-16 units, addresses, and numbers for what is alike."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator

from pathingest.model.finding import Finding, Related
from pathingest.model.tuples import NamedTuple

_NAMELESS = {None: "text", "-": "stdin"}


class Columns(NamedTuple):
    """The columns of a place on its first line, in UTF-16 units; the end lies outside, and beyond the start."""

    start: int
    end: int


def columns(place: Finding | Related) -> Columns:
    """A place's columns on its first line; without an excerpt, code points are all that is known."""
    if place.excerpt:
        start, end = place.excerpt.utf16
    else:
        start, end = place.column, place.end_column if place.end_line == place.line else place.column
    return Columns(start, max(end, start + 1))


def is_file(path: str | None) -> bool:
    """Whether a path names a file, and is not that of standard input or of a text without a name."""
    return path not in _NAMELESS


def posix(path: str | None) -> str:
    """A path with forward slashes and without "./" in front; a name for what has none."""
    if path in _NAMELESS:
        return _NAMELESS[path]
    return str(path).replace(os.sep, "/").removeprefix("./")


def numbered(findings: Iterable[Finding], key: Callable[[Finding], Hashable]) -> Iterator[tuple[Finding, int]]:
    """Each finding with its number among those of its path that have the same key, from 1."""
    met: Counter[Hashable] = Counter()
    for finding in findings:
        met[finding.path, key(finding)] += 1
        yield finding, met[finding.path, key(finding)]


def by_fingerprint(findings: Iterable[Finding]) -> Iterator[tuple[Finding, int]]:
    """Each finding with its number among those of its path that have its fingerprint."""
    return numbered(findings, lambda finding: finding.fingerprint)
