"""What the benchmarks share: floors, processes, and ratios.

All is CPU time, with the garbage collector on as users have it. Pages are made for it, and no process reads one twice
after it has warmed up with others: what is kept from page to page helps as far as it helps a real run. A step's time
is divided by the floor's that was taken beside it, on the same page in the same process. The floors are what no parser
can do without, in the fewest calls; they have run three times before they are timed:

- FLOOR: read, decode, split into lines, validate the record with pydantic, write it as JSON;
- FLOOR-E: the same, and a line of evidence for each value and each tile of the account, their places known;
- FLOOR-H, for HTML: read, decode, parse with lxml, collect the texts, validate the record, write it as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from json.encoder import encode_basestring as q
from pathlib import Path
from statistics import quantiles
from time import process_time_ns
from typing import Any, NamedTuple

from lxml import etree

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))  # where pages are made
from pathingest import Page, lint, parse
from pathingest.model.pathway import Pathway
from pathingest.outputs import json as json_output

Times = dict[str, float]  # microseconds of each step on one page
Reader = Callable[..., object]  # of a page
STEPS = ("record", "evidence", "JSON", "findings")


class Given(NamedTuple):
    """What the floors know of a page: its record, and the evidence in flat lists."""

    record: Any
    quoted: list[tuple[str, int, int]]
    normalised: list[tuple[str, int, int, list[str]]]
    derived: list[tuple[str, list[str]]]
    tiles: list[tuple[int, int, str]]


def prepare(folder: Path) -> None:
    """Write beside each page of a folder, if it is there, what the floors know of the page."""
    for path in sorted(folder.glob("*")):
        page = parse(path.read_bytes(), path=path.name)
        assert page.pathway, f"{path}: {page.problem}"
        proofs = page.evidence.leaves.items()
        given = Given(
            page.pathway.model_dump(mode="json"),
            [(pointer, *proof.spans[0]) for pointer, proof in proofs if proof.kind == "quoted"],
            [(pointer, *proof.spans[0], [*proof.steps]) for pointer, proof in proofs if proof.kind == "normalised"],
            [(pointer, [*proof.origins]) for pointer, proof in proofs if proof.kind == "derived"],
            [*page.evidence.accounts[0].stretches],
        )
        path.with_name(f"{path.name}.given").write_text(json.dumps(given), encoding="utf-8")


def floor(path: Path, given: Given) -> str:
    """FLOOR."""
    path.read_bytes().decode().split("\n")
    return Pathway.model_validate(given.record).model_dump_json(indent=2)


def floor_e(path: Path, given: Given) -> str:
    """FLOOR-E."""
    record = floor(path, given)
    lines = [f'{q(at)}: {{"kind": "quoted", "source": 0, "spans": [[{a}, {b}]]}}' for at, a, b in given.quoted]
    lines += [
        f'{q(at)}: {{"kind": "normalised", "source": 0, "spans": [[{a}, {b}]], "steps": [{", ".join(map(q, steps))}]}}'
        for at, a, b, steps in given.normalised
    ]
    lines += [
        f'{q(at)}: {{"kind": "derived", "from": [{", ".join(map(q, origins))}]}}' for at, origins in given.derived
    ]
    lines += [f"[{start}, {end}, {q(role)}]" for start, end, role in given.tiles]
    return record + ",\n".join(lines)


def floor_h(path: Path, given: Given) -> tuple[list[str], str]:
    """FLOOR-H."""
    root = etree.fromstring(path.read_bytes().decode(), etree.HTMLParser())
    texts = [text for element in root.iter() for text in (element.text, element.tail) if text]
    return texts, Pathway.model_validate(given.record).model_dump_json(indent=2)


FLOORS: dict[str, dict[str, Reader]] = {".txt": {"FLOOR": floor, "FLOOR-E": floor_e}, ".html": {"FLOOR-H": floor_h}}


def times(pages: Sequence[Path], warm: Sequence[Path], beside: Mapping[str, Reader]) -> list[Times]:
    """The times of the floors, of our steps, and of what else reads a page, page by page."""
    for path in warm:
        _times(path, beside)
    return [_times(path, beside) for path in pages]


def _times(path: Path, beside: Mapping[str, Reader]) -> Times:
    given = Given(*json.loads(path.with_name(f"{path.name}.given").read_bytes()))
    found: Times = {}
    for name, step in FLOORS[path.suffix].items():
        for _ in range(3):
            step(path, given)
        found[name] = (timed(step, path, given)[0] + timed(step, path, given)[0]) / 2
    found["record"], page = timed(_record, path)
    found["evidence"], evidence = timed(getattr, page, "evidence")
    found["JSON"], _ = timed(json_output.evidence, evidence)
    found["findings"], _ = timed(lint, page)
    text = path.read_text(encoding="utf-8") if beside else ""
    return found | {name: timed(read, text)[0] for name, read in beside.items()}


def _record(path: Path) -> Page:
    page = parse(path.read_bytes(), path=path.name)
    assert page.pathway
    json_output.record(page.pathway)
    return page


def timed(step: Callable[..., Any], *arguments: Any) -> tuple[float, Any]:
    """Microseconds of CPU time, and what came of it."""
    start = process_time_ns()
    result = step(*arguments)
    return (process_time_ns() - start) / 1000, result


def fresh(script: str, *arguments: object) -> Any:
    """What a benchmark prints as JSON in a process of its own."""
    command = [sys.executable, script, *map(str, arguments)]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


class Done(NamedTuple):
    """A process: seconds of CPU time, and its memory in kilobytes when it was largest."""

    seconds: float
    memory: int


# A process counts what the one that started it holds at that moment as its own, so a small one starts it.
_STARTER = """
import resource, subprocess, sys
nowhere = subprocess.DEVNULL
code = subprocess.run([sys.executable, *sys.argv[1:]], stdout=nowhere, stderr=nowhere, check=False).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


def run(*arguments: object) -> Done:
    """Python with arguments, waited for; what it prints goes nowhere."""
    command = [sys.executable, "-c", _STARTER, *map(str, arguments)]
    code, seconds, memory = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.split()
    if int(code) > 1:
        raise subprocess.CalledProcessError(int(code), command)
    return Done(float(seconds), int(memory) // (1024 if sys.platform == "darwin" else 1))


class Spread(NamedTuple):
    """The quartiles of some values, of which the second is the median."""

    low: float
    median: float
    high: float

    @property
    def cells(self) -> list[str]:
        """The median, and the others, if there are any."""
        return [short(self.median), f"{short(self.low)}–{short(self.high)}" if self.low < self.high else ""]


def spread(values: Sequence[float]) -> Spread:
    """The quartiles of some values."""
    return Spread(*(quantiles(values, n=4) if len(values) > 1 else [*values] * 3))


def ratios(rows: Sequence[Times], steps: Sequence[str], base: str) -> tuple[Spread, float]:
    """The quartiles of the pages' ratios, and the ratio of the sums, which alone has what is rare."""
    ours = [sum(row[step] for step in steps) for row in rows]
    floors = [row[base] for row in rows]
    return spread([a / b for a, b in zip(ours, floors, strict=True)]), sum(ours) / sum(floors)


def short(value: float) -> str:
    """A number of three digits, or of all that are before its point."""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Markdown, its columns one below the other."""
    whole = [head, ["---", *["--:"] * (len(head) - 1)], *([*row, *[""] * (len(head) - len(row))] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*whole, strict=True)]
    return "".join([f"| {' | '.join(map(str.ljust, line, widths))} |\n" for line in whole])
