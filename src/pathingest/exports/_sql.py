"""The tables in SQL, as SQLite and DuckDB both read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pathingest import __version__
from pathingest.model.version import SCHEMA_VERSION
from pathingest.tables import TABLES, ColumnType, Table

METADATA = (("tool", "pathingest"), ("tool_version", __version__), ("schema_version", SCHEMA_VERSION))
METADATA_TABLE = "CREATE TABLE metadata (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL)"


def create_tables(types: Mapping[ColumnType, str]) -> Iterator[str]:
    """A statement for each table, those that are referred to first.

    Args:
        types: what the types of columns are called.
    """
    return (f"CREATE TABLE {quoted(table.name)} ({', '.join(_parts(table, types))})" for table in TABLES)


def create_indexes() -> Iterator[str]:
    """A statement for each foreign key that the primary key does not begin with, for joins from the other side."""
    for table in TABLES:
        for reference in table.references:
            if table.key[: len(reference.columns)] != reference.columns:
                name = quoted("_".join([table.name, *reference.columns]))
                yield f"CREATE INDEX {name} ON {quoted(table.name)} {_listed(reference.columns)}"


def insert(table: Table, value: Callable[[ColumnType], str]) -> str:
    """The statement that puts rows into a table; `value` is what is written for one of a column's."""
    columns = table.columns
    values = ", ".join([value(column.type) for column in columns])
    return f"INSERT INTO {quoted(table.name)} {_listed(tuple(column.name for column in columns))} SELECT {values}"


def quoted(name: str) -> str:
    """A name that is no word of the language."""
    return f'"{name}"'


def _parts(table: Table, types: Mapping[ColumnType, str]) -> Iterator[str]:
    for column in table.columns:
        yield f"{quoted(column.name)} {types[column.type]}{' NOT NULL' if column.required else ''}"
    yield f"PRIMARY KEY {_listed(table.key)}"
    for reference in table.references:
        target = f"{quoted(reference.table)} {_listed(reference.key)}"
        yield f"FOREIGN KEY {_listed(reference.columns)} REFERENCES {target}"


def _listed(columns: tuple[str, ...]) -> str:
    return f"({', '.join(map(quoted, columns))})"
