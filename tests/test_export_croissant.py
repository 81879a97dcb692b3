"""Croissant: what mlcroissant reads by it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from exporting import BY_NAME, COMMITTED, exported, tables_of
from pathingest.tables import TABLES


@pytest.mark.filterwarnings("ignore")  # of the library and those that it uses
def test_mlcroissant_reads_the_rows(tmp_path: Path) -> None:
    mlcroissant = pytest.importorskip("mlcroissant", reason="needs mlcroissant")
    read = mlcroissant.Dataset(exported("croissant", COMMITTED, tmp_path) / "croissant.json")
    assert not read.metadata.issues.errors
    # Of its own accord it says of no licence, version or date that it lacks more than that it would be good to have.
    assert len(read.metadata.issues.warnings) <= 4
    for name, expected in tables_of(COMMITTED.values()).items():
        columns = [f"{name}/{column.name}" for column in BY_NAME[name].columns]
        rows = [tuple(_plain(row[column]) for column in columns) for row in read.records(name)]
        assert rows == expected


def _plain(value: Any) -> Any:
    """A value as Python has it, of numpy's types and bytes."""
    if isinstance(value, bytes):
        return value.decode()
    return value.item() if hasattr(value, "item") else value


def test_the_digests_are_those_of_the_files(tmp_path: Path) -> None:
    folder = exported("croissant", COMMITTED, tmp_path)
    files = json.loads((folder / "croissant.json").read_text("utf-8"))["distribution"]
    assert [file["name"] for file in files] == [f"{table.name}.csv" for table in TABLES]
    for file in files:
        data = (folder / file["contentUrl"]).read_bytes()
        assert file["sha256"] == hashlib.sha256(data).hexdigest()
        assert file["contentSize"] == f"{len(data)} B"
