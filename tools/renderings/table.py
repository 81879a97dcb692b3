"""Write the table in docs/renderings.md: what public tools keep of pages, and how much of that is read right.

    PYTHONPATH=tests python tools/renderings/table.py [docs/renderings.md]

Without a file the table is printed. Tools that are not installed get a row that says so.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from gold import TEMPLATES
from gold.measure import Score, Total, scores, total
from gold.renderers import RENDERERS, Absent, Renderer

START, END = "<!-- table: make renderings -->\n", "<!-- end of table -->\n"
LAYOUTS = sorted({template.layout for template in TEMPLATES})
HEAD = ["rendering", "goal", "kept", "glued", "unclear", "read right", "glued resources", "invented", "misplaced"]
TOOLS = ["beautifulsoup4", "html2text", "inscriptis", "resiliparse", "trafilatura"]


def percent(part: int, whole: int) -> str:
    """A share, cut and not rounded: 100 % means all and nothing less."""
    if not whole:
        return "–"
    return "100 %" if part == whole else f"{1000 * part // whole / 10:.1f} %"


def row(renderer: Renderer, sums: Total) -> list[str]:
    """A tool's line of the first table."""
    return [
        renderer.name,
        f"{renderer.goal:.0%}".replace("%", " %"),
        percent(sums.kept, sums.stated),
        percent(sums.glued, sums.stated),
        percent(sums.unclear, sums.stated),
        percent(sums.right, sums.wanted),
        percent(sums.resources_right, sums.resources),
        str(sums.invented),
        str(sums.misplaced),
    ]


def by_layout(renderer: Renderer, found: Sequence[Score]) -> list[str]:
    """A tool's line of the second table: what is read right, layout by layout."""
    sums = [total([score for score in found if score.layout == layout]) for layout in LAYOUTS]
    return [renderer.name, *[percent(one.right, one.wanted) for one in sums]]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Markdown."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "".join([f"| {' | '.join(line)} |\n" for line in lines])


def versions() -> Iterator[str]:
    """What was measured with."""
    for name in TOOLS:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            continue


def document() -> str:
    """Both tables, and what they are of."""
    rows, layouts, pages, facts = [], [], 0, 0
    for renderer in RENDERERS:
        try:
            found = scores(renderer)
        except Absent as absent:
            rows.append([renderer.name, f"{absent}", *["–"] * (len(HEAD) - 2)])
            continue
        sums = total(found)
        pages, facts = sums.pages, sums.stated
        rows.append(row(renderer, sums))
        layouts.append(by_layout(renderer, found))
    return (
        f"{pages} pages, {facts:,} facts; {', '.join(versions())}.\n\n{table(HEAD, rows)}\n"
        f"Read right, by layout:\n\n{table(['rendering', *LAYOUTS], layouts)}"
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
