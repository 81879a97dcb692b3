"""Fixes of records that last: kept as corrections, which every build makes, where the pages of a record are at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from pathingest.dataset.last import Last
from pathingest.model.errors import PathingestError
from pathingest.model.finding import Finding
from pathingest.model.page import Page
from pathingest.outputs import files
from pathingest.overrides.files import Override, path_of
from pathingest.overrides.ids import Ids
from pathingest.overrides.keep import corrections_of, kept, signed
from pathingest.records import read_record
from pathingest.records.fixes import write as write_record
from pathingest.runners.corrections import last_in, made_anew
from pathingest.runners.fix import Rounds
from pathingest.runners.lock import deciding
from pathingest.runners.pairs import ReadPage


class Lasting:
    """Where the fixes of a run are written."""

    def __init__(self, folder: Path, ids: Callable[[], Ids], read: ReadPage) -> None:
        """Write to a folder of corrections.

        Args:
            folder: of the corrections; it need not be there.
            ids: gives what is decided of ids, if it is needed.
            read: reads a page.
        """
        self._folder = folder
        self._ids = ids
        self._read = read
        self._last: dict[Path, Last] = {}

    def write(self, rounds: Rounds) -> list[Path]:
        """Write all fixes, and return the files that hold them now.

        A record as a build wrote it, of pages that are as they were then, stays: its fixes become corrections. Any
        other is fixed itself.

        Raises:
            PathingestError: a file cannot be written, or one of corrections is wrong; then nothing is written.
        """
        with deciding(self._folder):
            return self._write(rounds)

    def _write(self, rounds: Rounds) -> list[Path]:
        texts = [self._corrections(page, text, rounds.fixed) for page, text in rounds.records]
        written: list[Path] = []
        for (page, text), found in zip(rounds.records, texts, strict=True):
            if found is None:
                write_record(page, text)
                written.append(Path(str(page.source.path)))
            else:
                files.write(*found)
                written.append(found[0])
        return written

    def _corrections(self, page: Page, text: str, fixed: Iterable[Finding]) -> tuple[Path, str] | None:
        """The file of a record's corrections, and its text with those that fix it; None where they cannot."""
        record, path = page.pathway, Path(str(page.source.path))
        after = read_record(replace(page.source, text=text)).pathway
        entry = self._last_in(path.parent).entries.get(record.id) if record else None
        if record is None or after is None or after.id != record.id or entry is None or entry.file != path.name:
            return None
        if entry.built_sha256 != sha256(path.read_bytes()).hexdigest():
            return None  # somebody edited it: that is to be decided as a whole
        try:
            now = made_anew(entry, record.id, path.parent, self._read, self._ids())
        except PathingestError:
            return None
        if now.changed:
            return None
        what = [finding for finding in fixed if finding.path == page.source.path]
        found = kept(now.stated, corrections_of(self._folder, record.id), after, lambda item: _signed(item, what))
        if found.lost or found.left or not found.known.source.text:
            return None
        return path_of(self._folder, record.id), found.known.source.text

    def _last_in(self, out: Path) -> Last:
        if out not in self._last:
            try:
                self._last[out] = last_in(out)
            except PathingestError:
                self._last[out] = Last()
        return self._last[out]


def _signed(item: Override, fixed: Iterable[Finding]) -> Override:
    """A correction with the rules whose fixes it is made of."""
    found = {f"{one.code}: {one.fix.message}" for one in fixed if one.fix and _concerns(one, item)}
    every = found or {one.code for one in fixed}
    return signed(item, f"lint --fix, {'; '.join(sorted(every))}")


def _concerns(finding: Finding, item: Override) -> bool:
    """Whether a fix gives the value of a correction, or one inside of the same part of the record."""
    changes = finding.fix.changes if finding.fix else ()
    first = item.at.split("/")[1]
    return any(change.pointer.split("/")[1] == first for change in changes)
