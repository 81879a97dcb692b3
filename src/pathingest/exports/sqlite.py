"""SQLite: one database with the tables, their keys, and a full-text search."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from pathingest.exports import Format
from pathingest.exports._sql import METADATA, METADATA_TABLE, create_indexes, create_tables, insert
from pathingest.library import Records
from pathingest.model.version import SCHEMA_VERSION
from pathingest.tables import ColumnType, batches

# No type of SQLite is a boolean: 0 and 1.
_TYPES: dict[ColumnType, str] = {"text": "TEXT", "number": "REAL", "integer": "INTEGER", "boolean": "INTEGER"}
# The texts that are searched, in a table of their own, which viewers show with a box to search it.
_TEXTS = """CREATE TABLE texts (
    id INTEGER PRIMARY KEY, text TEXT NOT NULL, kind TEXT NOT NULL, pathway TEXT NOT NULL REFERENCES pathways (id)
)"""
_SEARCH = """CREATE VIRTUAL TABLE search USING fts5(
    text, kind UNINDEXED, pathway UNINDEXED, content="texts", content_rowid="id"
)"""
_SEARCHED = (
    ("title", "SELECT id, title FROM pathways WHERE title IS NOT NULL ORDER BY id"),
    ("skill", "SELECT pathway, name FROM pathway_skills ORDER BY pathway, kind, position"),
    ("task", "SELECT pathway, text FROM phase_tasks ORDER BY pathway, phase, position"),
    ("task", "SELECT pathway, text FROM plan_tasks ORDER BY pathway, step, position"),
    ("question", "SELECT pathway, question FROM faq WHERE question IS NOT NULL ORDER BY pathway, position"),
    ("answer", "SELECT pathway, answer FROM faq WHERE answer IS NOT NULL ORDER BY pathway, position"),
)


def _write(records: Records, path: Path) -> None:
    try:
        # Where nothing is kept but the whole, a journal is of no use.
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            database.execute("BEGIN")
            _fill(database, records)
            database.execute(f"PRAGMA user_version = {_number(SCHEMA_VERSION)}")
            database.execute("COMMIT")
    except sqlite3.Error as error:
        raise OSError(str(error)) from None


def _fill(database: sqlite3.Connection, records: Records) -> None:
    database.execute(METADATA_TABLE)
    database.executemany("INSERT INTO metadata VALUES (?, ?)", METADATA)
    for statement in create_tables(_TYPES):
        database.execute(statement)
    for table, rows in batches(records.values(), records.vocabulary):
        database.executemany(insert(table, lambda _: "?"), rows)
    for statement in create_indexes():
        database.execute(statement)
    database.execute(_TEXTS)
    for kind, query in _SEARCHED:
        database.execute(f"INSERT INTO texts (pathway, text, kind) SELECT *, '{kind}' FROM ({query})")  # noqa: S608  ours
    database.execute("CREATE INDEX texts_pathway ON texts (pathway)")
    database.execute(_SEARCH)
    database.execute("INSERT INTO search (search) VALUES ('rebuild')")


def _number(version: str) -> int:
    """The schema's version as one number: 20100 for "2.1.0"."""
    major, minor, patch = map(int, version.split("."))
    return (major * 100 + minor) * 100 + patch


FORMAT = Format("pathways.sqlite", write=_write)
