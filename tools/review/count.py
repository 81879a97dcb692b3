"""Count what a review costs: the keys and pointer moves of a scripted reviewer, beside the same files typed by hand.

    PYTHONPATH=tests tools/review/count.py [--write docs/review.md]

The pages are those of raw/ and docs/: twenty. The reviewer decides every error, warning and value that is not sure, by
keyboard alone: a reading that is not sure is accepted; where the smallest repair of a contradiction is offered, the
first is taken; where words of the page fill what is missing, the first; all else is left to the page's author. What is
written is then counted as somebody would type it: of a correction `at`, `value` and `reason`, with the file's first
three lines; finding the page, the address and the line is not counted.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import yaml
from playwright.sync_api import Page

from browsing import browser
from reviewing import built, served

PROJECT = Path(__file__).parents[2]
_BEGIN, _END = "<!-- counted by tools/review/count.py -->", "<!-- end -->"
_LAST = "Notes"


class Counted(NamedTuple):
    """What a review cost."""

    pages: int
    decisions: int
    keys: int
    pointer: int
    entries: int
    typed: int
    whole: int
    by: Counter[str]


class Reviewer:
    """Presses keys, and counts them; never touches the pointer."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.keys = 0
        self.by: Counter[str] = Counter()

    def press(self, key: str) -> None:
        """One key."""
        self._page.keyboard.press(key)
        self.keys += 1

    def decide(self) -> bool:
        """Decide what is shown; false where nothing but notes is left."""
        page = self._page
        page.wait_for_function("() => !document.querySelector('.accept').disabled", timeout=20_000)
        group = page.evaluate(
            "() => document.querySelector('[aria-current=true]')?.closest('ul').previousElementSibling.textContent"
        )
        if group in (None, _LAST):
            return False
        options = page.locator(".option")
        code = page.locator(".meta .mono")
        is_split = bool(code.count()) and code.inner_text() == "EXT004"
        choice = 2 if options.count() > 1 and not is_split else 1
        if choice > 1:
            self.press(str(choice))
            page.wait_for_function("() => !document.querySelector('.accept .label').textContent.startsWith('Leave')")
        label = page.locator(".accept .label").inner_text()
        what = "accepted as read" if label == "Accept as read" else "left" if label == "Leave it" else "corrected"
        self.by[what] += 1
        # What is asked again, as something else is missing there too, is not counted as decided.
        with page.expect_response("**/api/decide", timeout=20_000):
            self.press("Enter")
        page.wait_for_timeout(80)
        return True


def counted() -> Counted:
    """Review the sample pages, in a folder of their own."""
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        count = _laid_out(Path("raw"))
        built()
        with served() as server, browser() as opened:
            page = opened.new_page(viewport={"width": 1280, "height": 860})
            page.goto(server.address)
            page.wait_for_selector(".option")
            reviewer, decisions = Reviewer(page), 0
            while reviewer.decide():
                decisions += 1
        typed, whole, entries = _as_typed()
        os.chdir(PROJECT)
    return Counted(count, decisions, reviewer.keys, 0, entries, typed, whole, reviewer.by)


def _laid_out(raw: Path) -> int:
    raw.mkdir()
    pages = [*sorted((PROJECT / "raw").glob("*")), *sorted((PROJECT / "docs" / "sample" / "raw").glob("*.txt"))]
    pages.append(PROJECT / "docs" / "example.txt")
    for page in pages:
        shutil.copy(page, raw / page.name)
    return len(pages)


def _as_typed() -> tuple[int, int, int]:
    """(characters as somebody would type them, characters that were written, corrections)."""
    typed = whole = entries = 0
    for path in sorted(Path("overrides").glob("*.yaml")):
        text = path.read_text("utf-8")
        whole += len(text)
        data = yaml.safe_load(text)
        short = [{key: item[key] for key in ("at", "value", "reason")} for item in data["overrides"]]
        entries += len(short)
        typed += len(yaml.safe_dump(data | {"overrides": short}, sort_keys=False, allow_unicode=True, width=10_000))
    for path in sorted(Path("raw").glob("*.lint.toml")):
        typed += len(path.read_text("utf-8"))
        whole += len(path.read_text("utf-8"))
    return typed, whole, entries


def table(found: Counted) -> str:
    """The figures as Markdown."""
    rows = [
        ("pages", found.pages),
        ("decisions", found.decisions),
        *((f"of these {what}", number) for what, number in found.by.most_common()),
        ("keys pressed", found.keys),
        ("moves of the pointer", found.pointer),
        ("corrections written", found.entries),
        ("characters of the same corrections, typed by hand", found.typed),
        ("characters that were written, with what was replaced and where", found.whole),
    ]
    return "| | |\n|---|---|\n" + "".join(f"| {what} | {number} |\n" for what, number in rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures, or put them into a document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path, help="the document to put the figures into")
    document = parser.parse_args(arguments).write
    begun = time.monotonic()
    found = counted()
    print(table(found), f"in {time.monotonic() - begun:.0f} seconds", sep="")
    if document:
        text = document.read_text("utf-8")
        inside = re.compile(f"{re.escape(_BEGIN)}.*?{re.escape(_END)}", re.DOTALL)
        document.write_text(inside.sub(lambda _: f"{_BEGIN}\n{table(found)}{_END}", text), "utf-8")


if __name__ == "__main__":
    main()
