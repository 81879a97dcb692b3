"""Parquet: types that hold, the records nested, and other readers."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from exporting import BY_NAME, COMMITTED, assert_holds, dataset, exported, pathways, plain, tables_of
from pathingest import Pathway


def test_parquet_keeps_types_where_all_is_null(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs the extra parquet")
    empty = next(iter(COMMITTED.values())).model_copy(
        update={"timeline": None, "salary_change": None, "claims": [], "roadmap": [], "other": []}
    )
    folders = [tmp_path / "all", tmp_path / "one"]
    for folder, some in zip(folders, [COMMITTED.values(), [empty]], strict=True):
        folder.mkdir()
        exported("parquet", dataset(folder, some), folder)
    for file in (folders[0] / "parquet").iterdir():
        other = parquet.read_schema(folders[1] / "parquet" / file.name)
        assert parquet.read_schema(file).equals(other)
        assert "null" not in {str(kind) for kind in other.types}


@settings(max_examples=15)
@given(pathways())
def test_parquet_has_the_records_nested(found: list[Pathway]) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs the extra parquet")
    with TemporaryDirectory() as folder:
        path = exported("parquet", dataset(Path(folder), found), Path(folder)) / "records.parquet"
        read = parquet.read_table(path).to_pylist()
    for record in read:
        for section in record["other"]:
            section["sections"] = section["sections"] and json.loads(section["sections"])
    assert_holds(read, plain(found))


@pytest.mark.parametrize("library", ["pandas", "polars", "duckdb"])
def test_parquet_is_read_by_others_too(library: str, tmp_path: Path) -> None:
    module = pytest.importorskip(library, reason=f"needs {library}")
    folder = exported("parquet", COMMITTED, tmp_path)
    for table, expected in tables_of(COMMITTED.values()).items():
        file = str(folder / f"{table}.parquet")
        if library == "duckdb":
            read = module.sql(f"SELECT * FROM '{file}'").fetchall()  # noqa: S608
        elif library == "polars":
            read = module.read_parquet(file).rows()
        else:
            # Of integers with a null among them it makes floats.
            whole = ["Int64" if column.type == "integer" else None for column in BY_NAME[table].columns]
            frame = module.read_parquet(file)
            kinds = {name: kind for name, kind in zip(frame.columns, whole, strict=True) if kind}
            read = frame.astype(kinds).astype(object).where(frame.notna(), None).to_numpy().tolist()
        assert_holds([list(row) for row in read], [list(row) for row in expected])
