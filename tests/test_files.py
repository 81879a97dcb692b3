"""Which files are opened: regular ones, in the project and in what the call names; how far evidence is followed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from pathingest.config import find_config
from pathingest.model.page import Page
from pathingest.outputs.files import is_stream, write
from pathingest.records import read_record
from pathingest.records._origin import Provenance
from pathingest.sources import open_file, read_bytes, upward
from running import COMMAND, PLAIN, Done, Tool

WHOLE = (Path(__file__).parent / "cases" / "pages" / "whole.txt").read_text(encoding="utf-8")
PROFILE = "name: mine\nheadings:\n  overview: [In short]\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one page, which is the working directory; beside it is what is none of its business."""
    folder = tmp_path / "project"
    (folder / "raw").mkdir(parents=True)
    (folder / "raw" / "a.txt").write_text(WHOLE, encoding="utf-8")
    (tmp_path / "outside.txt").write_text("SECRET of another\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def patient(*arguments: object, cwd: Path) -> Done:
    """The installed command, which may not wait for what never comes, nor read what never ends."""
    script = 'ulimit -v 3000000; exec "$@"'
    done = subprocess.run(
        ["/bin/bash", "-c", script, "-", str(COMMAND), *map(str, arguments)],
        cwd=cwd,
        env=PLAIN,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def link_to_pipe(path: Path) -> None:
    os.mkfifo(path.with_name(".pipe"))
    path.symlink_to(".pipe")


def link_to_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


Make = Callable[[Path], None]
NO_FILE = pytest.mark.parametrize("make", [pipe, link_to_pipe, link_to_device])


# --------------------------------------------------------------------------------------------------------------------
# What is written to and is no file.

WRITERS = pytest.mark.parametrize(
    "words",
    [
        "report --out {}",
        "export --to jsonl --out {}",
        "lint raw --exit-zero -q --output json:{}",
        "lint raw --write-baseline {}",
    ],
)


@pytest.fixture
def built(project: Path, tool: Tool) -> Path:
    tool("build", "--fail-on", "never")
    (project / "mine.yaml").write_text(PROFILE, encoding="utf-8")
    return project


@WRITERS
def test_a_pipe_that_is_written_to_stays_one_and_gets_all(words: str, built: Path) -> None:
    pipe(built / "pipe")
    with subprocess.Popen(["/bin/cat", "pipe"], cwd=built, stdout=subprocess.PIPE) as reader:
        assert reader.stdout
        held = os.open(built / "pipe", os.O_WRONLY)
        done = patient(*words.format("pipe").split(), cwd=built)
        os.close(held)
        got = reader.stdout.read()
    patient(*words.format("file").split(), cwd=built)
    assert done.code in (0, 1), done.err
    assert got == (built / "file").read_bytes() != b""
    assert (built / "pipe").is_fifo()


@WRITERS
@pytest.mark.parametrize("target", ["unread", "full"])
def test_what_cannot_be_written_to_is_one_line_and_stays(words: str, target: str, built: Path) -> None:
    pipe(built / "unread")
    (built / "full").symlink_to("/dev/full")
    done = patient(*words.format(target).split(), cwd=built)
    assert (done.code, done.err.count("\n")) == (2, 1), done
    assert f"{target}: cannot be written: No s" in done.err
    assert (built / "unread").is_fifo()
    assert (built / "full").is_symlink()


@pytest.mark.parametrize("format_", ["csv", "sqlite"])
def test_a_folder_is_not_written_to_a_device(format_: str, built: Path) -> None:
    (built / "null").symlink_to("/dev/null")
    done = patient("export", "--to", format_, "--out", "null", cwd=built)
    assert done.code == (2 if format_ == "csv" else 0)
    assert (built / "null").is_symlink()


def test_a_signal_that_comes_as_soon_as_a_file_is_begun_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def begun(*how: Any) -> int:
        os.close(opened(*how))
        raise KeyboardInterrupt

    opened = os.open
    monkeypatch.setattr(os, "open", begun)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "record.json", "{}\n")
    assert list(tmp_path.iterdir()) == []


def test_an_output_of_the_process_is_written_to_wherever_it_leads(built: Path) -> None:
    for output in ("pipe", "file"):
        script = '"$0" export --to jsonl --out /dev/fd/1' + (" | cat" if output == "pipe" else "") + " >out"
        done = subprocess.run(
            ["/bin/bash", "-c", script, str(COMMAND)], cwd=built, env=PLAIN, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert (built / "out").read_bytes() == (built / "normalized" / "dataset.jsonl").read_bytes()
    assert is_stream(Path("/dev/stdout"))
    assert is_stream(Path("/dev/full"))
    assert not is_stream(built / "out")
    assert not is_stream(Path("/dev/shm/none"))  # noqa: S108  nothing is written there


@pytest.mark.parametrize("words", [*WRITERS.args[1][2:], "profile test mine.yaml raw/a.txt --write {}"])
def test_standard_output_is_no_file_where_the_command_prints(words: str, built: Path) -> None:
    done = patient(*words.format("-").split(), cwd=built)
    assert done.code == 2
    assert "-: standard output has what is printed already; name a file" in done.err
    assert not (built / "-").exists()


# --------------------------------------------------------------------------------------------------------------------
# What is no file.


@NO_FILE
@pytest.mark.parametrize("command", ["lint", "build"])
def test_what_is_no_file_is_reported_in_a_folder_and_stops_nothing(command: str, make: Make, project: Path) -> None:
    make(project / "raw" / "z.txt")
    done = patient(command, "raw", cwd=project)
    assert done.code == 1
    assert "raw/z.txt:1:1: error EXT006" in done.out
    assert "not a file" in done.out
    assert "2 pages" in done.err


@NO_FILE
def test_what_is_no_file_is_reported_among_records(make: Make, project: Path, tool: Tool) -> None:
    assert tool("build", "--fail-on", "never").code == 0
    make(project / "normalized" / "z.json")
    done = patient("lint", "normalized", cwd=project)
    assert "normalized/z.json:1:1: error SCH001" in done.out
    assert "not a file" in done.out
    assert "2 pages" in done.err


@NO_FILE
@pytest.mark.parametrize("command", ["parse", "explain", "profile new"])
def test_what_is_no_file_and_named_is_one_error(command: str, make: Make, project: Path) -> None:
    make(project / "z.txt")
    done = patient(*command.split(), "z.txt", cwd=project)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("pathingest: z.txt: cannot be read: it is a ")
    assert len(done.err.splitlines()) == 1


@NO_FILE
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("pathingest.toml", ()),
        ("pyproject.toml", ()),
        ("c.toml", ("--config", "c.toml")),
        ("raw/a.txt.lint.toml", ()),
        ("b.json", ("--baseline", "b.json")),
        ("p.yaml", ("--profile", "p.yaml")),
    ],
)
def test_what_is_no_file_is_no_setting(name: str, arguments: tuple[str, ...], make: Make, project: Path) -> None:
    make(project / name)
    done = patient("lint", *arguments, cwd=project)
    assert (done.code, done.out) == (2, "")
    assert f"{Path(name).name}: cannot be read: it is a " in done.err
    assert len(done.err.splitlines()) == 1


@NO_FILE
def test_what_is_no_file_is_no_profile_and_stops_no_page(make: Make, project: Path) -> None:
    (project / "profiles").mkdir()
    (project / "pathingest.toml").touch()
    make(project / "profiles" / "p.yaml")
    done = patient("lint", cwd=project)
    assert done.code == 2
    assert done.err.startswith("pathingest: profiles/p.yaml: cannot be read: it is a ")
    assert "1 page" in done.err


@NO_FILE
def test_what_is_no_file_is_no_evidence(make: Make, project: Path, tool: Tool) -> None:
    tool("build", "--fail-on", "never")
    path = project / "normalized/evidence/pastry-chef-to-food-technologist.json"
    path.unlink()
    make(path)
    assert patient("lint", "normalized", cwd=project).code in (0, 1)
    assert patient("build", cwd=project).code in (0, 1)


@NO_FILE
@pytest.mark.parametrize("name", ["manifest.json", "dataset.jsonl"])
def test_what_is_no_file_is_no_manifest_and_no_dataset(name: str, make: Make, project: Path, tool: Tool) -> None:
    tool("build", "--fail-on", "never")
    path = project / "normalized" / name
    path.unlink()
    make(path)
    assert patient("lint", "normalized", cwd=project).code in (0, 1)
    done = patient("build", cwd=project)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"pathingest: normalized/{name}: cannot be read: it is a ")


def test_a_pipe_that_the_process_was_given_is_read(project: Path, tool: Tool) -> None:
    def shell(script: str) -> Done:
        done = subprocess.run(
            ["/bin/bash", "-c", script.replace("pathingest", str(COMMAND))],
            cwd=project,
            env=PLAIN,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    record = json.loads(tool("parse", "raw/a.txt").out)
    for script in ("cat raw/a.txt | pathingest parse /dev/stdin", "pathingest parse <(cat raw/a.txt)"):
        read = json.loads(shell(script).out)
        assert read | {"sources": []} == record | {"sources": []}
    assert shell("cat raw/a.txt | pathingest explain /dev/stdin").code == 0
    assert "1 page: " in shell("pathingest lint <(cat raw/a.txt)").err
    assert shell("pathingest parse /dev/stdin < raw/a.txt").code == 0


def test_a_pipe_that_the_configuration_names_is_not_read(project: Path) -> None:
    (project / "pathingest.toml").write_text('[lint]\npaths = ["/dev/stdin"]\n', encoding="utf-8")
    with subprocess.Popen(
        [str(COMMAND), "lint"], cwd=project, env=PLAIN, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert "the file cannot be read" in process.stdout.read()  # while nothing comes, and the pipe stays open


def test_what_became_a_pipe_while_it_was_looked_at_is_not_waited_for(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_file, looked_at = (project / "raw" / "a.txt").stat(), project / "raw" / "b.txt"
    os.mkfifo(looked_at)
    monkeypatch.setattr(Path, "stat", lambda _: a_file)
    with pytest.raises(OSError, match="a named pipe, not a file"):
        open_file(looked_at)


# --------------------------------------------------------------------------------------------------------------------
# What is inside.


@pytest.mark.parametrize("command", ["lint", "build"])
def test_a_link_that_leads_out_is_reported_and_not_read(command: str, project: Path, tool: Tool) -> None:
    (project / "raw" / "z.txt").symlink_to("../../outside.txt")
    done = tool(command, "raw")
    assert "raw/z.txt:1:1: error EXT006" in done.out
    assert "outside the project" in done.out
    assert "SECRET" not in done.out


def test_a_link_that_leads_out_is_no_record_sidecar_or_profile(project: Path, tool: Tool) -> None:
    tool("build", "--fail-on", "never")
    outside = project.parent / "outside.txt"
    (project / "normalized" / "z.json").symlink_to(outside)
    assert "normalized/z.json:1:1: error SCH001 " in tool("lint", "normalized").out
    (project / "raw" / "a.txt.lint.toml").symlink_to(outside)
    done = tool("lint", "raw")
    assert (done.code, "outside the project" in done.err) == (2, True)
    (project / "raw" / "a.txt.lint.toml").unlink()
    (project / "profiles").mkdir()
    (project / "pathingest.toml").touch()
    (project / "profiles" / "p.yaml").symlink_to(outside)
    done = tool("lint", "raw")
    assert (done.code, "outside the project" in done.err) == (2, True)


@pytest.mark.parametrize("place", ["raw/deep/b.txt", ".store/b.txt"])
def test_a_link_inside_the_project_is_read(place: str, project: Path, tool: Tool) -> None:
    (project / place).parent.mkdir(exist_ok=True)
    (project / "raw" / "a.txt").rename(project / place)
    (project / "raw" / "a.txt").symlink_to(project / place)
    assert "raw/a.txt:1:1: error EXT006" not in tool("lint", "raw").out


def test_what_the_call_names_is_read_wherever_it_is(project: Path, tool: Tool) -> None:
    (project.parent / "elsewhere").mkdir()
    page = project.parent / "elsewhere" / "b.txt"
    page.write_text(WHOLE, encoding="utf-8")
    Path(f"{page}.lint.toml").write_text("a = 1", encoding="utf-8")
    (project / "b.txt").symlink_to(page)
    assert tool("parse", "b.txt").code == 0
    assert tool("lint", "b.txt", "--format", "json").code == 0
    assert f"{page}.lint.toml: sidecar.a: unknown key" in tool("lint", page).err
    Path(f"{page}.lint.toml").unlink()
    for named in (page, page.parent):
        assert tool("lint", named, "--format", "json").code == 0


def test_what_the_configuration_names_is_read_inside_the_project(project: Path, tool: Tool) -> None:
    (project / "pathingest.toml").write_text('[lint]\npaths = ["raw", "../outside.txt"]\n', encoding="utf-8")
    done = tool("lint")
    assert "../outside.txt:1:1: error EXT006" in done.out
    assert "name it in the call" in done.out
    assert "outside the project" not in tool("lint", "../outside.txt").out


LINKS = {
    "normalized/.unfinished": (("build", "--fail-on", "never"), 2),
    "normalized/evidence": (("build", "--fail-on", "never"), 2),
    ".pathingest_cache/.gitignore": (("build", "--fail-on", "never"), 0),
    "made/.part-00000-of-00001.now": (("crawl", "raw", "--out", "made", "--jobs", "1"), 0),
    "made/facts": (("crawl", "raw", "--out", "made", "--jobs", "1"), 2),
}


@pytest.mark.parametrize("name", LINKS)
@pytest.mark.parametrize("there", [True, False])
def test_nothing_is_written_through_a_link_that_came_with_a_project(
    name: str, there: bool, project: Path, tool: Tool
) -> None:
    command, code = LINKS[name]
    is_folder = "." not in name.rpartition("/")[2]
    outside = project.parent / "outside"
    if there and is_folder:
        outside.mkdir()
    elif there:
        outside.write_text("ours\n", encoding="utf-8")
    if name.startswith("made"):
        assert tool(*command).code == 0
        next(Path("made").glob("part-*.json")).unlink()
        shutil.rmtree("made/facts")
    path = project / name
    path.parent.mkdir(exist_ok=True)
    path.symlink_to(outside)
    done = tool(*command)
    assert done.code == code, done
    assert "Traceback" not in done.err
    assert [*outside.iterdir()] == [] if there and is_folder else outside.exists() == there
    assert not outside.is_file() or outside.read_text("utf-8") == "ours\n"


@pytest.fixture
def record(project: Path, tool: Tool) -> Path:
    tool("build", "--fail-on", "never")
    return project / "normalized" / "pastry-chef-to-food-technologist.json"


def with_source(record: Path, path: str, content: bytes) -> Page:
    """The record as if it had been made from a file of that path and content."""
    evidence = record.parent / "evidence" / record.name
    for file in (record, evidence):
        data = json.loads(file.read_bytes())
        data["sources"][0] |= {"path": path, "sha256": sha256(content).hexdigest()}
        file.write_text(json.dumps(data), encoding="utf-8")
    return read_record(record)


@pytest.mark.parametrize("path", ["{}/outside.txt", "../outside.txt", "raw/../../outside.txt", "raw/link.txt"])
def test_a_source_outside_the_project_is_not_read(path: str, record: Path, project: Path) -> None:
    outside = project.parent / "outside.txt"
    (project / "raw" / "link.txt").symlink_to(outside)
    page = with_source(record, path.format(project.parent), outside.read_bytes())
    assert page.raw == ()
    assert page.origin
    assert page.origin.place("/title") is None


@pytest.mark.parametrize("path", ["raw/a.txt", "{}/raw/a.txt", "raw/../raw/a.txt", "raw/link.txt"])
@pytest.mark.parametrize("here", [".", "..", "normalized"])
def test_a_source_inside_the_project_is_read(
    path: str, here: str, record: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "raw" / "link.txt").symlink_to("a.txt")
    page = with_source(record, path.format(project), WHOLE.encode())
    monkeypatch.chdir(project / here)
    assert len(page.raw) == 1


def test_the_project_of_a_record_is_its_repository(record: Path, project: Path) -> None:
    (project.parent / ".git").mkdir()
    outside = project.parent / "outside.txt"
    assert len(with_source(record, "outside.txt", outside.read_bytes()).raw) == 1


@pytest.mark.parametrize(
    "path", ["/dev/zero", "/dev/stdin", "/proc/self/mem", "/", "raw", "pipe", "x\0y", "\ud800", "a" * 300]
)
def test_a_source_that_is_no_file_is_not_read(path: str, record: Path, project: Path) -> None:
    os.mkfifo(project / "pipe")
    with_source(record, path, b"")
    done = patient("lint", record, cwd=project)
    assert done.code in (0, 1)
    assert "INT001" not in done.out


def test_a_source_without_a_number_is_none(record: Path) -> None:
    evidence = record.parent / "evidence" / record.name
    data = json.loads(evidence.read_bytes())
    spans = data["leaves"]["/title"]
    for number in (-1, -100, 100):
        data["leaves"]["/title"] = {"spans": spans, "source": number}
        evidence.write_text(json.dumps(data), encoding="utf-8")
        origin = read_record(record).origin
        assert origin
        assert origin.place("/title") is None


# --------------------------------------------------------------------------------------------------------------------
# Evidence that leads to other evidence.


def derived(*origins: str) -> dict[str, Any]:
    return {"from": list(origins)}


class Asked(dict[str, Any]):
    """Leaves that count how often any of them is looked at."""

    looks = 0

    def __getitem__(self, name: str) -> Any:
        self.looks += 1
        return super().__getitem__(name)


QUOTED = {"spans": [[0, 1]]}


def proof(leaves: dict[str, Any], pointer: str) -> tuple[Any, int]:
    """What a pointer is resolved to, and how often a leaf was looked at for it."""
    provenance = Provenance(Path("x.json"), {}, (), None)
    asked = Asked(leaves)
    vars(provenance)["_leaves"] = asked
    found = provenance._proof(pointer)
    assert provenance._proof(pointer) == found
    return found, asked.looks


@pytest.mark.parametrize("last", [derived(), QUOTED])
def test_a_fan_of_derived_values_is_followed_once(last: dict[str, Any]) -> None:
    leaves = {f"/{i}{side}": derived(f"/{i + 1}a", f"/{i + 1}b") for i in range(200) for side in "ab"}
    found, looks = proof({**leaves, "/200a": derived(), "/200b": last}, "/0a")
    assert found == (QUOTED if last is QUOTED else None)
    assert looks <= len(leaves) + 2


def test_a_chain_of_derived_values_may_be_long() -> None:
    leaves = {f"/{i}": derived(f"/{i + 1}") for i in range(20_000)}
    assert proof({**leaves, "/20000": QUOTED}, "/0")[0] == QUOTED


def test_derived_values_may_go_round_in_circles() -> None:
    leaves = {"/a": derived("/b", "/c"), "/b": derived("/a", "/b"), "/c": derived("/a", "/d"), "/d": QUOTED}
    for pointer in leaves:
        assert proof(leaves, pointer)[0] == QUOTED
    assert proof({"/a": derived("/b"), "/b": derived("/a")}, "/a")[0] is None


def test_a_part_is_known_by_its_first_leaf() -> None:
    leaves = {"/b/10/z": QUOTED | {"spans": [[1, 2]]}, "/b/2/a": QUOTED, "/b0": QUOTED, "/c": derived("/b")}
    for pointer in ("", "/b", "/b/10", "/c"):
        assert proof(leaves, pointer)[0]["spans"] == [[1, 2]]
    assert proof(leaves, "/b/1")[0] is None


def test_an_attribute_is_known_by_its_value() -> None:
    leaves = {"/a": QUOTED, "/b/c": derived("/a/weeks/min")}
    for pointer in ("/a/min", "/a/weeks", "/a/weeks/min", "/b", "/b/c/d"):
        assert proof(leaves, pointer)[0] == QUOTED
    assert proof(leaves, "/ab")[0] is None
    assert proof(leaves, "/a" * 1_000_000)[0] is None


# --------------------------------------------------------------------------------------------------------------------
# Where the configuration is looked for.


def test_the_configuration_of_the_repository_is_found_and_none_above_it(project: Path) -> None:
    (project.parent / "pathingest.toml").touch()
    deep = project / "raw" / "deep"
    deep.mkdir()
    assert find_config(deep).path == project.parent / "pathingest.toml"
    (project / ".git").mkdir()
    assert find_config(deep).path is None
    (project / "pyproject.toml").write_text("[tool.pathingest]\n", encoding="utf-8")
    assert find_config(deep).path == project / "pyproject.toml"


def test_no_configuration_is_taken_from_a_folder_that_everybody_writes_to(project: Path) -> None:
    shared = project.parent
    (shared / "pathingest.toml").touch()
    shared.chmod(0o1777)
    assert find_config(project).path is None
    assert find_config(shared).path == shared / "pathingest.toml"
    assert list(upward(project)) == [project]


def test_reading_a_file_gives_its_bytes(project: Path) -> None:
    (project / "b").write_bytes(b"\xff\x00\r\n")
    assert read_bytes(project / "b") == b"\xff\x00\r\n"
