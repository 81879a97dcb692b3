"""DuckDB: the types, the keys and the comments of the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporting import COMMITTED, exported
from pathingest.tables import TABLES


def test_duckdb_has_keys_types_and_comments(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="needs the extra duckdb")
    with duckdb.connect(str(exported("duckdb", COMMITTED, tmp_path))) as database:
        columns = database.execute(
            "SELECT table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns() "
            "WHERE NOT internal AND table_name != 'metadata' ORDER BY table_name, column_index"
        ).fetchall()
        types = {"text": "VARCHAR", "number": "DOUBLE", "integer": "BIGINT", "boolean": "BOOLEAN"}
        assert columns == [
            (table.name, column.name, types[column.type], not column.required, column.summary)
            for table in sorted(TABLES)
            for column in table.columns
        ]
        with pytest.raises(duckdb.ConstraintException):
            database.execute("DELETE FROM roles")
