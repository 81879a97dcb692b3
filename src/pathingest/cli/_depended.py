"""Which files a build depended upon: as long as they stay, it says and writes the same."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from pathingest.cli._options import RAW
from pathingest.config import CONFIG_FILES, Config
from pathingest.dataset import Dataset
from pathingest.model.version import SCHEMA_FILE
from pathingest.runners.lint import SIDECAR
from pathingest.runners.tool import tool_files
from pathingest.sources import located


def depended_upon(
    raw: Iterable[str], profile: str | None, config: Config, met: Iterable[Path], dataset: Dataset, out: Path
) -> dict[str, set[str]]:
    """By folder the names of all files that a build depended upon, be they there or not; nothing where nobody knows.

    Args:
        raw: the files and folders that the call names.
        profile: the profile that it names.
        config: the configuration.
        met: the pages and other files that were met.
        dataset: what came of it.
        out: the folder of the records.
    """
    if config.lint.baseline or config.lint.suppressions:
        return {}  # whether they are of use depends upon files anywhere in the project
    here = Path.cwd()
    pages = [*dataset.read, *dataset.skipped, *(path for entry in dataset.entries.values() for path in entry.paths)]
    found: defaultdict[str, set[str]] = defaultdict(set)
    paths: Iterable[str | Path] = (
        *tool_files(),
        *(folder / name for folder in (here, *here.parents) for name in CONFIG_FILES),
        *([profile] if profile else []),
        *_all_in(config.profiles or (config.path.parent / "profiles" if config.path else None)),
        *_all_in(config.overrides),
        *config.overrides.glob("*/*"),
        *(part for name in list(raw) or [str(RAW)] for part in _folders(Path(name))),
        *(path for path in met if path.name.endswith(SIDECAR)),
        *(located(path) for path in pages),
        *(out, out / "evidence", *(out / name for name in ("manifest.json", "dataset.jsonl", SCHEMA_FILE))),
        *(out / entry.file for entry in dataset.entries.values()),
        *(out / "evidence" / f"{name}.json" for name in dataset.entries),
    )
    for path in paths:
        folder, name = os.path.split(path)
        found[folder].add(name)
    return found


def _all_in(folder: Path | None) -> list[Path]:
    """A folder and what is in it; the folder alone where it is not there."""
    if folder is None:
        return []
    return [folder, *folder.iterdir()] if folder.is_dir() else [folder]


def _folders(path: Path) -> list[Path]:
    """A folder with those below it; of a file that is named, the file and what may be beside it."""
    if not path.is_dir():
        return [path, Path(f"{path}{SIDECAR}")]
    found = [path]
    for folder, names, _ in os.walk(path):
        names[:] = [name for name in names if not name.startswith(".")]
        found += [Path(folder, name) for name in names]
    return found
