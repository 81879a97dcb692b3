"""Which tool this is, to the byte: its own files, and the libraries that read pages with it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib.machinery import PathFinder

# What is imported when pages are read, written or reported.
LIBRARIES = (
    *("annotated_types", "bs4", "click", "cssselect", "lxml", "markdown_it", "mdurl", "pydantic", "pydantic_core"),
    *("soupsieve", "typing_extensions", "typing_inspection", "yaml"),
)
_PACKAGE = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120  `pathlib` takes a fifth of a run that reads nothing


def tool_files() -> list[str]:
    """The files of this package and the first file of each library, all folders of the package included."""
    return [*_below(_PACKAGE), *(found for name in LIBRARIES if (found := _origin(name)))]


def tool_stamp() -> list[tuple[str, int, int]]:
    """The name, size and time of change of each of them."""
    found = []
    for path in tool_files():
        at = os.stat(path)  # noqa: PTH116  as above
        if os.path.isfile(path):  # noqa: PTH113
            found.append((path, at.st_size, at.st_mtime_ns))
    return found


def _below(folder: str) -> Iterator[str]:
    yield folder
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _below(entry.path)
        else:
            yield entry.path


def _origin(name: str) -> str | None:
    if (module := sys.modules.get(name)) is not None:
        return module.__file__
    spec = PathFinder.find_spec(name)
    return spec.origin if spec else None
