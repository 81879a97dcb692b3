"""The main job: pages in, records, evidence, dataset and manifest out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pathingest import __version__
from pathingest.dataset import Dataset, manifest
from pathingest.model.finding import Finding
from pathingest.outputs import files
from pathingest.outputs import json as json_output
from pathingest.outputs import yaml as yaml_output
from pathingest.pipeline import ingest_safely
from pathingest.profiles import Profile
from pathingest.rules import lint
from pathingest.sources import read_anyway

Format = Literal["json", "yaml"]
_DATASET = "dataset.jsonl"
_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one page."""

    path: Path
    written: bool
    findings: list[Finding]


def build(
    pages: Iterable[Path],
    out: Path,
    record_format: Format,
    dataset: Dataset,
    profiles: tuple[Profile, ...] | None = None,
) -> Iterator[Built]:
    """Ingest the pages in their order, each written before the next is read; the dataset and manifest come last.

    `dataset` is filled on the way. Of the profiles (by default the built-in ones) each page gets the one that fits it.
    A page that cannot be read or used is reported and stops nothing.

    Raises:
        PathingestError: a file cannot be written.
    """
    for path in pages:
        page = ingest_safely(read_anyway(path), profiles)
        findings = lint(page)
        speaks, differences = dataset.add(page)
        if speaks and page.pathway:
            name = page.pathway.id
            render = json_output.record if record_format == "json" else yaml_output.record
            files.write(out / f"{name}.{record_format}", render(page.pathway))
            files.write(out / "evidence" / f"{name}.json", json_output.evidence(page.evidence))
        yield Built(path, speaks, [*findings, *differences])
    files.write(out / _DATASET, "".join(dataset.lines()))
    contents = manifest(dataset, __version__, record_format)
    files.write(out / _MANIFEST, json.dumps(contents, ensure_ascii=False, indent=2) + "\n")


def stale(out: Path, dataset: Dataset, record_format: Format) -> list[Path]:
    """Records and evidence in the folder that this build did not make: their pages are gone, or were not named."""
    made = {out / f"{name}.{record_format}" for name in dataset.entries}
    made |= {out / "evidence" / f"{name}.json" for name in dataset.entries}
    made |= {out / _MANIFEST}
    found = [*out.glob("*.json"), *out.glob("*.yaml"), *(out / "evidence").glob("*.json")]
    return sorted(path for path in found if path not in made)
