"""Write the tables in docs/lint-quality.md: what the rules find of defects, in near misses, and on clean pages.

    PYTHONPATH=tests python tools/quality/examination.py [docs/lint-quality.md]

Without a file they are printed. It takes some minutes.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from quality.measure import COMPANIONS, DEVELOPED, HELD_OUT, Clean, Score, clean, examined, score, total

START, END = "<!-- table: make quality -->\n", "<!-- end of table -->\n"
HEAD = ["rule", *["found", "false alarms", "precision", "recall", "besides"] * 2]


def share(value: float) -> str:
    """A share to three digits, cut and not rounded: 1 means all and nothing less."""
    return "1" if value >= 1 else f"{int(value * 1000) / 1000:.3f}"


def figures(one: Score) -> list[str]:
    """A rule's cells for one range of seeds."""
    return [
        f"{one.found}/{one.cases}",
        f"{one.wrong}/{one.cases}",
        share(one.precision),
        share(one.recall),
        str(one.besides),
    ]


def row(developed: Score, held_out: Score) -> list[str]:
    """A rule's line."""
    return [f"{developed.code} {developed.name}".strip(), *figures(developed), *figures(held_out)]


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: bool = True) -> str:
    """Markdown; what follows the first column are numbers, unless it is said otherwise."""
    lines = [head, ["---", *["---:" if numbers else "---"] * (len(head) - 1)], *rows]
    return "".join([f"| {' | '.join(line)} |\n" for line in lines])


def clean_row(name: str, found: Clean) -> list[str]:
    """A line of the table of clean pages."""
    codes = ", ".join(f"{code} {count}" for code, count in sorted(found.codes.items())) or "none"
    return [name, str(found.pages), str(found.alarmed), codes]


def document() -> str:
    """All tables."""
    ranges = (DEVELOPED, HELD_OUT)
    scores = [tuple(score(*rule, seeds) for seeds in ranges) for rule in examined()]
    sums = [total(column) for column in zip(*scores, strict=True)]
    rows = [row(*pair) for pair in (*scores, sums)]
    pages = [clean_row(f"{seeds.start}–{seeds.stop - 1}", clean(seeds)) for seeds in ranges]
    companions = [[code, ", ".join(others), why] for code, (others, why) in sorted(COMPANIONS.items())]
    return (
        f"Columns 2 to 6 are of the seeds {DEVELOPED.start}–{DEVELOPED.stop - 1}, which were looked at while this was "
        f"written; the others of {HELD_OUT.start}–{HELD_OUT.stop - 1}, which were not.\n\n"
        f"{table(HEAD, rows)}\nClean pages:\n\n"
        f"{table(['seeds', 'pages', 'with a finding', 'findings'], pages)}\n"
        "Companions, which do not count as *besides*:\n\n"
        f"{table(['rule', 'companions', 'why'], companions, numbers=False)}"
    )


def main() -> None:
    """Put the tables into the file that is named, or print them."""
    written = document()
    if len(sys.argv) == 1:
        print(written)
        return
    path = Path(sys.argv[1])
    before, _, rest = path.read_text(encoding="utf-8").partition(START)
    _, _, after = rest.partition(END)
    path.write_text(f"{before}{START}{written}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
