"""CPU time of linting, as ratios to the floor of the text path and to a click hello-world, measured in the same run.

The floor is that of `text_path.py`: read, decode, split, validate and write a record. The cases are interleaved, and
the median over the rounds is reported. The rules alone meet pages whose record, evidence and texts are made; what rules
keep of a page for each other is made anew in each round, but words that a page before had are known.

One more rule that finds nothing costs what its look at the page costs: a rule of this tool looks at the whole text
first, at once, and walks through the single texts only if that tells something.

Last measured on the text pages in raw/ (CPython 3.11): rules alone 3.0 times the floor, page to findings 22, one rule
more 0.04 (0.09 in each single text), a cold lint of one page 4.5 to 4.8 times a click hello-world.

    python benchmarks/lint.py [--rounds N] [--folder DIR] [--starts N]
"""

from __future__ import annotations

import argparse
import compileall
import gc
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cold_start

import pathingest
from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.model.pathway import Pathway
from pathingest.pipeline import ingest
from pathingest.rules import Asked, Rule, check, stable
from pathingest.sources import read_file

RAW = Path(__file__).resolve().parent.parent / "raw"
GOALS = {
    "rules alone": 1.2,
    "page to findings": 3.2,
    "one rule that finds nothing": 0.03,
    "... in each single text": 0.03,
}
START_GOAL = 1.75


def _look_at_once(page: Page) -> Iterator[Problem]:
    """A rule that looks at the whole text and finds nothing."""
    if "\x00" in page.source.text:
        yield from _look_at_all(page)


def _look_at_all(page: Page) -> Iterator[Problem]:
    """A rule that looks at every text of the record and finds nothing."""
    for pointer, text in page.texts:
        if "\x00" in text:
            yield Problem("a null character", pointer)


ONCE = Asked((("look-at-once", Rule("STR998", "info", "high", _look_at_once)),))
ALL = Asked((("look-at-all", Rule("STR999", "info", "high", _look_at_all)),))


def _cases(read: dict[Path, Page], records: dict[Path, Any]) -> dict[str, Callable[[Path], object]]:
    """What is measured, by name; each takes a page's path."""

    def floor(path: Path) -> str:
        path.read_bytes().decode().split("\n")
        return Pathway.model_validate(records[path]).model_dump_json(indent=2)

    return {
        "floor": floor,
        "rules alone": lambda path: check(_unasked(read[path]), stable()),
        "page to findings": lambda path: check(ingest(read_file(path)), stable()),
        "one rule that finds nothing": lambda path: check(_unasked(read[path]), ONCE),
        "... in each single text": lambda path: check(_unasked(read[path]), ALL),
    }


def _unasked(page: Page) -> Page:
    """The page, without what rules have kept of it."""
    vars(page).pop("_made", None)
    return page


def _report(name: str, taken: list[float], base: list[float], goal: float | None) -> None:
    ratio = statistics.median(a / b for a, b in zip(taken, base, strict=True))
    aim = "" if goal is None else f"   goal {goal:g} x: {'met' if ratio <= goal else 'missed'}"
    print(f"{name:28}{statistics.median(taken):10.1f} {ratio:8.2f} x{aim}")


def _measure(cases: dict[str, Callable[[Path], object]], pages: list[Path], rounds: int) -> dict[str, list[float]]:
    """Microseconds a page, for each case and round."""
    times: dict[str, list[float]] = {name: [] for name in cases}
    gc.disable()
    for turn in range(rounds + 3):
        for name, case in cases.items():
            start = time.process_time()
            for path in pages:
                case(path)
            if turn >= 3:
                times[name].append((time.process_time() - start) / len(pages) * 1e6)
        gc.collect()
    gc.enable()
    return times


def main() -> None:
    """Print a row for each case, with its goal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=60, help="rounds over all pages (default: 60)")
    parser.add_argument("--folder", type=Path, default=RAW, help="the pages (default: raw/)")
    parser.add_argument("--starts", type=int, default=15, help="cold starts (default: 15)")
    arguments = parser.parse_args()
    read = {path: ingest(read_file(path)) for path in sorted(arguments.folder.glob("*.txt"))}
    read = {path: page for path, page in read.items() if page.tree is not None}
    for page in read.values():  # made once, and kept
        _ = page.record, page.evidence, page.texts
    times = _measure(_cases(read, {path: page.tree for path, page in read.items()}), list(read), arguments.rounds)
    print(f"{len(read)} pages, median of {arguments.rounds} rounds, CPU time in us a page, ratio to the floor")
    for name, taken in times.items():
        _report(name, taken, times["floor"], GOALS.get(name))
    compileall.compile_dir(Path(pathingest.__file__).parent, quiet=1)  # as an installation has it
    starts = cold_start.measure(arguments.starts)
    print(f"\ncold start, median of {arguments.starts} starts, CPU time in ms, ratio to a click hello-world")
    for name, taken in starts.items():
        goal = START_GOAL if name == "pathingest lint PAGE" else None
        _report(name, taken, starts["click hello-world"], goal)


if __name__ == "__main__":
    main()
