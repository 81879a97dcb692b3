"""Exporting a dataset: put whole into another form, or not at all."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pathingest.exports import Format, find_format, write, write_each
from pathingest.library import Records, load
from pathingest.model.errors import PathingestError
from pathingest.outputs.files import beside

if TYPE_CHECKING:
    from pathingest.runners.parallel import Setup


def records_of(folder: str) -> Records:
    """The records of a dataset.

    Raises:
        PathingestError: there is no dataset, or no record in it.
    """
    records = load(folder)
    if not records:
        raise PathingestError(f"{folder}: the dataset has no records; `pathingest build` makes them of pages")
    return records


def export(name: str, records: Records, path: Path, jobs: int = 1) -> None:
    """Write the records in a format; so many processes write those of one that has each record by itself.

    Raises:
        PathingestError: it cannot be written, or something of the dataset cannot be read.
    """
    chosen = find_format(name)
    with beside(path) as free:
        if jobs == 1 or not chosen.text:
            write(chosen, records, free)
        elif chosen.ending:
            free.mkdir()
            deque(_texts(name, records, jobs, free), 0)
        else:
            write(chosen, records, free, _texts(name, records, jobs))


def _texts(name: str, records: Records, jobs: int, folder: Path | None = None) -> Iterator[str]:
    """The texts of all records, made by so many processes; with a folder they write them there instead."""
    from pathingest.runners.engine import Task, each, engine_of  # noqa: PLC0415  small datasets need none
    from pathingest.runners.parallel import setup  # noqa: PLC0415  as above

    names = list(records)
    shards = [tuple(names[start : start + _AT_ONCE]) for start in range(0, len(names), _AT_ONCE)]
    task = Task(partial(_made, setup(_worker, str(records.folder), name), folder), _halves, _lost)
    for _, found in each(engine_of(jobs, __name__), task, ((None, shard) for shard in shards)):
        yield from found


_AT_ONCE = 64
_Names = tuple[str, ...]


_Worker = tuple[Records, Format]


def _worker(folder: str, name: str) -> _Worker:
    return load(folder), find_format(name)


def _made(said: Setup[_Worker], folder: Path | None, names: _Names) -> list[str]:
    records, chosen = said.here()
    if folder:
        write_each(chosen, records, folder, names)
        return []
    return [chosen.text(records, name) for name in names] if chosen.text else []


def _halves(names: _Names) -> list[_Names]:
    middle = len(names) // 2
    return [names[:middle], names[middle:]] if middle else []


def _lost(names: _Names) -> list[str]:
    raise PathingestError(f"{', '.join(names)}: the process that writes it dies, as often as it is tried")
