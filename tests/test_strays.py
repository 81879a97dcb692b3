"""What a killed process left beside a file that it wrote goes when that is written again, and nothing else does."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pathingest.outputs import files
from running import Tool
from test_build import WHOLE

pytest.importorskip("fcntl", reason="nobody can tell whether a file is held")


def old(path: Path) -> Path:
    """A file that was made an hour ago."""
    path.write_text("{")
    os.utime(path, (time.time() - 3600,) * 2)
    return path


def old_folder(path: Path) -> Path:
    path.mkdir()
    old(path / "x.csv")
    os.utime(path, (time.time() - 3600,) * 2)
    return path


@pytest.mark.parametrize("make", [old, old_folder])
def test_what_nobody_holds_goes(make: Callable[[Path], Path], tmp_path: Path) -> None:
    stray, others = make(tmp_path / ".x.json.abc.tmp"), [old(tmp_path / ".y.json.abc.tmp"), old(tmp_path / ".x.json")]
    files.write(tmp_path / "x.json", "{}")
    assert not stray.exists()
    assert all(other.exists() for other in others)


@pytest.mark.parametrize("make", [old, old_folder])
def test_what_somebody_writes_stays(make: Callable[[Path], Path], tmp_path: Path) -> None:
    held = make(tmp_path / ".x.json.abc.tmp")
    with files._held(held) as is_free:
        assert is_free
        files.write(tmp_path / "x.json", "{}")
    new = tmp_path / ".x.json.def.tmp"
    new.write_text("{")  # by a process that is about to hold it
    files.write(tmp_path / "x.json", "[]")
    assert (held.exists(), new.exists()) == (False, True)


def test_a_folder_is_not_looked_through_for_each_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    listdir = os.listdir

    def listed(folder: str) -> list[str]:
        looked.append(folder)
        return listdir(folder)

    monkeypatch.setattr(files, "monotonic", lambda: 1e6)
    monkeypatch.setattr(os, "listdir", listed)
    for number in range(20):
        files.write(tmp_path / f"{number}.json", "{}")
    assert looked == [str(tmp_path)]
    monkeypatch.setattr(files, "monotonic", lambda: 1e6 + files._NEW)
    stray = old(tmp_path / ".x.json.abc.tmp")
    files.write(tmp_path / "x.json", "{}")
    assert not stray.exists()


def test_what_is_no_file_is_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / ".x.json.pipe.tmp")
    (tmp_path / ".x.json.link.tmp").symlink_to(old(tmp_path / "else.json"))
    files.write(tmp_path / "x.json", "{}")
    assert (tmp_path / "else.json").exists()


@pytest.mark.parametrize(
    ("words", "stray"),
    [
        ("lint --write-baseline made/x.json raw", "made/.x.json.abc.tmp"),
        ("lint --output json:made/x.json --exit-zero", "made/.x.json.abc.tmp"),
        ("export --to csv --out made/tables", "made/.tables.abc.tmp"),
        ("export --to jsonl --out made/x.jsonl", "made/.x.jsonl.abc.tmp"),
    ],
)
def test_every_command_that_writes_clears_away(
    words: str, stray: str, tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("raw", "made"):
        Path(name).mkdir()
    Path("raw/a.txt").write_text(WHOLE, encoding="utf-8")
    tool("build", "--fail-on", "never")
    old(Path(stray))
    assert tool(*words.split()).code == 0
    assert not Path(stray).exists()
