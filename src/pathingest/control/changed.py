"""What of the findings is on lines that were changed, so that a review is told of what it looks at alone."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pathingest.model.finding import Finding, Related

Lines = tuple[range, ...]
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)")
_ESCAPED = dict(zip(b"abtnvfr", b"\a\b\t\n\v\f\r", strict=True))


@dataclass(frozen=True, slots=True)
class Changes:
    """What was changed in the files of a repository.

    Attributes:
        root: the repository's folder, without links.
        tracked: the files that it knows, by their paths below the folder; all of any other one is new.
        lines: of each file that was changed, the lines that are others now; None for all of them. A file that lost
            lines, and no more, has none.
    """

    root: Path
    tracked: frozenset[str]
    lines: Mapping[str, Lines | None]
    _names: dict[str | None, str] = field(default_factory=dict, init=False, compare=False)

    def concern(self, finding: Finding) -> bool:
        """Whether a place of the finding is on a changed line, or the page that it means as a whole was changed."""
        if finding.whole and self._name(finding.path) in self.lines:
            return True
        return self._touch(finding) or any(map(self._touch, finding.related))

    def _touch(self, place: Finding | Related) -> bool:
        name = self._name(place.path)
        lines = self.lines.get(name, ()) if name in self.tracked else None
        if lines is None:
            return True
        last = place.end_line - (place.end_column == 1 and place.end_line > place.line)  # the end lies outside
        return any(part.start <= last and place.line < part.stop for part in lines)

    def _name(self, path: str | None) -> str:
        """A path from the working directory as the repository has it; another one if it is elsewhere."""
        if path not in self._names:
            real = Path(path or "").resolve()
            inside = real.is_relative_to(self.root)
            self._names[path] = real.relative_to(self.root).as_posix() if inside else str(real)
        return self._names[path]


def read_counts(listed: bytes) -> Iterator[tuple[str, str, str]]:
    """(name, added, removed) of each file in what `git diff --numstat -z` prints; "-" where git counts no lines."""
    entries = iter(listed.split(b"\0"))
    for entry in entries:
        if entry:
            added, removed, name = entry.split(b"\t", 2)
            if not name:  # the old name and the new one follow
                next(entries)
                name = next(entries)
            yield os.fsdecode(name), added.decode(), removed.decode()


def read_hunks(diff: bytes) -> Iterator[tuple[str, range]]:
    """(name, new lines) of each hunk of a diff without context or prefixes, in which only headers begin with + or @."""
    name = ""
    for line in diff.split(b"\n"):
        if line.startswith(b"+++ "):
            name = os.fsdecode(_unquoted(line[4:].removesuffix(b"\t")))
        elif line.startswith(b"@@ "):
            start, _, count = line.split(b" ")[2].removeprefix(b"+").partition(b",")
            yield name, range(int(start), int(start) + int(count or b"1"))


def _unquoted(name: bytes) -> bytes:
    """A name as it is; git quotes one with control characters, quotes or backslashes as C does."""
    if not (name.startswith(b'"') and name.endswith(b'"')):
        return name
    return _ESCAPE.sub(lambda match: _character(match[1]), name[1:-1])


def _character(escape: bytes) -> bytes:
    code = int(escape, 8) if len(escape) > 1 else _ESCAPED.get(escape[0], escape[0])
    return bytes([code])
