"""The dataset in the forms that programs read: one module per format, found by discovery.

A module is named after its format and offers one `Format`. Libraries that a format needs are in an extra of the
package, known to its module alone, and imported when it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from pathingest.library import Records
from pathingest.model.errors import PathingestError
from pathingest.model.tuples import NamedTuple
from pathingest.registry import names


class Format(NamedTuple):
    """One format; either `lines` or `write` makes it.

    Attributes:
        name: what the file or folder is called where nothing else is said.
        lines: the text of the one file, in parts.
        write: writes the file, or the folder with its files, at a free path.
        extra: the extra of the package that has the `library` that it needs.
    """

    name: str
    lines: Callable[[Records], Iterator[str]] | None = None
    write: Callable[[Records, Path], None] | None = None
    extra: str = ""
    library: str = ""


@cache
def format_names() -> tuple[str, ...]:
    """The names of all formats, in alphabetical order, without importing them."""
    return tuple(names(__name__))


def find_format(name: str) -> Format:
    """The format of that name, one of `format_names`.

    Raises:
        PathingestError: a library that it needs is not installed.
    """
    found: Format = import_module(f"{__name__}.{name}").FORMAT
    if found.library and find_spec(found.library) is None:
        raise PathingestError(f"--to {name} needs {found.library}: pip install 'pathingest[{found.extra}]'")
    return found


def write(chosen: Format, records: Records, path: Path) -> None:
    """Write an export at a free path.

    Raises:
        OSError: it cannot be written.
    """
    if chosen.write:
        chosen.write(records, path)
    elif chosen.lines:
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(chosen.lines(records))
