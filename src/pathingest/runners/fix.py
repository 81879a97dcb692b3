"""Fixes over a run, in as many rounds as it takes: a fix may make another one possible, also in another record.

Nothing is written before the last round, so a run that is interrupted leaves all records as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pathingest.model.finding import Finding
from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple
from pathingest.profiles import Profile
from pathingest.records import read_record
from pathingest.records.fixes import Trust, diff, fix
from pathingest.runners.lint import Linted

# Each round makes at least one fix; two that undo each other must not go on for ever.
_MOST_ROUNDS = 10

Lint = Callable[[Callable[[Path], Page]], Linted]


class Rounds(NamedTuple):
    """What came of the fixes.

    Attributes:
        left: what is found in the fixed records.
        fixed: the findings whose fixes were made.
        records: the record files that change, as they are, with their new texts.
    """

    left: Linted
    fixed: tuple[Finding, ...]
    records: tuple[tuple[Page, str], ...]

    def diff(self) -> str:
        """What would change, as a unified diff."""
        return "".join(diff(page, text) for page, text in self.records)


@dataclass(slots=True)
class _Desk:
    """The records as they are so far."""

    read: Callable[[Path], Page]
    profiles: tuple[Profile, ...] | None
    texts: dict[Path, str] = field(default_factory=dict)

    def page(self, path: Path) -> Page:
        """A page, or a record with what was fixed in it."""
        page = self.read(path)
        if path in self.texts:
            return read_record(replace(page.source, text=self.texts[path]), self.profiles)
        return page


def apply_fixes(
    lint: Lint, read: Callable[[Path], Page], trust: Trust, profiles: tuple[Profile, ...] | None = None
) -> Rounds:
    """Lint and fix until nothing more can be fixed.

    Args:
        lint: the run, given what reads a file.
        read: what reads a file as it is on the disk.
        trust: "safe" for safe fixes only, "unsafe" for both.
        profiles: what the raw pages of records are read with.
    """
    desk, fixed = _Desk(read, profiles), []
    for _ in range(_MOST_ROUNDS):
        linted = lint(desk.page)
        made = list(_round(linted.findings, desk, trust))
        if not made:
            break
        fixed += made
    else:
        linted = lint(desk.page)
    new = ((read(path), text) for path, text in desk.texts.items())
    return Rounds(linted, tuple(fixed), tuple((page, text) for page, text in new if text != page.source.text))


def _round(findings: Sequence[Finding], desk: _Desk, trust: Trust) -> Iterator[Finding]:
    """The findings that one round of fixes fixes."""
    for path in dict.fromkeys(finding.path for finding in findings if finding.fix and finding.fix.changes):
        if path is not None and (page := desk.page(Path(path))).origin:
            done = fix(page, findings, trust)
            if done.applied:
                desk.texts[Path(path)] = done.text
                yield from done.applied
