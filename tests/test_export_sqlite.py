"""SQLite: what the file has besides the rows, for whoever searches and joins."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from exporting import BY_NAME, COMMITTED, PROJECT, RECORDS, exported
from pathingest.exports import sqlite as sqlite_export
from pathingest.tables import TABLES
from running import Tool


def test_sqlite_finds_words_and_says_where(tmp_path: Path) -> None:
    with closing(sqlite3.connect(exported("sqlite", COMMITTED, tmp_path))) as database:
        query = "SELECT DISTINCT pathway FROM search WHERE search MATCH ? AND kind = ? ORDER BY pathway"
        for word, kind in [("python", "skill"), ("SQL", "task"), ("transition", "title")]:
            found = [row[0] for row in database.execute(query, (word, kind))]
            assert found == sorted(
                record["id"] for record in RECORDS if any(_has(word, text) for text in _of(kind, record))
            )
            assert found
        count = database.execute("SELECT count(*) FROM search").fetchone()[0]
        database.execute("INSERT INTO search (search) VALUES ('integrity-check')")
        # By this Datasette knows that it has a box to search the table with.
        made = database.execute("SELECT sql FROM sqlite_master WHERE name = 'search'").fetchone()[0]
        assert 'content="texts"' in made
        kinds = ("title", "skill", "task", "question", "answer")
        assert count == sum(len(_of(kind, record)) for kind in kinds for record in RECORDS)


def _has(word: str, text: str) -> bool:
    words = "".join(char if char.isalnum() else " " for char in text.casefold()).split()
    return word.casefold() in words


def _of(kind: str, record: dict[str, Any]) -> list[str]:
    """The texts of a record that are searched."""
    plans = [*record["roadmap"], *record["action_plan"]]
    found = {
        "title": [record["title"]],
        "skill": [skill["name"] for skill in (*record["transferable_skills"], *record["skills_to_learn"])],
        "task": [task for step in plans for task in step["tasks"]],
        "question": [item["question"] for item in record["faq"]],
        "answer": [item["answer"] for item in record["faq"]],
    }
    return [text for text in found[kind] if text is not None]


def test_sqlite_has_its_version_its_indexes_and_labels_that_viewers_find(tmp_path: Path) -> None:
    with closing(sqlite3.connect(exported("sqlite", COMMITTED, tmp_path))) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (20100,)
        assert dict(database.execute("SELECT * FROM metadata"))["schema_version"] == "2.1.0"
        for table in TABLES:
            keys = database.execute(f'PRAGMA foreign_key_list("{table.name}")').fetchall()
            assert {(row[2], row[3], row[4]) for row in keys} == {
                (reference.table, *pair)
                for reference in table.references
                for pair in zip(reference.columns, reference.key, strict=True)
            }
            for reference in table.references:
                plan = database.execute(
                    f"EXPLAIN QUERY PLAN SELECT * FROM {table.name} WHERE "  # noqa: S608
                    + " AND ".join(f"{column} = 1" for column in reference.columns)
                ).fetchall()
                assert "USING INDEX" in plan[0][3]
        # What viewers label a row of a table with that is referred to: the one column of such a name.
        for name, label in (("roles", "name"), ("skills", "name"), ("resources", "name"), ("pathways", "title")):
            assert [column.name for column in BY_NAME[name].columns if column.name in ("name", "title")] == [label]


def test_sqlite_refuses_what_breaks_a_key(tmp_path: Path) -> None:
    with closing(sqlite3.connect(exported("sqlite", COMMITTED, tmp_path))) as database:
        database.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError):
            database.execute("DELETE FROM roles")
        with pytest.raises(sqlite3.IntegrityError):
            database.execute("INSERT INTO roles SELECT * FROM roles")


def test_a_database_that_cannot_be_written_is_one_line(
    tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(sqlite_export, "_fill", full)
    monkeypatch.chdir(PROJECT)
    out = tmp_path / "out.sqlite"
    line = f"pathingest: {out}: cannot be written: database or disk is full\n"
    assert tool("export", "--to", "sqlite", "--out", out) == (2, "", line)
    assert list(tmp_path.iterdir()) == []
