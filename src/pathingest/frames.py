"""The tables of a dataset as data frames of pandas and polars, with the types that the Parquet export has.

The types are stated, not guessed from what a dataset happens to hold: a column that is null throughout keeps its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from pathingest.model.errors import PathingestError
from pathingest.tables import Row, Table

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

# Those that have a null of their own: with a null among them, pandas' plain integers and booleans become others.
_PANDAS: dict[str, Any] = {"text": "string", "number": "Float64", "integer": "Int64", "boolean": "boolean"}
_POLARS = {"text": "String", "number": "Float64", "integer": "Int64", "boolean": "Boolean"}


def to_pandas(table: Table, rows: Iterable[Row]) -> pd.DataFrame:
    """The rows of a table for pandas, in nullable types.

    Raises:
        PathingestError: pandas is not installed.
    """
    _need("pandas")
    import pandas as pd  # noqa: PLC0415  in an extra

    found = list(rows)
    columns = {
        column.name: pd.array([row[i] for row in found], dtype=_PANDAS[column.type])
        for i, column in enumerate(table.columns)
    }
    return pd.DataFrame(columns)


def to_polars(table: Table, rows: Iterable[Row]) -> pl.DataFrame:
    """The rows of a table for polars.

    Raises:
        PathingestError: polars is not installed.
    """
    _need("polars")
    import polars as pl  # noqa: PLC0415  in an extra

    schema = {column.name: getattr(pl, _POLARS[column.type]) for column in table.columns}
    return pl.DataFrame(list(rows), schema=schema, orient="row")


def _need(library: str) -> None:
    if find_spec(library) is None:
        raise PathingestError(f"to_{library} needs {library}: pip install 'pathingest[{library}]'")
