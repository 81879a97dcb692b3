"""DuckDB: one database with the tables and their keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pathingest.exports import Format
from pathingest.exports._sql import METADATA, METADATA_TABLE, create_tables, insert, quoted
from pathingest.library import Records
from pathingest.tables import TABLES, ColumnType, batches

_TYPES: dict[ColumnType, str] = {"text": "VARCHAR", "number": "DOUBLE", "integer": "BIGINT", "boolean": "BOOLEAN"}


def _write(records: Records, path: Path) -> None:
    import duckdb  # noqa: PLC0415  in an extra

    try:
        with duckdb.connect(str(path)) as database:
            database.execute("BEGIN")
            _fill(database, records)
            database.execute("COMMIT")
    except duckdb.Error as error:
        raise OSError(str(error)) from None


def _fill(database: Any, records: Records) -> None:
    database.execute(METADATA_TABLE)
    database.executemany("INSERT INTO metadata VALUES (?, ?)", METADATA)
    for statement in create_tables(_TYPES):
        database.execute(statement)
    for table in TABLES:
        database.execute(f"COMMENT ON TABLE {quoted(table.name)} IS {_literal(table.summary)}")
        for column in table.columns:
            name = f"{quoted(table.name)}.{quoted(column.name)}"
            database.execute(f"COMMENT ON COLUMN {name} IS {_literal(column.summary)}")
    for table, rows in batches(records.values(), records.vocabulary):
        # A list a column in one statement: row by row takes a hundred times as long.
        columns = list(map(list, zip(*rows, strict=True)))
        database.execute(insert(table, lambda kind: f"unnest(?::{_TYPES[kind]}[])"), columns)


def _literal(text: str) -> str:
    return f"'{text.replace(_QUOTE, _QUOTE * 2)}'"


_QUOTE = "'"

FORMAT = Format("pathways.duckdb", write=_write, extra="duckdb", library="duckdb")
