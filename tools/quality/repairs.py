"""Measure repairs on planted contradictions: how often the true one is the first, or among the first three.

    PYTHONPATH=tests python tools/quality/repairs.py [--seeds 0:50] [--rules DUR001,DUR002] [--pages FOLDER]... [-v]

A repair is the true one where it changes the value that was changed, and the page then agrees with itself; it is exact
where it also writes what was there before, to the letter.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from math import sqrt
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from pathingest import parse
from pathingest.model.finding import Repair
from pathingest.rules import check, stable
from pathingest.runners.repairs import applied, repaired
from quality.planted import KINDS, Planted, planted, stored, values

FIRST = 3
ORDER = 2  # slashes in the pointer of a skill that changes its place
ENDINGS = (".txt", ".md", ".html")


class Result(NamedTuple):
    """Where the true repair of a case is among those that are offered, from 1, and where the exact one is; 0 for none.

    `offered` is how many there are, and `seconds`, what they took.
    """

    case: Planted
    place: int
    exact: int
    offered: int
    seconds: float


def result(case: Planted) -> Result:
    """What is offered for a case."""
    start = perf_counter()
    found = repaired(case.page, check(case.page, stable()), stable(), debug=True)
    seconds = perf_counter() - start
    repairs = next(one.repairs for one in found if one.code == case.code) or ()
    places = [i for i, repair in enumerate(repairs, 1) if is_true(case, repair)]
    exact = [i for i, repair in enumerate(repairs, 1) if is_exact(case, repair)]
    return Result(case, min(places, default=0), min(exact, default=0), len(repairs), seconds)


def is_true(case: Planted, repair: Repair) -> bool:
    """Whether a repair changes what was changed, whatever to."""
    if case.kind == "order":
        return all(str(patch.pointer).count("/") == ORDER for patch in repair.patches)
    return [patch.pointer for patch in repair.patches] == [case.pointer]


def is_exact(case: Planted, repair: Repair) -> bool:
    """Whether a repair gives the page as it was."""
    text = applied(case.text, repair.patches)
    return text == case.true or values(parse(text, path=case.path)) == values(parse(case.true, path=case.path))


def wilson(found: int, cases: int) -> tuple[float, float]:
    """The interval of 95 % for a share."""
    if not cases:
        return 0.0, 1.0
    z, share = 1.96, found / cases
    middle = (share + z * z / (2 * cases)) / (1 + z * z / cases)
    half = z * sqrt(share * (1 - share) / cases + z * z / (4 * cases * cases)) / (1 + z * z / cases)
    return middle - half, middle + half


def cell(found: int, cases: int) -> str:
    """A share with its interval."""
    low, high = wilson(found, cases)
    return f"{found}/{cases} {found / max(cases, 1):.2f} ({low:.2f}\u2013{high:.2f})"


def row(name: str, results: Sequence[Result]) -> str:
    """A line of the table."""
    cases = len(results)
    counts = [
        sum(one.place == 1 for one in results),
        sum(0 < one.place <= FIRST for one in results),
        sum(one.exact == 1 for one in results),
        sum(0 < one.exact <= FIRST for one in results),
    ]
    return f"| {name} | {' | '.join(cell(count, cases) for count in counts)} |"


def shown(one: Result) -> str:
    """A case whose true repair is not the first."""
    case = one.case
    found = repaired(case.page, check(case.page, stable()), stable(), debug=True)
    repairs = next(finding.repairs for finding in found if finding.code == case.code) or ()
    was, now = values(parse(case.true, path=case.path)), values(case.page)
    true = [f"{name}: {was.get(name)} not {now.get(name)}" for name in was if was.get(name) != now.get(name)]
    where = f"{case.base} {case.kind} {case.pointer} place {one.place} exact {one.exact}"
    lines = [f"{case.code} {where}: {case.finding.message} {true}"]
    lines += [f"    {repair.message} [{repair.reason}] {' '.join(repair.also)}" for repair in repairs]
    return "\n".join(lines)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default="0:50")
    parser.add_argument("--rules", default=",".join(KINDS))
    parser.add_argument("--pages", action="append", default=[])
    parser.add_argument("-v", action="store_true")
    parser.add_argument("--exact", action="store_true")
    wanted = parser.parse_args()
    first, _, last = wanted.seeds.partition(":")
    files = [path for folder in wanted.pages for path in sorted(Path(folder).iterdir()) if path.suffix in ENDINGS]
    given = stored(files)
    everything: list[Result] = []
    print("| rule | true first | true among three | exact first | exact among three |\n|---|---|---|---|---|")
    for code in wanted.rules.split(","):
        results = [result(planted(code, seed, given)) for seed in range(int(first), int(last))]
        everything += results
        print(row(code, results), flush=True)
        if wanted.v:
            for kind in sorted({one.case.kind for one in results}):
                print(row(f"  {kind}", [one for one in results if one.case.kind == kind]))
            for one in results:
                if one.place != 1 or (one.exact != 1 and wanted.exact):
                    print(shown(one))
    print(row("all", everything))
    print("slowest", max(one.seconds for one in everything), Counter(one.offered for one in everything))


if __name__ == "__main__":
    main()
