"""Several processes: the same bytes as one, whatever happens to them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path

import pytest

import feeds
from pathingest.runners.cores import cores
from pathingest.runners.engine import Engine, Serial, Task, each, engine_of
from running import COMMAND, PLAIN, Tool, installed
from sharded import Numbers, doubled, failing, halves

COUNT = 40
SOME = feeds.pages(COUNT)
# A rule of a project's own, which ends the process that looks at some pages.
KILLER = '''"""Ends the process."""
import os
from pathingest.rules import Rule
def check(page):
    if page.source.path in {paths!r} and os.environ.get("ALIVE") is None:
        os._exit(9)
    yield from ()
RULE = Rule("X001", "error", "high", check)
'''


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with pages as files and in feeds, some of them of one pathway, one that is none, and a broken one."""
    monkeypatch.chdir(tmp_path)
    Path("raw").mkdir()
    for number, (_, text) in enumerate(SOME[:20]):
        Path(f"raw/{number:02}.txt").write_bytes(text.encode())
    Path("raw/none.txt").write_text("404: this page could not be found")
    Path("raw/bytes.txt").write_bytes(b"\xff\x00")
    feeds.write(Path(), ".warc.gz", SOME[15:30])
    Path("feed.jsonl").write_bytes(feeds.jsonl(SOME[28:]) + b"{oops\n")
    feeds.write(Path(), ".zip", SOME[:4])
    return tmp_path


INPUTS = ("raw", "feed.warc.gz", "feed.jsonl", "feed.zip")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("jobs", [2, 3])
def test_a_build_is_the_same(tool: Tool, jobs: int) -> None:
    one = tool("build", *INPUTS, "--out", "one/out", "--jobs", "1", "--info", "--no-cache")
    more = tool("build", *INPUTS, "--out", "more/out", "--jobs", jobs, "--info", "--no-cache")
    assert more == one._replace(err=one.err.replace("one/out", "more/out"), out=one.out.replace("one/out", "more/out"))
    assert contents(Path("more")) == contents(Path("one"))


@pytest.mark.usefixtures("site")
def test_a_build_after_another_is_the_same(tool: Tool) -> None:
    tool("build", *INPUTS, "--out", "one", "--jobs", "1")
    Path("raw/07.txt").write_text(SOME[33][1])
    Path("raw/08.txt").unlink()
    again = tool("build", *INPUTS, "--out", "one", "--jobs", "2", "--prune")
    new = tool("build", *INPUTS, "--out", "new", "--jobs", "1", "--no-cache")
    assert contents(Path("one")) == contents(Path("new"))
    assert "as before" in again.err
    assert again.out == new.out


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("inputs", "more"),
    [
        (INPUTS, ()),
        (("raw/19.txt", "raw/bytes.txt", "feed.zip"), ("--repairs", "--format", "json")),  # each takes many readings
        (INPUTS, ("--select", "COR", "--group-by", "rule")),
    ],
)
def test_lint_is_the_same(tool: Tool, inputs: tuple[str, ...], more: tuple[str, ...]) -> None:
    tool("build", "raw", "--out", "normalized")
    inputs = (*inputs, "normalized")
    one = tool("lint", *inputs, "--jobs", "1", "--info", *more)
    assert one.out
    assert tool("lint", *inputs, "--jobs", "2", "--info", *more) == one


@pytest.mark.usefixtures("site")
def test_a_page_that_ends_every_process_is_one_finding() -> None:
    dead = ["raw/03.txt", "raw/05.txt", f"feed.jsonl#{len(feeds.jsonl(SOME[28:31]))}"]
    Path("killer.py").write_text(KILLER.format(paths=dead))
    Path("pathingest.toml").write_text('[lint]\nrules = ["killer.py"]\n')
    alive = installed(
        "lint", *INPUTS, "--jobs", "2", "--trust-rules", "--format", "concise", environment={"ALIVE": "1"}
    )
    done = installed("lint", *INPUTS, "--jobs", "2", "--trust-rules", "--format", "concise")
    said = [line for line in done.out.splitlines() if "INT001" in line]
    assert [line.partition(":")[0] for line in said] == dead
    assert all("the process that read it died, as often as it was tried" in line for line in said)
    others = [line for line in done.out.splitlines() if line.partition(":")[0] not in dead and " COR" not in line]
    there = [line for line in alive.out.splitlines() if line.partition(":")[0] not in dead and " COR" not in line]
    assert others == there
    assert "internal error" not in done.err


@pytest.mark.usefixtures("site")
def test_a_build_goes_on_after_a_page_that_ends_every_process() -> None:
    Path("killer.py").write_text(KILLER.format(paths=["raw/03.txt"]))
    Path("pathingest.toml").write_text('[lint]\nrules = ["killer.py"]\n')
    done = installed("build", "raw", "--out", "out", "--jobs", "2", "--trust-rules")
    assert done.code == 1
    assert "raw/03.txt" in done.out
    assert "INT001" in done.out
    assert len(list(Path("out").glob("*-to-*.json"))) == 19


@pytest.mark.parametrize("name", ["jsonl", "jsonld", "annotations", "csv"])
def test_an_export_is_the_same(tool: Tool, tmp_path: Path, name: str) -> None:
    (tmp_path / "raw").mkdir()
    for number, (_, text) in enumerate(SOME[:6]):
        (tmp_path / "raw" / f"{number}.txt").write_text(text, "utf-8")
    out = tmp_path / "out"
    tool("build", tmp_path / "raw", "--out", out)
    for jobs in ("1", "2"):
        done = tool("export", out, "--to", name, "--out", tmp_path / jobs / "x", "--jobs", jobs)
        assert done.code == 0, done.err
    assert contents(tmp_path / "1") == contents(tmp_path / "2")
    assert contents(tmp_path / "1")


# --- the engine ------------------------------------------------------------------------------------------------------


DOUBLE: Task[Numbers, int] = Task(doubled, halves, list)
FAIL: Task[Numbers, int] = Task(failing, halves, list)


def test_results_come_in_order_and_what_is_lost_is_named() -> None:
    shards = [tuple(range(start, start + 5)) for start in range(0, 60, 5)]
    shards[3] = (15, -16, 17, 18, -19)
    shards[11] = (-55, 56, 57, 58, 59)
    given = [*enumerate(shards), (12, None)]
    found = list(each(engine_of(2, "pathingest.runners.engine"), DOUBLE, given))
    assert [ticket for ticket, _ in found] == list(range(13))
    expected = [number if number < 0 else 2 * number for shard in shards for number in shard]
    assert [number for _, some in found for number in some] == expected


def test_few_shards_are_on_their_way() -> None:
    taken = 0

    def shards() -> Iterator[tuple[None, tuple[int, ...]]]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield None, (number,)

    for number, _ in enumerate(each(engine_of(2, "pathingest.runners.engine"), DOUBLE, shards()), 1):
        assert taken <= number + 6


def test_any_executor_does_the_work() -> None:
    stopped: list[Executor] = []
    engine = Engine(Serial, stopped.append, lambda: 4)
    shards: list[tuple[None, Numbers]] = [(None, (1, 2)), (None, (3,))]
    assert [some for _, some in each(engine, DOUBLE, shards)] == [[2, 4], [6]]
    assert len(stopped) == 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_a_task_raises_is_raised(jobs: int) -> None:
    shards: list[tuple[None, Numbers]] = [(None, (1,))]
    with pytest.raises(ValueError, match="no"):
        list(each(engine_of(jobs, "pathingest.runners.engine"), FAIL, shards))


# --- processors ------------------------------------------------------------------------------------------------------


def test_no_more_processes_than_the_machine_grants(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)), raising=False)
    root, of_this = tmp_path / "cgroup", tmp_path / "this"
    of_this.write_text("0::/outer/inner\n")
    assert cores(root, of_this) == 8
    inner = root / "outer" / "inner"
    inner.mkdir(parents=True)
    (inner / "cpu.max").write_text("max 100000\n")
    assert cores(root, of_this) == 8
    (inner.parent / "cpu.max").write_text("350000 100000\n")
    assert cores(root, of_this) == 3
    (inner / "cpu.max").write_text("50000 100000\n")
    assert cores(root, of_this) == 1
    old = root / "cpu,cpuacct" / "docker"
    old.mkdir(parents=True)
    (old / "cpu.cfs_quota_us").write_text("200000\n")
    (old / "cpu.cfs_period_us").write_text("100000\n")
    of_this.write_text("4:cpu,cpuacct:/docker\n3:memory:/docker\n")
    assert cores(root, of_this) == 2
    (old / "cpu.cfs_quota_us").write_text("-1\n")
    assert cores(root, of_this) == 8
    assert cores(root, tmp_path / "none") == 8
    assert cores() >= 1


# --- interruptions ---------------------------------------------------------------------------------------------------


def workers_of(group: int) -> list[int]:
    """The processes of a group, but for its leader."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z" and int(path.parent.name) != group:
            found.append(int(path.parent.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")
def test_what_workers_are_forked_from_is_deaf_to_ctrl_c() -> None:
    script = """
import re, signal
from multiprocessing.forkserver import _forkserver
from pathingest.runners.engine import engine_of
engine_of(2, "pathingest.runners.engine").start()
status = open(f"/proc/{_forkserver._forkserver_pid}/status").read()
blocked = int(re.search("SigBlk:.(.*)", status)[1], 16)
print(blocked >> signal.SIGINT - 1 & 1, signal.pthread_sigmask(signal.SIG_BLOCK, ()))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "1 set()\n"


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_no_process_outlives_an_interrupted_run(tmp_path: Path, how: signal.Signals) -> None:
    (tmp_path / "feed.jsonl").write_bytes(feeds.jsonl(SOME) * 40)
    begun = subprocess.Popen(
        [COMMAND, "lint", "feed.jsonl", "--jobs", "2"],
        cwd=tmp_path,
        env=PLAIN,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    deadline = time.monotonic() + 30
    while len(workers_of(begun.pid)) < 3 and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.5)
    assert begun.poll() is None
    stopped = time.monotonic()
    if how == signal.SIGINT:
        os.killpg(begun.pid, how)  # as a terminal does
    else:
        begun.kill()
    _, err = begun.communicate(timeout=10)
    while workers_of(begun.pid) and time.monotonic() < stopped + 10:
        time.sleep(0.02)
    assert time.monotonic() - stopped < 2
    assert workers_of(begun.pid) == []
    if how == signal.SIGINT:
        assert begun.returncode == 130
        assert err.decode().strip().startswith("pathingest: interrupted")
        assert len(err.decode().split("\n")) <= 3
