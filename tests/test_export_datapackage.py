"""Data Package: what frictionless says of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from exporting import BY_NAME, COMMITTED, exported, tables_of
from pathingest.tables import TABLES


def test_frictionless_takes_the_package_for_valid_and_reads_its_rows(tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="needs frictionless")
    folder = exported("datapackage", COMMITTED, tmp_path)
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    assert report.stats["tasks"] == len(TABLES)
    package = frictionless.Package(str(folder / "datapackage.json"))
    for table, expected in tables_of(COMMITTED.values()).items():
        names = [column.name for column in BY_NAME[table].columns]
        read = [[row[name] for name in names] for row in package.get_resource(table).read_rows()]
        assert [[_comparable(value) for value in row] for row in read] == [list(row) for row in expected]


def _comparable(value: Any) -> Any:
    """A decimal as the number that it is."""
    return value if value is None or isinstance(value, str | bool | int) else float(value)


@pytest.mark.parametrize(
    ("file", "old", "new", "kind"),
    [
        ("roles.csv", "accountant,", "x,", "foreign-key"),
        ("pathways.csv", ",5.0,", ",five,", "type-error"),
        ("faq.csv", ",2,", ",1,", "primary-key"),
        ("skills.csv", "a", "aa", "hash-count"),
    ],
)
def test_frictionless_sees_what_breaks_the_package(file: str, old: str, new: str, kind: str, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="needs frictionless")
    folder = exported("datapackage", COMMITTED, tmp_path)
    text = (folder / file).read_bytes().decode()
    assert old in text
    (folder / file).write_bytes(text.replace(old, new, 1).encode())
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert kind in {error[0] for error in report.flatten(["type"])}
