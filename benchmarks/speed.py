"""What reading and linting cost, as ratios to floors, and what else is to stay small; `measuring` says how.

    python benchmarks/speed.py [--rounds N] [--pages N]

`report.py` writes the same into docs/performance.md. With fewer pages builds and runs of lint are shorter too.
"All pages" is the ratio of the sums: what few pages pay for all, such as a full garbage collection, is only in that.
Builds and runs of lint are whole processes; a page costs what they take more for more pages. What is kept of a page is
by how much the objects that are alive grow with each, and by how much the process does. On a busy machine what takes
long is slowed down more than the short floors are: the last line says how busy it was. PYTHONPATH=OTHER/src measures
the code of another checkout.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import gc
import io
import json
import shutil
import sys
import tracemalloc
from collections import defaultdict
from collections.abc import Iterator, Sequence
from compileall import compile_dir
from os import cpu_count, getloadavg
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time_ns
from typing import Any, NamedTuple

from measuring import STEPS, Spread, Times, fresh, prepare, ratios, run, short, spread, table, times

import pathingest
from pathingest.cli import main as command

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
PAGES, ROUNDS = 200, 3
WARM, STARTS = 20, 6
# For so many pages: how many are in a build, and how many are linted.
BUILT, LINTED = 500, 1000
# Kinds of pages: how many are linted; in the first half the tables that are bounded fill up.
KEPT = {"*.txt": 4000, "*.html": 1200}
HELD = {"*.txt": 1200, "*.html": 1000}
HELLO = """
import click
@click.command()
@click.version_option("1.0", prog_name="hello", message="%(prog)s %(version)s")
def hello(): pass
hello(["--version"])
"""
TOOL = "import sys; sys.argv[1:] = {!r}; from pathingest.cli import main; main()"
ALONE = ("--jobs", "1")  # all that a run costs is in one process
LINT = ("lint", "--isolated", "--exit-zero", "--format", "concise", *ALONE)
TEXT, HTML, REST = "text", "HTML", "the rest"
HEAD = ("what", "unit", "median", "quartiles", "all pages", "× FLOOR-E")


class Figure(NamedTuple):
    """What was measured.

    Attributes:
        group: of what: pages of a kind, or something else.
        whole: the ratio of the sums over all pages, and `beside`, the median ratio to FLOOR-E, where there are such.
    """

    group: str
    what: str
    unit: str
    spread: Spread
    whole: float | None = None
    beside: float | None = None

    @property
    def cells(self) -> list[str]:
        """A row of a table, without the group."""
        more = ["" if value is None else short(value) for value in (self.whole, self.beside)]
        return [self.what, self.unit, *self.spread.cells, *more]


def of_pages(kind: str, rows: Sequence[Times], floor: str) -> Iterator[Figure]:
    """What the steps cost."""
    named = {
        "record": STEPS[:1],
        "record and evidence": STEPS[:2],
        "record and evidence as JSON": STEPS[:3],
        "record, evidence, findings": (*STEPS[:2], "findings"),
        "all rules alone": ("findings",),
    }
    yield Figure(kind, floor, "µs", spread([row[floor] for row in rows]))
    if floor == "FLOOR":
        yield Figure(kind, "FLOOR-E", "× FLOOR", *ratios(rows, ["FLOOR-E"], floor))
    for name, steps in named.items():
        beside = ratios(rows, steps, "FLOOR-E")[0].median if floor == "FLOOR" else None
        yield Figure(kind, name, f"× {floor}", *ratios(rows, steps, floor), beside)


def build(pages: Path, out: Path) -> float:
    """Seconds of a build."""
    seconds = run("-m", "pathingest", "build", pages, "--out", out, "--fail-on", "never", *ALONE).seconds
    shutil.rmtree(out)
    return seconds


def starts(page: Path) -> Iterator[tuple[str, float]]:
    """What starts cost, as ratios to a click hello-world that is started beside each; no launcher script counts."""
    for name, arguments in (("--version", ["--version"]), ("lint of one page", ["lint", str(page)])):
        hello, ours = (run("-c", code).seconds for code in (HELLO, TOOL.format(arguments)))
        yield name, ours / hello


def collected(folder: str) -> float:
    """The share of a run of lint, in percent, that garbage collections take."""
    total, began = 0, 0

    def watch(phase: str, _: dict[str, int]) -> None:
        nonlocal total, began
        if phase == "start":
            began = process_time_ns()
        else:
            total += process_time_ns() - began

    gc.callbacks.append(watch)
    start = process_time_ns()
    sys.argv[1:] = [*LINT, folder]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            command()
        except SystemExit as done:
            if done.code:
                raise
    return 100 * total / (process_time_ns() - start)


def held(folder: str, pages: str, count: str) -> int:
    """Bytes of all objects of a run of lint when there are most."""
    sys.argv[1:] = [*LINT, *map(str, sorted(Path(folder).glob(pages))[: int(count)])]
    tracemalloc.start()
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
        contextlib.suppress(SystemExit),
    ):
        command()
    return tracemalloc.get_traced_memory()[1]


def kept(pages: Sequence[Path]) -> float:
    """Kilobytes by which a run of lint grows with each page of its second half."""
    few = pages[: len(pages) // 2]
    small, large = (run("-m", "pathingest", *LINT, *some).memory for some in (few, pages))
    return (large - small) / (len(pages) - len(few))


def evidence(folder: Path) -> float:
    """Bytes of the evidence of the project's own pages, as a ratio to those of their records."""
    run("-m", "pathingest", "build", ROOT / "raw", "--out", folder, "--fail-on", "never")
    beside = list((folder / "evidence").iterdir())
    records = [folder / f"{path.name.partition('.')[0]}.json" for path in beside]
    return sum(path.stat().st_size for path in beside) / sum(path.stat().st_size for path in records)


def lines() -> int:
    """Lines of the package, without the rules' docstrings, which are documents."""
    package = Path(pathingest.__file__).parent
    total = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in package.rglob("*.py"))
    for path in (package / "rules").glob("[!_]*.py"):
        docstring = ast.parse(path.read_text(encoding="utf-8")).body[0]
        total -= (docstring.end_lineno or 0) - docstring.lineno + 1
    return total


def measure(folder: Path, pages: int, rounds: int) -> Iterator[Figure]:
    """All figures."""
    from distinct_pages import write_pages  # noqa: PLC0415  workers hold nothing beside the tool, or it is collected too

    def some(count: int) -> int:
        return max(4, count * pages // PAGES)

    built, linted = some(BUILT), some(LINTED)
    names = ("text", "html", "warm", "seeds", "many", "one", "lint", "kept")
    text, html, warm, seeds, many, one, lint, more = map(folder.joinpath, names)
    write_pages(text, texts=range(pages))
    write_pages(html, htmls=range(pages))
    write_pages(warm, texts=range(LINTED, LINTED + WARM), htmls=range(LINTED, LINTED + WARM))
    write_pages(many, texts=range(built))
    write_pages(one, texts=range(1))
    write_pages(lint, texts=range(linted))
    if SEEDS.is_dir():
        shutil.copytree(SEEDS, seeds)
    write_pages(more, texts=range(some(KEPT["*.txt"])), htmls=range(some(KEPT["*.html"])))
    first = min(text.iterdir())
    for made in (text, html, warm, seeds):
        prepare(made)
    found: dict[str, list[Any]] = defaultdict(list)
    for _ in range(rounds):
        rows = fresh(__file__, "--worker", "pages", text, warm, 1)
        found["text"] += rows
        floor = median(row["FLOOR"] for row in rows) / 1e6
        found["build"].append((build(many, folder / "out") - build(one, folder / "out")) / (built - 1) / floor)
        found["html"] += fresh(__file__, "--worker", "pages", html, warm, 1)
        found["seeds"] += fresh(__file__, "--worker", "pages", seeds, seeds, 20) if seeds.is_dir() else []
        found["collected"].append(fresh(__file__, "--worker", "collected", lint))
        for name, ratio in [start for _ in range(STARTS) for start in starts(first)]:
            found[name].append(ratio)
    yield from of_pages(TEXT, found["text"], "FLOOR")
    yield Figure(TEXT, f"a page more in a build of {built}, written and linted", "× FLOOR", spread(found["build"]))
    yield from of_pages(HTML, found["html"], "FLOOR-H")
    if found["seeds"]:
        yield from of_pages("seeds, repeated", found["seeds"], "FLOOR")
    for name in ("--version", "lint of one page"):
        yield Figure(REST, f"cold: {name}", "× click hello", spread(found[name]))
    yield Figure(REST, f"garbage collection, in lint of {linted} pages", "% of CPU", spread(found["collected"]))
    for glob, count in HELD.items():
        few, all_ = (
            fresh(__file__, "--worker", "held", more, glob, number) for number in (some(count) // 2, some(count))
        )
        name = f"lint of {some(count)} {glob}: objects kept of a page"
        yield Figure(REST, name, "KB", spread([(all_ - few) / some(count) / 512]))
    for glob, count in KEPT.items():
        name = f"lint of {some(count)} {glob}: what the process grows with a page"
        yield Figure(REST, name, "KB", spread([kept(sorted(more.glob(glob)))]))
    yield Figure(REST, "bytes of the evidence of raw/", "× record", spread([evidence(folder / "out")]))
    yield Figure(REST, "Python without the rules' docstrings", "lines", spread([lines()]))


def worker(part: str, pages: str, warm: str = "", again: str = "1") -> Any:
    """What a process of its own measures."""
    if part == "collected":
        return collected(pages)
    if part == "held":
        return held(pages, warm, again)
    given = [sorted(path.with_suffix("") for path in Path(folder).glob("*.given")) for folder in (pages, warm)]
    return times(given[0] * int(again), [path for path in given[1] if path.suffix == given[0][0].suffix], {})


def sizes(parser: argparse.ArgumentParser) -> None:
    """Let a call say how much is measured."""
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"processes for each figure (default: {ROUNDS})")
    parser.add_argument("--pages", type=int, default=PAGES, help=f"distinct pages of each kind (default: {PAGES})")


def measured(pages: int, rounds: int) -> list[Figure]:
    """All figures, of the code as an installation has it."""
    compile_dir(Path(pathingest.__file__).parent, quiet=1)
    with TemporaryDirectory() as folder:
        return list(measure(Path(folder), pages, rounds))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sizes(parser)
    parser.add_argument("--worker", nargs="+", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        print(json.dumps(worker(*arguments.worker)))
        return
    found = measured(arguments.pages, arguments.rounds)
    print(table(HEAD, [[f"{one.group}: {one.what}", *one.cells[1:]] for one in found]))
    print(f"Load in the last 5 minutes: {getloadavg()[1]:.1f}, on {cpu_count()} processors")


if __name__ == "__main__":
    main()
