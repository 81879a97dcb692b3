"""The main job: pages in, records, evidence, dataset and manifest out."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Literal

from pathingest import __version__
from pathingest.dataset import Dataset, manifest
from pathingest.dataset.identity import Group
from pathingest.model.evidence import Evidence
from pathingest.model.finding import Finding
from pathingest.model.page import Page
from pathingest.model.pathway import Pathway
from pathingest.outputs import files
from pathingest.outputs import json as json_output
from pathingest.outputs import yaml as yaml_output
from pathingest.pipeline import ingest_safely
from pathingest.profiles import Profile
from pathingest.rules import Asked
from pathingest.runners.lint import Linter
from pathingest.runners.pairs import Reader, merged, reread
from pathingest.sources import read_anyway, read_bytes

Format = Literal["json", "yaml"]
_DATASET = "dataset.jsonl"
_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Built:
    """One page that was met; or, its path null, what was found when the pages of one pathway were merged."""

    path: Path | None
    findings: list[Finding]


def build(
    pages: Iterable[Path],
    out: Path,
    record_format: Format,
    dataset: Dataset,
    linter: Linter,
    profiles: tuple[Profile, ...] | None = None,
    inside: Collection[Path] | None = None,
) -> Iterator[Built]:
    """Ingest the pages in their order, each written before the next is read; the dataset and manifest come last.

    `dataset` is filled on the way, and `linter` meets every page. A page that cannot be read or used is reported and
    stops nothing. No page is kept: those of one pathway are read again when all are known, and merged, so that their
    order does not matter. Of the profiles (by default the built-in ones) each page gets the one that fits it. A page
    that is not inside one of the real paths, if any are given, is reported unread.

    Raises:
        PathingestError: a file cannot be written.
    """
    folder = _Folder(out, record_format)
    later = _not_alone(out)
    read = partial(_read, profiles, inside)
    for path in pages:
        page = read(path)
        dataset.meet(page)
        if page.pathway and page.pathway.id not in dataset.entries and page.source.path not in later:
            folder.put(page.pathway, page.evidence)
            dataset.enter(page.pathway)
        linter.meet(page)
        yield Built(path, [])
    for group in dataset.settle():
        yield Built(None, _write_together(group, folder, dataset, read, linter.asked))
    folder.clear(dataset)
    files.write(out / _DATASET, "".join(dataset.lines()))
    contents = manifest(dataset, __version__, record_format)
    files.write(out / _MANIFEST, json.dumps(contents, ensure_ascii=False, indent=2) + "\n")


@dataclass(frozen=True, slots=True)
class _Folder:
    """Where records go; remembers which it changed."""

    out: Path
    record_format: Format
    changed: set[str] = field(default_factory=set)

    def put(self, record: Pathway, evidence: Evidence) -> None:
        """Write a record and its evidence."""
        render = json_output.record if self.record_format == "json" else yaml_output.record
        path, beside = self._paths(record.id)
        written = [files.write(path, render(record)), files.write(beside, json_output.evidence(evidence))]
        if any(written):
            self.changed.add(record.id)

    def clear(self, dataset: Dataset) -> None:
        """Remove what this build wrote of a pathway that turned out to have another id."""
        for name in sorted(self.changed - dataset.entries.keys()):
            for path in self._paths(name):
                path.unlink(missing_ok=True)

    def _paths(self, name: str) -> tuple[Path, Path]:
        return self.out / f"{name}.{self.record_format}", self.out / "evidence" / f"{name}.json"


def _not_alone(out: Path) -> set[str]:
    """The pages that the last build merged, or gave way to others: alone they would only overwrite what it made."""
    try:
        last = json.loads(read_bytes(out / _MANIFEST))
        merged = [record["sources"] for record in last["records"] if len(record["sources"]) > 1]
        return {page["path"] for sources in [*merged, last["not_written"]] for page in sources}
    except (OSError, ValueError, LookupError, TypeError):
        return set()  # no build was here, or the file is not ours


def _read(profiles: tuple[Profile, ...] | None, inside: Collection[Path] | None, path: Path) -> Page:
    return ingest_safely(read_anyway(path, inside=inside), profiles)


def _write_together(group: Group, folder: _Folder, dataset: Dataset, read: Reader, asked: Asked) -> list[Finding]:
    """Merge the pages of one pathway, and write what they say; a bug met in that leaves the best page's record."""
    pages = reread(group.pages, read)
    if not pages:
        return []  # they went away while the build ran; what was written of them stays
    together, findings = merged(pages, group, read, asked)
    folder.put(together.pathway, together.evidence)
    dataset.enter(together.pathway)
    return findings


def stale(out: Path, dataset: Dataset, record_format: Format) -> list[Path]:
    """Records and evidence in the folder that this build did not make: their pages are gone, or were not named."""
    made = {out / f"{name}.{record_format}" for name in dataset.entries}
    made |= {out / "evidence" / f"{name}.json" for name in dataset.entries}
    made |= {out / _MANIFEST}
    found = [*out.glob("*.json"), *out.glob("*.yaml"), *(out / "evidence").glob("*.json")]
    return sorted(path for path in found if path not in made)
