"""The main job: pages in, records, evidence, dataset and manifest out."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pathingest import __version__
from pathingest.dataset import Dataset, Entry, Noted, content_digest, entry_of, manifest, noted
from pathingest.dataset.changes import changes
from pathingest.dataset.coverage import coverage, drops
from pathingest.dataset.identity import Known, SamePathway
from pathingest.dataset.last import Last, read_last
from pathingest.model.change import Change
from pathingest.model.errors import PathingestError
from pathingest.model.evidence import Evidence
from pathingest.model.extraction import INTERNAL_ERROR
from pathingest.model.finding import Finding, Related
from pathingest.model.page import Page
from pathingest.model.pathway import Pathway
from pathingest.model.source import Source
from pathingest.model.tuples import NamedTuple
from pathingest.model.version import SCHEMA_FILE
from pathingest.outputs import files
from pathingest.outputs import json as json_output
from pathingest.outputs.schema import schema_json
from pathingest.overrides.files import FOLDER
from pathingest.overrides.ids import Ids, read_ids
from pathingest.pipeline import ingest_safely
from pathingest.profiles import Profile
from pathingest.records import read_record
from pathingest.rules import EnabledRules, Kept, find_rule, finding_at
from pathingest.runners.before import forget_before, is_commented, keep_before, record_text
from pathingest.runners.corrections import Corrections, of_ids
from pathingest.runners.lint import Linter
from pathingest.runners.lock import alone_in
from pathingest.runners.memory import KeptPage, KeptRecord, Memory
from pathingest.runners.pairs import ReadPage, merged, reread
from pathingest.sources import UNFINISHED, located, read_bytes
from pathingest.sources.pages import Pages, Shard

if TYPE_CHECKING:
    from pathingest.runners.parallel import Setup

RecordFormat = Literal["json", "yaml"]
_DATASET = "dataset.jsonl"
_MANIFEST = "manifest.json"
_EVIDENCE = "evidence"


class Built(NamedTuple):
    """One page that was met; or, its path None, what was found when the pages of one pathway were merged."""

    path: Path | None
    findings: list[Finding]


class Writing(NamedTuple):
    """Where a build writes, and what it may overwrite or remove.

    Attributes:
        force: overwrite records that were edited since they were built.
        prune: remove the records that no page states any more.
        overrides: the folder of corrections, which are made in each record last.
        ids: what is decided of ids there.
    """

    out: Path
    record_format: RecordFormat = "json"
    force: bool = False
    prune: bool = False
    overrides: Path = Path(FOLDER)
    ids: Ids = Ids()


@dataclass(slots=True)
class Outcome:
    """What a build did to the folder.

    Attributes:
        made: how many records the pages of this build have; of these `new`, `changed` since the last build, and
            `merged` of several pages.
        edited: the records that were edited since they were built and stay as they are, each with its pages.
        broken: those of them that hold no record of their id any more: the dataset has what the pages state.
        removed: the ids of the records that were removed.
        corrected: how many corrections were made, by the id of the record.
        differing: what the changed records state otherwise than in the last build.
        same: how many of the pages that were named are as an earlier build met them.
        wrote: whether any file was written or removed.
    """

    dataset: Dataset = field(default_factory=Dataset)
    made: int = 0
    new: int = 0
    changed: int = 0
    merged: int = 0
    edited: dict[Path, tuple[str, ...]] = field(default_factory=dict)
    broken: set[Path] = field(default_factory=set)
    removed: list[str] = field(default_factory=list)
    corrected: dict[str, int] = field(default_factory=dict)
    differing: dict[str, list[Change]] = field(default_factory=dict)
    same: int = 0
    wrote: bool = False


def build(
    pages: Pages,
    writing: Writing,
    outcome: Outcome,
    linter: Linter,
    profiles: tuple[Profile, ...] | None = None,
    memory: Memory | None = None,
    workers: tuple[Setup[BuildWorker], int] | None = None,
) -> Iterator[Built]:
    """Ingest the pages in their order, each written before the next is read; the dataset and manifest come last.

    `outcome` is filled on the way, and `linter` meets every page. A page that cannot be read or used is reported and
    stops nothing. No page is kept: those of one pathway are read again when all are known, and merged, so that their
    order does not matter. Of the profiles (by default the built-in ones) each page gets the one that fits it.

    What earlier builds left of other pages stays, but for records whose id was moved. Pages that share a pathway with
    one of these are read with them, so that a record is the same whichever of its pages are named; the linter does not
    meet those.

    `workers` are how other processes read pages, and how many: the result is the same.

    What the memory has of a page that has not changed, and of a record whose pages and files have not, counts as if
    they were read and written again: the result is the same.

    Raises:
        PathingestError: another build is writing to the folder, a file cannot be written, or the manifest or dataset
            of an earlier build cannot be read.
    """
    with alone_in(writing.out):
        last = read_last(_bytes_of(writing.out / _MANIFEST), _bytes_of(writing.out / _DATASET), writing.out)
        if writing.prune:
            _check_folder(last, writing.out)
        corrections = Corrections(writing.overrides)
        ids = writing.ids
        unfinished = _Unfinished(writing.out / UNFINISHED)
        files.check_own(writing.out / _EVIDENCE)
        for place in (writing.out, writing.out / _EVIDENCE):
            files.clear(place)
        with memory or Memory(writing.out, None) as remembered:
            folder = _Folder(writing, last, outcome, corrections, remembered, unfinished, workers)
            try:
                yield from _build(pages, folder, linter, partial(_read, profiles, pages.read, ids), ids)
            except PathingestError:
                if not outcome.wrote:
                    unfinished.take_back()
                raise


def _build(pages: Pages, folder: _Folder, linter: Linter, read: ReadPage, ids: Ids) -> Iterator[Built]:
    writing, last, outcome, corrections = folder.writing, folder.last, folder.outcome, folder.corrections
    dataset = outcome.dataset
    meet = partial(_Met, read=read, memory=folder.memory, corrections=corrections, linter=linter)
    for met in _met(pages, meet, *folder.workers) if folder.workers else map(meet, pages):
        known = met.noted.recognised
        dataset.add(met.noted)
        if isinstance(known, Known) and folder.may_put(known.id, known.path):
            alone = SamePathway(known.id, (known,), ())
            if folder.keep(alone) is None and (made := met.made(writing.record_format)):
                folder.put(made, alone)
        linter.take(met.noted.path, met.linted())
        outcome.same += met.is_same
        yield Built(met.path, [])
    for path in _companions(dataset, last, pages.is_there):
        dataset.add(meet(path).pass_by())
    for group in dataset.settle():
        kept = folder.keep(group)
        yield Built(None, list(kept) if kept is not None else _write_together(group, folder, read, linter.enabled))
    outcome.corrected = corrections.made
    folder.clear()
    outcome.made = len(dataset.entries)
    outcome.new, outcome.differing = folder.news()
    outcome.changed = len(outcome.differing)
    outcome.merged = sum(len(entry.sources) > 1 for entry in dataset.entries.values())
    of_pages = {*dataset.entries}
    dataset.keep(last, pages.is_there)
    yield Built(None, corrections.findings(dataset.entries.keys() - {*dataset.gone}))
    refused = [path for path in ids.refused if path in dataset.read or pages.is_there(path)]
    yield Built(None, of_ids(writing.overrides, ids, of_pages, refused))
    decided = [
        name
        for name in dataset.gone
        if ids.now(name) in dataset.entries or ids.refused.issuperset(dataset.entries[name].paths)
    ]
    outcome.removed = folder.prune(dataset.gone if writing.prune else decided)
    covered = coverage(dataset.lines())
    yield Built(None, list(_drops(last, covered, len(dataset.entries), linter.enabled, writing.out)))
    folder.write(writing.out / SCHEMA_FILE, schema_json(strict=True))
    folder.write(writing.out / _DATASET, "".join(dataset.lines()))
    contents = manifest(dataset, __version__, covered, ids.aliases)
    folder.write(writing.out / _MANIFEST, json.dumps(contents, ensure_ascii=False, indent=2) + "\n")
    folder.remove(outcome.removed)
    folder.replace()
    if outcome.wrote:  # what is forgotten below is known by the files alone
        for place in (writing.out, writing.out / _EVIDENCE):
            files.sync(place)
    folder.finish()
    in_use = {path for entry in dataset.entries.values() for path in entry.paths}
    folder.memory.keep_only(dataset.read | dataset.skipped.keys() | in_use, dataset.entries)


class _Unfinished:
    """What builds wrote and had not yet in the manifest when they were interrupted: nobody edited those records.

    Attributes:
        files: (digest, name) of the files, as far as they can be of records.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        data = _bytes_of(path)
        self._is_there = data is not None
        lines = (data or b"").decode("utf-8", "replace").splitlines()
        found = [(digest, file) for digest, _, file in (line.partition(" ") for line in lines)]
        self.files = [(digest, file) for digest, file in found if _RECORD.fullmatch(file)]
        self._before = list(self.files)
        self._digests = {digest for digest, _ in self.files}

    def has(self, digest: str) -> bool:
        """Whether a build wrote a file with that digest."""
        return digest in self._digests

    def note(self, digest: str, file: str) -> None:
        """Note what is to be written."""
        self._digests.add(digest)
        self.files.append((digest, file))
        with self._writing(), open(self._path, "a", encoding="utf-8", opener=files.no_link) as lines:
            self._is_there = True
            lines.write(f"{digest} {file}\n")

    def take_back(self) -> None:
        """Forget what was noted by this build, which wrote nothing of it."""
        self.end(self._before)

    def end(self, left: Iterable[tuple[str, str]]) -> None:
        """The manifest has all but what is left."""
        if lines := [f"{digest} {file}\n" for digest, file in left]:
            files.write(self._path, "".join(lines))
        elif self._is_there:
            with self._writing():
                self._path.unlink(missing_ok=True)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise PathingestError(f"{self._path}: cannot be written: {error.strerror or error}") from None


_RECORD = re.compile(r"(?!(?:manifest|dataset)\.)[^/\\.\x00-\x20]+\.(?:json|yaml)")


class Ready(NamedTuple):
    """What a build needs of a page that was read by another process.

    Attributes:
        corrected_by: which corrections it was linted with; see `KeptPage`.
        made: its record as it is written, if no other page is of its pathway; None where it has none.
        sha256: the digest that it is remembered by; empty for one that is not to be remembered.
    """

    path: str
    noted: Noted
    kept: Kept
    corrected_by: str
    made: Made | None
    sha256: str


class BuildWorker(NamedTuple):
    """What a process has that reads pages for a build."""

    pages: Pages
    read: ReadPage
    linter: Linter
    corrections: Corrections
    record_format: RecordFormat


def build_worker(
    pages: Pages, linter: Linter, profiles: tuple[Profile, ...] | None, overrides: Path, record_format: RecordFormat
) -> BuildWorker:
    """A worker that reads, corrects and lints pages as a build does.

    Raises:
        PathingestError: corrections or ids cannot be read.
    """
    read = partial(_read, profiles, pages.read, read_ids(overrides))
    return BuildWorker(pages, read, linter, Corrections(overrides), record_format)


def _ready(setup: Setup[BuildWorker], shard: Shard) -> list[Ready]:
    worker = setup.here()
    return [_ready_of(worker, worker.read(name)) for name in worker.pages.of(shard)]


def _lost(setup: Setup[BuildWorker], shard: Shard) -> list[Ready]:
    from pathingest.runners.parallel import lost_page  # noqa: PLC0415  small runs need no other processes

    worker = setup.here()
    return [_ready_of(worker, lost_page(str(name))) for name in worker.pages.of(shard)]


def _ready_of(worker: BuildWorker, page: Page) -> Ready:
    known = noted(page)
    corrections = worker.corrections
    made = made_of(page.pathway, page.evidence, [page], corrections, worker.record_format) if page.pathway else None
    kept = worker.linter.keep(corrections.of_page(page))
    return Ready(known.path, known, kept, _corrected_by(known, corrections), made, _remembered_by(page))


def _corrected_by(known: Noted, corrections: Corrections) -> str:
    return corrections.digest(known.recognised.id) if isinstance(known.recognised, Known) else ""


def _remembered_by(page: Page) -> str:
    """The digest that a page is remembered by; none of one of a feed, or that met a bug and may not meet it again."""
    met_a_bug = any(note.kind == INTERNAL_ERROR for note in page.notes)
    return "" if met_a_bug or page.source.taken else page.source.sha256


class _Met:
    """A page that a build meets: as it is remembered, if it has not changed, and read where more is wanted of it.

    Attributes:
        is_same: whether it is as an earlier build met it.
        ready: what another process has read of it.
    """

    def __init__(self, path: Path, read: ReadPage, memory: Memory, corrections: Corrections, linter: Linter) -> None:
        self.path = path
        self._linter = linter
        self._read = read
        self._memory = memory
        self._corrections = corrections
        self._seen = memory.page(path)
        self.is_same = self._seen.page is not None
        self.ready: Ready | None = None

    @cached_property
    def page(self) -> Page:
        """The page itself."""
        return self._read(self.path)

    @cached_property
    def noted(self) -> Noted:
        """What the dataset notes of it."""
        known = self._seen.page or self.ready
        return known.noted if known else noted(self.page)

    def made(self, record_format: RecordFormat) -> Made | None:
        """Its record as it is written, if no other page is of its pathway; None where it has none."""
        if self.ready:
            return self.ready.made
        page = self.page
        if page.pathway is None:
            return None
        return made_of(page.pathway, page.evidence, [page], self._corrections, record_format)

    def linted(self) -> Kept:
        """What the linter keeps of it, with its corrections made."""
        if (known := self.known()) is not None:
            return known
        kept = self.ready.kept if self.ready else self._linter.keep(self._corrections.of_page(self.page))
        self._remember(kept, _corrected_by(self.noted, self._corrections))
        return kept

    def known(self) -> Kept | None:
        """What the linter kept of it in an earlier build, if that would be the same now."""
        known = self._seen.page
        if known is None or known.kept is None or not self._linter.can_use(known.kept):
            return None
        return known.kept if known.corrected_by == _corrected_by(known.noted, self._corrections) else None

    def pass_by(self) -> Noted:
        """What the dataset notes of it; it is not linted."""
        if not self.is_same:
            self._remember(None, "")
        return self.noted

    def _remember(self, kept: Kept | None, corrected_by: str) -> None:
        if digest := self.ready.sha256 if self.ready else _remembered_by(self.page):
            # The file may have changed since it was seen.
            known = self.ready.noted if self.ready else noted(self.page) if self.is_same else self.noted
            self._memory.keep_page(self._seen, digest, KeptPage(known, kept, corrected_by))


def _met(pages: Pages, meet: Callable[[Path], _Met], worker: Setup[BuildWorker], jobs: int) -> Iterator[_Met]:
    """The pages of a run in their order, each read by one of so many processes, if it is not remembered."""
    from pathingest.runners.engine import Task, each, engine_of  # noqa: PLC0415  as above

    def shards() -> Iterator[tuple[list[_Met], Shard | None]]:
        for shard in pages.shards():
            mets = [meet(Path(name)) for name, _ in shard.names]
            left = [place for place, met in zip(shard.names, mets, strict=True) if met.known() is None]
            yield mets, shard._replace(names=tuple(left)) if left or shard.feed else None

    task = Task(partial(_ready, worker), pages.halves, partial(_lost, worker))
    for mets, found in each(engine_of(jobs, __name__), task, shards()):
        met_now = mets or [meet(Path(one.path)) for one in found]
        unread = [met for met in met_now if met.known() is None]
        for met, ready in zip(unread, found, strict=True):
            met.ready = ready
        yield from met_now


def _drops(last: Last, covered: Mapping[str, float], count: int, enabled: EnabledRules, out: Path) -> Iterator[Finding]:
    """The fields that far fewer records state than in the last build."""
    _, rule = find_rule("DAT001")
    options = enabled.options.get(rule.code, rule.options)
    if min(count, len(last.entries)) < options.records or rule not in [known for _, known in enabled.rules]:
        return
    for drop in drops(last.coverage, covered, options.drop):
        message = (
            f"{drop.field} is stated by {drop.now:.0%} of what {count} records have, and was by {drop.before:.0%} of "
            f"{len(last.entries)} in the last build: a site may have changed its layout"
        )
        yield finding_at(rule.code, Related(message, str(out / _MANIFEST), 1, 1, 1, 1), drop.field)


class Made(NamedTuple):
    """A record as it is written, once its corrections are made.

    Attributes:
        page_id: the id that its pages give it.
        text: of its file, and `proof`, of its evidence.
        entry: that of the dataset.
        made_of: (path, digest) of its pages, in their order.
        corrections: what is wrong with its corrections; None where it has none.
        corrected: how many of them were made.
    """

    id: str
    page_id: str
    text: str
    proof: str
    entry: Entry
    made_of: tuple[tuple[str, str], ...]
    corrections: tuple[Finding, ...] | None
    corrected: int

    @property
    def digest(self) -> str:
        """That of the file."""
        return str(self.entry.built_sha256)

    @property
    def record(self) -> Pathway:
        """The record itself."""
        return Pathway.model_validate_json(self.entry.line)


def made_of(
    record: Pathway, evidence: Evidence, pages: Sequence[Page], corrections: Corrections, record_format: RecordFormat
) -> Made:
    """What pages state together, with its corrections made, as it is written."""
    page_id = record.id
    record, evidence = corrections.made_in(record, evidence, pages)
    file = f"{record.id}.{record_format}"
    text = record_text(record, file)
    return Made(
        record.id,
        page_id,
        text,
        json_output.evidence(evidence),
        entry_of(record, file, _digest(text.encode())),
        tuple([(str(page.source.path), page.source.sha256) for page in pages]),
        *corrections.said_of(record.id),
    )


@dataclass(slots=True)
class _Folder:
    """Where records go.

    Attributes:
        workers: how other processes read pages, and how many; None where this one does.
        digests: of the records that this build put there, by id.
        created: the ids of those whose files it changed.
        replaced: files of theirs in the other format, as a build wrote them.
    """

    writing: Writing
    last: Last
    outcome: Outcome
    corrections: Corrections
    memory: Memory
    unfinished: _Unfinished
    workers: tuple[Setup[BuildWorker], int] | None = None
    digests: dict[str, str] = field(default_factory=dict)
    created: set[str] = field(default_factory=set)
    replaced: list[Path] = field(default_factory=list)

    def may_put(self, name: str, path: str) -> bool:
        """Whether the record of a page is put at once: no other page is known to be of its pathway.

        Where a file is there that no build is known to have written, only the end of the build decides.
        """
        known = name in self.last.entries or not self._path(self._file(name)).exists()
        return known and name not in self.outcome.dataset.entries and self.last.is_alone(name, path)

    def keep(self, group: SamePathway) -> Sequence[Finding] | None:
        """Leave a record as it is, if its pages would write just that.

        Returns:
            What its pages state differently; None where they are to be read.
        """
        entry, file = self.last.entries.get(group.id), self._file(group.id)
        if entry is None or entry.file != file:
            return None
        known = self.memory.record(group.id, self._path(file), self._evidence(group.id))
        if (
            known is None
            or known.made_of != _digests(group.pages)
            or known.rivals != _digests(group.rivals)
            or known.corrected_by != self.corrections.digest(group.id)
            or known.entry != _without_line(entry)
        ):
            return None
        if known.corrections is not None:
            self.corrections.recall(group.id, known.corrections, known.made)
        self.digests[group.id] = str(entry.built_sha256)
        self.outcome.dataset.entries[group.id] = entry
        return known.findings

    def put(self, made: Made, group: SamePathway, findings: Sequence[Finding] = ()) -> None:
        """Write a record with its evidence, unless the record there was edited.

        Args:
            made: the record, with its corrections made.
            group: what its pages are recognised by.
            findings: what they state differently.
        """
        name, entries, file, digest = group.id, self.outcome.dataset.entries, made.entry.file, made.digest
        if made.corrections is not None:
            self.corrections.recall(made.id, made.corrections, made.corrected)
        edited = None if self.writing.force or made.id in self.digests else self._edited(made)
        if edited:
            entries[made.page_id] = self._left(edited, made)
            return
        if not files.holds(self._path(file), made.text):
            self.unfinished.note(digest, file)
        if any([self.write(self._path(file), made.text), self.write(self._evidence(made.id), made.proof)]):
            self.created.add(made.id)
        self.digests[made.id] = digest
        if (entry := self.last.entries.get(made.id)) and entry.file != file:
            self.replaced.append(self._path(entry.file))
        entries[made.page_id] = made.entry
        if made.page_id == made.id == name and made.made_of == _digests(group.pages):
            kept = KeptRecord(
                made.made_of,
                _digests(group.rivals),
                self.corrections.digest(made.id),
                _without_line(made.entry),
                _digest(made.proof.encode("utf-8", "backslashreplace")),
                tuple(findings),
                *self.corrections.said_of(made.id),
            )
            self.memory.keep_record(made.id, kept)

    def write(self, path: Path, text: str) -> bool:
        """Write a file, and note whether that changed it."""
        changed = files.write(path, text)
        self.outcome.wrote |= changed
        return changed

    def _edited(self, made: Made) -> Path | None:
        """The record's file, if it says neither what the last build wrote nor what this one would write."""
        entry, file = self.last.entries.get(made.id), made.entry.file
        for there in dict.fromkeys((entry.file if entry else file, file)):
            path = self._path(there)
            known = entry if entry and entry.file == there else None
            edited = path.is_file() and _is_edited(path, known, self.unfinished, made.digest)
            if edited and not (made.id in self.corrections.made and _is_taken_over(path, made.record)):
                return path
        return None

    def _left(self, path: Path, made: Made) -> Entry:
        """The entry of a record that was edited: as it is there, or, where that is no record, as its pages have it."""
        built = made.record
        self.outcome.edited[path] = tuple(source.path or "-" for source in built.sources)
        found = _record_in(path)
        entry = self.last.entries.get(built.id)
        if self.memory.is_used:
            keep_before(self.writing.out, built.id, entry)
        record = found if found and found.id == built.id else built
        if record is built:
            self.outcome.broken.add(path)
        return entry_of(record, path.name, (entry and entry.built_sha256) or made.digest)

    def news(self) -> tuple[int, dict[str, list[Change]]]:
        """How many records the last build did not have; and what those that it had otherwise state now."""
        last, entries = self.last.entries, self.outcome.dataset.entries
        written = sorted(entries.keys() & self.digests.keys())
        new = sum(name in self.created and name not in last for name in written)
        differing = {}
        for name in written:
            if name in last and last[name].built_sha256 != self.digests[name]:
                before = json.loads(last[name].line) if last[name].line else {}
                differing[name] = _changes(before, json.loads(entries[name].line)) if before else []
        return new, differing

    def clear(self) -> None:
        """Remove what this build made of a pathway that turned out to have another id."""
        displaced = self.outcome.dataset.displaced.keys() & self.created
        self.remove(displaced - self.last.entries.keys())

    def prune(self, names: Iterable[str]) -> list[str]:
        """Take records that are gone out of the dataset, but for those that were edited."""
        dataset, removed = self.outcome.dataset, []
        for name in names:
            entry = dataset.entries[name]
            path = self._path(entry.file)
            if self.writing.force or not path.is_file() or not _is_edited(path, entry, self.unfinished):
                removed.append(name)
                del dataset.entries[name]
        dataset.gone = [name for name in dataset.gone if name in dataset.entries]
        return removed

    def remove(self, names: Iterable[str]) -> None:
        """Remove records with their evidence."""
        for name in names:
            entry = self.last.entries.get(name)
            self._path(entry.file if entry else self._file(name)).unlink(missing_ok=True)
            self._evidence(name).unlink(missing_ok=True)
            self.outcome.wrote = True

    def replace(self) -> None:
        """Remove the records in the other format whose places those of this build take."""
        for path in self.replaced:
            path.unlink(missing_ok=True)
            self.outcome.wrote = True

    def finish(self) -> None:
        """Remove what interrupted builds wrote of what is no record of the dataset now.

        What they wrote of a record that is gone meanwhile stays noted.
        """
        left = []
        for digest, file in self.unfinished.files:
            name, path = file.rpartition(".")[0], self._path(file)
            entry = self.outcome.dataset.entries.get(name)
            if (entry and entry.built_sha256 == digest) or _digest_of(path) != digest:
                continue
            if entry and entry.file == file:
                left.append((digest, file))
            else:
                path.unlink()
                if entry is None:
                    self._evidence(name).unlink(missing_ok=True)
        self.unfinished.end(left)
        if self.memory.is_used:
            forget_before(self.writing.out, self.digests)

    def _file(self, name: str) -> str:
        return f"{name}.{self.writing.record_format}"

    def _path(self, file: str) -> Path:
        return self.writing.out / file

    def _evidence(self, name: str) -> Path:
        return self.writing.out / _EVIDENCE / f"{name}.json"


def _changes(before: Mapping[str, object], now: Mapping[str, object]) -> list[Change]:
    """What differs; nothing is said of a line that no build wrote."""
    try:
        return changes(before, now)
    except (LookupError, TypeError, ValueError, AttributeError):
        return []


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _digest_of(path: Path) -> str | None:
    """That of a file; None for one that cannot be read."""
    try:
        return _digest(read_bytes(path))
    except OSError:
        return None


def _digests(pages: Sequence[Known]) -> tuple[tuple[str, str], ...]:
    """The paths of pages with the digests of their contents."""
    return tuple([(page.path, page.rank[-1]) for page in pages])


def _without_line(entry: Entry) -> Entry:
    """An entry with the digest of its line, which is a tenth of its size."""
    return entry._replace(line=_digest(entry.line.encode("utf-8", "surrogatepass")))


def _is_edited(path: Path, entry: Entry | None, unfinished: _Unfinished, expected: str | None = None) -> bool:
    """Whether a file holds something else than is expected, and than what a build is known to have written there."""
    digest = _digest_of(path)
    if digest is None:
        return True  # nobody knows
    if digest == expected or unfinished.has(digest):
        return False
    if entry and entry.built_sha256 is None:  # of a build that kept no digest of the file
        record = _record_in(path)
        return record is None or content_digest(record) != entry.content_sha256
    return entry is None or digest != entry.built_sha256


def _is_taken_over(path: Path, record: Pathway) -> bool:
    """Whether all that was edited in a record's file has become corrections: it states the same, and nothing else.

    What is wrong with it, or unknown in it, and comments are edits too that no correction has.
    """
    from pathingest.overrides.edits import edits  # noqa: PLC0415  hardly any record is edited

    page = read_record(path)
    if page.pathway is None or page.notes or page.pathway.id != record.id or is_commented(page.source):
        return False
    return not edits(record.model_dump(), page.pathway.model_dump())


def _record_in(path: Path) -> Pathway | None:
    try:
        return read_record(path).pathway
    except PathingestError:
        return None


def _bytes_of(path: Path) -> bytes | None:
    try:
        return read_bytes(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise PathingestError(f"{path}: cannot be read: {error.strerror or error}") from None


def _companions(dataset: Dataset, last: Last, is_there: Callable[[str], bool]) -> Iterator[Path]:
    """The pages of earlier builds that may be of one pathway with some that were read, as long as there are more.

    Each is to be added before the next is asked for.
    """
    tried: set[str] = set()
    while more := (last.lost | last.reached(dataset.known, dataset.read)) - dataset.read - tried:
        for path in sorted(more):
            tried.add(path)
            if is_there(path):
                yield located(path)


def _check_folder(last: Last, out: Path) -> None:
    """Refuse to take pages for gone that are only looked for from the wrong folder.

    Raises:
        PathingestError: neither a page of the last build is found from here, nor a folder that held one.
    """
    paths = [Path(path) for entry in last.entries.values() for path in entry.paths]
    if paths and not any(path.parent.is_dir() for path in paths):
        raise PathingestError(
            f"{out}: none of its pages is found from this folder ({paths[0]} and others); prune it from the folder in "
            "which it was built"
        )


def _read(profiles: tuple[Profile, ...] | None, read: Callable[[Path], Source], ids: Ids, path: Path) -> Page:
    return ids.of_page(ingest_safely(read(path), profiles))


def _write_together(group: SamePathway, folder: _Folder, read: ReadPage, enabled: EnabledRules) -> list[Finding]:
    """Merge the pages of one pathway, and write what they say; a bug met in that leaves the best page's record."""
    pages = reread(group.pages, read)
    if not pages:
        return []  # they went away while the build ran; what was written of them stays
    together, findings = merged(pages, group, read, enabled)
    made = made_of(together.pathway, together.evidence, pages, folder.corrections, folder.writing.record_format)
    folder.put(made, group, findings)
    return findings


def strays(out: Path, dataset: Dataset) -> list[Path]:
    """Records and evidence in the folder that are not of its dataset."""
    ours = {out / entry.file for entry in dataset.entries.values()}
    ours |= {out / _EVIDENCE / f"{name}.json" for name in dataset.entries}
    ours |= {out / _MANIFEST, out / SCHEMA_FILE}
    found = [*out.glob("*.json"), *out.glob("*.yaml"), *(out / _EVIDENCE).glob("*.json")]
    return sorted(path for path in found if path not in ours)
