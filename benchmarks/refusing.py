"""What it costs a crawl to say of pages that they are no pathways, as a multiple of what lxml takes to parse them.

    .venv/bin/python benchmarks/refusing.py FOLDER

FOLDER holds pages of the web (`*.html`). Of both the least CPU time of three runs counts; the pages of even and of odd
places are also told apart, so that one half can be kept from those who tune the look.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from lxml.etree import LxmlError
from lxml.html import fromstring

from pathingest.pipeline import NOT_READ, ingest_safely
from pathingest.profiles import builtin
from pathingest.sources import from_bytes

RUNS = 3
Cost = tuple[float, float, bool]  # seconds of lxml and of the tool, and whether a look was enough


def least(*tasks: Callable[[], object]) -> list[float]:
    """The least CPU time of each task."""
    times: list[list[float]] = [[] for _ in tasks]
    for _ in range(RUNS):
        for task, taken in zip(tasks, times, strict=True):
            begun = time.process_time()
            made = task()
            taken.append(time.process_time() - begun)
            del made  # in no other time
    return [min(taken) for taken in times]


def crawled(data: bytes) -> str | None:
    """Why there is no pathway in a page, as a crawl says it."""
    return ingest_safely(from_bytes(data, path="page.html"), builtin(), validated=False, looks_first=True).problem


def cost(path: Path) -> Cost | None:
    """What a page costs; None for one that lxml does not parse, or that is a pathway."""
    data = path.read_bytes()
    problem = crawled(data)
    try:
        seconds = least(partial(fromstring, data), partial(crawled, data))
    except (LxmlError, ValueError):
        return None
    return (seconds[0], seconds[1], problem == NOT_READ) if problem else None


def say(name: str, costs: Sequence[Cost]) -> None:
    """One row of the table."""
    if costs:
        parsed, taken = (sum(cost[i] for cost in costs) for i in (0, 1))
        ratios = sorted(cost[1] / cost[0] for cost in costs)
        middle, above = statistics.median(ratios), sum(ratio > 5 for ratio in ratios)
        figures = f"{1000 * parsed / len(costs):.2f} | {1000 * taken / len(costs):.2f} | {taken / parsed:.1f}"
        print(f"| {name} | {len(costs)} | {figures} | {middle:.1f} | {ratios[-1]:.0f} | {above} |")


def main(folder: Path) -> None:
    """Print the table."""
    paths = sorted(folder.rglob("*.html"))
    for path in paths[:20]:  # patterns are compiled at their first use
        cost(path)
    costs = [cost(path) for path in paths]
    print("| pages | how many | lxml, ms | crawl, ms | ratio | median | most | above 5 |")
    print(8 * "|---" + "|")
    for name, some in (("all", costs), ("even places", costs[::2]), ("odd places", costs[1::2])):
        found = list(filter(None, some))
        say(name, found)
        say(f"{name}: refused by a look", [each for each in found if each[2]])
        say(f"{name}: read", [each for each in found if not each[2]])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
