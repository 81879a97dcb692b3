"""Tables as CSV files (RFC 4180): UTF-8, a line of names, CRLF; null is nothing, an empty text two quotation marks."""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from pathlib import Path

from pathingest.library import Records
from pathingest.tables import TABLES, Row, Value, rows
from pathingest.values.patterns import lazy

_QUOTED = lazy(r'[",\r\n]|^\s|\s$|^$')


def write_tables(records: Records, folder: Path) -> None:
    """Write one file per table into a folder, which is made."""
    folder.mkdir()
    with ExitStack() as opened:
        files = {
            table.name: opened.enter_context((folder / file_name(table.name)).open("w", encoding="utf-8", newline=""))
            for table in TABLES
        }
        for table in TABLES:
            files[table.name].write(_line(tuple(column.name for column in table.columns)))
        for name, row in rows(records.values(), records.vocabulary):
            files[name].write(_line(row))


def file_name(table: str) -> str:
    """The name of a table's file."""
    return f"{table}.csv"


def digest_of(file: Path) -> str:
    """The SHA-256 of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _line(row: Row) -> str:
    return ",".join([_field(value) for value in row]) + "\r\n"


def _field(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f'"{value.replace(_QUOTE, _QUOTE * 2)}"' if _QUOTED.search(value) else value
    return str(value).lower()  # true, 12.0, 1e+22


_QUOTE = '"'
