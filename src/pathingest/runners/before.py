"""What records that were edited said before, as a build wrote them: so an edit is told from what a page says anew.

The dataset says it until a build takes the edit into it; from then on it is kept beside what is remembered of pages.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container
from contextlib import suppress
from pathlib import Path

from pathingest.dataset import Entry
from pathingest.model.errors import PathingestError
from pathingest.model.pathway import Pathway
from pathingest.model.source import Source
from pathingest.model.version import SCHEMA_FILE
from pathingest.outputs import files
from pathingest.outputs import json as json_output
from pathingest.outputs import yaml as yaml_output
from pathingest.runners.memory import CACHE, cache_folder
from pathingest.sources import read_bytes, relative

_ENDING = ".built.json"


def record_text(record: Pathway, file: str) -> str:
    """A record as a build writes it into a file of that name."""
    render = yaml_output.record if file.endswith(".yaml") else json_output.record
    return render(record, SCHEMA_FILE)


def is_commented(source: Source) -> bool:
    """Whether somebody wrote a comment into a record, besides the one for editors."""
    from pathingest.records.comments import comments  # noqa: PLC0415  hardly any record is edited

    return any(not comment.text.startswith(yaml_output.EDITORS) for comment in comments(source))


def keep_before(out: Path, name: str, entry: Entry | None) -> None:
    """Keep what an edited record of the dataset in `out` said, if the dataset still has it."""
    if entry and _built(entry.line, entry):
        with suppress(OSError, PathingestError):
            cache_folder()
            files.write(_path(out, name), entry.line)


def forget_before(out: Path, unedited: Container[str]) -> None:
    """Forget what is kept of records that are as a build wrote them now."""
    start = _start(out)
    with suppress(OSError):
        for path in Path(CACHE).glob(f"{start}*{_ENDING}"):
            if path.name[len(start) : -len(_ENDING)] in unedited:
                path.unlink()


def before(out: Path, name: str, entry: Entry) -> Pathway | None:
    """A record of the dataset in `out` as it was built last; None where nothing says it any more."""
    if found := _built(entry.line, entry):
        return found
    try:
        return _built(read_bytes(_path(out, name)).decode("utf-8", "replace"), entry)
    except OSError:
        return None


def _built(line: str, entry: Entry) -> Pathway | None:
    """The record in a line, if it is what a build wrote."""
    try:
        record = Pathway.model_validate_json(line)
    except ValueError:
        return None
    text = record_text(record, entry.file)
    digest = hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
    return record if digest == entry.built_sha256 else None


def _path(out: Path, name: str) -> Path:
    return Path(CACHE) / f"{_start(out)}{name}{_ENDING}"


def _start(out: Path) -> str:
    return f"{hashlib.sha256(relative(out).encode('utf-8', 'backslashreplace')).hexdigest()[:16]}."
