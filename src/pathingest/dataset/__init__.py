"""Many pages to one dataset: which pages speak for each pathway, and the manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from pathingest.dataset.identity import Group, Known, groups, known
from pathingest.model.page import Page
from pathingest.model.version import SCHEMA_VERSION

if TYPE_CHECKING:
    from pathingest.model.pathway import Pathway

MANIFEST_SCHEMA = "pathingest.manifest/1"


class Entry(NamedTuple):
    """One record of the dataset: its JSON line, the (path, digest) of its sources, and the digest of its content."""

    line: str
    sources: tuple[tuple[str | None, str], ...]
    content_sha256: str


@dataclass(slots=True)
class Dataset:
    """The records so far, by id, and the pages that are not in it. Lines, not models: they are a tenth of the size.

    Attributes:
        entries: the records that are written.
        skipped: why a page is in no record, by path.
        known: what each page that has a record is recognised by.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    known: list[Known] = field(default_factory=list)

    def meet(self, page: Page) -> None:
        """Note what the page will be recognised by, or why it has no record."""
        if page.pathway is None:
            self.skipped[str(page.source.path)] = page.problem or "no record"
        else:
            self.known.append(known(page, page.pathway))

    def enter(self, record: Pathway) -> None:
        """Take a record in, in the place of an earlier one with its id."""
        content = record.model_dump_json(exclude={"sources"})
        self.entries[record.id] = Entry(
            line=record.model_dump_json() + "\n",
            sources=tuple((source.path, source.sha256) for source in record.sources),
            content_sha256=hashlib.sha256(content.encode()).hexdigest(),
        )

    def settle(self) -> list[Group]:
        """Once all pages are met: the pathways whose records are not yet what their pages make together.

        Entries of ids that are no pathway's go, and pages that give way to another pathway are named in `skipped`.
        """
        found = groups(self.known)
        names = {group.id for group in found}
        self.entries = {name: entry for name, entry in self.entries.items() if name in names}
        for group in found:
            for rival in group.rivals:
                why = f"the same id as {group.pages[0].path}, which states as much or more, and another title"
                self.skipped[rival.path] = why
        return [group for group in found if group.rivals or not self._is_written(group)]

    def _is_written(self, group: Group) -> bool:
        entry = self.entries.get(group.id)
        return entry is not None and [path for path, _ in entry.sources] == [page.path for page in group.pages]

    def lines(self) -> Iterator[str]:
        """The records as JSON Lines, by id."""
        return (self.entries[name].line for name in sorted(self.entries))


def manifest(dataset: Dataset, tool_version: str, suffix: str) -> Mapping[str, Any]:
    """What the dataset holds and what it was made from.

    `content_sha256` is the digest of a record without its `sources`: it changes when the pathway does, not when a
    view counter ticks or a file moves.
    """
    records = [
        {
            "id": name,
            "record": f"{name}.{suffix}",
            "evidence": f"evidence/{name}.json",
            "content_sha256": entry.content_sha256,
            "sources": [{"path": path, "sha256": sha256} for path, sha256 in entry.sources],
        }
        for name, entry in sorted(dataset.entries.items())
    ]
    skipped = [{"path": path, "why": why} for path, why in sorted(dataset.skipped.items())]
    return {
        "schema": MANIFEST_SCHEMA,
        "tool": {"name": "pathingest", "version": tool_version},
        "schema_version": SCHEMA_VERSION,
        "records": records,
        "not_written": skipped,
    }
