"""Take the pictures of docs/review.md, of the sample pages under review (needs Chromium).

PYTHONPATH=tests tools/pictures/review.py [FOLDER]

One line is added to a sample page, so that there is text that no field has.
"""

from __future__ import annotations

import argparse
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page
from taken import take

from browsing import browser, tab
from reviewing import built, served

PROJECT = Path(__file__).parents[2]
_WIDE, _NARROW = (1280, 860), (390, 844)
_SPLIT, _FILL, _RESIDUE, _PAY = "EXT004", "STR002", "EXT005", "SAL002"


def _to(page: Page, code: str) -> None:
    """Go to the first decision of a rule, with what it writes drawn."""
    page.locator(".item", has_text=code).first.evaluate("item => item.click()")
    page.wait_for_function("code => document.querySelector('.meta .mono')?.textContent === code", arg=code)
    page.wait_for_function("() => !document.querySelector('.accept').disabled")


def _split(page: Page) -> None:
    _to(page, _SPLIT)
    page.keyboard.press("s")
    page.wait_for_selector(".cut .read.good")


def _fill(page: Page) -> None:
    _to(page, _FILL)
    page.keyboard.press("w")
    text = page.locator("source-view bdi", has_text="14 months").first
    text.evaluate(
        """line => {
          const node = [...line.childNodes].find((one) => one.textContent.includes("14 months"));
          const at = node.data.indexOf("14 months");
          getSelection().setBaseAndExtent(node, at, node, at + "14 months".length);
        }"""
    )
    page.wait_for_selector(".fill .read")
    page.locator(".fill select").select_option("/timeline")
    page.wait_for_selector(".fill .read.good")


def _residue(page: Page) -> None:
    _to(page, _RESIDUE)
    page.keyboard.press("2")
    page.wait_for_selector(".diff .plus")


def _repair(page: Page) -> None:
    _to(page, _PAY)
    page.keyboard.press("3")
    page.wait_for_selector(".diff .plus")


_PICTURES: dict[str, tuple[tuple[int, int], str, Callable[[Page], None]]] = {
    "review.png": (_WIDE, "light", lambda page: _to(page, _SPLIT)),
    "review-split.png": (_WIDE, "light", _split),
    "review-fill.png": (_WIDE, "light", _fill),
    "review-residue.png": (_WIDE, "light", _residue),
    "review-repair-dark.png": (_WIDE, "dark", _repair),
    "review-phone-dark.png": (_NARROW, "dark", _fill),
}


def main() -> None:
    """Write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=PROJECT / "docs" / "pictures")
    parser.add_argument("--notes", action="store_true", help="only note what the pictures would show")
    arguments = parser.parse_args()
    out: Path = arguments.folder.absolute()
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        os.chdir(folder)
        shutil.copytree(PROJECT / "raw", "raw")
        page = Path("raw/qa-tester-to-prompt-engineer.txt")
        page.write_bytes(page.read_bytes().replace(b"\nDemand", b"\nRemote share\n80% of posts\nDemand", 1))
        built()
        with served() as server, browser() as opened:
            for name, ((width, height), theme, show) in _PICTURES.items():
                with tab(opened, width=width, height=height, theme=theme, of=server.origin) as shown:
                    shown.goto(server.address)
                    shown.wait_for_selector(".option")
                    show(shown)
                    shown.wait_for_timeout(200)
                    take(shown, out / name, drawn=not arguments.notes)
                print(name)
        os.chdir(PROJECT)


if __name__ == "__main__":
    main()
