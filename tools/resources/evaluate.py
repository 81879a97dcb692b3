"""Measure the glued-name splitter on files of lines {"glued", "items", "context"?}, one JSON object a line.

python tools/resources/evaluate.py                      the blind site-style lines, `eval_site.jsonl`
python tools/resources/evaluate.py FILE ... [--errors]  other files; with every wrong line
python tools/resources/evaluate.py --no-names           all known names hidden: what shape and words do alone

`dev_site.jsonl` was the blind set once. Its errors have been looked at since, so that it is for development only: no
item of it is in a training line, but the features were chosen with its errors in sight, and confidence is fitted to it.
`eval_site.jsonl` is nobody's to look at who changes the lists or the model. An item of it that happens to be in
`items.txt` as well is named, and the measures are repeated without the lines that have one.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from compose import items

from pathingest.glued import FLAG_BELOW, Resource, best_splits, line_confidence, split_resources
from pathingest.glued.model import Model, shipped, trained, weights_of
from pathingest.glued.names import Names

HERE = Path(__file__).parent


class Case(NamedTuple):
    """A line, its right items, and its context."""

    glued: str
    items: tuple[str, ...]
    context: str


class Result(NamedTuple):
    """A case, what the splitter made of it, and how sure it was."""

    case: Case
    got: tuple[Resource, ...]
    sure: float

    @property
    def right(self) -> bool:
        """Return whether all items are exactly right."""
        return tuple(item.name for item in self.got) == self.case.items


def read(path: Path) -> list[Case]:
    """Return the cases of a file."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Case(row["glued"], tuple(row["items"]), row.get("context", "")) for row in rows]


def run(cases: Iterable[Case], model: Model) -> list[Result]:
    """Split every case."""
    results = []
    for case in cases:
        got = best_splits(case.glued, case.context, 1, model)[0].items
        results.append(Result(case, got, line_confidence(got)))
    return results


def nameless() -> Model:
    """Return the shipped model with all known names hidden."""
    data = trained()
    return Model(weights_of(data), Names([]), data["calibration"])


def cuts(names: Sequence[str]) -> set[int]:
    """Return the offsets at which items begin, the first left out."""
    return {sum(map(len, names[:i])) for i in range(1, len(names))}


def figures(results: Sequence[Result]) -> dict[str, float]:
    """Return the measures over the results."""
    true = [cuts(result.case.items) for result in results]
    made = [{item.start for item in result.got[1:]} for result in results]
    hit = sum(len(t & m) for t, m in zip(true, made, strict=True))
    all_true, all_made = sum(map(len, true)), sum(map(len, made))
    sure = [result for result in results if result.sure >= FLAG_BELOW]
    single = [result for result in results if len(result.case.items) == 1]
    return {
        "lines": len(results),
        "boundary F1": 2 * hit / (all_true + all_made) if all_true + all_made else 1.0,
        "line right": sum(result.right for result in results) / len(results),
        "flagged": 1 - len(sure) / len(results),
        "right when not flagged": sum(result.right for result in sure) / max(1, len(sure)),
        "singles": len(single),
        "singles over-split": sum(len(result.got) > 1 for result in single) / max(1, len(single)),
    }


def table(results: Sequence[Result]) -> str:
    """Return how often items of each band of confidence are exactly right."""
    rows = []
    for low, high in ((0, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 0.97), (0.97, 0.99), (0.99, 1.01)):
        band = [(i, result) for result in results for i in result.got if low <= i.confidence < high]
        right = sum(_span(item) in _spans(result.case.items) for item, result in band)
        rows.append(f"    items of {low:.2f}-{min(high, 1):.2f}: {len(band):5}, right {right / max(1, len(band)):.3f}")
    return "\n".join(rows)


def _span(item: Resource) -> tuple[int, int]:
    return item.start, item.end


def _spans(names: Sequence[str]) -> set[tuple[int, int]]:
    ends = [sum(map(len, names[: i + 1])) for i in range(len(names))]
    return set(zip([0, *ends], ends, strict=False))


def report_seen(title: str, results: Sequence[Result]) -> None:
    """Print which items training lists too, and the figures of the lines that have none of them."""
    listed = {name.lower() for row in items() for name in row}
    seen = sorted({name for result in results for name in result.case.items if name.lower() in listed})
    print(f"  {len(seen)} items that items.txt has: {' | '.join(seen)}" if seen else "  no item is in items.txt")
    if unseen := [result for result in results if not {name.lower() for name in result.case.items} & listed]:
        report(f"{title}, lines without an item of items.txt", unseen)


def report(title: str, results: Sequence[Result]) -> None:
    """Print the figures of one set."""
    print(title)
    for name, value in figures(results).items():
        print(f"  {name}: {value:.4g}")
    print(table(results))


def report_errors(results: Sequence[Result]) -> None:
    """Print every line that went wrong: what was made of it, and what is right."""
    for result in results:
        if not result.right:
            print(f"  {result.sure:.2f} {' | '.join(item.name for item in result.got)}")
            print(f"       {' | '.join(result.case.items)}")


def speed(cases: Sequence[Case]) -> float:
    """Return microseconds a line."""
    begun = time.perf_counter()
    for case in cases:
        split_resources(case.glued, case.context)
    return (time.perf_counter() - begun) / len(cases) * 1e6


def main() -> None:
    """Measure the files named, or the held-out set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[HERE / "eval_site.jsonl"])
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--no-names", action="store_true")
    given = parser.parse_args()
    model = nameless() if given.no_names else shipped()
    if missing := [str(path) for path in given.files if not path.exists()]:
        parser.error(f"no such file: {', '.join(missing)}")
    for path in given.files:
        cases = read(path)
        results = run(cases, model)
        report(path.name, results)
        report_seen(path.name, results)
        report(f"{path.name}, lines of several names", [result for result in results if len(result.case.items) > 1])
        print(f"  {speed(cases):.0f} µs a line")
        if given.errors:
            report_errors(results)


if __name__ == "__main__":
    main()
