"""Paths and globs: `*` and `?` stay within one folder, `**` goes through any number of them."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path


def within(path: str | None, glob: str, root: Path) -> bool:
    """Whether a path, as seen from the working directory, is one that a glob below `root` means.

    A glob without a slash means a name in any folder ("*.html"), a folder all that is in it ("raw/old").
    """
    if path is None:
        return False
    return bool(_pattern(glob).fullmatch(relative(path, root)))


def has_wildcards(glob: str) -> bool:
    """Whether a glob may mean more than one path; one without a slash means a name in any folder."""
    return "/" not in glob or _WILD.search(glob) is not None


def relative(path: str, root: Path) -> str:
    """A path as seen from `root`, with "/" on every system."""
    return Path(os.path.relpath(path, root)).as_posix()


def is_there(path: Path) -> bool:
    """Whether there is a file or folder of that name; never of one that the system does not allow."""
    return os.path.exists(path)  # noqa: PTH110  `Path.exists` raises for a name that is too long


_WILD = re.compile(r"(\*\*/?|\*|\?)")


@lru_cache(maxsize=256)
def _pattern(glob: str) -> re.Pattern[str]:
    clean = glob.removeprefix("./").rstrip("/")
    anywhere = "" if "/" in clean else "(?:.*/)?"
    wild = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = "".join(wild.get(part) or re.escape(part) for part in _WILD.split(clean))
    return re.compile(f"{anywhere}{parts}(?:/.*)?", re.DOTALL)
