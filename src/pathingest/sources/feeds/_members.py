"""Archives: which members are pages, and what no member may be."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import IO

from pathingest.sources.feeds import LARGEST, Record
from pathingest.sources.feeds._record import MOST_UNPACKED, too_large

ENDINGS = (".txt", ".text", ".html", ".htm", ".xhtml", ".md", ".markdown")


class Bounds:
    """What an archive may hold: each name once, and no more than can be packed into its bytes."""

    def __init__(self, size: int) -> None:
        self._left = size * MOST_UNPACKED + LARGEST
        self._met: set[int] = set()

    def problem(self, name: str) -> str | None:
        """What is wrong with the name of a member."""
        if unsafe := unsafe_name(name):
            return unsafe
        known = hash(name)
        if known in self._met:
            return "the archive has another member of that name"
        self._met.add(known)
        return None

    def take(self, size: int) -> bool:
        """Whether so many bytes more can be in the archive."""
        self._left -= size
        return self._left >= 0


def unsafe_name(name: str) -> str | None:
    """What is wrong with the name of a member: it would lead out of the folder that the archive is unpacked in."""
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or parts[0].endswith(":") or "\x00" in name:
        return "its name leads out of the archive; it is not read"
    return None


def passed(name: str) -> str | None:
    """Why a member is no page, by its name; hidden ones are passed over as in folders."""
    path = PurePosixPath(name)
    if any(part.startswith((".", "__MACOSX")) for part in path.parts):
        return "hidden member"
    suffix = path.suffix.lower()
    return None if suffix in ENDINGS else f"member {suffix or 'without a suffix'}"


def page_of(name: str, file: IO[bytes]) -> Record:
    """The page of a member, read no further than a page is long."""
    data = file.read(LARGEST + 1)
    return Record(name, data) if len(data) <= LARGEST else Record(name, problem=too_large("member, unpacked,"))
