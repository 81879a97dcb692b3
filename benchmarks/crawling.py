"""What a crawl costs in one process, in two, and as two runs over its halves at a time: CPU time and peak memory.

    PYTHONPATH=tests .venv/bin/python benchmarks/crawling.py 10000
    PYTHONPATH=tests .venv/bin/python benchmarks/crawling.py 4000 dask

The second compares one process with a cluster of Dask: a scheduler and two workers, begun and ended beside the run.

Needs /proc. Pages are made by `tests/distinct_pages.py`; all runs read the same ones.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import feeds

COMMAND = Path(sys.executable).with_name("pathingest")
TICK = os.sysconf("SC_CLK_TCK")


class Run:
    """A run of the tool, with the CPU seconds and the peak MB of each of its processes, as far as they were seen."""

    def __init__(self, feed: Path, out: Path, *engine: str, group: int = 0) -> None:
        call = [str(COMMAND), "crawl", str(feed), "--out", str(out), "--part-size", "4", *engine]
        self._process = subprocess.Popen(call, process_group=group, stderr=subprocess.DEVNULL)
        self._group = group or self._process.pid
        self.seconds: dict[int, float] = {}
        self.peaks: dict[int, int] = {}

    def look(self) -> bool:
        """Look at its processes; false once it has ended."""
        for path in Path("/proc").glob("[0-9]*"):
            try:
                fields = (path / "stat").read_text().rpartition(")")[2].split()
                if int(fields[2]) == self._group:
                    self.seconds[int(path.name)] = (int(fields[11]) + int(fields[12])) / TICK
                    status = (path / "status").read_text()
                    self.peaks[int(path.name)] = int(status.partition("VmHWM:")[2].split()[0]) // 1024
            except (OSError, IndexError):
                continue
        return self._process.poll() is None


def measured(name: str, runs: Sequence[Run]) -> None:
    """Wait for runs that go on at a time, and say what they took together."""
    begun = time.monotonic()
    while [run for run in runs if run.look()]:
        time.sleep(0.1)
    seconds = sum(sum(run.seconds.values()) for run in runs)
    peak = max(max(run.peaks.values()) for run in runs)
    print(
        f"{name}: {seconds:.1f} s of CPU, {time.monotonic() - begun:.1f} s, {peak} MB at most in a process", flush=True
    )


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[int, str]]:
    """A scheduler and two workers: the group of their processes, and the file with the address."""
    file = folder / "scheduler.json"

    def begun(what: str, group: int) -> subprocess.Popen[bytes]:
        call = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--scheduler-file", str(file), "--no-dashboard"]
        more = ["--port", "0"] if what == "scheduler" else ["--nthreads", "1", "--no-nanny"]
        names = {**os.environ, "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"}
        return subprocess.Popen([*call, *more], process_group=group, stderr=subprocess.DEVNULL, cwd=folder, env=names)

    with ExitStack() as stack:
        scheduler = begun("scheduler", 0)
        for process in (scheduler, *(begun("worker", scheduler.pid) for _ in range(2))):
            stack.callback(process.wait)
            stack.callback(process.terminate)
        while not file.exists():
            time.sleep(0.1)
        time.sleep(5)
        yield scheduler.pid, str(file)


def on_dask(count: int, rounds: int = 3) -> None:
    """Compare one process with a cluster, in turns."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        feed = feeds.write(folder, ".jsonl", feeds.pages(count))
        for number in range(rounds):
            measured("one process", [Run(feed, folder / f"one{number}", "--jobs", "1")])
            (folder / str(number)).mkdir()
            with cluster(folder / str(number)) as (group, file):
                run = Run(feed, folder / f"dask{number}", "--engine", "dask", "--scheduler", file, group=group)
                measured("on the cluster", [run])
                ours = sum(json.loads(path.read_bytes())["cpu_seconds"] for path in folder.glob(f"dask{number}/part-*"))
                print(f"  of it {ours:.1f} s in the parts", flush=True)


def main(count: int) -> None:
    """Make the feeds, and measure."""
    pages = feeds.pages(count)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for ending in (".jsonl", ".warc.gz"):
            whole = feeds.write(folder, ending, pages)
            halves = [feeds.write(folder, ending, pages[first::2], f"half{first}") for first in (0, 1)]
            measured(f"{ending}, one process", [Run(whole, folder / f"one{ending}", "--jobs", "1")])
            measured(f"{ending}, two processes", [Run(whole, folder / f"two{ending}", "--jobs", "2")])
            measured(f"{ending}, two runs", [Run(half, folder / f"{half.name}-out", "--jobs", "1") for half in halves])


if __name__ == "__main__":
    measure = on_dask if sys.argv[2:] == ["dask"] else main
    measure(int(sys.argv[1]) if sys.argv[1:] else 10_000)
