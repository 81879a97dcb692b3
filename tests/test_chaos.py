"""Faults are counted by what they do: what is torn, lost or left is seen, and what is not is not."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import chaos
import pytest


def test_what_is_torn_is_seen(tmp_path: Path) -> None:
    whole = {"a.json": "{}", "b.jsonl": "{}\n{}\n", "c.yaml": "a: 1", "d.toml": "a = 1", "e.csv": "a\n", "f.txt": "{"}
    for name, text in whole.items():
        (tmp_path / name).write_text(text)
    with sqlite3.connect(tmp_path / "g.db") as database:
        database.execute("create table a (b)")
    assert chaos.torn(tmp_path) == []
    cut = {"h.json": "{", "i.jsonl": "{}\n{}", "j.yaml": "", "k.toml": "a = ", "l.csv": "a", "m.db": "SQLite"}
    for name, text in cut.items():
        (tmp_path / name).write_text(text)
    assert chaos.torn(tmp_path) == [*cut]


def test_what_is_lost_or_left_is_seen(tmp_path: Path) -> None:
    for name in ("raw", "normalized", ".pathingest_cache"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.json").write_text("{}")
    before = chaos.contents(tmp_path)
    assert (chaos.lost(tmp_path, before, "build"), chaos.strays(tmp_path)) == ([], [])
    for name in ("raw", "normalized"):
        (tmp_path / name / "a.json").write_text("[]")
        (tmp_path / name / ".a.json.x.tmp").touch()
    assert chaos.lost(tmp_path, before, "build") == ["raw/a.json"]
    assert sorted(chaos.strays(tmp_path)) == ["normalized/.a.json.x.tmp", "raw/.a.json.x.tmp"]


def test_faults_that_are_survived_are_counted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["chaos", "--runs", "1", "--fault", "SIGTERM", "--fault", "a closed pipe", "lint --write-baseline"]
    monkeypatch.setattr(sys, "argv", words)
    assert chaos.main() == 0
    assert "| a closed pipe | 1 | 1 | 0 | 0 | 0 | 0 | 0 | 0 |" in capsys.readouterr().out
