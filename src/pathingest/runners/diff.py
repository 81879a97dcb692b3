"""Two sides of a comparison, read: folders of records, single records, and both as a revision of git has them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from pathingest.dataset.address import tokens_of
from pathingest.dataset.changes import changes
from pathingest.dataset.pairs import text_key
from pathingest.model.change import Cause, Change, Diff, RecordDiff
from pathingest.model.errors import PathingestError
from pathingest.model.tuples import NamedTuple
from pathingest.model.version import SCHEMA_FILE
from pathingest.overrides.files import FOLDER, Override, overrides_in
from pathingest.records import is_record, read_record
from pathingest.runners.changes import files_at
from pathingest.sources import from_bytes, read_bytes, relative

_DATASET, _EVIDENCE = "dataset.jsonl", "evidence"
_OURS = ("manifest.json", SCHEMA_FILE)


class Side(NamedTuple):
    """Records by id, as trees, and the files beside them by name, read when they are needed."""

    name: str
    records: Mapping[str, Mapping[str, Any]]
    files: Mapping[str, bytes] | Path | None = None
    overrides: Mapping[str, bytes] | Path = Path(FOLDER)

    @property
    def aliases(self) -> Mapping[str, str]:
        """By each former id of a record, the one that it has; none where no manifest says so."""
        try:
            found = json.loads(self._file(_OURS[0])).get("aliases", {})
        except (OSError, ValueError, LookupError, AttributeError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def _file(self, name: str) -> bytes:
        return read_bytes(self.files / name) if isinstance(self.files, Path) else (self.files or {})[name]

    def corrected(self, name: str) -> tuple[Override, ...]:
        """The corrections of a record; of a value that one took away, no evidence tells."""
        file = f"{name}.yaml"
        try:
            data = read_bytes(self.overrides / file) if isinstance(self.overrides, Path) else self.overrides[file]
            known = overrides_in(from_bytes(data, path=file), name)
        except (OSError, LookupError, PathingestError):
            return ()
        return known.items

    def evidence(self, name: str) -> Mapping[str, Any]:
        """The entries of the evidence of a record; empty where there is none, or it is not ours."""
        try:
            leaves = json.loads(self._file(f"{_EVIDENCE}/{name}.json"))["leaves"]
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return {}
        return leaves if isinstance(leaves, dict) else {}


def read_side(name: str, folder: Path, overrides: Path = Path(FOLDER)) -> Side:
    """What is at a place: a folder that a build wrote, or a record's file; or either in git, as in "HEAD~1:normalized".

    `overrides` is the folder of corrections, in the same revision.

    Raises:
        PathingestError: there is nothing, or no records.
    """
    path = Path(name)
    if path.is_dir():
        side = Side(name, dict(_in_folder(path)), path, overrides)
    elif path.is_file():
        side = Side(name, dict(_of_file(name, read_bytes(path))), path.parent, overrides)
    elif ":" in name:
        revision, _, inside = name.partition(":")
        files = files_at(revision, inside, folder)
        side = Side(name, dict(_in_files(name, files)), files, _there(revision, overrides, folder))
    else:
        raise PathingestError(f"{name}: nothing there; name a folder of records, a record, or REVISION:PATH")
    if not side.records and not path.is_dir():
        raise PathingestError(f"{name}: no records there")
    return side


def _there(revision: str, overrides: Path, folder: Path) -> Mapping[str, bytes]:
    """The corrections that a revision has, by the names of their files."""
    try:
        return files_at(revision, relative(overrides), folder)
    except PathingestError:
        return {}


def _in_folder(folder: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    dataset = folder / _DATASET
    if dataset.is_file():
        yield from _in_lines(str(dataset), read_bytes(dataset))
        return
    for path in sorted(folder.iterdir()):
        if is_record(path) and path.name not in _OURS:
            yield from _of_file(str(path), read_bytes(path))


def _in_files(name: str, files: Mapping[str, bytes]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if _DATASET in files:
        yield from _in_lines(f"{name}/{_DATASET}", files[_DATASET])
        return
    for file, data in sorted(files.items()):
        path = PurePosixPath(file)
        if len(path.parts) <= 1 and is_record(Path(file or name)) and file not in _OURS:
            yield from _of_file(f"{name}/{file}" if file else name, data)


def _in_lines(name: str, data: bytes) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, line in enumerate(data.splitlines(), 1):
        try:
            record = json.loads(line)
            yield str(record["id"]), record
        except (ValueError, LookupError, TypeError, RecursionError):
            raise PathingestError(f"{name}:{number}: no record; build the dataset anew") from None


def _of_file(name: str, data: bytes) -> Iterator[tuple[str, Mapping[str, Any]]]:
    page = read_record(from_bytes(data, path=name.rpartition(":")[2]))
    if page.tree is None:
        raise PathingestError(f"{name}: {page.problem}")
    yield page.tree["id"], page.tree


def under_ids_of(new: Side, old: Side) -> Side:
    """The old side with each record under the id that it has on the new one."""
    aliases = {alias: name for alias, name in new.aliases.items() if name not in old.records}
    return old._replace(records={aliases.get(name, name): record for name, record in old.records.items()})


def compare(old: Side, new: Side) -> Diff:
    """What differs between two sides, by id; a record that was given another id is compared with what it is now."""
    found: list[RecordDiff] = []
    same = 0
    old = under_ids_of(new, old)
    for name in sorted({*old.records, *new.records}):
        before, after = old.records.get(name), new.records.get(name)
        if before is None or after is None:
            record: Mapping[str, Any] = before or after or {}
            found.append(RecordDiff(name, "removed" if after is None else "added", record.get("title")))
        elif caused := _changes(name, old, new):
            found.append(RecordDiff(name, "changed", after.get("title"), caused))
        else:
            same += 1
    return Diff(tuple(found), same)


def _changes(name: str, old: Side, new: Side) -> tuple[Change, ...]:
    try:
        return tuple(_caused(changes(old.records[name], new.records[name]), old, new, name))
    except (LookupError, TypeError, ValueError, AttributeError):  # of a line that no build wrote
        raise PathingestError(f"{old.name}, {new.name}: {name} is not of the form of a record") from None


def _caused(differing: list[Change], old: Side, new: Side, name: str) -> Iterator[Change]:
    """The changes with what made them."""
    of_old, of_new = old.evidence(name), new.evidence(name)
    digests = [[source.get("sha256") for source in side.records[name].get("sources", ())] for side in (old, new)]
    other: Cause = "tool" if digests[0] == digests[1] else "page"
    in_force = new.corrected(name)
    corrected = [(_keys(item.at), item) for item in (*in_force, *old.corrected(name))]
    by_address = {item.at: item for _, item in reversed(corrected)}
    named = [_named(change.at, corrected) for change in differing]
    set_by = [_set_by(of_new, change.after) or _set_by(of_old, change.before) for change in differing]
    set_ = [bool(address or item) for address, item in zip(set_by, named, strict=True)]
    items = [by_address.get(address or "", item) for address, item in zip(set_by, named, strict=True)]
    sources = [change.before or change.after or "" for change, is_set in zip(differing, set_, strict=True) if is_set]
    for change, is_set, item in zip(differing, set_, items, strict=True):
        follows = any(_is_inside(one, of) for of in _made_of(change) for one in sources)
        is_said = item and (item in in_force or not change.after)  # what is there again nobody corrected
        decided = (item.reason, item.by, item.date) if item and is_said else None
        yield change._replace(cause="override" if is_set or follows else other, decided=decided)


def _made_of(change: Change) -> Iterator[str]:
    """The pointers of what a computed value is made of; none for any other."""
    if change.at == "/roadmap_total":
        yield "/roadmap"
    elif change.at.startswith("/claims/"):
        yield from (str(claim["at"]) for claim in (change.old, change.new) if isinstance(claim, dict) and "at" in claim)


def _is_inside(pointer: str, outer: str) -> bool:
    return pointer == outer or pointer.startswith(f"{outer}/")


def _keys(address: str) -> list[str]:
    return [text_key(token) for token in tokens_of(address)]


def _named(address: str, corrected: Iterable[tuple[list[str], Override]]) -> Override | None:
    """The correction of an address, or of what it is inside of."""
    keys = _keys(address)
    return next((item for one, item in corrected if keys[: len(one)] == one), None)


def _set_by(leaves: Mapping[str, Any], pointer: str | None) -> str | None:
    """The address of the correction that set the value at a pointer, or one above it; None for none."""
    at = pointer
    while at:
        entry = leaves.get(at)
        if isinstance(entry, dict):
            return str(entry["override"]) if "override" in entry else None
        at = at.rpartition("/")[0]
    return None
