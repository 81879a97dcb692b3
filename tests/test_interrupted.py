"""Builds that are killed, interrupted or begun twice: whole files, no edit invented, and the next makes it good."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pathingest import PathingestError, load
from pathingest.outputs import files
from pathingest.runners import build
from pathingest.runners.lock import alone_in
from running import Done, Tool
from test_build import WHOLE, contents, page_of

ROLES = ("Baker", "Cook", "Waiter", "Miller", "Brewer", "Tiler", "Florist", "Barista")
OVERRIDE = """schema: "pathingest.overrides/1"
id: "cook-to-food-technologist"
overrides:
- at: "/timeline"
  value: "9 months"
  reason: "the author wrote us"
"""
BUILD = ("build", "--out", "out", "--fail-on", "never")
COMMAND = [sys.executable, "-m", "pathingest", *BUILD]
BAKER = "baker-to-food-technologist"


def put(role: str, text: str) -> None:
    Path("raw", f"{role.lower()}.txt").write_text(text, encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    """A folder of pages, which is built, and what builds it again."""
    monkeypatch.chdir(tmp_path)
    Path("raw").mkdir()
    for role in ("Baker", "Cook"):
        put(role, page_of(role))
    put("chef", WHOLE)

    def again(*options: str) -> Done:
        return tool(*BUILD, *options)

    again()
    return again


def from_nothing(site: Callable[..., Done]) -> dict[str, bytes]:
    """What a build from nothing writes."""
    shutil.rmtree("out")
    site()
    return contents(Path("out"))


def killed_builds(chance: random.Random, count: int, site: Callable[..., Done]) -> int:
    """Kill so many builds at random moments, and look at what they leave; how many were met at work."""
    for role in ROLES:
        put(role, page_of(role))
    Path("overrides").mkdir()
    Path("overrides", "cook-to-food-technologist.yaml").write_text(OVERRIDE, encoding="utf-8")
    before, met, took = contents(Path("overrides")), 0, 1.0
    for number in range(count):
        for role in chance.sample(ROLES, 3):
            told_as = chance.choice([role, role, role, chance.choice(ROLES), f"Head {role}"])
            put(role, page_of(told_as).replace("Moderate", chance.choice(["Easy", "Hard", "Moderate"])))
        begun = time.monotonic()
        with subprocess.Popen(COMMAND, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                process.wait(chance.uniform(0.3, 1.0) * took)
                took = 0.8 * (time.monotonic() - begun)
            except subprocess.TimeoutExpired:
                process.kill()
                met += 1
                took *= 1.05
        for path in Path("out").rglob("*.json*"):
            if not path.name.startswith("."):
                text = path.read_text("utf-8")
                assert all(json.loads(part) for part in (text.splitlines() if path.suffix == ".jsonl" else [text]))
        if number % 10 == 9:
            done = site("--prune")
            assert "not of this dataset" not in done.err
            assert "not overwritten" not in done.err
            assert not [path for path in Path("out").rglob(".*") if path.is_file()]
            left = contents(Path("out"))
            assert from_nothing(site) == left
    assert contents(Path("overrides")) == before
    return met


def test_a_build_that_is_killed_leaves_whole_files_and_the_next_one_makes_it_good(site: Callable[..., Done]) -> None:
    killed_builds(random.Random(0), 30, site)  # noqa: S311  it picks moments, never secrets


def test_what_an_interrupted_build_wrote_is_no_edit(site: Callable[..., Done], monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where the page has changed once more, so that nobody would write that record any more."""
    put("baker", page_of("Baker").replace("Moderate", "Hard"))
    with monkeypatch.context() as patch:
        patch.setattr(build, "manifest", lambda *_: 1 // 0)
        assert site().code == 70
    assert "hard" in Path("out", f"{BAKER}.json").read_text("utf-8")
    put("baker", page_of("Baker").replace("Moderate", "Easy"))
    assert "not overwritten" not in site().err
    left = contents(Path("out"))
    assert from_nothing(site) == left


def test_what_an_interrupted_build_wrote_of_a_record_that_is_gone_is_no_edit(
    site: Callable[..., Done], monkeypatch: pytest.MonkeyPatch
) -> None:
    put("baker", page_of("Baker").replace("Moderate", "Hard"))
    with monkeypatch.context() as patch:
        patch.setattr(build, "manifest", lambda *_: 1 // 0)
        assert site().code == 70
    put("baker", page_of("Butcher"))
    assert "gone: 1 record" in site().err
    put("baker", page_of("Baker"))
    assert "not overwritten" not in site("--prune").err
    left = contents(Path("out"))
    assert from_nothing(site) == left


def read_from(tool: Tool) -> int:
    """In how many findings on a record there is the place in its page."""
    found = json.loads(tool("lint", f"out/{BAKER}.json", "--select", "ALL", "--format", "json").out)["findings"]
    assert found
    return sum(other["message"] == "read from here" for one in found for other in one["related"])


@pytest.mark.parametrize("change", ["page", "profile"])
def test_a_record_and_the_evidence_of_another_build_are_told_and_made_good(
    change: str, site: Callable[..., Done], tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_from(tool) > 0
    assert load("out").evidence(BAKER).entries
    write = files.write

    def stop(path: Path, text: str) -> bool:
        if path == Path("out", "evidence", f"{BAKER}.json"):
            raise KeyboardInterrupt
        return write(path, text)

    if change == "page":
        put("baker", page_of("Baker").replace("Moderate", "Hard"))
    else:  # the same page, read otherwise
        Path("overrides").mkdir()
        text = OVERRIDE.replace("cook-to", "baker-to").replace("9 months", "3 months")
        Path("overrides", f"{BAKER}.yaml").write_text(text, "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(files, "write", stop)
        assert site().code == 130
    assert read_from(tool) == 0
    with pytest.raises(PathingestError, match=rf"{BAKER}\.json: is of another build than the dataset; build the"):
        load("out").evidence(BAKER)
    assert site().code == 0
    assert read_from(tool) > 0
    left = contents(Path("out"))
    assert from_nothing(site) == left


def test_evidence_of_another_page_is_told(site: Callable[..., Done], tool: Tool) -> None:
    path = Path("out", "evidence", f"{BAKER}.json")
    text = path.read_text("utf-8")
    path.write_text(re.sub(r'(?<="sha256":")[0-9a-f]+', "0" * 64, text), "utf-8")
    assert read_from(tool) == 0
    with pytest.raises(PathingestError, match="of another build"):
        load("out").evidence(BAKER)
    site("--verify")
    assert path.read_text("utf-8") == text


def test_what_somebody_edited_after_a_build_was_interrupted_is_an_edit(
    site: Callable[..., Done], monkeypatch: pytest.MonkeyPatch
) -> None:
    put("baker", page_of("Baker").replace("Moderate", "Hard"))
    with monkeypatch.context() as patch:
        patch.setattr(build, "manifest", lambda *_: 1 // 0)
        assert site().code == 70
    path = Path("out", f"{BAKER}.json")
    path.write_text(path.read_text("utf-8").replace("12 weeks", "14 weeks"), "utf-8")
    assert f"not overwritten: {path}" in site().err
    assert "14 weeks" in path.read_text("utf-8")


@pytest.mark.parametrize(
    "line", ["../victim.json", "/victim.json", "manifest.json", "evidence/x.json", "victim.txt", "", "\udcff.json"]
)
def test_a_note_of_what_no_build_writes_removes_nothing(line: str, site: Callable[..., Done]) -> None:
    victim = Path("victim.json")
    victim.write_text("{}", "utf-8")
    before = contents(Path("out"))
    digest = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    Path("out", ".unfinished").write_bytes(f"{digest} {line}\n".encode("utf-8", "surrogateescape"))
    assert site().code == 0
    assert victim.is_file()
    assert contents(Path("out")) == before


def test_two_builds_at_once_are_refused_in_one_line(site: Callable[..., Done]) -> None:
    before = contents(Path("out"))
    put("baker", page_of("Butcher"))
    with alone_in(Path("out")):
        done = site("--group-by", "page")
    assert done == Done(2, "", "pathingest: out: another build is writing there; build again when it has ended\n")
    assert contents(Path("out")) == before
    assert site().code == 0


def test_builds_that_begin_at_once_end_well(site: Callable[..., Done]) -> None:
    for role in ROLES:
        put(role, page_of(role))
    running = [
        subprocess.Popen(COMMAND, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in range(3)
    ]
    done = [(process.communicate()[1], process.returncode) for process in running]
    assert 0 in {code for _, code in done}
    assert all(code == 0 or (code == 2 and "another build" in said and said.count("\n") == 1) for said, code in done)
    left = contents(Path("out"))
    assert from_nothing(site) == left


def test_what_a_killed_build_left_behind_is_cleared_away(site: Callable[..., Done]) -> None:
    for folder in ("out", "out/evidence"):
        Path(folder, f".{BAKER}.json.abcdefgh.tmp").write_text("{", "utf-8")
    site()
    assert not list(Path("out").rglob(".*"))


def test_a_full_disk_is_one_line_and_loses_nothing(site: Callable[..., Done], monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(Path("out"))
    put("baker", page_of("Baker").replace("Moderate", "Hard"))

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        done = site()
    assert done.code == 2
    assert done.err.splitlines()[-1].endswith("cannot be written: No space left on device")
    assert contents(Path("out")) == before
    assert site().code == 0


def test_a_build_of_what_has_not_changed_needs_no_right_to_write(
    site: Callable[..., Done], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "unlink", refused)
    monkeypatch.setattr(os, "replace", refused)
    before = contents(Path("out"))
    assert site().code == 0
    put("baker", page_of("Butcher"))
    done = site()
    assert (done.code, done.err.count("cannot be written: Read-only file system")) == (2, 1)
    assert contents(Path("out")).items() >= before.items()
