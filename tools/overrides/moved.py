"""Measure corrections on pages that were edited since: made where the value is now, reported, or made elsewhere.

    PYTHONPATH=tests python tools/overrides/moved.py [--seeds 0:2000] [--pages FOLDER] [-v]

Each seed is one case of `tests/page_edits.py`. None may be lost (neither made nor reported) or wrong (made elsewhere).
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import get_args

from page_edits import EDITS, Outcome, counted, pages


def main() -> None:
    """Print the outcomes by kind of edit; exit 1 if one is lost or wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seeds", default="0:2000")
    parser.add_argument("--pages", type=Path, default=Path(__file__).parents[2] / "raw")
    parser.add_argument("-v", "--verbose", action="store_true", help="show the cases that are lost or wrong")
    options = parser.parse_args()
    first, last = map(int, options.seeds.split(":"))
    counts, bad = counted(range(first, last), pages(options.pages))
    outcomes: tuple[Outcome, ...] = get_args(Outcome)
    kinds = [kind for kind in (*(edit.__name__ for edit in EDITS), "two of them") if kind in counts]
    print(f"{'':20}", *(f"{one:>15}" for one in outcomes))
    for kind in kinds:
        print(f"{kind:20}", *(f"{counts[kind][one]:15}" for one in outcomes))
    total = sum(counts.values(), Counter[str]())
    print(f"{total.total():<20}", *(f"{total[one]:15}" for one in outcomes))
    for one in bad if options.verbose else ():
        print(one._replace(page=""))
    raise SystemExit(bool(bad))


if __name__ == "__main__":
    main()
