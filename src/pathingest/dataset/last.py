"""What the last build left in the folder of the dataset: its records and the pages without one, read back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pathingest.dataset import Entry, Skipped, entry_of
from pathingest.dataset.identity import Known, address, title_key
from pathingest.model.data import parse_json
from pathingest.model.errors import PathingestError
from pathingest.model.tuples import NamedTuple


class Last(NamedTuple):
    """The last build's records by id, and the pages that it did not write, by path.

    Attributes:
        pages: by what pages are recognised by, the paths of the pages of the records that have it, see `reached`.
        coverage: the share of its records that stated each field.
    """

    entries: Mapping[str, Entry] = {}
    skipped: Mapping[str, Skipped] = {}
    pages: Mapping[Hashable, set[str]] = {}
    coverage: Mapping[str, float] = {}

    @property
    def lost(self) -> set[str]:
        """The paths of the pages of records that the dataset does not hold, or in an older version of the schema.

        They are to be read again, so that a dataset has one version.
        """
        return {path for entry in self.entries.values() if not entry.is_current for path in entry.paths}

    def is_alone(self, name: str, path: str) -> bool:
        """Whether no other page than that at `path` contributes to the pathway of that id, or claims the id."""
        return self.pages.get(("id", name), set()) <= {path}

    def reached(self, known: Iterable[Known], paths: Iterable[str]) -> set[str]:
        """The paths of all pages that may be of one pathway with some of those that were read.

        Args:
            known: what those that have a record are recognised by.
            paths: the paths of them all.
        """
        keys: list[Hashable] = [("path", path) for path in paths]
        keys += [key for page in known for key in _keys(page.id, page.title, [page.url])]
        return set().union(*(self.pages[key] for key in keys if key in self.pages))


def read_last(manifest: bytes | None, lines: bytes | None, folder: Path) -> Last:
    """What the manifest and the dataset say; None is for a file that is not there. `folder` names them in errors.

    A record that only one of them holds is one too: a build that was interrupted may have written only one.

    Raises:
        PathingestError: one of them is not what a build wrote.
    """
    entries, skipped, covered = _from_manifest(manifest, folder / "manifest.json")
    pages: defaultdict[Hashable, set[str]] = defaultdict(set)
    for number, line in enumerate((lines or b"").splitlines(keepends=True), 1):
        where = folder / f"dataset.jsonl:{number}"
        record = _loaded(line, where)
        try:
            name = _name(record.get("id"))
        except ValueError:
            raise _foreign(f"{where}: is of another form") from None
        if name not in entries:
            entries[name] = _from_line(line, name, where)
        entries[name] = entries[name]._replace(line=line.decode().rstrip("\r\n") + "\n")
        for key in _keys_of(record):
            pages[key].update(entries[name].paths)
    for path, page in skipped.items():
        if page.id:
            pages["id", page.id].add(path)
    for name, entry in entries.items():
        pages["id", name].update(entry.paths)
        for path in pages["id", name]:
            pages["path", path] |= pages["id", name]
    return Last(entries, skipped, pages, covered)


def _from_manifest(data: bytes | None, where: Path) -> tuple[dict[str, Entry], dict[str, Skipped], Mapping[str, float]]:
    """The records, as yet without their lines, the pages that were not written, and the coverage."""
    if data is None:
        return {}, {}, {}
    manifest = _loaded(data, where)
    try:
        entries = {
            _name(record["id"]): Entry(
                line="",
                file=_file(record["id"], record["record"]),
                sources=tuple((_text(page["path"] or ""), _text(page["sha256"])) for page in record["sources"]),
                content_sha256=_text(record["content_sha256"]),
                built_sha256=record.get("record_sha256") and _text(record["record_sha256"]),
            )
            for record in manifest["records"]
        }
        skipped = {
            _text(page["path"]): Skipped(_text(page["why"]), page.get("id") and _name(page["id"]))
            for page in manifest["not_written"]
        }
        covered = {_text(name): float(share) for name, share in manifest.get("coverage", {}).items()}
    except (ValueError, LookupError, TypeError, AttributeError):
        raise _foreign(f"{where}: is of another form") from None
    return entries, skipped, covered


def _name(name: Any) -> str:
    """The id of a record. It names the files, so one that no build makes could lead out of the folder."""
    if not isinstance(name, str) or not name or name in _OURS or _NEVER.search(name):
        raise ValueError(name)
    return name


_OURS = ("manifest", "dataset")
_NEVER = re.compile(r"[/\\.\x00-\x20\x7f\ud800-\udfff]")


def _file(name: str, file: Any) -> str:
    """The name of a record's file."""
    if file not in (f"{name}.json", f"{name}.yaml"):
        raise ValueError(file)
    return str(file)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _from_line(line: bytes, name: str, where: Path) -> Entry:
    """The entry of a record that the manifest does not know."""
    from pathingest.model.pathway import Pathway  # noqa: PLC0415  the manifest knows nearly all

    try:
        return entry_of(Pathway.model_validate_json(line), f"{name}.json", None)
    except ValueError:
        raise _foreign(f"{where}: is of another form") from None


def _loaded(data: bytes, where: Path) -> Mapping[str, Any]:
    try:
        found = parse_json(data, where)
    except PathingestError as error:
        raise _foreign(error) from None
    if not isinstance(found, dict):
        raise _foreign(f"{where}: is of another form")
    return found


def _foreign(where: str | PathingestError) -> PathingestError:
    return PathingestError(
        f"{where}; no build wrote that, so the records of other pages cannot be kept: restore the file, or delete "
        "manifest.json and dataset.jsonl and build all pages"
    )


def _keys_of(record: Mapping[str, Any]) -> Iterator[Hashable]:
    title, sources = record.get("title"), record.get("sources")
    urls = [source.get("url") for source in sources if isinstance(source, dict)] if isinstance(sources, list) else []
    named = title_key(title) if isinstance(title, str) and title else None
    return _keys(str(record["id"]), named, [address(url) for url in urls if isinstance(url, str)])


def _keys(name: str, title: str | None, urls: Iterable[str | None]) -> Iterator[Hashable]:
    """What pages of one pathway share at least one of, see `identity.groups`."""
    yield "id", name
    if title:
        yield "title", title
    yield from (("url", url) for url in urls if url)
