"""Data Package v2: the tables as CSV, with their types and keys in `datapackage.json`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pathingest.exports import Format
from pathingest.exports._csv import digest_of, file_name, write_tables
from pathingest.library import Records
from pathingest.model.version import SCHEMA_VERSION
from pathingest.tables import TABLES, Column, Table

_PROFILES = "https://datapackage.org/profiles/2.0"
_TYPES = {"text": "string", "number": "number", "integer": "integer", "boolean": "boolean"}


def _write(records: Records, folder: Path) -> None:
    write_tables(records, folder)
    package = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "pathways",
        "title": "Career pathways",
        "description": "How to move from one job to another, as web pages state it.",
        "schemaVersion": SCHEMA_VERSION,
        "resources": [_resource(table, folder / file_name(table.name)) for table in TABLES],
    }
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8", newline="")


def _resource(table: Table, file: Path) -> dict[str, Any]:
    return {
        "name": table.name,
        "description": table.summary,
        "type": "table",
        "path": file.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.stat().st_size,
        "hash": f"sha256:{digest_of(file)}",
        "schema": dict(_schema(table)),
    }


def _schema(table: Table) -> Iterator[tuple[str, Any]]:
    yield "$schema", f"{_PROFILES}/tableschema.json"
    yield "fields", [_field(column) for column in table.columns]
    yield "primaryKey", list(table.key)
    if table.references:
        yield (
            "foreignKeys",
            [
                {
                    "fields": list(reference.columns),
                    "reference": {"resource": reference.table, "fields": list(reference.key)},
                }
                for reference in table.references
            ],
        )


def _field(column: Column) -> dict[str, Any]:
    required = {"constraints": {"required": True}} if column.required else {}
    return {"name": column.name, "type": _TYPES[column.type], "description": column.summary, **required}


FORMAT = Format("pathways-datapackage", write=_write)
