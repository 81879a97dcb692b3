"""Many pages to one dataset: which page speaks for each pathway, and the manifest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pathingest.model.finding import Finding
from pathingest.model.page import Page
from pathingest.model.pathway import SCHEMA_VERSION, Pathway
from pathingest.rules import compare

MANIFEST_SCHEMA = "pathingest.manifest/1"


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of the dataset: its JSON line, and how many values it states."""

    line: str
    stated: int
    path: str | None
    sha256: str
    content_sha256: str


@dataclass(slots=True)
class Dataset:
    """The records so far, by id, and the pages that are not in it. Lines, not models: they are a tenth of the size."""

    entries: dict[str, Entry] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)

    def add(self, page: Page) -> tuple[bool, list[Finding]]:
        """Whether the page speaks for its pathway, and what a comparison with an earlier page of it found.

        Of two pages with one id the one that states more values is kept, the first if they state as many.
        """
        if page.pathway is None:
            self.skipped[str(page.source.path)] = page.problem or "no record"
            return False, []
        name = page.pathway.id
        entry = _entry(page, page.pathway)
        earlier = self.entries.get(name)
        if earlier is None:
            self.entries[name] = entry
            return True, []
        findings = compare(page, json.loads(earlier.line))
        kept, dropped = (entry, earlier) if entry.stated > earlier.stated else (earlier, entry)
        self.entries[name] = kept
        self.skipped[str(dropped.path)] = f"the same pathway as {kept.path}, which states as much or more"
        return kept is entry, findings

    def lines(self) -> Iterator[str]:
        """The records as JSON Lines, by id."""
        return (self.entries[name].line for name in sorted(self.entries))


def _entry(page: Page, record: Pathway) -> Entry:
    content = record.model_dump_json(exclude={"sources"})
    return Entry(
        line=record.model_dump_json() + "\n",
        stated=len(page.evidence.leaves),
        path=page.source.path,
        sha256=page.source.sha256,
        content_sha256=hashlib.sha256(content.encode()).hexdigest(),
    )


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
            "sources": [{"path": entry.path, "sha256": entry.sha256}],
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
