"""Paths and globs: `*` and `?` stay within one folder, `**` goes through any number of them."""

from __future__ import annotations

import os
import re
from functools import cache
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
    return "/" not in glob or "*" in glob or "?" in glob


def relative(path: str, root: Path) -> str:
    """A path as seen from `root`, with "/" on every system."""
    return Path(os.path.relpath(path, root)).as_posix()


def is_there(path: Path) -> bool:
    """Whether there is a file or folder of that name; never of one that the system does not allow."""
    return os.path.exists(path)  # noqa: PTH110  `Path.exists` raises for a name that is too long


_DEEP = re.compile(r"((?:^|(?<=/))\*\*/|\*\*)")
_SKIPPED = {"**/": "(?:.*?/)??", "**": ".*?"}
_END = r"(?=/|\Z)"


@cache  # there are as many as configurations hold
def _pattern(glob: str) -> re.Pattern[str]:
    """What a glob means. A wildcard ends where what follows it first is, and never gives that back.

    Whatever is further on can be reached from there too, and many wildcards take no more than the square of the time.
    """
    clean = glob.removeprefix("./").rstrip("/")
    first, *rest = _DEEP.split(clean if "/" in clean else f"**/{clean}")
    parts = [("", first), *zip((_SKIPPED[deep] for deep in rest[::2]), rest[1::2], strict=True)]
    ends = [*[""] * len(parts[1:]), _END]
    found = "".join([f"(?>{skipped}{_below(part, end)})" for (skipped, part), end in zip(parts, ends, strict=True)])
    return re.compile(f"{found}(?:/.*)?", re.DOTALL)


def _below(part: str, end: str) -> str:
    """What a part of a glob means in which nothing goes through folders."""
    texts = [re.escape(text).replace(r"\?", "[^/]") for text in part.split("*")]
    texts[-1] += end
    return "".join([texts[0], *[f"(?>[^/]*?{text})" for text in texts[1:]]])
