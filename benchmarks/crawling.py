"""What a crawl costs in one process, in two, and as two runs over its halves at a time: CPU time and peak memory.

    PYTHONPATH=tests .venv/bin/python benchmarks/crawling.py 10000

Needs /proc. Pages are made by `tests/distinct_pages.py`; all runs read the same ones.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import feeds

COMMAND = Path(sys.executable).with_name("pathingest")
TICK = os.sysconf("SC_CLK_TCK")


class Run:
    """A run of the tool, with the CPU seconds and the peak MB of each of its processes, as far as they were seen."""

    def __init__(self, feed: Path, out: Path, jobs: int) -> None:
        call = [str(COMMAND), "crawl", str(feed), "--out", str(out), "--jobs", str(jobs), "--part-size", "4"]
        self._process = subprocess.Popen(call, start_new_session=True, stderr=subprocess.DEVNULL)
        self.seconds: dict[int, float] = {}
        self.peaks: dict[int, int] = {}

    def look(self) -> bool:
        """Look at its processes; false once it has ended."""
        for path in Path("/proc").glob("[0-9]*"):
            try:
                fields = (path / "stat").read_text().rpartition(")")[2].split()
                if int(fields[2]) == self._process.pid:
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


def main(count: int) -> None:
    """Make the feeds, and measure."""
    pages = feeds.pages(count)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for ending in (".jsonl", ".warc.gz"):
            whole = feeds.write(folder, ending, pages)
            halves = [feeds.write(folder, ending, pages[first::2], f"half{first}") for first in (0, 1)]
            measured(f"{ending}, one process", [Run(whole, folder / f"one{ending}", 1)])
            measured(f"{ending}, two processes", [Run(whole, folder / f"two{ending}", 2)])
            measured(f"{ending}, two runs", [Run(half, folder / f"{half.name}-out", 1) for half in halves])


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 10_000)
