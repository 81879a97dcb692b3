"""Verifying a dataset: each record with its evidence and its pages, and the dataset's lines with the records."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pathingest.dataset import Entry
from pathingest.library import how_to_build
from pathingest.model.errors import PathingestError
from pathingest.model.evidence import RESIDUE
from pathingest.model.limits import LARGEST_FILE
from pathingest.model.tuples import NamedTuple
from pathingest.overrides.ids import read_ids
from pathingest.runners.corrections import Corrections, last_in
from pathingest.sources import located, project_root, read_bytes
from pathingest.verifier import Fault, verify

_EVIDENCE = "evidence"
_RECORDS = (".json", ".yaml")
_SOURCES = ',"sources":['  # the last part of a line; its content is the rest


class Verified(NamedTuple):
    """A record that was verified.

    Attributes:
        entries: how many its evidence has; `corrected` of them say that a correction set the value.
        residue: how many characters of its pages are not understood.
    """

    id: str
    file: Path
    faults: tuple[Fault, ...]
    entries: int = 0
    corrected: int = 0
    residue: int = 0


def verified(paths: Sequence[Path], overrides: Path) -> Iterator[Verified]:
    """Verify datasets, all of their records or those whose files are named, one after another.

    Raises:
        PathingestError: a path is neither a dataset nor a record of one.
    """
    corrections, ids = Corrections(overrides), read_ids(overrides)
    for path in paths:
        folder = path.parent if path.is_file() or path.suffix in _RECORDS else path
        entries = last_in(folder).entries
        if not entries:
            raise PathingestError(f"{path}: no dataset there; {how_to_build(folder)} writes one")
        names = sorted(entries) if folder == path else [name for name in entries if entries[name].file == path.name]
        if not names:
            raise PathingestError(f"{path}: no record of the dataset in {folder}/; name the folder, or a record's file")
        for name in names:
            yield _verified(folder, name, entries[name], corrections.values(name, ids))


def _verified(folder: Path, name: str, entry: Entry, known: Mapping[str, Any]) -> Verified:
    file, evidence = folder / entry.file, _bytes(folder / _EVIDENCE / f"{name}.json")
    record = _bytes(file)
    missing = [
        Fault(what, "its file is not there")
        for what, data in (("record", record), ("evidence", evidence))
        if data is None
    ]
    if record is None or evidence is None:
        return Verified(name, file, tuple(missing))
    faults, digest = list(_of_line(record, entry)), entry.built_sha256
    if file.suffix != ".json":  # its line has the same in JSON
        if digest and hashlib.sha256(record).hexdigest() != digest:
            faults.append(Fault("record", "its digest is not that of the manifest: it was changed since it was built"))
        record, digest = entry.line.encode("utf-8", "surrogatepass"), None
    pages = [_page(folder, path) for path, _ in entry.sources]
    return Verified(name, file, (*verify(record, evidence, pages, digest, known), *faults), *_counted(evidence))


def _of_line(record: bytes, entry: Entry) -> Iterator[Fault]:
    """Whether the dataset's line is of that content, and, of a record in JSON, says the same."""
    if not entry.line:
        yield Fault("record", "is not in dataset.jsonl")
        return
    content = f"{entry.line.rpartition(_SOURCES)[0]}}}"
    if hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest() != entry.content_sha256:
        yield Fault("record", "its line in dataset.jsonl is not that of the manifest: its digest is another")
    try:
        found = json.loads(record) if record[:1] == b"{" else None
    except (ValueError, RecursionError):
        return  # the verifier says so
    if isinstance(found, dict) and {**found, "$schema": None} != {**json.loads(entry.line), "$schema": None}:
        yield Fault("record", "dataset.jsonl has another")


def _page(folder: Path, path: str | None) -> bytes | None:
    """A page, looked for from the working directory and the folders above the dataset, up to the project's."""
    above = folder.absolute()
    root = project_root(above)
    places = [Path(), *(place for place in (above, *above.parents) if place.is_relative_to(root))]
    return next((found for place in places if path and (found := _bytes(place / located(path))) is not None), None)


def _bytes(path: Path) -> bytes | None:
    try:
        return read_bytes(path, most=LARGEST_FILE)
    except OSError:
        return None


def _counted(evidence: bytes) -> tuple[int, int, int]:
    """How many entries there are, how many of them a correction set, and how many characters are residue."""
    try:
        found = json.loads(evidence)
        corrected = sum("override" in entry for entry in found["leaves"].values())
        tiles = [tile for source in found["sources"] for tile in source["account"]]
        return len(found["leaves"]), corrected, sum(end - start for start, end, owner in tiles if owner == RESIDUE)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return 0, 0, 0
