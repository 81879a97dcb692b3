"""Exporting a dataset: put whole into another form, or not at all."""

from __future__ import annotations

from pathlib import Path

from pathingest.exports import Format, write
from pathingest.library import Records, load
from pathingest.model.errors import PathingestError
from pathingest.outputs.files import beside


def records_of(folder: str) -> Records:
    """The records of a dataset.

    Raises:
        PathingestError: there is no dataset, or no record in it.
    """
    records = load(folder)
    if not records:
        raise PathingestError(f"{folder}: the dataset has no records; `pathingest build` makes them of pages")
    return records


def export(chosen: Format, records: Records, path: Path) -> None:
    """Write the records to a file or a folder.

    Raises:
        PathingestError: it cannot be written, or something of the dataset cannot be read.
    """
    with beside(path) as free:
        write(chosen, records, free)
