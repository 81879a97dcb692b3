"""The verifier: it needs nothing of ours, proves what builds write, and finds what was changed since."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from altered import Case, cases, changes, in_javascript, in_python

import pathingest
from pathingest import verifier
from running import Tool

PROJECT = Path(__file__).parents[1]
VERIFIER = PROJECT / "src" / "pathingest" / "verifier.py"
LINES = 250
RECORD, EVIDENCE = "nurse-to-data-analyst.json", "evidence/nurse-to-data-analyst.json"
CHANGES = 1500
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="needs node")
PAGE = """From Nurse to Data Analyst: Your 9-Month Transition Guide
Timeline
9\u201312 months
Overview
Nurses don\u2019t guess. It takes one and a half years.
Your Learning Roadmap
1
Foundations
8 weeks
2
Projects
1 month
"""


@pytest.fixture(scope="module")
def found() -> list[Case]:
    folders = [PROJECT / "raw", PROJECT / "tests" / "cases"]
    seeds = PROJECT.parent / "shared" / "seeds"
    return list(cases([*folders, *([seeds] if seeds.is_dir() else [])]))


def test_it_is_short_and_needs_the_standard_library_alone() -> None:
    assert len(VERIFIER.read_text("utf-8").splitlines()) <= LINES
    code = (
        f"import importlib.util, sys; spec = importlib.util.spec_from_file_location('verifier', {str(VERIFIER)!r}); "
        "module = sys.modules['verifier'] = importlib.util.module_from_spec(spec); spec.loader.exec_module(module); "
        "assert not [name for name in sys.modules if name.startswith('pathingest')]; print(module.verify(b'', b'', []))"
    )
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "not of the form" in done.stdout


def test_every_leaf_of_every_record_at_hand_is_proven(found: list[Case]) -> None:
    assert {case.name: faults for case in found if (faults := _faults(case))} == {}
    assert len(found) > 800


def _faults(case: Case) -> list[verifier.Fault]:
    return verifier.verify(case.record.encode(), case.evidence.encode(), [case.page.encode()], case.digest)


def test_a_change_of_any_character_is_found(found: list[Case]) -> None:
    missed = [(kind, case) for kind, case in changes(found, CHANGES, seed=15) if not in_python(case)]
    assert missed == []


@needs_node
def test_the_report_finds_the_same_as_python(found: list[Case]) -> None:
    changed = [case for _, case in changes(found, CHANGES, seed=15)]
    assert [bool(count) for count in in_javascript(changed)] == [bool(in_python(case)) for case in changed]
    assert sum(in_javascript(found)) == 0


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tool: Tool) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "page.txt").write_text(PAGE, "utf-8")
    assert tool("build", "--fail-on", "never", "-q").code == 0
    return tmp_path / "normalized"


def test_a_dataset_that_was_built_is_proven(built: Path, tool: Tool) -> None:
    done = tool("verify")
    assert (done.code, done.out) == (0, "")
    assert done.err.endswith(" values: all proven\n")
    assert tool("verify", built / "nurse-to-data-analyst.json").code == 0


def test_what_a_correction_set_and_what_is_not_understood_is_not_called_proven(built: Path, tool: Tool) -> None:
    for command in (
        ("override", "set", "nurse-to-data-analyst", "/timeline", "4-6 months", "--reason", "asked"),
        ("build", "--fail-on", "never", "-q"),
    ):
        assert tool(*command).code == 0
    path = built / EVIDENCE
    path.write_text(path.read_text("utf-8").replace('"label"]', '"residue"]', 1), "utf-8")
    first = next(tile for tile in json.loads(path.read_text("utf-8"))["sources"][0]["account"] if tile[2] == "residue")
    values, residue = len(json.loads(path.read_text("utf-8"))["leaves"]), first[1] - first[0]
    said = f"1 record, {values} values: {values - 1} proven, 1 corrected; {residue} characters not understood\n"
    assert tool("verify").err.endswith(said)
    summary = json.loads(tool("verify", "--format", "json").out)["summary"]
    assert summary == {"records": 1, "values": values, "corrected": 1, "residue": residue, "faults": 0}


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (RECORD, '"max": 12.0', '"max": 13.0', "/timeline: its steps give other figures"),
        (RECORD, "Nurses", "Bakers", '/overview/0: the page has "Nurses don'),
        (RECORD, '"min": 1.5', '"min": 2.5', "/claims/0/value: its steps give other figures"),
        (
            RECORD,
            '"min": 12.348125',
            '"min": 12.35',
            "/roadmap_total: does not follow from /roadmap/0",
        ),
        (EVIDENCE, "quotes straightened", "quotes removed", "/overview/0: has evidence"),
        (EVIDENCE, '"/title":', '"/titel":', "/title: has no evidence"),
        (
            EVIDENCE,
            '"space"]',
            '"label"],[9,9,"space"]',
            "/sources/0: the account is wrong",
        ),
        (
            "manifest.json",
            '"record_sha256": "',
            '"record_sha256": "0',
            "record: its digest is not that of the manifest",
        ),
        ("dataset.jsonl", "Nurses", "Bakers", "record: its line in dataset.jsonl is not that of the manifest"),
        ("../raw/page.txt", "12 months", "14 months", "/sources/0: raw/page.txt is not there as it was read"),
    ],
)
def test_what_was_changed_is_a_line(built: Path, tool: Tool, file: str, old: str, new: str, expected: str) -> None:
    path = built / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    done = tool("verify")
    assert done.code == 1
    assert expected.replace('"', "'") in done.out.replace('"', "'")
    data: dict[str, Any] = json.loads(tool("verify", "--format", "json").out)
    assert data["summary"]["faults"] == len(data["faults"]) == len(done.out.splitlines())


def split(case: Case, letters: int) -> Case:
    """With a value of so many letters, each of which is a span and a tile of its own."""
    page = case.page + "x" * letters
    record, evidence = json.loads(case.record), json.loads(case.evidence)
    (source,), start = evidence["sources"], len(case.page)
    tiles = [[at, at + 1] for at in range(start, len(page))]
    source |= {"sha256": hashlib.sha256(page.encode()).hexdigest(), "length": len(page)}
    source["account"] += [[*tile, "/demand"] for tile in tiles]
    record["sources"][0]["sha256"] = source["sha256"]
    record["demand"], evidence["leaves"]["/demand"] = "x" * letters, tiles
    written = json.dumps(evidence, ensure_ascii=False, separators=(",", ":"))
    return Case("split", json.dumps(record), written, page, None)


@needs_node
def test_a_value_of_many_spans_takes_time_that_is_linear_in_them(found: list[Case]) -> None:
    case = next(case for case in found if json.loads(case.record)["demand"] is None)
    many = split(case, 60_000)
    begun = time.monotonic()
    assert in_javascript([many]) == [0]
    assert time.monotonic() - begun < 4  # a fraction of a second; many where each tile looks at all spans


@needs_node
def test_a_page_that_is_read_over_and_over_fills_no_memory(found: list[Case]) -> None:
    case = found[0]
    evidence = json.loads(case.evidence)
    for pointer in ("/title", "/from_role/name"):
        evidence["leaves"][pointer] = [[0, len(case.page)]] * 20
    over = case.changed("evidence", json.dumps(evidence, ensure_ascii=False, separators=(",", ":")))
    assert (in_python(over), in_javascript([over])) == (1, [1])  # of the whole, and none of each


def test_ways_to_spell_a_text_are_tried_once(built: Path, tool: Tool) -> None:
    path = built / EVIDENCE
    text = path.read_text("utf-8").replace('"quotes straightened"', ",".join(60 * ['"escapes decoded"']), 1)
    path.write_text(text, "utf-8")
    done = tool("verify")
    assert (done.code, "/overview/0: the page has" in done.out) == (1, True)


def test_a_record_that_is_nested_deeply_is_a_line(built: Path, tool: Tool) -> None:
    path = built / RECORD
    deep = "[" * 300 + "1,2" + "]" * 300
    path.write_text(path.read_text("utf-8").replace('"title":', f'"other_title": {deep}, "title":', 1), "utf-8")
    done = tool("verify")
    assert f"/other_title{64 * '/0'}: has no evidence" in done.out.splitlines()[1]
    assert len(done.out.splitlines()) < 4


@pytest.mark.parametrize("locale", [{}, {"LC_ALL": "C", "PYTHONUTF8": "0"}], ids=["UTF-8", "ASCII"])
def test_pages_are_found_whatever_the_encoding_of_names(locale: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    for role, name in (("Nurse", b"p\xff.txt"), ("Cook", b"p\xc3\xa4.txt")):
        path = os.fsencode(tmp_path / "raw") + b"/" + name
        Path(os.fsdecode(path)).write_text(PAGE.replace("Nurse", role), "utf-8")
    set_one = ["override", "set", "nurse-to-data-analyst", "/demand", "High", "--reason", "the author wrote us"]
    given = [(["build", "--fail-on", "never"], "2 new"), (["verify"], "2 records"), (set_one, "instead of nothing")]
    for command, said in given:
        words, env = [sys.executable, "-m", "pathingest", *command], {**os.environ, **locale}
        done = subprocess.run(words, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        assert (done.returncode, said in done.stdout + done.stderr) == (0, True), done
    records = pathingest.load(tmp_path / "normalized")
    assert [source for name in records for source in records.sources(name) if source is None] == []


def test_a_page_that_is_gone_is_a_line(built: Path, tool: Tool) -> None:
    (built.parent / "raw" / "page.txt").unlink()
    done = tool("verify")
    assert (done.code, "/sources/0: raw/page.txt is not there as it was read" in done.out) == (1, True)


def test_a_correction_is_proven_by_its_file(built: Path, tool: Tool) -> None:
    assert tool("override", "set", "nurse-to-data-analyst", "/timeline", "10 months", "--reason", "asked").code == 0
    assert tool("build", "--fail-on", "never", "-q").code == 0
    assert tool("verify").code == 0
    overrides = built.parent / "overrides" / "nurse-to-data-analyst.yaml"
    overrides.write_text(overrides.read_text("utf-8").replace("10 months", "11 months"), "utf-8")
    done = tool("verify")
    assert (done.code, done.out.splitlines()[0].endswith("/timeline: is not what its correction says")) == (1, True)


def test_corrections_of_all_kinds_are_proven(built: Path, tool: Tool) -> None:
    for arguments in (
        ("/to_role/name", "Data Miner"),
        ("/roadmap/Projects/duration", "3 weeks"),
        ("/roadmap/Foundations", "null", "--json"),
        ("/overview/0", "Another text."),
        ("/skills_to_learn/SQL", '{"name": "SQL", "priority": "critical", "duration": "3 weeks"}', "--json"),
    ):
        done = tool("override", "set", "nurse-to-data-analyst", *arguments, "--reason", "asked")
        assert done.code == 0, done.err
    assert tool("id", "move", "nurse-to-data-analyst", "nurse-to-analyst").code == 0
    assert tool("build", "--fail-on", "never", "-q").code == 0
    done = tool("verify")
    assert (done.out, done.code) == ("", 0)
    assert (built / "nurse-to-analyst.json").exists()


def test_records_in_yaml_are_verified_by_their_lines(built: Path, tool: Tool) -> None:
    assert tool("build", "--format", "yaml", "--fail-on", "never", "-q").code == 0
    assert tool("verify").code == 0
    path = built / "nurse-to-data-analyst.yaml"
    path.write_text(path.read_text("utf-8").replace("Nurses", "Bakers"), "utf-8")
    assert tool("verify").code == 1


def test_what_is_no_dataset_is_one_line(tmp_path: Path, tool: Tool) -> None:
    done = tool("verify", tmp_path)
    assert (done.code, done.err.count("\n"), "pathingest build" in done.err) == (2, 1, True)


@pytest.mark.parametrize("command", [["verify"], ["report"], ["export", "--to", "jsonl"]])
@pytest.mark.parametrize(
    ("named", "advice"),
    [
        ([], "`pathingest build`"),
        (["data"], "`pathingest build --out data`"),
        (["."], "`pathingest build`"),
        (["raw"], "`pathingest build`"),
        (["my data"], "`pathingest build --out 'my data'`"),
    ],
)
def test_advice_never_builds_into_a_folder_of_other_things(
    command: list[str], named: list[str], advice: str, tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "page.txt").touch()
    done = tool(*command, *named)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert f"; {advice} writes one\n" in done.err


@pytest.mark.parametrize("file", ["normalized/a-to-b.json", "raw/page.txt", "a-to-b.json"])
def test_advice_for_the_file_of_a_record_is_the_same(
    file: str, tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "page.txt").touch()
    assert "; `pathingest build` writes one\n" in tool("verify", file).err
