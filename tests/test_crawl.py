"""A crawl in parts: whole or not there, each once, whatever stops the run."""

from __future__ import annotations

import errno
import gzip
import hashlib
import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import zstandard

import feeds
import pathingest.runners.crawl as module
from pathingest import parse
from pathingest.model.coded import decoded
from pathingest.sources.pages import Pages
from running import COMMAND, PLAIN, Tool, installed

SOME = feeds.pages(60)
MB = ("--part-size", "1")
KILLER = '''"""Ends the process."""
import os
from pathingest.rules import Rule
def check(page):
    if page.source.path in {paths!r}:
        os._exit(9)
    yield from ()
RULE = Rule("X001", "error", "high", check)
'''


@pytest.fixture
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    other = [(f"https://example.org/other/{number}", "A tutorial about sewing") for number in range(5)]
    Path("a.jsonl").write_bytes(feeds.jsonl([*SOME[:20], *other]) + b"{oops\n")
    feeds.write(Path(), ".warc.gz", SOME[20:40], "b")
    feeds.write(Path("files"), ".zip", SOME[40:50], "c")
    for number, (_, text) in enumerate(SOME[50:]):
        Path(f"files/{number}.txt").write_bytes(text.encode())


INPUTS = ("a.jsonl", "*.warc.gz", "files")


def lines(out: Path, kind: str) -> list[Any]:
    return [
        json.loads(line)
        for path in sorted(out.glob(f"{kind}/part-*-of-*.jsonl.gz"))
        for line in gzip.decompress(path.read_bytes()).decode().splitlines()
    ]


def unpacked(path: Path) -> list[Any]:
    return [json.loads(line) for line in gzip.decompress(path.read_bytes()).decode().splitlines()]


def outputs(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.glob("*/part-*"))}


@pytest.mark.usefixtures("_here")
def test_a_crawl_gives_what_a_build_gives(tool: Tool) -> None:
    done = tool("crawl", *INPUTS, "--out", "out", "--jobs", "1", *MB)
    assert done.code == 0
    assert (
        done.err.splitlines()[0]
        == "66 pages: 60 records, 5 without a pathway, 1 broken record; "
        + (done.err.splitlines()[0].rpartition("; ")[2])
    )
    assert "  without a pathway: 5 pages: the page is no career pathway" in done.err.splitlines()
    out = Path("out")
    assert (out / "_SUCCESS").exists()
    tool("build", "a.jsonl", "b.warc.gz", "files/c.zip", "files", "--out", "built", "--jobs", "1")
    built = {json.loads(line)["id"]: json.loads(line) for line in Path("built/dataset.jsonl").read_text().splitlines()}
    assert {one["id"]: one for one in lines(out, "records")} == built
    for one in lines(out, "evidence"):
        assert one["evidence"] == json.loads(Path(f"built/evidence/{one['id']}.json").read_text())
    found = lines(out, "findings")
    assert [one["path"] for one in found if one["code"] == "EXT013"] == [
        f"a.jsonl#{Path('a.jsonl').stat().st_size - 6}"
    ]
    assert not [one for one in found if one["code"] == "EXT006"]


@pytest.mark.usefixtures("_here")
def test_findings_are_those_that_the_configuration_lets_count(tool: Tool) -> None:
    configuration = """
[lint]
ignore = ["COR", "EXT006", "SUP001"]
[lint.severity]
DUR002 = "info"
[lint.per-path-ignores]
"files/**" = ["PRI"]
[[lint.suppress]]
rule = "EXT004"
path = "a.jsonl*"
reason = "its names are cut elsewhere"
"""
    tool("crawl", *INPUTS, "--out", "plain", *MB)
    Path("pathingest.toml").write_text(configuration, "utf-8")
    assert "holds parts of a run over other pages" in tool("crawl", *INPUTS, "--out", "plain", *MB).err
    tool("crawl", *INPUTS, "--out", "out", *MB)
    linted = tool("lint", *INPUTS, "files/c.zip", "--format", "jsonl", "--exit-zero").out.splitlines()
    known = ("code", "severity", "path", "line", "column")
    found, expected = (
        sorted([one[name] for name in known] for one in some if one["path"])
        for some in (lines(Path("out"), "findings"), map(json.loads, linted))
    )
    assert found == expected
    plain = {
        (one["code"], one["severity"], one["path"].startswith("files/")) for one in lines(Path("plain"), "findings")
    }
    assert {("DUR002", "warning", True), ("PRI003", "warning", True)} <= plain
    assert not {("DUR002", "warning", True), ("PRI003", "warning", True)} & {
        (code, said, path.startswith("files/")) for code, said, path, *_ in found
    }


@pytest.mark.usefixtures("_here")
def test_manifests_say_what_was_read_and_what_came_of_it(tool: Tool) -> None:
    tool("crawl", *INPUTS, "--out", "out", "--jobs", "1", *MB)
    out = Path("out")
    manifests = [json.loads(path.read_text()) for path in sorted(out.glob("part-*.json"))]
    assert [one["part"] for one in manifests] == list(range(len(manifests)))
    assert {one["of"] for one in manifests} == {len(manifests)}
    for one in manifests:
        for name, said in one["outputs"].items():
            data = (out / name).read_bytes()
            assert (said["bytes"], said["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
            assert said["lines"] == gzip.decompress(data).count(b"\n")
        for given in one["inputs"]:
            if "feed" in given:
                data = Path(given["feed"]).read_bytes()[given["start"] : given["stop"]]
                assert given["sha256"] == hashlib.sha256(data).hexdigest()
            else:
                assert given["sha256"] == hashlib.sha256(Path(given["path"]).read_bytes()).hexdigest()
    metrics = json.loads((out / "metrics.json").read_text())
    assert metrics["counts"]["pages"] == sum(one["counts"]["pages"] for one in manifests) == 66
    assert metrics["outcomes"] == {"record": 60, "no pathway": 5, "broken record": 1}
    assert 0 < metrics["seconds_per_page"]["p50"] <= metrics["seconds_per_page"]["p99"]
    facts = [gzip.decompress(path.read_bytes()).decode().splitlines() for path in sorted(out.glob("facts/*"))]
    assert len([decoded(line) for some in facts for line in some]) == 60


@pytest.mark.usefixtures("_here")
def test_what_all_parts_show_is_what_a_build_shows(tool: Tool) -> None:
    Path("again.jsonl").write_bytes(feeds.jsonl([(url + "?again", text + "\n") for url, text in SOME[:3]]))
    inputs = (*INPUTS, "again.jsonl")
    done = tool("crawl", *inputs, "--out", "out", "--jobs", "1", "--reduce", *MB)
    assert "60 pathways in out/pathways.jsonl.gz" in done.err
    built = ("a.jsonl", "b.warc.gz", *sorted(map(str, Path("files").iterdir())), "again.jsonl")
    wanted = tool("build", *built, "--out", "built", "--jobs", "1", "--format", "json", "--info")
    records = {
        json.loads(line)["id"]: json.loads(line) for line in Path("built/dataset.jsonl").read_text().splitlines()
    }
    groups = unpacked(Path("out/pathways.jsonl.gz"))
    assert {one["id"]: one["pages"] for one in groups} == {
        name: [source["path"] for source in record["sources"]] for name, record in records.items()
    }
    merged = unpacked(Path("out/merged.jsonl.gz"))
    assert [one["id"] for one in merged] == sorted(one["id"] for one in merged)
    assert {one["id"]: one for one in merged} == {name: one for name, one in records.items() if len(one["sources"]) > 1}
    assert len(merged) == 3
    found = {one["code"] for one in unpacked(Path("out/across.jsonl.gz"))}
    assert found == set(re.findall(r" (COR\d{3}) ", wanted.out))


FIRST, SECOND, THIRD = (parse(text).record.id for _, text in SOME[:3])


def correct(name: str, value: str, replaced: str = "") -> None:
    """Correct the timeline of a record."""
    said = f'  replaced: "{replaced}"\n' if replaced else ""
    Path("overrides").mkdir(exist_ok=True)
    Path(f"overrides/{name}.yaml").write_text(
        f'schema: "pathingest.overrides/1"\nid: "{name}"\noverrides:\n'
        f'- at: "/timeline"\n  value: "{value}"\n{said}  reason: "the author wrote us"\n'
    )


def timelines(out: Path) -> dict[str, str]:
    return {one["id"]: one["timeline"]["text"] for one in lines(out, "records")}


@pytest.mark.usefixtures("_here")
def test_corrections_are_made_as_a_build_makes_them(tool: Tool) -> None:
    correct(FIRST, "77 months", replaced="99 months")
    correct(SECOND, "78 months")
    Path("again.jsonl").write_bytes(feeds.jsonl([(url + "?again", text + "\n") for url, text in SOME[1:2]]))
    correct("baker-to-nobody", "3 months")
    done = tool("crawl", *INPUTS, "again.jsonl", "--out", "out", "--jobs", "1", "--reduce", *MB)
    assert done.err.splitlines()[1].endswith(", 3 corrections")
    built = ("a.jsonl", "b.warc.gz", *sorted(map(str, Path("files").iterdir())), "again.jsonl")
    said = tool("build", *built, "--out", "built", "--jobs", "1", "--format", "json", "--info")
    records = {one["id"]: one for one in map(json.loads, Path("built/dataset.jsonl").read_text("utf-8").splitlines())}
    assert (records[FIRST]["timeline"]["text"], records[SECOND]["timeline"]["text"]) == ("77 months", "78 months")
    (merged,) = unpacked(Path("out/merged.jsonl.gz"))
    assert merged == records.pop(SECOND)
    crawled = {one["id"]: one for one in lines(Path("out"), "records")}
    assert crawled.pop(SECOND)["timeline"]["text"] == "78 months"
    assert crawled == records
    (proof,) = [one["evidence"] for one in lines(Path("out"), "evidence") if one["id"] == FIRST]
    assert proof == json.loads(Path(f"built/evidence/{FIRST}.json").read_text("utf-8"))
    found = [*lines(Path("out"), "findings"), *unpacked(Path("out/across.jsonl.gz"))]
    ours = sorted((one["code"], one["path"]) for one in found if one["code"].startswith("OVR"))
    theirs = [path.partition(":")[0] for path in re.findall(r"^(overrides\S+)", said.out, re.MULTILINE)]
    assert ours == [("OVR001", f"overrides/{FIRST}.yaml"), ("OVR003", "overrides/baker-to-nobody.yaml")]
    assert sorted(set(theirs)) == sorted(path for _, path in ours)


@pytest.mark.usefixtures("_here")
def test_after_a_correction_the_parts_that_have_the_record_are_done_again(
    tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    correct(FIRST, "77 months")
    call = ("crawl", *INPUTS, "--jobs", "1", *MB)
    tool(*call, "--out", "out")
    did: list[str] = []
    do = module.done_part

    def counted(worker: module.CrawlWorker, part: module.Part) -> Any:
        did.append(part.shard.feed)
        return do(worker, part)

    monkeypatch.setattr(module, "done_part", counted)
    assert tool(*call, "--out", "out").code == 0
    assert did == []
    in_zip = parse(SOME[45][1]).record.id
    correct(in_zip, "78 months")
    assert tool(*call, "--out", "out").code == 0
    assert did == ["files/c.zip"]
    assert timelines(Path("out"))[in_zip] == "78 months"
    Path(f"overrides/{FIRST}.yaml").unlink()
    assert tool(*call, "--out", "out").code == 0
    assert did == ["files/c.zip", "a.jsonl"]
    tool(*call, "--out", "new")
    assert outputs(Path("out")) == outputs(Path("new"))
    assert timelines(Path("out"))[FIRST] != "77 months"


@pytest.mark.usefixtures("_here")
def test_a_correction_that_changes_while_a_run_is_on_stops_it(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    correct(FIRST, "77 months")
    begin = module._begin

    def changing(*arguments: Any) -> None:
        begin(*arguments)
        correct(FIRST, "78 months")

    with monkeypatch.context() as changed:
        changed.setattr(module, "_begin", changing)
        done = tool("crawl", *INPUTS, "--out", "out", "--jobs", "1", *MB)
    why = "overrides: has other corrections than the run was begun with; the same command goes on with these"
    assert (done.code, done.err) == (2, f"pathingest: {why}\n")
    assert tool("crawl", *INPUTS, "--out", "out", "--jobs", "1", *MB).code == 0
    assert timelines(Path("out"))[FIRST] == "78 months"


@pytest.mark.usefixtures("_here")
def test_ids_are_those_that_are_decided(tool: Tool) -> None:
    call = ("crawl", *INPUTS, "--out", "out", "--jobs", "1", *MB)
    path = next(str(page) for page in Pages([Path("a.jsonl")]))
    Path("overrides").mkdir()
    Path("overrides/ids.yaml").write_text(
        f'schema: "pathingest.ids/1"\nids:\n- id: "x-to-y"\n  recognised: ["{SECOND}"]\n  aliases: []\n'
        f'no_pathways:\n- path: "{path}"\n  reason: "an index"\n'
    )
    correct("x-to-y", "77 months")
    assert tool(*call).code == 0
    found = timelines(Path("out"))
    assert found["x-to-y"] == "77 months"
    assert not {FIRST, SECOND} & found.keys()
    assert THIRD in found
    Path("overrides/ids.yaml").unlink()
    done = tool(*call)
    assert done.code == 2
    assert "or other rules, profiles, ids," in done.err


@pytest.mark.usefixtures("_here")
def test_processes_write_the_same(tool: Tool) -> None:
    tool("crawl", *INPUTS, "--out", "one", "--jobs", "1", *MB)
    tool("crawl", *INPUTS, "--out", "two", "--jobs", "2", *MB)
    assert outputs(Path("one")) == outputs(Path("two"))


@pytest.mark.usefixtures("_here")
def test_a_run_goes_on_with_the_parts_that_are_not_done(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    tool("crawl", *INPUTS, "--out", "whole", "--jobs", "1", *MB)
    did: list[int] = []
    do = module.done_part

    def stopped(worker: module.CrawlWorker, part: module.Part) -> Any:
        if len(did) == 1:
            raise KeyboardInterrupt
        did.append(part.number)
        return do(worker, part)

    monkeypatch.setattr(module, "done_part", stopped)
    done = tool("crawl", *INPUTS, "--out", "out", "--jobs", "1", *MB)
    assert done.code == 130
    assert "interrupted after 1 of " in done.err
    assert "the same command goes on from there" in done.err
    assert not Path("out/_SUCCESS").exists()
    did.clear()
    did.extend((-1, -2))
    done = tool("crawl", *INPUTS, "--out", "out", "--jobs", "1", *MB)
    assert done.code == 0
    assert 0 not in did
    assert outputs(Path("out")) == outputs(Path("whole"))
    did[:] = (-1, -2)
    next(Path("out/records").iterdir()).unlink()
    assert tool("crawl", *INPUTS, "--out", "out", "--jobs", "1", *MB).code == 0
    assert len(did) == 3
    assert outputs(Path("out")) == outputs(Path("whole"))


@pytest.mark.usefixtures("_here")
def test_a_part_whose_manifest_is_none_is_done_again(tool: Tool) -> None:
    command = ("crawl", "a.jsonl", "--out", "out", "--jobs", "1")
    assert tool(*command, "--reduce").code == 0
    whole, (path,) = outputs(Path("out")), Path("out").glob("part-*.json")
    said = json.loads(path.read_text())
    counted = {"counts": {"pages": "x"}, "times": {"9" * 5000: 1}, "findings": [], "cpu_seconds": None, "outputs": []}
    broken = [json.dumps(said | {name: value}) for name, value in counted.items()]
    for text in (*broken, "[]", "{", "[" * 100_000, json.dumps(said | {"times": {"99999": 1}})):
        path.write_text(text)
        assert tool(*command).code == 0
        assert json.loads(path.read_text())["counts"] == said["counts"]
    assert outputs(Path("out")) == whole


@pytest.mark.usefixtures("_here")
def test_facts_that_no_part_wrote_are_one_line(tool: Tool) -> None:
    command = ("crawl", "a.jsonl", "--out", "out", "--jobs", "1")
    assert tool(*command).code == 0
    (path,) = Path("out/facts").iterdir()
    size = path.stat().st_size
    for text in ("[[-1,1,2],[]]", "[5,[]]", "[[-1,5],[]]"):
        data = gzip.compress(text.encode() + b"\n", 0)
        path.write_bytes(data)
        manifest = next(Path("out").glob("part-*.json"))
        manifest.write_text(manifest.read_text().replace(f'"bytes": {size}', f'"bytes": {len(data)}'))
        size = len(data)
        done = tool(*command, "--reduce")
        assert (done.code, "is not what a part wrote" in done.err) == (2, True), done


@pytest.mark.usefixtures("_here")
@pytest.mark.parametrize("options", [(), ("--reduce",)], ids=["parts", "reduce"])
def test_a_disk_that_is_full_is_one_line(options: tuple[str, ...], tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    command = ("crawl", "a.jsonl", "--out", "out", "--jobs", "1")
    if options:
        assert tool(*command).code == 0

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module._Output, "write", full)
    done = tool(*command, *options)
    assert (done.code, done.err.splitlines()[-1]) == (2, "pathingest: out: cannot be written: No space left on device")


def opened(path: Path) -> bytes:
    """What is in a file of a part."""
    data = path.read_bytes()
    if path.suffix == ".zst":
        return zstandard.ZstdDecompressor().decompressobj().decompress(data)
    return gzip.decompress(data)


@pytest.mark.usefixtures("_here")
def test_parts_are_packed_with_zstd_where_that_is_wanted(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    inputs = (*INPUTS, "--jobs", "1", "--reduce", *MB)
    tool("crawl", *inputs, "--out", "gz")
    done = tool("crawl", *inputs, "--out", "zst", "--packing", "zst")
    assert (done.code, done.err.splitlines()[0]) == (0, "60 pathways in zst/pathways.jsonl.zst")
    for path in Path("gz").rglob("*.gz"):
        name = path.relative_to("gz").with_suffix(".zst")
        assert opened(Path("zst") / name) == opened(path)
    manifest = json.loads(next(Path("zst").glob("part-*.json")).read_text())
    assert {name.rpartition(".")[2] for name in manifest["outputs"]} == {"zst"}
    tool("crawl", *inputs, "--out", "again", "--packing", "zst")
    assert outputs(Path("again")) == outputs(Path("zst"))
    assert "sizes or packing of parts" in tool("crawl", *inputs, "--out", "zst").err
    monkeypatch.setitem(sys.modules, "zstandard", None)
    done = tool("crawl", *inputs, "--out", "new", "--packing", "zst")
    assert (done.code, done.err) == (2, "pathingest: zstd needs zstandard: pip install 'pathingest[zstd]'\n")
    assert not Path("new").exists()


@pytest.mark.usefixtures("_here")
def test_a_folder_of_another_run_is_refused(tool: Tool) -> None:
    tool("crawl", "a.jsonl", "--out", "out", "--jobs", "1")
    done = tool("crawl", "b.warc.gz", "--out", "out", "--jobs", "1")
    assert done.code == 2
    assert "out: holds parts of a run over other pages" in done.err
    done = tool("crawl", "b.warc.gz", "--out", "files", "--jobs", "1")
    assert done.code == 2
    assert "files: is not empty, and holds no parts of a crawl; name another folder" in done.err


@pytest.mark.usefixtures("_here")
def test_parts_are_done_again_by_other_code_of_a_rule_of_ones_own(tool: Tool) -> None:
    Path("pathingest.toml").write_text('[lint]\nrules = ["killer.py"]\n')
    Path("killer.py").write_text(KILLER.format(paths=[]))
    again = ("crawl", "a.jsonl", "--out", "out", "--jobs", "1", "--trust-rules")
    assert [tool(*again).code, tool(*again).code] == [0, 0]
    part = Path("out/part-00000-of-00001.json")
    written = part.stat().st_mtime_ns
    assert tool(*again).code == 0
    assert part.stat().st_mtime_ns == written
    Path("killer.py").write_text(KILLER.format(paths=["b"]))
    assert tool(*again).code == 0
    assert part.stat().st_mtime_ns > written


@pytest.mark.usefixtures("_here")
def test_a_page_that_ends_every_process_is_named_and_all_others_are_read() -> None:
    second = len(feeds.jsonl(SOME[:2]))
    dead = [f"a.jsonl#{second}", "files/7.txt"]
    Path("killer.py").write_text(KILLER.format(paths=dead))
    Path("pathingest.toml").write_text('[lint]\nrules = ["killer.py"]\n')
    done = installed("crawl", *INPUTS, "--out", "out", "--jobs", "2", "--trust-rules", *MB)
    assert done.code == 1
    assert "exit 1: 2 findings of INT001: the tool failed" in done.err
    found = lines(Path("out"), "findings")
    assert [one["path"] for one in found if one["code"] == "INT001"] == dead
    assert len(lines(Path("out"), "records")) == 58
    assert not list(Path("out").glob(".part-*"))


@pytest.mark.usefixtures("_here")
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_a_run_that_was_killed_goes_on_and_nothing_is_there_twice(tool: Tool) -> None:
    Path("big.jsonl").write_bytes(feeds.jsonl(SOME) * 12)
    begun = subprocess.Popen(
        [COMMAND, "crawl", "big.jsonl", "--out", "out", "--jobs", "2", *MB], env=PLAIN, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 60
    while not list(Path().glob("out/part-*.json")) and time.monotonic() < deadline:
        time.sleep(0.02)
    begun.send_signal(signal.SIGKILL)
    begun.wait()
    time.sleep(0.5)  # the workers end with it
    assert not Path("out/_SUCCESS").exists()
    assert tool("crawl", "big.jsonl", "--out", "out", "--jobs", "2", *MB).code == 0
    paths = [one["sources"][0]["path"] for one in lines(Path("out"), "records")]
    assert len(paths) == len(set(paths)) == 12 * len(SOME)
    assert Path("out/_SUCCESS").exists()
