"""What processes need that read pages for another one, and linting by them: what a linter keeps is what comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from time import time_ns
from typing import Any, Generic, TypeVar

from pathingest.model.extraction import INTERNAL_ERROR
from pathingest.model.page import Page
from pathingest.model.source import Source
from pathingest.model.tuples import NamedTuple
from pathingest.pipeline import unread_page
from pathingest.profiles import builtin
from pathingest.runners.engine import Task, each, engine_of
from pathingest.runners.lint import Linter, Looked
from pathingest.sources.pages import Pages, Shard

Worker = TypeVar("Worker")


class LintWorker(NamedTuple):
    """What a worker has, made once in each.

    Attributes:
        pages: the pages of the run.
        read: gives a page or a record by its name.
        linter: keeps what is to be kept of each.
    """

    pages: Pages
    read: Callable[[Path], Page]
    linter: Linter


class Setup(NamedTuple, Generic[Worker]):
    """How a worker makes what it has.

    Attributes:
        make: a function that it can import.
        arguments: what that is to know; hashable.
        run: for which run; what one had is not what the next one has, as files may have changed.
    """

    make: Callable[..., Worker]
    arguments: tuple[Any, ...]
    run: int

    def here(self) -> Worker:
        """What a worker has, made when it is first needed."""
        found: Worker = _made(self)
        return found


def setup(make: Callable[..., Worker], *arguments: Any) -> Setup[Worker]:
    """How workers make what they have, for one run."""
    return Setup(make, arguments, time_ns())


@lru_cache(maxsize=1)
def _made(said: Setup[Any]) -> Any:
    return said.make(*said.arguments)


def looked(pages: Pages, said: Setup[LintWorker], jobs: int) -> Iterator[Looked]:
    """The pages and records of a run, linted in so many processes, in their order."""
    task = Task(partial(_look, said), pages.halves, partial(_lost, said))
    for _, found in each(engine_of(jobs, __name__), task, ((None, shard) for shard in pages.shards())):
        yield from found


def _look(said: Setup[LintWorker], shard: Shard) -> list[Looked]:
    worker = said.here()
    return [worker.linter.look(worker.read(name)) for name in worker.pages.of(shard)]


def _lost(said: Setup[LintWorker], shard: Shard) -> list[Looked]:
    worker = said.here()
    return [worker.linter.look(lost_page(str(name))) for name in worker.pages.of(shard)]


def lost_page(name: str) -> Page:
    """What stands for a page that ends the process that reads it."""
    problem = "the process that read it died, as often as it was tried: it may need more memory than there is"
    return unread_page(Source("", name), builtin()[0], problem, INTERNAL_ERROR)
