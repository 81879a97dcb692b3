"""Print how many lines of the package run for a page, as JSON: by its kind and by what is done with it.

The same pages in a process that has read the same others before: the figures depend upon the code alone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pathingest
from distinct_pages import html_page, text_page
from pathingest import Page, lint, parse
from timing import steps

BELOW = str(Path(pathingest.__file__).parent)
WARM = 4
KINDS: dict[str, tuple[int, Callable[[int], bytes]]] = {
    "txt": (12, lambda seed: text_page(seed).encode()),
    "html": (4, lambda seed: html_page(seed).html),
}


def counted(data: bytes, kind: str) -> dict[str, int]:
    """What each step takes for one page."""
    page: Page | None = None

    def read() -> Any:
        nonlocal page
        page = parse(data, path=f"page.{kind}")
        return page.pathway

    def prove() -> Any:
        return page and page.evidence

    def look() -> Any:
        return page and lint(page)

    return {name: steps(work, BELOW) for name, work in (("record", read), ("evidence", prove), ("findings", look))}


def main() -> None:
    """Count and print."""
    found: dict[str, int] = {}
    for kind, (count, make) in KINDS.items():
        for seed in range(count, count + WARM):
            counted(make(seed), kind)
        pages = [counted(make(seed), kind) for seed in range(count)]
        found |= {f"{kind}: {name}": sum(page[name] for page in pages) // count for name in pages[0]}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
