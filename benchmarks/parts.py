"""What the parts of reading and of linting cost: the time of a page without some of them, as a ratio to its floor.

    python benchmarks/parts.py [--pages N]

In each line something more is left out. Of a record it is a part, as if the page stated nothing of it; names that are
glued together stay whole in the first. What is left then is what any reader of such pages does: lines, headings, the
header, plain texts, evidence; of HTML, the last line is the lines alone. Of the rules it is the dearest that are left;
with none, a page is still asked for those that are enabled. Each line is a process of its own, over pages that it meets
for the first time.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from measuring import FLOORS, Given, prepare, table, timed

from pathingest import Page, fields, glued, parse
from pathingest.glued import Resource
from pathingest.model.extraction import Extraction
from pathingest.rules import EnabledRules, check, stable
from pathingest.segments.html import segment
from pathingest.sources import from_bytes

WARM = 20
Work = Callable[[Path], float]  # microseconds of what is measured of a page
# What is left out of the record, each line with all above it.
LEFT_OUT: dict[str, tuple[str, ...]] = {
    "all": (),
    "glued names left whole": (),
    "and no claims": ("claims",),
    "and no skills": ("skills_to_learn", "transferable_skills"),
    "and no roadmap": ("roadmap",),
}
LINES = "its lines alone"
DEAREST = (0, 1, 2, 4, 8, 16, 24)  # how many rules are left out
NONE = "no rule at all"


def _whole(line: str, context: str = "") -> list[Resource]:
    """A line of resources as one name."""
    del context
    return [Resource(line, 1.0, 0, len(line))]


def leave_out(what: str) -> None:
    """Have what a line of `LEFT_OUT` says, and all above it, left out of what is read in this process."""
    steps = [*LEFT_OUT].index(what)
    if steps:
        glued.split_resources = _whole
    names = {name for more in [*LEFT_OUT.values()][: steps + 1] for name in more}
    nothing = fields.Field(lambda _: Extraction([]))
    kept = tuple(
        (name, nothing._replace(derived=field.derived) if name in names else field) for name, field in fields.fields()
    )
    fields.fields = lambda: kept  # type: ignore[assignment]


def _read(path: Path) -> float:
    return timed(lambda: parse(path.read_bytes(), path=path.name).evidence)[0]


def _segment(path: Path) -> float:
    return timed(lambda: segment(from_bytes(path.read_bytes(), path=path.name)))[0]


def _with_evidence(path: Path) -> Page:
    page = parse(path.read_bytes(), path=path.name)
    assert page.evidence.accounts
    return page


def _check(enabled: EnabledRules, path: Path) -> float:
    return timed(check, _with_evidence(path), enabled)[0]


def _rules_without(dearest: int, pages: list[Path]) -> EnabledRules:
    """The stable rules but those that take longest, beside all others, on some pages."""
    total: Counter[str] = Counter()
    for path in pages:
        page = _with_evidence(path)
        for name, _, look in stable().checks(page):
            total[name] += int(timed(lambda look=look, page=page: [*look(page)])[0])
    out = {name for name, _ in total.most_common(dearest)}
    return EnabledRules(tuple(item for item in stable().rules if item[0] not in out))


def work(what: str, warm: list[Path]) -> Work:
    """What a line of a table measures."""
    if what in LEFT_OUT:
        leave_out(what)
        return _read
    if what == LINES:
        return _segment
    return partial(_check, EnabledRules(()) if what == NONE else _rules_without(int(what.rpartition(" ")[2]), warm))


def measure(folder: Path, what: str) -> list[float]:
    """The ratios of all pages in a folder, after others have been read."""
    given = sorted(folder.glob("*.given"))
    records = [(path.with_suffix(""), Given(*json.loads(path.read_text(encoding="utf-8")))) for path in given]
    measured = work(what, [path for path, _ in records[:WARM]])
    ratios = []
    for number, (path, known) in enumerate(records):
        floor = next(iter(FLOORS[path.suffix].values()))
        for _ in range(3):
            floor(path, known)
        base = timed(floor, path, known)[0]
        taken = measured(path)
        if number >= WARM:
            ratios.append(taken / base)
    return ratios


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=200, help="distinct pages of each kind (default: 200)")
    parser.add_argument("--step", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.step:
        print(json.dumps(measure(Path(arguments.step[0]), arguments.step[1])))
        return
    from distinct_pages import write_pages  # noqa: PLC0415  workers hold nothing beside the tool

    count = arguments.pages + WARM
    rules = [f"without the dearest {number}" for number in DEAREST]
    with TemporaryDirectory() as name:
        text, html = Path(name, "text"), Path(name, "html")
        write_pages(text, texts=range(count))
        write_pages(html, htmls=range(count))
        prepare(text)
        prepare(html)
        for title, floor, folder, steps in (
            ("record and evidence of a text page", "FLOOR", text, [*LEFT_OUT]),
            ("record and evidence of an HTML page", "FLOOR-H", html, [*LEFT_OUT, LINES]),
            ("the rules on a text page", "FLOOR", text, [*rules, NONE]),
        ):
            rows = []
            for step in steps:
                command = [sys.executable, __file__, "--step", str(folder), step]
                ratios = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
                rows.append([step, f"{median(ratios):.1f}"])
            print(table((title, f"× {floor}"), rows), flush=True)


if __name__ == "__main__":
    main()
