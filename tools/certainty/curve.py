"""Write how the error of values falls where the least certain are left out: docs/quality.md, and its plot.

python tools/certainty/curve.py [docs]

docs/certainty.tsv has a line for each value that was judged: which pages it is of, its certainty, and 1 if it is right.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from itertools import accumulate
from math import ceil, exp, lgamma, log
from pathlib import Path
from typing import NamedTuple

SHARES = (0.8, 0.95, 1.0)
BEGIN, END = "<!-- certainty: begin -->\n", "<!-- certainty: end -->"
WIDTH, HEIGHT, LEFT, RIGHT, BOTTOM, TOP = 640, 320, 56, 24, 40, 16
COLOURS = ("#1f6feb", "#bf5700", "#2da44e")


class Judged(NamedTuple):
    """One value: how sure its reading is, and whether it is right."""

    certainty: float
    is_right: bool


def judged(path: Path) -> dict[str, list[Judged]]:
    """The values of each set of pages, the surest first; of values as sure the wrong ones first."""
    sets: dict[str, list[Judged]] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        name, sure, right = line.split("\t")
        sets.setdefault(name, []).append(Judged(float(sure), right == "1"))
    return {name: sorted(values, key=lambda one: (-one.certainty, one.is_right)) for name, values in sets.items()}


def bounds(wrong: int, of: int, level: float = 0.95) -> tuple[float, float]:
    """The exact interval of a share (Clopper and Pearson, 1934, Biometrika 26)."""
    tail = (1 - level) / 2
    low = _root(lambda p: 1 - _at_most(wrong - 1, of, p) < tail) if wrong else 0.0
    high = _root(lambda p: _at_most(wrong, of, p) > tail) if wrong < of else 1.0
    return low, high


def _at_most(k: int, n: int, p: float) -> float:
    """The chance of k or fewer of n."""
    if not 0 < p < 1:
        return float(p <= 0 or k >= n)
    terms = (
        lgamma(n + 1) - lgamma(i + 1) - lgamma(n - i + 1) + i * log(p) + (n - i) * log(1 - p) for i in range(k + 1)
    )
    return min(1.0, sum(map(exp, terms)))


def _root(is_below: Callable[[float], bool]) -> float:
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if is_below(middle) else (low, middle)
    return low


def table(sets: dict[str, list[Judged]]) -> str:
    """The error at each share of the values, the surest first, as Markdown."""
    lines = ["| pages | values | " + " | ".join(f"wrong of the surest {share:.0%}" for share in SHARES) + " |"]
    lines.append("|---|---|" + "---|" * len(SHARES))
    for name, values in sets.items():
        cells = []
        for share in SHARES:
            count = ceil(share * len(values))
            wrong = sum(not one.is_right for one in values[:count])
            low, high = bounds(wrong, count)
            cells.append(f"{wrong} of {count}: {wrong / count:.2%} ({low:.2%}-{high:.2%})")
        lines.append(f"| {name} | {len(values)} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def plot(sets: dict[str, list[Judged]]) -> str:
    """The same as a drawing: the error over the share of the values that are kept, from 5 % on: fewer say nothing."""
    curves = {name: _errors(values) for name, values in sets.items()}
    drawn = {name: {k: errors[k] for k in range(len(errors) // 20, len(errors), 4)} for name, errors in curves.items()}
    most = max(0.01, max(max(points.values()) for points in drawn.values()) * 1.1)
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    for step in range(5):
        y, value = _y(most * step / 4, most), most * step / 4
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#d0d7de"/>')
        parts.append(_text(LEFT - 6, y + 4, f"{value:.1%}", anchor="end"))
    parts += [_text(_x(share), HEIGHT - 22, f"{share:.0%}") for share in (0.2, 0.4, 0.6, 0.8, 1.0)]
    parts.append(_text(WIDTH / 2, HEIGHT - 6, "share of the values, the surest first"))
    for i, ((name, points), colour) in enumerate(zip(drawn.items(), COLOURS, strict=False)):
        steps = [f"{_x((k + 1) / len(curves[name])):.1f} {_y(error, most):.1f}" for k, error in points.items()]
        parts.append(f'<path d="M{"L".join(steps)}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(_text(LEFT + 12, TOP + 14 + 16 * i, name, anchor="start", colour=colour))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _text(x: float, y: float, said: str, *, anchor: str = "middle", colour: str = "black") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{said}</text>'


def _errors(values: Sequence[Judged]) -> list[float]:
    wrong = accumulate(not one.is_right for one in values)
    return [count / (i + 1) for i, count in enumerate(wrong)]


def _x(share: float) -> float:
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _y(error: float, most: float) -> float:
    return HEIGHT - BOTTOM - error / most * (HEIGHT - BOTTOM - TOP)


def main() -> None:
    """Write the table into docs/quality.md, and the drawing beside it."""
    docs = Path(sys.argv[1] if len(sys.argv) > 1 else "docs")
    sets = judged(docs / "certainty.tsv")
    page = docs / "quality.md"
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    page.write_text(f"{before}{BEGIN}{table(sets)}{END}{rest.partition(END)[2]}", encoding="utf-8")
    (docs / "certainty.svg").write_text(plot(sets), encoding="utf-8")


if __name__ == "__main__":
    main()
