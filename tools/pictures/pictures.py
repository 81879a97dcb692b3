"""Take the pictures of the report that the documents show, from the sample pages in raw/ (needs Chromium).

PYTHONPATH=tests tools/pictures/pictures.py [FOLDER]
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page

from browsing import browser, tab
from running import installed

PROJECT = Path(__file__).parents[2]
MOST = 150_000  # bytes of a picture
SHOWN = "qa-tester-to-prompt-engineer"
CHANGED = ("raw/marketing-manager-to-ux-designer.txt", "9-12 months\n", "12-15 months\n")


def main() -> None:
    """Write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=PROJECT / "docs" / "pictures")
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as name, browser() as opened:
        report = made(Path(name)).as_uri()
        with picture(opened, report, 1280, 720, folder / "report-overview.png"):
            pass
        with picture(opened, f"{report}#{SHOWN}", 1280, 700, folder / "report-pathway.png"):
            pass
        with picture(opened, f"{report}#{SHOWN}", 1200, 500, folder / "report-source.png") as page:
            page.locator(".finding", has_text="PRI001").locator(".place").first.click()

        with picture(opened, f"{report}#{SHOWN}", 390, 844, folder / "report-phone-dark.png", theme="dark"):
            pass


def made(folder: Path) -> Path:
    """The report of the sample pages, as if one of them had changed since the last build."""
    shutil.copytree(PROJECT / "raw", folder / "raw")
    path = folder / CHANGED[0]
    now = path.read_text("utf-8")
    assert CHANGED[1] in now
    path.write_text(now.replace(CHANGED[1], CHANGED[2], 1), "utf-8")
    run(folder, "build", "--fail-on", "never", "-q", "--out", "earlier")
    path.write_text(now, "utf-8")
    run(folder, "build", "--fail-on", "never", "-q")
    run(folder, "report", "--since", "earlier")
    return folder / "report.html"


def run(folder: Path, *arguments: str) -> None:
    """Run a command there."""
    done = installed(*arguments, cwd=folder)
    assert done.code == 0, done.err


@contextmanager
def picture(opened: Browser, url: str, width: int, height: int, path: Path, theme: str = "light") -> Iterator[Page]:
    """A page that is made ready, and taken at the end."""
    with tab(opened, width=width, height=height, theme=theme) as page:
        page.goto(url)
        page.wait_for_selector("main h1")
        page.wait_for_timeout(200)
        yield page
        page.wait_for_timeout(200)
        page.mouse.move(2, 2)
        page.screenshot(path=path)
    print(f"{path.name}: {path.stat().st_size} bytes")
    assert path.stat().st_size < MOST


if __name__ == "__main__":
    main()
