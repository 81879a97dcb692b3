"""`build`: the same bytes every time, whole files or none, one record for each pathway, and a manifest that tells."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest
import yaml

import pathingest
from pathingest.model.errors import PathingestError
from pathingest.outputs import files
from pathingest.profiles import GENERIC, builtin
from records import Record
from running import Tool

PROJECT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases" / "pages"
WHOLE = (CASES / "whole.txt").read_text(encoding="utf-8")
READER = (CASES / "whole-reader.txt").read_text(encoding="utf-8")
NAME = "pastry-chef-to-food-technologist"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def loaded(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


class Site:
    """A folder of raw pages, and what is built from it."""

    def __init__(self, root: Path, tool: Tool) -> None:
        self.raw, self.out, self.tool = root / "raw", root / "out", tool
        self.raw.mkdir()

    def put(self, name: str, text: str) -> None:
        (self.raw / f"{name}.txt").write_bytes(text.encode())

    def build(self, *options: str) -> tuple[str, str]:
        """Build, and give what was printed as findings and as summary."""
        done = self.tool("build", self.raw, "--out", self.out, "--fail-on", "never", *options)
        assert done.code == 0, done.err
        return done.out, done.err

    @property
    def manifest(self) -> Record:
        found: Record = loaded(self.out / "manifest.json")
        return found

    @property
    def record(self) -> Record:
        found: Record = loaded(self.out / f"{NAME}.json")
        return found


@pytest.fixture
def site(tmp_path: Path, tool: Tool) -> Site:
    return Site(tmp_path, tool)


# --------------------------------------------------------------------------------------------------------------------
# The project's own pages.


@pytest.fixture
def rebuilt(tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What `make run` writes from raw/, into a folder of the test's own."""
    monkeypatch.chdir(PROJECT)
    assert tool("build", "--out", tmp_path / "out", "--fail-on", "never").code == 0
    return contents(tmp_path / "out")


def test_two_builds_are_the_same_to_the_byte(
    rebuilt: dict[str, bytes], tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PROJECT)
    tool("build", "--out", tmp_path / "again", "--fail-on", "never")
    assert contents(tmp_path / "again") == rebuilt


def test_every_page_of_raw_has_its_record(rebuilt: dict[str, bytes]) -> None:
    assert {f"{path.stem}.json" for path in (PROJECT / "raw").iterdir()} <= set(rebuilt)


def test_two_renderings_of_a_page_in_raw_are_one_record(rebuilt: dict[str, bytes]) -> None:
    """The saved page parts the resources that scraping glued together, and nothing contradicts it."""
    found = json.loads(rebuilt["data-analyst-to-mlops-engineer.json"])
    assert [source["rendering"] for source in found["sources"]] == ["html", "inner_text"]
    assert [resource["name"] for resource in found["roadmap"][4]["resources"]] == [
        "Google SRE book",
        "learningfromincidents.io",
    ]


def test_every_way_of_reading_is_shown_in_raw(rebuilt: dict[str, bytes]) -> None:
    sources = [
        source for line in rebuilt["dataset.jsonl"].decode().splitlines() for source in json.loads(line)["sources"]
    ]
    assert {source["rendering"] for source in sources} == {"inner_text", "readable", "html", "markdown"}
    assert {source["profile"] for source in sources} == {GENERIC, *(profile.name for profile in builtin())}


def test_the_pages_of_raw_do_not_contradict_each_other(tool: Tool, tmp_path: Path) -> None:
    done = tool("build", PROJECT / "raw", "--out", tmp_path / "out", "--fail-on", "never")
    assert "COR006" not in done.out
    assert "EXT005" not in done.out


@pytest.mark.drift
def test_the_records_that_are_kept_are_those_of_a_build(rebuilt: dict[str, bytes]) -> None:
    kept = contents(PROJECT / "normalized")
    differing = sorted(name for name in kept.keys() | rebuilt.keys() if kept.get(name) != rebuilt.get(name))
    assert differing == [], "`make run` writes them anew"


# --------------------------------------------------------------------------------------------------------------------
# What is written.


def test_each_pathway_has_a_record_and_evidence(site: Site) -> None:
    site.put("page", WHOLE)
    site.build()
    assert set(contents(site.out)) == {f"{NAME}.json", f"evidence/{NAME}.json", "dataset.jsonl", "manifest.json"}


def test_records_end_with_one_newline_and_have_two_space_indents(site: Site) -> None:
    site.put("page", WHOLE)
    site.build()
    text = (site.out / f"{NAME}.json").read_bytes().decode()
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"


def test_the_dataset_holds_the_records_by_id(site: Site) -> None:
    for name in ("Waiter", "Baker", "Cook"):
        site.put(f"{len(name)}-{name}", WHOLE.replace("Pastry Chef", name))
    site.build()
    lines = [json.loads(line) for line in (site.out / "dataset.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == [f"{name}-to-food-technologist" for name in ("baker", "cook", "waiter")]
    assert lines == [loaded(site.out / f"{line['id']}.json") for line in lines]


def test_yaml_records_hold_the_same_data(site: Site) -> None:
    site.put("page", WHOLE)
    site.build()
    site.build("--format", "yaml")
    assert yaml.safe_load((site.out / f"{NAME}.yaml").read_text(encoding="utf-8")) == site.record


def test_a_build_that_changes_nothing_writes_nothing(site: Site) -> None:
    site.put("page", WHOLE)
    site.build()
    before = {path: path.stat().st_mtime_ns for path in site.out.rglob("*")}
    site.build()
    assert {path: path.stat().st_mtime_ns for path in site.out.rglob("*")} == before


def test_files_that_are_no_pages_are_named(site: Site) -> None:
    site.put("page", WHOLE)
    (site.raw / "notes.docx").write_bytes(b"PK")
    assert f"not read: {site.raw / 'notes.docx'}" in site.build()[1]


# --------------------------------------------------------------------------------------------------------------------
# The manifest.


def test_the_manifest_says_what_made_it(site: Site) -> None:
    site.put("page", WHOLE)
    site.build()
    assert site.manifest["tool"] == {"name": "pathingest", "version": pathingest.__version__}
    assert site.manifest["schema_version"] == "1.0.0"


def test_the_manifest_has_the_digest_of_each_source(site: Site) -> None:
    site.put("page", WHOLE)
    site.build()
    (entry,) = site.manifest["records"]
    assert [source["sha256"] for source in entry["sources"]] == [hashlib.sha256(WHOLE.encode()).hexdigest()]
    assert (site.out / entry["record"]).is_file()
    assert (site.out / entry["evidence"]).is_file()


def test_the_manifest_names_pages_without_a_record(site: Site) -> None:
    site.put("error", "404\n")
    site.build()
    assert [Path(entry["path"]).name for entry in site.manifest["not_written"]] == ["error.txt"]


def digest(site: Site, text: str) -> str:
    site.put("page", text)
    site.build()
    (entry,) = site.manifest["records"]
    found: str = entry["content_sha256"]
    return found


def test_a_view_counter_does_not_change_the_content(site: Site) -> None:
    assert digest(site, WHOLE) == digest(site, WHOLE.replace("31 views", "32 views"))


def test_a_changed_word_changes_the_content(site: Site) -> None:
    assert digest(site, WHOLE) != digest(site, WHOLE.replace("a pallet", "a pallet load"))


# --------------------------------------------------------------------------------------------------------------------
# Two pages of one pathway.


@pytest.mark.parametrize(("first", "second"), [(WHOLE, READER), (READER, WHOLE)], ids=["richer first", "richer last"])
def test_two_renderings_of_a_page_are_one_record(first: str, second: str, site: Site) -> None:
    site.put("a", first)
    site.put("b", second)
    site.build()
    assert [source["rendering"] for source in site.record["sources"]] == ["inner_text", "readable"]
    (entry,) = site.manifest["records"]
    assert [source["sha256"] for source in entry["sources"]] == [
        hashlib.sha256(text.encode()).hexdigest() for text in (WHOLE, READER)
    ]
    assert site.manifest["not_written"] == []


def test_of_two_pages_that_are_as_rich_the_first_by_name_is_the_base(site: Site) -> None:
    site.put("a", WHOLE)
    site.put("b", WHOLE.replace("31 views", "500 views"))
    site.build()
    assert [source["views"] for source in site.record["sources"]] == [31, 500]


def test_a_page_of_another_title_that_claims_the_id_is_named(site: Site) -> None:
    site.put("a", READER)
    site.put("b", WHOLE.replace("Transition Guide", "Transition Blueprint"))
    printed, _ = site.build()
    assert [Path(entry["path"]).name for entry in site.manifest["not_written"]] == ["a.txt"]
    assert "Blueprint" in site.record["title"]
    assert printed.count("COR006") == 1
    assert "a.txt, which is not written" in printed


def test_renderings_that_agree_are_no_finding(site: Site) -> None:
    site.put("a", WHOLE)
    site.put("b", READER)
    assert "COR006" not in site.build()[0]


def test_pages_that_disagree_are_one_finding(site: Site) -> None:
    site.put("a", WHOLE)
    site.put("b", WHOLE.replace("Moderate", "Hard").replace("12 weeks", "11 weeks"))
    printed = site.build()[0]
    assert printed.count("COR006") == 1
    assert "'Moderate', there 'Hard'" in printed


def test_pages_that_differ_in_views_alone_agree(site: Site) -> None:
    site.put("a", WHOLE)
    site.put("b", WHOLE.replace("31 views", "500 views"))
    assert "COR006" not in site.build()[0]


def test_a_merge_that_changes_nothing_writes_nothing(site: Site) -> None:
    site.put("a", READER)
    site.put("b", WHOLE)
    site.build()
    before = {path: path.stat().st_mtime_ns for path in site.out.rglob("*")}
    site.build()
    assert {path: path.stat().st_mtime_ns for path in site.out.rglob("*")} == before


def test_a_page_that_was_merged_is_written_alone_when_the_other_is_gone(site: Site) -> None:
    site.put("a", READER)
    site.build()
    alone = contents(site.out)
    site.put("b", WHOLE)
    site.build()
    (site.raw / "b.txt").unlink()
    site.build()
    assert contents(site.out) == alone


# --------------------------------------------------------------------------------------------------------------------
# What was there before.


def test_stale_records_are_named_and_left(site: Site) -> None:
    site.put("page", WHOLE)
    site.build()
    site.put("page", WHOLE.replace("Pastry Chef", "Cook"))
    err = site.build()[1]
    assert f"stale: {site.out / NAME}.json" in err
    assert f"stale: {site.out / 'evidence' / NAME}.json" in err
    assert (site.out / f"{NAME}.json").is_file()


def test_nothing_is_stale_after_the_same_build(site: Site) -> None:
    site.put("page", WHOLE)
    site.build()
    assert "stale:" not in site.build()[1]


def test_a_file_that_is_written_anew_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    files.write(path, "old")
    path.chmod(0o640)
    files.write(path, "new")
    assert (path.stat().st_mode & 0o777, path.read_text(encoding="utf-8")) == (0o640, "new")


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()], ids=["failed", "interrupted"])
def test_a_broken_write_leaves_the_old_file(
    step: str, error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(*_: object) -> None:
        raise error

    path = tmp_path / "record.json"
    files.write(path, "old")
    monkeypatch.setattr(os, step, break_off)
    with pytest.raises((PathingestError, KeyboardInterrupt)):
        files.write(path, "new")
    assert contents(tmp_path) == {"record.json": b"old"}
