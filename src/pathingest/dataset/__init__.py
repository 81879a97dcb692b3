"""Many pages to one dataset: which pages speak for each pathway, and the manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pathingest.dataset.identity import Known, SamePathway, groups, known
from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple
from pathingest.model.version import SCHEMA_VERSION
from pathingest.sources import unescaped

if TYPE_CHECKING:
    from pathingest.dataset.last import Last
    from pathingest.model.pathway import Pathway

MANIFEST_SCHEMA = "pathingest.manifest/1"
_CURRENT = f'{{"schema_version":"{SCHEMA_VERSION}"'


class Entry(NamedTuple):
    """One record of the dataset.

    Attributes:
        line: the record in one line of JSON.
        file: the record's file, by its name in the folder of the dataset.
        sources: (path, digest) of the pages that it was made of.
        content_sha256: the digest of its content, see `manifest`.
        built_sha256: the digest of the file as a build wrote it last: a file that has another one was edited since.
            None where no manifest says so.
    """

    line: str
    file: str
    sources: tuple[tuple[str | None, str], ...]
    content_sha256: str
    built_sha256: str | None

    @property
    def is_current(self) -> bool:
        """Whether the record has this version of the schema."""
        return self.line.startswith(_CURRENT)

    def in_this_version(self) -> Entry:
        """The entry with its record in this version of the schema, as far as that can be without its pages."""
        from pathingest.model.pathway import Pathway  # noqa: PLC0415  hardly any record is older

        try:
            record = Pathway.model_validate_json(self.line)
        except ValueError:  # no build wrote that; who reads it says so
            return self
        return self._replace(line=record.model_dump_json() + "\n", content_sha256=content_digest(record))

    @property
    def paths(self) -> list[str]:
        """The paths of its pages, as the system has them."""
        return [unescaped(path) for path, _ in self.sources if path]


class Skipped(NamedTuple):
    """Why a page is in no record; and the id that it claims, where another pathway has that id."""

    why: str
    id: str | None = None


class Noted(NamedTuple):
    """What the dataset notes of a page.

    Attributes:
        unread: whether it could not be read, or held nothing.
        recognised: what it is recognised by, or why it has no record.
    """

    path: str
    unread: bool
    recognised: Known | Skipped


def noted(page: Page) -> Noted:
    """What the dataset notes of a page."""
    recognised = Skipped(page.problem or "no record") if page.pathway is None else known(page, page.pathway)
    unread = bool(page.source.problem) or not page.source.text.strip("\ufeff \t\r\n")
    return Noted(str(page.source.path), unread, recognised)


def entry_of(record: Pathway, file: str, built_sha256: str | None) -> Entry:
    """The entry of a record whose file is `file`."""
    line = record.model_dump_json()
    return Entry(
        line=line + "\n",
        file=file,
        sources=tuple((source.path, source.sha256) for source in record.sources),
        content_sha256=_content_digest(line),
        built_sha256=built_sha256,
    )


def content_digest(record: Pathway) -> str:
    """The digest of a record without its `sources`."""
    return _content_digest(record.model_dump_json())


def _content_digest(line: str) -> str:
    """That of a record in one line: its `sources` come last, and a quote in a text is escaped."""
    content, _, _ = line.rpartition(',"sources":')
    return hashlib.sha256(f"{content}}}".encode()).hexdigest()


@dataclass(slots=True)
class Dataset:
    """The records so far, by id, and the pages that are not in it. Lines, not models: they are a tenth of the size.

    Attributes:
        entries: the records that are written.
        skipped: the pages that are in no record, by path.
        known: what each page that has a record is recognised by.
        read: the paths of all pages that were met.
        unread: those of them that could not be read, or held nothing: they do not show that a record's page is gone.
        displaced: entries whose pages turned out to be of a pathway with another id.
        gone: the ids of records of earlier builds that no page states any more; their entries stay.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    skipped: dict[str, Skipped] = field(default_factory=dict)
    known: list[Known] = field(default_factory=list)
    read: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    displaced: dict[str, Entry] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)

    def add(self, page: Noted) -> None:
        """Note what a page will be recognised by, or why it has no record."""
        self.read.add(page.path)
        if page.unread:
            self.unread.add(page.path)
        if isinstance(page.recognised, Skipped):
            self.skipped[page.path] = page.recognised
        else:
            self.known.append(page.recognised)

    def settle(self) -> list[SamePathway]:
        """Once all pages are met: the pathways whose records are not yet what their pages make together.

        Entries of ids that are no pathway's are displaced, and pages that give way to another pathway are named in
        `skipped`.
        """
        found = groups(self.known)
        names = {group.id for group in found}
        self.displaced = {name: entry for name, entry in self.entries.items() if name not in names}
        self.entries = {name: entry for name, entry in self.entries.items() if name in names}
        for group in found:
            for rival in group.rivals:
                why = f"the same id as {group.pages[0].path}, which states as much or more, and another title"
                self.skipped[rival.path] = Skipped(why, group.id)
        return [group for group in found if group.rivals or not self._is_written(group)]

    def _is_written(self, group: SamePathway) -> bool:
        entry = self.entries.get(group.id)
        return entry is not None and entry.paths == [page.path for page in group.pages]

    def keep(self, last: Last, exists: Callable[[str], bool]) -> None:
        """Take over what the last build left and this one did not touch, once all of this one's records are entered.

        A record is gone if a page of it was read and states something else now, or if none of its pages exists.
        """
        for path, skipped in last.skipped.items():
            if path not in self.read and exists(path):
                self.skipped[path] = skipped
        for name, entry in last.entries.items():
            if name not in self.entries:
                kept = self.displaced.get(name, entry)
                self.entries[name] = kept if kept.is_current or not kept.line else kept.in_this_version()
                changed = self.read.difference(self.unread).intersection(entry.paths)
                if changed or not any(map(exists, entry.paths)):
                    self.gone.append(name)

    def lines(self) -> Iterator[str]:
        """The records as JSON Lines, by id."""
        return (self.entries[name].line for name in sorted(self.entries))


def manifest(
    dataset: Dataset, tool_version: str, covered: Mapping[str, float], aliases: Mapping[str, str]
) -> Mapping[str, Any]:
    """What the dataset holds and what it was made from.

    `coverage` is the share of records that state each field, `aliases` the former ids of records, for redirects.

    `content_sha256` is the digest of a record without its `sources`: it changes when the pathway does, not when a
    view counter ticks or a file moves. `record_sha256` is the digest of the record's file as it was built: a file that
    has another one was edited since. `id` is what a page that is not written claims, where another pathway has that id.
    """
    records = [
        {
            "id": name,
            "record": entry.file,
            "evidence": f"evidence/{name}.json",
            "content_sha256": entry.content_sha256,
            "record_sha256": entry.built_sha256,
            "sources": [{"path": path, "sha256": sha256} for path, sha256 in entry.sources],
        }
        for name, entry in sorted(dataset.entries.items())
    ]
    skipped = [
        {"path": path, "why": why, **({"id": claimed} if claimed else {})}
        for path, (why, claimed) in sorted(dataset.skipped.items())
    ]
    return {
        "schema": MANIFEST_SCHEMA,
        "tool": {"name": "pathingest", "version": tool_version},
        "schema_version": SCHEMA_VERSION,
        "coverage": covered,
        "aliases": {alias: name for alias, name in sorted(aliases.items()) if name in dataset.entries},
        "records": records,
        "not_written": skipped,
    }
