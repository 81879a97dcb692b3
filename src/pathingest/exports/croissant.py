"""Croissant 1.1: the tables as CSV, described for those who train models, in `croissant.json`.

Foreign keys are not in it: a key of several columns has no form there, and mlcroissant takes one of a single column for
an order to join the tables. Neither is what the pages do not say: whoever publishes the dataset adds its licence,
address, creator, version and date.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pathingest.exports import Format
from pathingest.exports._csv import digest_of, file_name, write_tables
from pathingest.library import Records
from pathingest.tables import TABLES, Column, Table

_VERSION = "http://mlcommons.org/croissant/1.1"
_TYPES = {"text": "sc:Text", "number": "cr:Float64", "integer": "cr:Int64", "boolean": "sc:Boolean"}
# The names that the format has for its terms, used here or not: readers warn where some are left out.
_TERMS = (
    "citeAs column equivalentProperty extract field fileProperty fileObject fileSet format includes isLiveDataset "
    "jsonPath key md5 parentField path recordSet references regex repeated replace samplingRate separator source "
    "subField transform"
)
_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{term: f"cr:{term}" for term in _TERMS.split()},
}


def _write(records: Records, folder: Path) -> None:
    write_tables(records, folder)
    described = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": _VERSION,
        "name": "pathways",
        "description": "How to move from one job to another, as web pages state it.",
        "distribution": [_file(folder / file_name(table.name)) for table in TABLES],
        "recordSet": [_record_set(table) for table in TABLES],
    }
    text = json.dumps(described, ensure_ascii=False, indent=2) + "\n"
    (folder / "croissant.json").write_text(text, encoding="utf-8", newline="")


def _file(file: Path) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file.name,
        "name": file.name,
        "contentUrl": file.name,
        "contentSize": f"{file.stat().st_size} B",
        "encodingFormat": "text/csv",
        "sha256": digest_of(file),
    }


def _record_set(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.summary,
        "key": [{"@id": f"{table.name}/{column}"} for column in table.key],
        "field": [_field(table, column) for column in table.columns],
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": column.summary,
        "dataType": _TYPES[column.type],
        "source": {"fileObject": {"@id": file_name(table.name)}, "extract": {"column": column.name}},
    }


FORMAT = Format("pathways-croissant", write=_write)
