"""Tables as data frames of pandas and polars: the rows and types of the Parquet export, whatever a dataset holds."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings

from exporting import BY_NAME, COMMITTED, assert_holds, dataset, exported, pathways, tables_of
from pathingest import PathingestError, Pathway, Records, frames
from pathingest.tables import TABLES

NAMES = [table.name for table in TABLES]
PARQUET = {"string": "text", "double": "number", "int64": "integer", "bool": "boolean"}


def rows(frame: Any) -> list[list[Any]]:
    """The rows of a data frame, null as None."""
    if hasattr(frame, "rows"):
        return [list(row) for row in frame.rows()]
    return [list(row) for row in frame.astype(object).where(frame.notna(), None).itertuples(index=False)]


def types(frame: Any) -> dict[str, str]:
    kinds = {"String": "text", "Float64": "number", "Int64": "integer", "Boolean": "boolean"}
    kinds |= {"string": "text", "boolean": "boolean"}
    pairs = frame.schema.items() if hasattr(frame, "schema") else frame.dtypes.items()
    return {name: kinds[str(kind)] for name, kind in pairs}


@pytest.mark.parametrize("library", ["pandas", "polars"])
@pytest.mark.parametrize("name", NAMES)
def test_a_frame_has_the_rows_of_its_table(library: str, name: str) -> None:
    pytest.importorskip(library)
    frame = getattr(COMMITTED, f"to_{library}")(name)
    assert_holds(rows(frame), [list(row) for row in tables_of(COMMITTED.values())[name]])
    assert types(frame) == {column.name: column.type for column in BY_NAME[name].columns}


@settings(max_examples=15)
@given(pathways())
def test_frames_hold_whatever_records_hold(found: list[Pathway]) -> None:
    for library in ("pandas", "polars"):
        pytest.importorskip(library)
    with TemporaryDirectory() as folder:
        records = dataset(Path(folder), found)
        for name, expected in tables_of(found).items():
            for frame in (records.to_pandas(name), records.to_polars(name)):
                assert_holds(rows(frame), [list(row) for row in expected])
                assert types(frame) == {column.name: column.type for column in BY_NAME[name].columns}


def test_the_types_are_those_of_the_parquet_export(tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    pandas = pytest.importorskip("pandas")
    parquet = pytest.importorskip("pyarrow.parquet")
    folder = exported("parquet", COMMITTED, tmp_path)
    for name in NAMES:
        file = folder / f"{name}.parquet"
        assert COMMITTED.to_polars(name).schema == polars.read_parquet(file).schema
        stated = {field.name: PARQUET[str(field.type)] for field in parquet.read_schema(file)}
        assert types(COMMITTED.to_pandas(name)) == stated
        nullable = pandas.read_parquet(file, dtype_backend="numpy_nullable")
        assert rows(nullable) == rows(COMMITTED.to_pandas(name))


def test_a_dataset_of_nothing_has_its_columns(tmp_path: Path) -> None:
    empty: Records = dataset(tmp_path, [])
    for library in ("pandas", "polars"):
        pytest.importorskip(library)
        frame = getattr(empty, f"to_{library}")("claims")
        assert len(frame) == 0
        assert types(frame) == {column.name: column.type for column in BY_NAME["claims"].columns}


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_what_is_not_there_is_one_line(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PathingestError, match=r"^skils: no table of the dataset; did you mean skills\?$"):
        getattr(COMMITTED, f"to_{library}")("skils")
    monkeypatch.setattr(frames, "find_spec", lambda name: None if name == library else importlib.util.find_spec(name))
    with pytest.raises(PathingestError) as raised:
        getattr(COMMITTED, f"to_{library}")("skills")
    assert str(raised.value) == f"to_{library} needs {library}: pip install 'pathingest[{library}]'"
