"""The documents of the project as the pages of a site: `make site`.

    python tools/site/site_pages.py FOLDER

README.md becomes the first page, the documents beside it pages of their own. A link to another document leads to its
page; one to a file that is no document, such as a module, becomes the file's name, as a site holds none of them. A link
that leads nowhere is an error.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from posixpath import normpath, relpath

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BESIDE = {"README.md": "index.md", "CHANGELOG.md": "changelog.md", "CONTRIBUTING.md": "contributing.md"}
BESIDE |= {"SECURITY.md": "security.md"} if (ROOT / "SECURITY.md").exists() else {}
ASSETS = (".png", ".svg", ".tsv", ".txt", ".html", ".json", ".ts", ".yaml")
FOLDERS = ("docs", "schemas")
_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(([^()\s]+)\)")
_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|#")


class BrokenLinkError(Exception):
    """A link to a file that is not there."""


def places() -> dict[str, str]:
    """Where each document and each file that documents may show is on the site, by its path in the project."""
    found = dict(BESIDE)
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            name = path.relative_to(ROOT).as_posix()
            if path.suffix == ".md":
                found[name] = PurePosixPath(name).relative_to("docs").as_posix()
            elif path.is_file() and path.suffix in ASSETS:
                found[name] = name.removeprefix("docs/")
    return found


def page(name: str, known: dict[str, str]) -> str:
    """The text of a document, its links as they are on the site."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(_linked(lines, name, known))


def _linked(lines: list[str], name: str, known: dict[str, str]) -> Iterator[str]:
    fence = ""
    for number, line in enumerate(lines, 1):
        mark = _FENCE.match(line)
        if fence or mark:
            yield line
            fence = "" if fence and mark and mark[1] == fence else fence or (mark[1] if mark else "")
            continue
        try:
            yield _LINK.sub(lambda link: _link(link, name, known), line)
        except BrokenLinkError as error:
            raise BrokenLinkError(f"{name}:{number}: {error}") from None


def _link(link: re.Match[str], name: str, known: dict[str, str]) -> str:
    mark, text, target = link.groups()
    if _ADDRESS.match(target):
        return link.group()
    path, hash_, anchor = target.partition("#")
    file = normpath(f"{PurePosixPath(name).parent.as_posix()}/{path}")
    if not (ROOT / file).exists():
        raise BrokenLinkError(f"{target} is not there")
    if file not in known and f"{file}/README.md" in known:
        file = f"{file}/README.md"
    if file not in known:
        return f"`{text}`" if "`" not in text and "/" in text else text
    start = PurePosixPath(known[name]).parent.as_posix()
    return f"{mark}[{text}]({relpath(known[file], start)}{hash_}{anchor})"


def write(folder: Path) -> int:
    """Write all pages and files below a folder, which is emptied first; return how many pages there are."""
    known = places()
    shutil.rmtree(folder, ignore_errors=True)
    pages = {name: place for name, place in known.items() if place.endswith(".md")}
    for name, place in known.items():
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        if name in pages:
            target.write_text(page(name, known), encoding="utf-8")
        else:
            shutil.copyfile(ROOT / name, target)
    shutil.copyfile(HERE / "site.css", folder / "site.css")
    return len(pages)


def main() -> None:
    """Write the pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the pages go; what is in it is removed")
    try:
        count = write(parser.parse_args().folder)
    except BrokenLinkError as error:
        sys.exit(f"error: {error}; correct the link")
    print(f"{count} pages")


if __name__ == "__main__":
    main()
