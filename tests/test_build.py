"""`build`: the same bytes every time, whole files or none, one record for each pathway, and a manifest that tells."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import shutil
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, ValidationError

import pathingest
from pathingest import lint
from pathingest.model.errors import PathingestError
from pathingest.model.version import SCHEMA_VERSION
from pathingest.outputs import files
from pathingest.profiles import GENERIC, builtin
from pathingest.records import read_record
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
    beside = {"dataset.jsonl", "manifest.json", "pathway.schema.json"}
    assert set(contents(site.out)) == {f"{NAME}.json", f"evidence/{NAME}.json", *beside}


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_each_record_names_the_schema_beside_it_and_follows_it(site: Site, form: str) -> None:
    site.put("page", WHOLE)
    site.build("--format", form)
    text = (site.out / f"{NAME}.{form}").read_text("utf-8")
    head = '{\n  "$schema": "pathway.schema.json",\n' if form == "json" else "# yaml-language-server: $schema="
    assert text.startswith(head)
    schema = json.loads((site.out / "pathway.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(yaml.safe_load(text))
    with pytest.raises(ValidationError, match="timelin"):
        Draft202012Validator(schema).validate({**yaml.safe_load(text), "timelin": None})
    assert lint(read_record(site.out / f"{NAME}.{form}"), ["SCH003", "SCH004"]) == []


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
    assert lines == [without_schema(loaded(site.out / f"{line['id']}.json")) for line in lines]


def test_yaml_records_hold_the_same_data(site: Site) -> None:
    site.put("page", WHOLE)
    site.build()
    record = site.record
    site.build("--format", "yaml")
    assert yaml.safe_load((site.out / f"{NAME}.yaml").read_text(encoding="utf-8")) == without_schema(record)


def without_schema(record: Record) -> Record:
    return {name: value for name, value in record.items() if name != "$schema"}


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


def test_a_baseline_that_is_not_there_yet_stops_no_build(
    tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "page.txt").write_text(WHOLE, encoding="utf-8")
    (tmp_path / "pathingest.toml").write_text('[lint]\npaths = ["raw", "normalized"]\nbaseline = "known.json"\n')
    monkeypatch.chdir(tmp_path)
    done = tool("build", "--fail-on", "never")
    assert done.code == 0
    assert "no baseline yet: " in done.err
    assert tool("lint", "--write-baseline", "known.json").code == 0
    assert "no baseline yet" not in tool("build", "--fail-on", "never").err


# --------------------------------------------------------------------------------------------------------------------
# The manifest.


def test_the_manifest_says_what_made_it(site: Site) -> None:
    site.put("page", WHOLE)
    site.build()
    assert site.manifest["tool"] == {"name": "pathingest", "version": pathingest.__version__}
    assert site.manifest["schema_version"] == SCHEMA_VERSION


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


def page_of(role: str) -> str:
    return WHOLE.replace("Pastry Chef", role)


@pytest.fixture
def built(site: Site) -> Site:
    """A site of four pathways, one of them in two renderings, and a page that gives way to another; built."""
    for role in ("Baker", "Cook", "Waiter"):
        site.put(role.lower(), page_of(role))
    site.put("chef", WHOLE)
    site.put("chef-reader", READER)
    site.put("rival", page_of("Cook").replace("Transition Guide", "Transition Blueprint").replace("Moderate", ""))
    site.put("error", "404\n")
    site.build()
    return site


def build_some(site: Site, *names: str, options: tuple[str, ...] = ()) -> str:
    done = site.tool(
        "build",
        *(site.raw / f"{name}.txt" for name in names),
        "--out",
        site.out,
        "--fail-on",
        "never",
        *options,
    )
    assert done.code == 0, done.err
    return done.err


@pytest.mark.parametrize("name", ["baker", "chef", "chef-reader", "cook", "rival", "error"])
def test_a_build_of_one_page_changes_nothing_of_the_others(name: str, built: Site) -> None:
    before = contents(built.out)
    err = build_some(built, name)
    assert contents(built.out) == before
    assert "4 records" in err
    assert "gone:" not in err


def test_a_build_of_one_page_updates_its_record_in_all_files(built: Site) -> None:
    built.put("baker", page_of("Baker").replace("12 weeks", "13 weeks"))
    build_some(built, "baker")
    partly = contents(built.out)
    shutil.rmtree(built.out)
    built.build()
    assert partly == contents(built.out)


def test_a_new_rendering_that_is_built_alone_joins_its_pathway(built: Site) -> None:
    built.put("baker-reader", READER.replace("Pastry Chef", "Baker"))
    build_some(built, "baker-reader")
    partly = contents(built.out)
    shutil.rmtree(built.out)
    built.build()
    assert partly == contents(built.out)


def test_only_the_pages_that_are_named_are_linted(built: Site) -> None:
    built.put("chef", WHOLE.replace("Moderate", "Hopeless"))
    build_some(built, "chef")
    done = built.tool("build", built.raw / "chef-reader.txt", "--out", built.out, "--fail-on", "never")
    assert "chef.txt" not in "".join(line for line in done.out.splitlines() if "COR" not in line)


def test_a_record_whose_page_is_gone_stays_and_is_reported_in_one_line(built: Site) -> None:
    before = contents(built.out)
    (built.raw / "baker.txt").unlink()
    err = built.build()[1]
    assert contents(built.out) == before
    (line,) = [line for line in err.splitlines() if "gone:" in line]
    assert "baker-to-food-technologist" in line
    assert "--prune" in line


def test_a_record_whose_page_states_another_pathway_now_is_gone(built: Site) -> None:
    built.put("baker", page_of("Butcher"))
    assert "gone: 1 record that no page states any more: baker-to-food-technologist" in build_some(built, "baker")
    assert (built.out / "baker-to-food-technologist.json").is_file()


def test_what_is_gone_is_removed_on_request(built: Site) -> None:
    (built.raw / "baker.txt").unlink()
    err = build_some(built, "cook", options=("--prune",))
    assert "removed: baker-to-food-technologist" in err
    pruned = contents(built.out)
    shutil.rmtree(built.out)
    built.build()
    assert pruned == contents(built.out)


def test_a_record_that_was_edited_is_not_removed(built: Site) -> None:
    path = built.out / "baker-to-food-technologist.json"
    path.write_text(path.read_text(encoding="utf-8").replace("12 weeks", "14 weeks"), encoding="utf-8")
    (built.raw / "baker.txt").unlink()
    err = build_some(built, "cook", options=("--prune",))
    assert "removed:" not in err
    assert "--prune --force" in err
    assert "14 weeks" in path.read_text(encoding="utf-8")
    assert "removed: baker" in build_some(built, "cook", options=("--prune", "--force"))
    assert not path.exists()


def test_files_that_no_build_made_are_named_and_never_removed(built: Site) -> None:
    stray = built.out / "notes.json"
    stray.write_text("{}", encoding="utf-8")
    assert f"not of this dataset: {stray}" in build_some(built, "cook", options=("--prune", "--force"))
    assert stray.is_file()


def test_records_in_another_format_take_the_places_of_those_that_were_built(built: Site) -> None:
    before = contents(built.out)
    assert "not of this dataset" not in built.build("--format", "yaml")[1]
    names = {path.name for path in built.out.iterdir()}
    assert "baker-to-food-technologist.yaml" in names
    assert "baker-to-food-technologist.json" not in names
    built.put("baker", page_of("Baker"))
    assert "not overwritten" not in built.build()[1]
    assert contents(built.out) == before


def test_a_summary_fits_a_screen_whatever_happened(built: Site) -> None:
    for number in range(9):
        built.put(f"shop-{number}", "We open at nine.\n")
        built.put(f"clerk-{number}", page_of(f"Clerk{'s' * number}"))
        (built.raw / f"scan-{number}.pdf").write_bytes(b"")
    built.build()
    for number in range(9):
        built.put(f"clerk-{number}", page_of(f"Teller{'s' * number}"))
        record = built.out / f"clerk{'s' * number}-to-food-technologist.json"
        record.write_text(record.read_text("utf-8").replace("12", "14"), "utf-8")
    built.put("baker", page_of("Baker").replace("Moderate", "Hard"))
    err = built.build()[1]
    assert len(err.splitlines()) <= 20
    assert f" more pages: {built.out / 'manifest.json'} says why of each" in err
    assert "renamed: 8 more: " in err
    assert "scan-4.pdf and 4 more (no pages by their names)" in err


def test_a_page_that_cannot_be_read_now_is_not_gone(built: Site) -> None:
    built.put("baker", "")
    err = build_some(built, "baker", options=("--prune",))
    assert "removed:" not in err
    assert "not written:" in err
    assert (built.out / "baker-to-food-technologist.json").is_file()


def test_pages_that_are_looked_for_from_the_wrong_folder_are_not_gone(
    tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "raw").mkdir()
    for role in ("Baker", "Cook"):
        (tmp_path / "raw" / f"{role}.txt").write_text(page_of(role), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert tool("build", "--fail-on", "never").code == 0
    before = contents(tmp_path)
    monkeypatch.chdir(tmp_path / "raw")
    done = tool("build", "Baker.txt", "--out", "../normalized", "--prune", "--fail-on", "never")
    assert done.code == 2
    assert "none of its pages is found from this folder" in done.err
    assert contents(tmp_path) == before


def test_a_page_whose_name_is_not_utf_8_is_not_gone(built: Site) -> None:
    (built.raw / os.fsdecode(b"caf\xe9.txt")).write_text(page_of("Barista"), encoding="utf-8")
    built.build()
    before = contents(built.out)
    err = build_some(built, "baker", options=("--prune",))
    assert "barista-to-food-technologist.json" in before
    assert "removed:" not in err
    assert contents(built.out) == before


def test_two_spellings_of_a_path_are_one_page(built: Site) -> None:
    before = contents(built.out)
    built.tool("build", built.raw / ".." / "raw" / "baker.txt", "--out", built.out, "--fail-on", "never")
    assert contents(built.out) == before


def test_a_dataset_has_one_version_of_the_schema(site: Site) -> None:
    for role in ("Baker", "Cook", "Waiter"):
        site.put(role.lower(), page_of(role))
    site.build()
    whole = contents(site.out)
    names = [record["id"] for record in site.manifest["records"]]

    def older(text: str) -> str:
        text = re.sub(r'("schema_version": ?)"[0-9.]+"', r'\1"2.0.0"', text)
        return re.sub(r'\s*"language": ?null,', "", text)

    for name in ("dataset.jsonl", "manifest.json", *(f"{name}.json" for name in names)):
        text = older((site.out / name).read_text("utf-8"))
        for record in names:  # as the older tool built them
            if (site.out / f"{record}.json").is_file():
                new, old = (
                    hashlib.sha256(data).hexdigest()
                    for data in (whole[f"{record}.json"], older(whole[f"{record}.json"].decode()).encode())
                )
                text = text.replace(new, old)
        (site.out / name).write_text(text, "utf-8")
    gone = (site.raw / "waiter.txt").rename(site.raw.parent / "waiter.txt")
    site.tool("build", site.raw / "baker.txt", "--out", site.out, "--fail-on", "never")
    lines = (site.out / "dataset.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(line)["schema_version"] for line in lines} == {SCHEMA_VERSION}
    assert all("language" in json.loads(line) for line in lines)
    assert (site.out / "dataset.jsonl").read_bytes() == whole["dataset.jsonl"]
    gone.rename(site.raw / "waiter.txt")
    site.build()
    assert contents(site.out) == whole


def test_records_of_a_lost_manifest_and_dataset_are_no_edits(built: Site) -> None:
    before = contents(built.out)
    for name in ("manifest.json", "dataset.jsonl"):
        (built.out / name).unlink()
    assert "not overwritten" not in built.build()[1]
    assert contents(built.out) == before


@pytest.mark.parametrize("end", [b"", b"\r\n"])
def test_each_record_of_the_dataset_is_a_line_of_its_own(end: bytes, built: Site) -> None:
    dataset = built.out / "dataset.jsonl"
    dataset.write_bytes(dataset.read_bytes().removesuffix(b"\n") + end)
    built.put("zookeeper", page_of("Zookeeper"))
    build_some(built, "zookeeper")
    assert [json.loads(line)["id"] for line in dataset.read_bytes().split(b"\n")[:-1]] == sorted(
        record["id"] for record in built.manifest["records"]
    )


@pytest.mark.parametrize("seed", range(8))
def test_a_build_of_what_changed_is_a_build_from_nothing(seed: int, site: Site, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311  it picks samples, never secrets
    texts = [page_of("Baker"), READER.replace("Pastry Chef", "Baker"), page_of("Cook"), WHOLE, READER, "404\n"]
    texts.append(f"{WHOLE}\nhttps://example.org/pathways/pastry-cook-to-food-technologist\n")
    texts.append(WHOLE.replace("Transition Guide", "Transition Blueprint"))
    names = [f"page-{i}" for i in range(5)]
    for name in names:
        site.put(name, chance.choice(texts))
    site.build()
    for step in range(8):
        name = chance.choice(names)
        if step == 4:
            (site.raw / f"{name}.txt").unlink(missing_ok=True)
            site.build("--prune")
        else:
            site.put(name, chance.choice(texts).replace("Moderate", chance.choice(["Easy", "Hard"])))
            build_some(site, name, options=("--prune",))
        partly, site.out = contents(site.out), tmp_path / f"whole-{step}"
        site.build()
        assert partly == contents(site.out)
        site.out = tmp_path / "out"


# --------------------------------------------------------------------------------------------------------------------
# Records that were edited.


def edit(path: Path, old: str, new: str) -> str:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("record_format", ["json", "yaml"])
def test_a_record_that_was_edited_is_left_and_reported(record_format: str, site: Site) -> None:
    site.put("page", WHOLE)
    site.build("--format", record_format)
    path = site.out / f"{NAME}.{record_format}"
    text = edit(path, "12 weeks", "14 weeks")
    site.put("page", WHOLE.replace("Moderate", "Hard"))
    for _ in range(2):
        err = site.build("--format", record_format)[1]
        assert path.read_text(encoding="utf-8") == text
        (line,) = [line for line in err.splitlines() if "not overwritten" in line]
        assert str(path) in line
        assert "page.txt" in line
        assert "--force" in line
        assert "14 weeks" in (site.out / "dataset.jsonl").read_text(encoding="utf-8")


def test_force_overwrites_what_was_edited(site: Site) -> None:
    site.put("page", WHOLE)
    site.build()
    before = contents(site.out)
    edit(site.out / f"{NAME}.json", "12 weeks", "14 weeks")
    assert "not overwritten" not in site.build("--force")[1]
    assert contents(site.out) == before


def test_a_record_that_was_edited_and_deleted_is_made_anew(site: Site) -> None:
    site.put("page", WHOLE)
    site.build()
    before = contents(site.out)
    edit(site.out / f"{NAME}.json", "12 weeks", "14 weeks")
    site.build()
    (site.out / f"{NAME}.json").unlink()
    site.build()
    assert contents(site.out) == before


def test_an_edit_that_is_taken_back_is_no_edit(site: Site) -> None:
    site.put("page", WHOLE)
    site.build()
    before = contents(site.out)
    edit(site.out / f"{NAME}.json", "12 weeks", "14 weeks")
    site.build()
    edit(site.out / f"{NAME}.json", "14 weeks", "12 weeks")
    assert "not overwritten" not in site.build()[1]
    assert contents(site.out) == before


def test_a_comment_in_a_record_is_an_edit(site: Site) -> None:
    site.put("page", WHOLE)
    site.build("--format", "yaml")
    text = edit(site.out / f"{NAME}.yaml", "headline:", "# checked by hand\nheadline:")
    assert "not overwritten" in site.build("--format", "yaml")[1]
    assert (site.out / f"{NAME}.yaml").read_text(encoding="utf-8") == text


def test_an_edited_record_stays_when_another_format_is_asked_for(site: Site) -> None:
    site.put("page", WHOLE)
    site.build()
    text = edit(site.out / f"{NAME}.json", "12 weeks", "14 weeks")
    assert "not overwritten" in site.build("--format", "yaml")[1]
    assert (site.out / f"{NAME}.json").read_text(encoding="utf-8") == text
    assert not (site.out / f"{NAME}.yaml").exists()


def test_an_edit_that_broke_the_record_is_left_and_the_dataset_has_the_page(site: Site) -> None:
    site.put("page", WHOLE)
    site.build()
    dataset = (site.out / "dataset.jsonl").read_bytes()
    (site.out / f"{NAME}.json").write_text("{", encoding="utf-8")
    said = site.build()[1]
    assert "not overwritten" in said
    assert "no record of its id, so the dataset has what the page states" in said
    assert (site.out / f"{NAME}.json").read_text(encoding="utf-8") == "{"
    assert (site.out / "dataset.jsonl").read_bytes() == dataset


def test_what_a_fix_wrote_into_a_record_is_left(site: Site) -> None:
    site.put("page", WHOLE)
    site.build()
    path = site.out / f"{NAME}.json"
    edit(path, '"level": "moderate"', '"level": "modrate"')
    site.tool("lint", path, "--fix", "--isolated")
    edit(path, '"name": "Food Technologist"', '"name": "Food technologist"')
    text = path.read_text(encoding="utf-8")
    assert "not overwritten" in site.build()[1]
    assert path.read_text(encoding="utf-8") == text


def test_a_record_that_no_build_is_known_to_have_written_is_left(site: Site) -> None:
    site.put("page", WHOLE)
    site.out.mkdir()
    (site.out / f"{NAME}.json").write_text("{}", encoding="utf-8")
    assert "not overwritten" in site.build()[1]
    assert (site.out / f"{NAME}.json").read_text(encoding="utf-8") == "{}"


def without_digests(site: Site) -> None:
    """Make the manifest one that tells the digest of the content alone."""
    manifest = site.manifest
    for record in manifest["records"]:
        del record["record_sha256"]
    (site.out / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def test_a_manifest_without_digests_of_files_tells_edits_by_the_content(site: Site) -> None:
    site.put("page", WHOLE)
    site.build()
    without_digests(site)
    site.put("page", WHOLE.replace("Moderate", "Hard"))
    assert "not overwritten" not in site.build()[1]
    without_digests(site)
    edit(site.out / f"{NAME}.json", "12 weeks", "14 weeks")
    assert "not overwritten" in site.build()[1]


# --------------------------------------------------------------------------------------------------------------------
# What an earlier build left that cannot be read.


FOREIGN = [
    "{",
    "[]\n",
    "{}\n",
    "[" * 100_000,
    '{"id": ' + "9" * 5000 + "}",
    '{"records": [{}], "not_written": []}',
    "\xff",
]


@pytest.mark.parametrize(
    ("name", "text"),
    [("manifest.json", ""), *product(["manifest.json", "dataset.jsonl"], FOREIGN)],
    ids=range(2 * len(FOREIGN) + 1),
)
def test_a_file_that_no_build_wrote_stops_the_build_before_anything_is_written(
    name: str, text: str, built: Site
) -> None:
    (built.out / name).write_bytes(text.encode("latin-1"))
    before = contents(built.out)
    done = built.tool("build", built.raw, "--out", built.out)
    assert done.code == 2
    assert name in done.err
    assert len(done.err.splitlines()) == 1
    assert contents(built.out) == before


@pytest.mark.parametrize("name", ["manifest.json", "dataset.jsonl"])
def test_what_one_file_alone_says_is_kept(name: str, built: Site) -> None:
    before = contents(built.out)
    (built.out / name).unlink()
    build_some(built, "baker")
    assert (built.out / "dataset.jsonl").read_bytes() == before["dataset.jsonl"]
    built.build()
    assert contents(built.out) == before


@pytest.mark.parametrize("name", ["../victim", "../../victim", "manifest", "a/b", "a\0b", "\ud800", "", 5, None, ["a"]])
@pytest.mark.parametrize("where", ["manifest.json", "dataset.jsonl"])
def test_an_id_that_no_build_makes_is_refused(where: str, name: Any, built: Site, tmp_path: Path) -> None:
    victim = tmp_path / "victim.json"
    victim.write_text("{}", encoding="utf-8")
    path = built.out / where
    if where == "manifest.json":
        manifest = built.manifest
        manifest["records"].append({**manifest["records"][0], "id": name, "record": f"{name}.json", "sources": []})
        path.write_text(json.dumps(manifest), encoding="utf-8")
    else:
        record = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
        line = json.dumps({**record, "id": name, "sources": [{**record["sources"][0], "path": "gone.txt"}]})
        path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    done = built.tool("build", built.raw, "--out", built.out, "--prune", "--force")
    assert (done.code, done.out) == (2, "")
    assert victim.is_file()


@pytest.mark.parametrize(
    ("key", "value"), [("path", 5), ("path", ["a"]), ("sha256", [5]), ("why", ["a"]), ("id", {}), ("content_sha256", 1)]
)
def test_values_of_a_manifest_that_no_build_writes_are_refused(key: str, value: Any, built: Site) -> None:
    def spoilt(found: Any) -> Any:
        if isinstance(found, list):
            return [spoilt(item) for item in found]
        if isinstance(found, dict):
            return {name: value if name == key else spoilt(item) for name, item in found.items()}
        return found

    (built.out / "manifest.json").write_text(json.dumps(spoilt(built.manifest)), encoding="utf-8")
    done = built.tool("build", built.raw, "--out", built.out, "--prune")
    assert (done.code, len(done.err.splitlines())) == (2, 1)


@pytest.mark.parametrize("file", ["../victim.json", "evidence/../../victim.json", "victim.json", "/victim.json"])
def test_a_manifest_cannot_lead_out_of_the_folder(file: str, built: Site, tmp_path: Path) -> None:
    victim = tmp_path / "victim.json"
    victim.write_text("{}", encoding="utf-8")
    manifest = built.manifest
    manifest["records"].append({**manifest["records"][0], "id": "gone", "record": file, "sources": []})
    (built.out / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert built.tool("build", built.raw, "--out", built.out, "--prune", "--force").code == 2
    assert victim.is_file()


def test_a_file_that_is_written_anew_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    files.write(path, "old")
    path.chmod(0o640)
    files.write(path, "new")
    assert (path.stat().st_mode & 0o777, path.read_text(encoding="utf-8")) == (0o640, "new")


@pytest.mark.skipif(not hasattr(os, "O_DIRECTORY"), reason="the system opens no folder")
def test_the_names_of_files_are_synced_once_and_only_where_something_was_written(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    opened: dict[int, Path] = {}
    open_, fsync = os.open, os.fsync

    def watched(path: Any, flags: int, *more: Any, **options: Any) -> int:
        handle = open_(path, flags, *more, **options)
        if flags & os.O_DIRECTORY:
            opened[handle] = Path(path)
        return handle

    def noted(handle: int) -> None:
        if handle in opened:
            assert (site.out / "manifest.json").is_file()
            synced.append(opened[handle])
        fsync(handle)

    monkeypatch.setattr(os, "open", watched)
    monkeypatch.setattr(os, "fsync", noted)
    for name in ("Baker", "Cook"):
        site.put(name.lower(), page_of(name))
    site.build()
    assert synced == [site.out, site.out / "evidence"]
    site.build()
    assert len(synced) == 2


@pytest.mark.parametrize("error", [OSError("no"), None], ids=["refused", "done"])
def test_a_folder_that_cannot_be_synced_stops_nothing(
    error: OSError | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        if error:
            raise error

    monkeypatch.setattr(os, "fsync", refuse)
    files.sync(tmp_path)
    files.sync(tmp_path / "gone")


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
