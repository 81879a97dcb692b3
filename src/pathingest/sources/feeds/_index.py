"""The rows of an index: where a page is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pathingest.sources.feeds import Place, Record
from pathingest.sources.feeds._record import number_in

# As pywb's and Common Crawl's indexes call them.
FILE = ("filename", "warc_filename", "file")
OFFSET = ("offset", "warc_record_offset")
LENGTH = ("length", "warc_record_length")
COLUMNS = (*FILE, *OFFSET, *LENGTH)


def place_of(at: str, row: Mapping[str, Any]) -> Place | Record:
    """Where the page of a row is; a record with a problem, where the row does not say it."""
    file = _first(row, FILE)
    offset, length = (number_in(str(_first(row, names))) for names in (OFFSET, LENGTH))
    if not isinstance(file, str) or not file or offset is None:
        return Record(at, problem="the row names no file and offset")
    return Place(f"{file}#{offset}", length)


def _first(row: Mapping[str, Any], names: tuple[str, ...]) -> object:
    return next((row[name] for name in names if row.get(name) is not None), None)
