"""The report of a dataset: its records and pages read again, linted, and put into one file, a pathway at a time."""

from __future__ import annotations

import base64
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from pathingest import __version__
from pathingest.certainties import certainty
from pathingest.config._lint import LintConfig
from pathingest.dataset import Entry
from pathingest.library import evidence_of, how_to_build, load
from pathingest.model.errors import PathingestError
from pathingest.model.finding import Finding
from pathingest.model.limits import LARGEST_FILE
from pathingest.model.page import Page
from pathingest.model.source import Source
from pathingest.model.suppression import Suppression
from pathingest.model.tuples import NamedTuple
from pathingest.outputs import files
from pathingest.overrides.ids import Ids, read_ids
from pathingest.pipeline import ingest_safely
from pathingest.profiles import Profile
from pathingest.records import read_record
from pathingest.runners.corrections import Corrections, as_read, last_in, of_ids
from pathingest.runners.diff import compare, read_side, under_ids_of
from pathingest.runners.lint import Linted, lint
from pathingest.sources import from_bytes, located, read_anyway, read_bytes
from pathingest.web.document import document, is_document
from pathingest.web.overview import FIELDS, Compared, Proven, Since, by_rule, row, since
from pathingest.web.pay import pay_picture
from pathingest.web.places import placed
from pathingest.web.skills import skill_picture
from pathingest.web.times import time_picture

_EVIDENCE = "evidence"
_HEAD = 2000  # bytes, in which a report is known
_SURE = 0.9  # a value that is less certain is marked
_NOT_A_PATHWAY = "EXT006"  # what the list of pages without a record says


class Input(NamedTuple):
    """What a report is made of.

    Attributes:
        folder: where the dataset is.
        overrides: the folder of corrections.
        earlier: the dataset that it is compared with, as `pathingest diff` takes it; None for none.
    """

    folder: Path
    lint: LintConfig
    profiles: tuple[Profile, ...] | None = None
    inside: frozenset[Path] = frozenset()
    overrides: Path = Path("overrides")
    earlier: str | None = None


class Contents(NamedTuple):
    """A report before it is written: how many pathways and findings, and its pieces, made as they are read."""

    pathways: int
    linted: Linted
    pieces: Iterator[str]


def report(given: Input, watch: Callable[[Iterator[Page], int], Iterator[Page]]) -> Contents:
    """The report of the dataset in a folder; `watch` passes on the pages that are read, so many in all.

    Raises:
        PathingestError: there is no dataset, its pages are looked for in the wrong folder, or a file cannot be read.
    """
    last = last_in(given.folder)
    if not last.entries:
        raise PathingestError(f"{given.folder}: no dataset there; {how_to_build(given.folder)} writes one")
    _check_records(given.folder, last.entries)
    corrections, ids = Corrections(given.overrides), read_ids(given.overrides)
    read = partial(_read, given.profiles, given.inside, ids)
    paths = [Path(path) for entry in last.entries.values() for path in entry.paths]
    paths += [Path(path) for path in last.skipped]
    if not any(path.parent.is_dir() for path in paths):
        some = f" ({paths[0]} and others)" if paths else ""
        where = f"none of its pages is found from here{some}"
        raise PathingestError(f"{given.folder}: {where}; report it from the folder in which it was built")
    paths = [path for path in sorted(dict.fromkeys(paths)) if path.is_file()]
    doubts: dict[str, dict[str, float]] = {}

    def met(path: Path) -> Page:
        page = corrections.of_page(read(path))
        doubts[str(path)] = {pointer: sure for pointer, sure in certainty(page).items() if sure < _SURE}
        return page

    def of_corrections() -> Iterator[Finding]:
        for name in sorted(set(corrections.files.values()) & last.entries.keys()):
            with suppress(PathingestError):  # its pages are gone
                corrections.check(name, as_read(name, last, given.folder, read, ids))
        yield from corrections.findings(last.entries.keys())
        there = {str(path) for path in paths}
        stated = {name for name, entry in last.entries.items() if not there.isdisjoint(entry.paths)}
        refused = [path for path in ids.refused if path in last.skipped or Path(path).is_file()]
        yield from of_ids(given.overrides, ids, stated, refused)

    pages = watch(map(met, paths), len(paths))
    again = read if len(paths) > 1 else None
    hidden: list[tuple[Finding, Suppression]] = []
    linted = lint(
        pages,
        given.lint,
        again=again,
        inside=given.inside,
        more=of_corrections(),
        hear=lambda finding, by: hidden.append((finding, by)),
    )
    findings = linted.findings
    owners = {path: name for name, entry in sorted(last.entries.items()) for path in entry.paths}
    owners |= {path: name for path, name in corrections.files.items() if name in last.entries}
    of_record: defaultdict[str, list[Finding]] = defaultdict(list)
    for one in findings:
        of_record[owners.get(str(one.path), "")].append(one)
    dismissed: defaultdict[str, list[tuple[Finding, Suppression]]] = defaultdict(list)
    for one, by in hidden:
        dismissed[owners.get(str(one.path), "")].append((one, by))
    records = {name: _Record(given.folder, name, entry) for name, entry in sorted(last.entries.items())}
    rows, proven = [], Proven()
    pictures: dict[str, dict[str, Any]] = {}
    for name, record in records.items():
        page, found = record.read(), of_record[name]
        times = time_picture(page, found) if page.tree else None
        rows.append(row(record.tree, found, times))
        with suppress(PathingestError):  # the browser says that no value is proven by it
            proven = proven.and_of(evidence_of(record.evidence.encode(), record.proof))
        pictures[name] = {"times": _plain(times), "doubts": doubts.get(record.first, {})}
        for what, picture in (("skills", skill_picture), ("pay", pay_picture)):
            pictures[name][what] = _plain(picture(page, found)) if page.tree else None
    overview = {
        "tool": __version__,
        "folder": str(given.folder),
        "pages": len(paths),
        "rows": [one._asdict() | {"time": one.time and one.time._asdict()} for one in rows],
        "rules": [one._asdict() for one in by_rule(findings, owners, len(paths))],
        "fields": [label for label, _, _ in FIELDS],
        "skipped": [{"path": path, "why": one.why} for path, one in sorted(last.skipped.items())],
        "proven": proven._asdict(),
        "merged": sum(len(entry.sources) > 1 for entry in last.entries.values()),
        "layouts": _layouts(records),
        "since": _plain(_since(given, of_record, dismissed)),
        "other": [
            {"code": one.code, "severity": one.severity, "path": one.path, "message": one.message}
            for one in of_record[""]
            if one.code != _NOT_A_PATHWAY or one.path not in last.skipped
        ],
    }
    pathways = (
        (
            name,
            _pathway(record, of_record[name], owners, corrections, ids, given.inside)
            | {"dismissed": [_dismissed(*one) for one in dismissed[name]]}
            | pictures[name],
        )
        for name, record in records.items()
    )
    return Contents(len(records), linted, document(overview, pathways))


def _check_records(folder: Path, names: Iterable[str]) -> None:
    """Make sure that the dataset has the records as the schema has them: what is drawn is looked up without a question.

    Raises:
        PathingestError: one is none.
    """
    records = load(folder)
    for name in names:
        try:
            _ = records[name]
        except KeyError:
            raise PathingestError(f"{folder}: {name}: not in dataset.jsonl; build the dataset anew") from None


def check_free(path: Path) -> None:
    """Refuse to write a report over what is none; an empty file is nobody's loss.

    Raises:
        PathingestError: there is another file, or a folder, or it cannot be read.
    """
    if path.is_dir():
        raise PathingestError(f"--out: {path} is a folder; name a file, as {path / 'report.html'}")
    if files.is_stream(path) or not path.exists():
        return
    try:
        start = read_bytes(path, most=_HEAD)
    except OSError as error:
        raise PathingestError(f"--out: {path}: cannot be read: {error.strerror or error}") from None
    if start and not is_document(start.decode("utf-8", "replace")):
        raise PathingestError(f"--out: {path} is no report, and is not overwritten; name another file, or delete it")


def write(path: Path, made: Contents) -> None:
    """Write a report, whole or not at all.

    Raises:
        PathingestError: it cannot be written.
    """
    with files.beside(path) as free, free.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        file.writelines(made.pieces)


def earlier_in_git(dataset: str) -> str | None:
    """The dataset as it was committed last, as `pathingest diff` takes it; None where git has none."""
    name = f"HEAD:{dataset}"
    try:
        read_side(name, Path.cwd())
    except PathingestError:
        return None
    return name


def _read(profiles: tuple[Profile, ...] | None, inside: frozenset[Path], ids: Ids, path: Path) -> Page:
    return ids.of_page(ingest_safely(read_anyway(path, inside=inside), profiles))


class _Record:
    """A record of the dataset with its files, read when they are needed."""

    def __init__(self, folder: Path, name: str, entry: Entry) -> None:
        self.entry = entry
        self._file = folder / entry.file
        self.proof = folder / _EVIDENCE / f"{name}.json"

    @property
    def tree(self) -> Mapping[str, Any]:
        """The record as plain data."""
        found: Mapping[str, Any] = json.loads(self.entry.line)
        return found

    @property
    def first(self) -> str:
        """The path of the page that it has the most of."""
        return next(iter(self.entry.paths), "")

    def read(self) -> Page:
        """The record as rules read it."""
        line = self.entry.line.encode("utf-8", "surrogatepass")
        return read_record(from_bytes(line, path=f"{self._file.stem}.json"))

    @property
    def text(self) -> tuple[str, str | None]:
        """(its JSON, the digest that the manifest has of it); of a file in YAML its line, which has none."""
        if self._file.suffix != ".json":
            return self.entry.line, None
        return _text(self._file), self.entry.built_sha256

    @property
    def evidence(self) -> str:
        """The evidence's file."""
        return _text(self.proof)


def _text(path: Path) -> str:
    try:
        return read_bytes(path).decode("utf-8", "replace")
    except OSError as error:
        raise PathingestError(f"{path}: cannot be read: {error.strerror or error}; build the dataset anew") from None


def _pathway(
    record: _Record,
    findings: Sequence[Finding],
    owners: Mapping[str, str],
    corrections: Corrections,
    ids: Ids,
    inside: Collection[Path] | None,
) -> dict[str, Any]:
    """What is drawn of one pathway, as plain data."""
    tree = record.tree
    sources, given = [], []
    for ref in tree["sources"]:
        source, data = _source(ref, inside)
        sources.append(source)
        as_written = data is not None and source.text.encode("utf-8", "surrogatepass") == data
        given.append(
            {
                "path": ref["path"],
                "media": ref["media_type"],
                "profile": ref["profile"],
                "rendering": ref["rendering"],
                "url": ref["url"],
                "text": source.text if data is not None else None,
                "bytes": None if as_written or data is None else base64.b64encode(data).decode(),
            }
        )
    text, digest = record.text
    shown = placed(findings, sources, owners)
    return {
        "id": tree["id"],
        "record": text,
        "digest": digest,
        "evidence": record.evidence,
        "overrides": corrections.values(tree["id"], ids),
        "decided": corrections.decided(tree["id"]),
        "sources": given,
        "findings": [_plain(one) for one in shown],
    }


def _dismissed(one: Finding, by: Suppression) -> dict[str, Any]:
    """What is told of a finding that somebody wants to hear no more of."""
    said = {name: getattr(one, name) for name in ("code", "severity", "message", "fingerprint", "line")}
    return said | {"reason": by.reason, "by": by.by, "until": by.until and by.until.isoformat()}


def _source(ref: Mapping[str, Any], inside: Collection[Path] | None) -> tuple[Source, bytes | None]:
    """A page and its bytes; without them where it is not there as it was read."""
    path = ref["path"]
    try:
        data = read_bytes(located(path), inside, most=LARGEST_FILE) if path else b""
    except OSError:
        return Source("", path), None
    source = from_bytes(data, path=path)
    return (source, data) if source.sha256 == ref["sha256"] else (Source("", path), None)


def _layouts(records: Mapping[str, _Record]) -> list[tuple[str, int]]:
    counts: defaultdict[str, int] = defaultdict(int)
    for record in records.values():
        for ref in record.tree["sources"]:
            counts[ref["profile"]] += 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _since(
    given: Input,
    of_record: Mapping[str, Sequence[Finding]],
    dismissed: Mapping[str, Sequence[tuple[Finding, Suppression]]],
) -> Since | None:
    if given.earlier is None:
        return None
    here = Path.cwd()
    old, new = (read_side(name, here, given.overrides) for name in (given.earlier, str(given.folder)))
    diff, old = compare(old, new), under_ids_of(new, old)
    found, shown = dict[str, Compared](), dict[str, str]()
    for one in diff.records:
        before, now = (_found(side.records.get(one.id), given.lint) for side in (old, new))
        gone = _dismissed_of(now, dismissed.get(one.id, ()))
        hidden = [finding for finding, _ in gone]
        reported = _on_page([finding for finding in now if finding not in hidden], of_record.get(one.id, ()))
        found[one.id] = Compared(before, now, [finding for finding in now if finding.fingerprint in reported], gone)
        shown |= reported
    return since(given.earlier, diff, new.records, found, shown)


def _found(record: Mapping[str, Any] | None, config: LintConfig) -> list[Finding]:
    """What is found in what a record states, without its pages: those of an earlier build are gone."""
    if record is None:
        return []
    try:
        alone = {**record, "sources": [{**source, "path": None} for source in record["sources"]]}
    except (LookupError, TypeError):  # of a line that no build wrote
        return []
    line = json.dumps(alone, ensure_ascii=False).encode("utf-8", "surrogatepass")
    path = f"{record['id']}.json"
    page = read_record(from_bytes(line, path=path))
    return [one for one in lint([page], config).findings if one.path == path]


def _dismissed_of(
    findings: Sequence[Finding], dismissed: Sequence[tuple[Finding, Suppression]]
) -> list[tuple[Finding, Suppression]]:
    """Those that are dismissed on the pages, where they may have other fingerprints, and by what."""
    same = {(one.code, said): by for one, by in dismissed for said in (one.message, one.fingerprint)}
    known = ((one, (one.code, one.fingerprint), (one.code, one.message)) for one in findings)
    return [
        (one, same.get(first) or same[second])
        for one, first, second in known
        if not same.keys().isdisjoint((first, second))
    ]


def _on_page(findings: Sequence[Finding], reported: Sequence[Finding]) -> dict[str, str]:
    """The fingerprints of findings, with those that they have on the pages; without what is not reported of these."""
    found = {}
    for one in findings:
        alike = [other for other in reported if other.code == one.code]
        alike.sort(key=lambda other: (other.fingerprint != one.fingerprint, other.message != one.message))
        if alike:
            found[one.fingerprint] = alike[0].fingerprint
    return found


def _plain(value: Any) -> Any:
    """Named tuples as dicts, at any depth."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {name: _plain(part) for name, part in zip(value._fields, value, strict=True)}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    return value
