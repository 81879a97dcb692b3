"""Measure what reading and linting cost, and write docs/performance.md with it, and its plot.

    python benchmarks/report.py [--rounds N] [--pages N] [--docs FOLDER]

What the figures mean is in docs/speed.md, which this leaves alone.
"""

from __future__ import annotations

import argparse
import platform
from collections.abc import Sequence
from html import escape
from os import cpu_count, getloadavg
from pathlib import Path
from typing import NamedTuple

from measuring import short, table
from speed import HEAD, HTML, REST, ROOT, TEXT, Figure, measured, sizes

from pathingest import __version__

WIDTH, LEFT, RIGHT, TOP, BOTTOM, ROW, BAR = 800, 380, 70, 10, 40, 22, 12
HEADING = """# What reading costs, in figures

Made by `make bench`; [speed.md](speed.md) says how it is measured, and what the figures mean.

![Each step in the time of its floor](performance.svg)
"""
STEPS = tuple(digit * 10**power for power in range(6) for digit in (1, 2, 5))
COLOURS = {TEXT: "#1f6feb", HTML: "#bf5700"}


class Conditions(NamedTuple):
    """What was measured with, and where."""

    pages: int
    rounds: int
    load: float

    @property
    def rows(self) -> list[list[str]]:
        """The same as rows of a table."""
        return [
            ["pathingest", __version__],
            ["Python", f"{platform.python_implementation()} {platform.python_version()}"],
            ["processor", f"{cpu_count()} × {processor()}"],
            ["system", f"{platform.system()} {platform.machine()}"],
            ["pages of each kind", str(self.pages)],
            ["processes for each figure", str(self.rounds)],
            ["load in the last 5 minutes", f"{self.load:.1f}"],
        ]


def processor() -> str:
    """What the processor calls itself."""
    known = Path("/proc/cpuinfo")
    lines = known.read_text(encoding="utf-8").splitlines() if known.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def document(figures: Sequence[Figure], conditions: Conditions) -> str:
    """All of it as Markdown."""
    parts = [HEADING, table(("measured with", ""), conditions.rows)]
    for group in (TEXT, HTML, REST):
        rows = [one.cells for one in figures if one.group == group]
        used = [number for number in range(len(HEAD)) if any(row[number] for row in rows)]
        head = [group if number == 0 else HEAD[number] for number in used]
        parts.append(table(head, [[row[number] for number in used] for row in rows]))
    return "\n".join(parts)


def plot(figures: Sequence[Figure]) -> str:
    """The ratios as bars, each to its median, with a line from quartile to quartile."""
    drawn = [one for one in figures if one.group in COLOURS and one.unit.startswith("×")]
    most = max(one.spread.high for one in drawn) * 1.05
    height = TOP + ROW * len(drawn) + BOTTOM

    def x(value: float) -> float:
        return LEFT + value / most * (WIDTH - LEFT - RIGHT)

    size = f'viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="12"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>',
        f'<rect width="{WIDTH}" height="{height}" fill="white"/>',
    ]
    step = next(step for step in STEPS if step * 8 >= most)
    for value in range(0, int(most) + 1, step):
        parts.append(f'<path d="M{x(value):.1f} {TOP}V{height - BOTTOM}" stroke="#d0d7de"/>')
        parts.append(_text(x(value), height - BOTTOM + 16, short(value)))
    parts.append(_text(x(most / 2), height - 6, "times its floor"))
    for number, one in enumerate(drawn):
        middle = TOP + ROW * number + ROW / 2
        low, median, high = map(x, one.spread)
        parts += [
            _text(LEFT - 8, middle + 4, f"{one.group}: {one.what}", anchor="end"),
            f'<path d="M{LEFT} {middle:.1f}H{median:.1f}" stroke="{COLOURS[one.group]}" stroke-width="{BAR}"/>',
            f'<path d="M{low:.1f} {middle:.1f}H{high:.1f}" stroke="black" stroke-width="1.5"/>',
            _text(high + 6, middle + 4, short(one.spread.median), anchor="start"),
        ]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _text(x: float, y: float, said: str, *, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(said)}</text>'


def main() -> None:
    """Measure, write and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sizes(parser)
    parser.add_argument("--docs", type=Path, default=ROOT / "docs", help="where to write (default: docs)")
    arguments = parser.parse_args()
    arguments.docs.mkdir(parents=True, exist_ok=True)
    figures = measured(arguments.pages, arguments.rounds)
    text = document(figures, Conditions(arguments.pages, arguments.rounds, getloadavg()[1]))
    (arguments.docs / "performance.md").write_text(text, encoding="utf-8")
    (arguments.docs / "performance.svg").write_text(plot(figures), encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
