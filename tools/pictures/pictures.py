"""Take the pictures of the report that the documents show, from the sample pages in raw/ (needs Chromium).

PYTHONPATH=tests tools/pictures/pictures.py [FOLDER]
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page
from taken import take

from browsing import browser, tab
from running import installed

PROJECT = Path(__file__).parents[2]
MOST = 150_000  # bytes of a picture
SHOWN = "qa-tester-to-prompt-engineer"
CHANGED = (  # pages, what they say, and what they said before
    ("raw/marketing-manager-to-ux-designer.txt", "9-12 months\n", "12-15 months\n"),
    ("raw/qa-tester-to-prompt-engineer.txt", "8-10 months", "3-5 months"),
)


def main() -> None:
    """Write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=PROJECT / "docs" / "pictures")
    parser.add_argument("--notes", action="store_true", help="only note what the pictures would show")
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    picture = partial(taken, drawn=not arguments.notes)
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
    """The report of the sample pages, as if some of them had changed since the last build."""
    shutil.copytree(PROJECT / "raw", folder / "raw")
    now = {folder / name: (folder / name).read_text("utf-8") for name, _, _ in CHANGED}
    for name, says, said in CHANGED:
        assert says in now[folder / name]
        (folder / name).write_text(now[folder / name].replace(says, said, 1), "utf-8")
    run(folder, "build", "--fail-on", "never", "-q", "--out", "earlier")
    for path, text in now.items():
        path.write_text(text, "utf-8")
    run(folder, "build", "--fail-on", "never", "-q")
    run(folder, "report", "--since", "earlier")
    return folder / "report.html"


def run(folder: Path, *arguments: str) -> None:
    """Run a command there."""
    done = installed(*arguments, cwd=folder)
    assert done.code == 0, done.err


@contextmanager
def taken(
    opened: Browser, url: str, width: int, height: int, path: Path, theme: str = "light", *, drawn: bool = True
) -> Iterator[Page]:
    """A page that is made ready, and taken at the end."""
    with tab(opened, width=width, height=height, theme=theme) as page:
        page.goto(url)
        page.wait_for_selector("main h1")
        page.wait_for_timeout(200)
        yield page
        page.wait_for_timeout(200)
        page.mouse.move(2, 2)
        take(page, path, drawn=drawn)
    if drawn:
        print(f"{path.name}: {path.stat().st_size} bytes")
        assert path.stat().st_size < MOST


if __name__ == "__main__":
    main()
