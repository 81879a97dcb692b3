"""CPU time of the text path, as a ratio to a floor that is measured in the same run.

The floor is what no parser of such pages can do without: read the file, decode it, split it into lines, validate the
record with pydantic, and write it as JSON. The cases are interleaved, and the median over the rounds is reported: CPU
time drifts on a shared machine, ratios of neighbours hardly do.

    python benchmarks/text_path.py [--rounds N] [--folder DIR] [--whole-lines]
"""

from __future__ import annotations

import argparse
import gc
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pathingest import glued
from pathingest.glued import Resource
from pathingest.model.pathway import Pathway
from pathingest.outputs import json as json_output
from pathingest.pipeline import ingest
from pathingest.rules import lint
from pathingest.sources import read_file

RAW = Path(__file__).resolve().parent.parent / "raw"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=60, help="rounds over all pages (default: 60)")
    parser.add_argument("--folder", type=Path, default=RAW, help="the pages (default: raw/)")
    parser.add_argument("--whole-lines", action="store_true", help="leave lines of resources whole: no splitter")
    return parser.parse_args()


def _cases(records: dict[Path, Any]) -> dict[str, Callable[[Path], object]]:
    """What is measured, by name; each takes a page's path."""

    def floor(path: Path) -> str:
        path.read_bytes().decode().split("\n")
        return Pathway.model_validate(records[path]).model_dump_json(indent=2)

    def record(path: Path) -> str:
        page = ingest(read_file(path))
        assert page.pathway
        return json_output.record(page.pathway)

    def evidence(path: Path) -> int:
        page = ingest(read_file(path))
        assert page.pathway
        return len(json_output.record(page.pathway)) + len(page.evidence.leaves)

    def written(path: Path) -> int:
        page = ingest(read_file(path))
        assert page.pathway
        return len(json_output.record(page.pathway)) + len(json_output.evidence(page.evidence))

    def linted(path: Path) -> int:
        return len(lint(ingest(read_file(path))))

    return {
        "floor": floor,
        "page to record": record,
        "... and its evidence": evidence,
        "... both as JSON": written,
        "page to findings": linted,
    }


def main() -> None:
    """Print a row for each case: microseconds a page, and the ratio to the floor."""
    arguments = _arguments()
    if arguments.whole_lines:
        vars(glued)["split_resources"] = lambda line, _="": [Resource(line, 1.0, 0, len(line))]
    pages = sorted(arguments.folder.glob("*.txt"))
    read = {path: ingest(read_file(path)).pathway for path in pages}
    records = {path: record.model_dump() for path, record in read.items() if record}
    cases = _cases(records)
    times: dict[str, list[float]] = {name: [] for name in cases}
    size = statistics.mean(path.stat().st_size for path in records)
    gc.disable()
    for turn in range(arguments.rounds + 3):
        for name, case in cases.items():
            start = time.process_time()
            for path in records:
                case(path)
            if turn >= 3:
                times[name].append((time.process_time() - start) / len(records) * 1e6)
        gc.collect()
    print(f"{len(records)} pages of {size / 1000:.1f} KB, median of {arguments.rounds} rounds, CPU time")
    for name, taken in times.items():
        ratio = statistics.median(a / b for a, b in zip(taken, times["floor"], strict=True))
        print(f"{name:24}{statistics.median(taken):9.0f} us {ratio:8.2f} x floor")


if __name__ == "__main__":
    main()
