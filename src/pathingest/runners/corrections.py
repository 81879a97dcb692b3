"""The corrections of a run: read once, made in records and in pages, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from pathingest.dataset import Entry
from pathingest.dataset.last import Last, read_last
from pathingest.dataset.merge import merge
from pathingest.model.errors import PathingestError
from pathingest.model.evidence import Evidence
from pathingest.model.extraction import Note
from pathingest.model.finding import Finding
from pathingest.model.page import Page
from pathingest.model.pathway import Pathway
from pathingest.model.place import at
from pathingest.model.source import Span
from pathingest.model.spelling import hint
from pathingest.model.tuples import NamedTuple
from pathingest.overrides.files import IDS, Overrides, all_in, not_read, read_overrides
from pathingest.overrides.ids import Ids
from pathingest.overrides.keep import Stated
from pathingest.records import YAML, find_node, last_end, parse_record, plain
from pathingest.rules import finding_at
from pathingest.runners.pairs import ReadPage
from pathingest.sources import read_file, upward


class AsRead(NamedTuple):
    """A record of the dataset as its pages state it, before any correction.

    Attributes:
        name: its id.
        file: the record's file.
        changed: the pages that are not as they were when the record was built, or not there.
        built: the record as it was built last, with the corrections of then; None where nothing says it any more.
    """

    name: str
    stated: Stated
    file: Path
    changed: tuple[str, ...]
    built: Pathway | None = None


def last_in(out: Path) -> Last:
    """What the last build left in a folder; nothing where it is none of records.

    Raises:
        PathingestError: the manifest or the dataset is not what a build wrote.
    """
    manifest, lines = ((out / file).read_bytes() if (out / file).is_file() else None for file in _FILES)
    return read_last(manifest, lines, out)


def as_read(name: str, last: Last, out: Path, read: ReadPage, ids: Ids) -> AsRead:
    """The record of an id, or of a former one, in the dataset in `out`, made anew of its pages.

    Args:
        name: the id.
        last: what is in `out`.
        out: the folder.
        read: reads a page.
        ids: what is decided of ids.

    Raises:
        PathingestError: the dataset has no such record, or its pages are gone.
    """
    name = name if name in last.entries else ids.aliases.get(name, name)
    if name not in last.entries:
        known = f"; {hint(name, sorted(last.entries))}" if last.entries else ": build it first"
        raise PathingestError(f"{name}: no record of that id in {out}/{known}")
    return made_anew(last.entries[name], name, out, read, ids)


def made_anew(entry: Entry, name: str, out: Path, read: ReadPage, ids: Ids) -> AsRead:
    """A record of the dataset in `out`, made anew of its pages.

    Raises:
        PathingestError: its pages are gone.
    """
    there = filter(None, (_found(path, out) for path in entry.paths))
    pages = [page for path in there if (page := ids.of_page(read(path))).pathway]
    if not pages:
        raise PathingestError(f"{name}: none of its pages is there ({', '.join(entry.paths)})")
    together = merge(pages)
    texts = {page.source.sha256: page.source.text for page in pages}
    found = tuple(texts.get(account.sha256, "") for account in together.evidence.accounts)
    changed = tuple([str(path) for path, digest in entry.sources if digest not in texts])
    built = None
    if changed:
        from pathingest.runners.before import before  # noqa: PLC0415  only for who imports an edit beside a changed page

        built = before(out, name, entry)
    return AsRead(name, Stated(together.pathway, together.evidence, found), out / entry.file, changed, built)


def _found(path: str, out: Path) -> Path | None:
    """A page, from the working directory or else from a folder above the dataset, up to the root of its repository."""
    above = [folder for folder in upward(out.absolute()) if folder != out.absolute()]
    return next((file for folder in (Path(), *above) if (file := folder / path).is_file()), None)


_FILES = ("manifest.json", "dataset.jsonl")


class Corrections:
    """The corrections in a folder, by the ids of the records that they are for."""

    def __init__(self, folder: Path) -> None:
        """Read them.

        Raises:
            PathingestError: the folder or a file in it cannot be read.
        """
        read = [read_overrides(path) for path in all_in(folder)]
        self._known: dict[str, Overrides] = {one.id: one for one in read}
        self._found: dict[str, tuple[Finding, ...]] = {}
        self.made: dict[str, int] = {}
        self._folder = folder

    def digest(self, name: str) -> str:
        """What changes when the corrections of a record do: their file and its digest; empty where it has none."""
        known = self._known.get(name)
        return f"{known.source.path} {known.source.sha256}" if known else ""

    @property
    def digests(self) -> dict[str, str]:
        """The same of all that have corrections, by their ids."""
        return {name: self.digest(name) for name in sorted(self._known)}

    def values(self, name: str, ids: Ids) -> dict[str, Any]:
        """The values of a record's corrections by their addresses, as their file has them, and the id that it keeps."""
        known = self._known.get(name)
        lasting = {f"/{IDS}": name} if name in [entry.id for entry in ids.entries] else {}
        return lasting | ({one.at: one.value for one in known.items} if known else {})

    def decided(self, name: str) -> dict[str, list[str]]:
        """Why a record's corrections were made, by whom and when, as far as that is said, by their addresses."""
        known = self._known.get(name)
        return (
            {one.at: [part for part in (one.reason, one.by, one.date) if part] for one in known.items} if known else {}
        )

    def said_of(self, name: str) -> tuple[tuple[Finding, ...] | None, int]:
        """What is wrong with the corrections that were made in a record, None for no corrections, and their number."""
        return self._found.get(name), self.made.get(name, 0)

    def recall(self, name: str, findings: tuple[Finding, ...], made: int) -> None:
        """Take the corrections of a record for made, as an earlier run made them."""
        self._found[name], self.made[name] = findings, made

    def made_in(self, record: Pathway, evidence: Evidence, pages: Sequence[Page]) -> tuple[Pathway, Evidence]:
        """A record of pages with its corrections made, and the evidence; what is wrong with them is kept."""
        overrides = self._known.get(record.id)
        if overrides is None:
            return record, evidence
        from pathingest.overrides.apply import correct  # noqa: PLC0415  most projects have no corrections

        texts = {page.source.sha256: page.source.text for page in pages}
        found = correct(record, evidence, overrides, [texts.get(one.sha256, "") for one in evidence.accounts])
        self._found[record.id] = found.findings
        self.made[record.id] = len(found.made)
        return found.pathway, found.evidence

    def check(self, name: str, now: AsRead) -> None:
        """Find what is wrong with the corrections of a record, without making them anywhere."""
        from pathingest.overrides.apply import correct  # noqa: PLC0415  as above

        if overrides := self._known.get(name):
            stated = now.stated
            self._found[name] = correct(stated.pathway, stated.evidence, overrides, stated.texts).findings

    @property
    def files(self) -> dict[str, str]:
        """The ids of records by the files of their corrections."""
        return {str(known.source.path): name for name, known in self._known.items()}

    def of_page(self, page: Page) -> Page:
        """A page as it reads with the corrections of its record: what they put right is no finding any more."""
        overrides = self._known.get(page.pathway.id) if self._known and page.pathway else None
        if overrides is None or page.pathway is None:
            return page
        from pathingest.overrides.apply import correct  # noqa: PLC0415  as above

        found = correct(page.pathway, page.evidence, overrides, [page.source.text])
        open_ = tuple([note for note in page.notes if not _is_answered(note, page.evidence, found.settled)])
        tree = found.pathway.model_dump()
        return replace(page, tree=tree, prove=lambda: found.evidence, notes=open_, settled=found.settled)

    def findings(self, records: Collection[str]) -> list[Finding]:
        """What is wrong with the corrections of records, and those for what is no record of the dataset."""
        found = [finding for name in sorted(self._found) for finding in self._found[name]]
        found += not_read(self._folder)
        for name, overrides in sorted(self._known.items()):
            if name not in self._found:
                found += overrides.wrong
                if name not in records:
                    message = f"no record has the id {name}: rename the file, or delete it"
                    found.append(finding_at("OVR003", at(overrides.source, Span(0, 0), message), name))
        return found


def of_ids(folder: Path, ids: Ids, records: Collection[str], pages: Collection[str]) -> list[Finding]:
    """What is wrong with what is decided of ids, beside the records that a build made.

    Args:
        folder: of the corrections.
        ids: what is decided.
        records: the ids of the records that pages gave.
        pages: the paths of those pages that are none which are there.
    """
    taken = [(entry.id, alias) for entry in ids.entries for alias in entry.aliases if alias in records]
    lost = [page.path for page in ids.no_pathways if page.path not in pages]
    if not taken and not lost:
        return []
    source = read_file(folder / IDS)
    root = parse_record(source.text, YAML)

    def found(code: str, key: str, named_by: str, name: str, message: str) -> Finding:
        items = node.items if (node := find_node(root, f"/{key}")) else ()
        data = [plain(item)[named_by] for item in items]
        index = next((i for i, one in enumerate(data) if PurePosixPath(one) == PurePosixPath(name)), 0)
        span = Span(items[index].start, last_end(items[index])) if items else Span(0, 0)
        return finding_at(code, at(source, span, message), f"/{key}/{name}")

    living = "is the id of a record that pages give: no alias of another one can be that"
    gone = "there is no such page: name it as it is now, or delete this"
    return [
        *[found("OVR004", "ids", "id", name, f"{alias} {living}") for name, alias in taken],
        *[found("OVR003", "no_pathways", "path", path, f"{path}: {gone}") for path in lost],
    ]


def _is_answered(note: Note, evidence: Evidence, settled: Sequence[str]) -> bool:
    """Whether an editor settled what a note doubts: its value, or one that was read from the characters it is about."""
    if is_settled(note.pointer, settled):
        return True
    proofs = (evidence.proof(part) for one in settled for part in (one, f"{one}/name"))
    return any(proof.spans and note.span.start <= proof.spans[0][0] < note.span.end for proof in proofs if proof)


def is_settled(pointer: str, settled: Sequence[str]) -> bool:
    """Whether a pointer is one of some, or inside of one."""
    return any(pointer == one or pointer.startswith(f"{one}/") for one in settled)
