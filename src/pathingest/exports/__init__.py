"""The dataset in the forms that programs read: one module per format, found by discovery.

A module is named after its format and offers one `Format`. Libraries that a format needs are in an extra of the
package, known to its module alone, and imported when it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from pathingest.library import Records
from pathingest.model.errors import PathingestError
from pathingest.model.tuples import NamedTuple
from pathingest.registry import names
from pathingest.values.patterns import lazy


class Format(NamedTuple):
    """One format; either `write` makes it, or `text` for each record by itself.

    Attributes:
        name: what the file or folder is called where nothing else is said.
        text: what is written of the record of an id; one after the other, or each in a file of its own.
        ending: of the names of these files, which are the ids; empty where one file has all texts.
        write: writes the file, or the folder with its files, at a free path.
        extra: the extra of the package that has the `library` that it needs.
    """

    name: str
    text: Callable[[Records, str], str] | None = None
    ending: str = ""
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


def write(chosen: Format, records: Records, path: Path, texts: Iterator[str] | None = None) -> None:
    """Write an export at a free path; `texts` are those of the records, if others have made them.

    Raises:
        OSError: it cannot be written.
        PathingestError: a number in it is larger than the format holds.
    """
    if chosen.write:
        try:
            chosen.write(records, path)
        except OverflowError:
            message = f"{records.folder}: a number in it is larger than the format holds; build the dataset anew"
            raise PathingestError(message) from None
    elif chosen.text and chosen.ending:
        path.mkdir()
        write_each(chosen, records, path, records)
    elif chosen.text:
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(texts or (chosen.text(records, name) for name in records))


def write_each(chosen: Format, records: Records, folder: Path, names: Iterable[str]) -> None:
    """Write the files of some records into a folder.

    Raises:
        OSError: one cannot be written.
        PathingestError: an id is none that a build makes.
    """
    for name in names:
        if _NEVER.search(name):
            raise PathingestError(f"the id {name!r} is none that a build makes; build the dataset anew")
        if chosen.text:
            (folder / f"{name}{chosen.ending}").write_text(chosen.text(records, name), encoding="utf-8", newline="")


# What names a file, and could lead out of the folder, or is no name.
_NEVER = lazy(r"[/\\\x00-\x1f\x7f]|^\.")
