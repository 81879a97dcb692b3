"""Work on a cluster of Dask: shards travel, and what comes back is small.

A worker hands each shard to a process beside it, and finds there what ends it, see `children`: Dask would do the shard
again on other workers, with all that waits there, and then blame any of it.
"""

from __future__ import annotations

import json
import logging
import os
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from platform import node
from time import monotonic
from typing import Any

from pathingest.model.errors import PathingestError
from pathingest.model.tuples import NamedTuple
from pathingest.runners.children import Children
from pathingest.runners.engine import AHEAD, Engine, Task, each

_PATIENCE = 5  # seconds for the scheduler to answer
_FEWEST = 8  # shards on their way where there are no workers yet: a cluster that grows does so for what waits
_TRIES = 3  # of a shard whose workers died, each as often as the scheduler allows, where nobody knows what of it did it
_SAME = "scheduler and workers need the same Python with the same pathingest[cluster] as this process"


class Cluster(NamedTuple):
    """A cluster that answers.

    Attributes:
        engine: does work there.
        threads: counts what works at a time.
    """

    engine: Engine
    threads: Callable[[], int]


@contextmanager
def cluster(scheduler: str) -> Iterator[Cluster]:
    """The cluster of a scheduler, which does nothing more for this process afterwards.

    Args:
        scheduler: its address, or the file in which it says it.

    Raises:
        PathingestError: nobody answers there, or Dask is not installed.
    """
    try:
        import distributed  # noqa: F401, PLC0415  takes as long as a start of the tool
    except ImportError:
        raise PathingestError("--engine dask needs distributed: pip install 'pathingest[cluster]'") from None
    address = _address(scheduler)
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)  # of a scheduler that is gone Dask and tornado print tracebacks; we say a line
    try:
        yield from _connected(address, scheduler)
    finally:
        logging.disable(before)


def _connected(address: str, scheduler: str) -> Iterator[Cluster]:
    from distributed import Client  # noqa: PLC0415  as above

    try:
        with warnings.catch_warnings(action="ignore"):  # versions differ: what comes of that, the workers say
            client = Client(address, timeout=_PATIENCE, set_as_default=False, name="pathingest")
    except (OSError, ValueError, TypeError, ImportError) as error:
        why = f"no scheduler answers there within {_PATIENCE} seconds" if isinstance(error, OSError) else error
        raise PathingestError(f"{scheduler}: {why}") from None
    threads = _Threads(client)
    engine = Engine(
        partial(_OnCluster, client, scheduler),
        lambda executor: executor.shutdown(),
        lambda: max(_FEWEST, AHEAD * threads()),
        _sent,
    )
    try:
        yield Cluster(engine, threads)
    finally:
        with suppress(Exception):
            client.close(timeout=2)


def _address(scheduler: str) -> str:
    """The address, which a file may have.

    Raises:
        PathingestError: it is none, and no such file.
    """
    if "://" in scheduler:
        return scheduler
    try:
        return str(json.loads(Path(scheduler).read_bytes())["address"])
    except (OSError, ValueError, LookupError, TypeError):
        message = f"{scheduler}: is neither an address, as tcp://HOST:8786, nor a file that a scheduler wrote"
        raise PathingestError(message) from None


class _Threads:
    """Counts what works at a time; asks once a second at most."""

    def __init__(self, client: Any) -> None:
        self._client, self._known, self._asked = client, 0, -1.0

    def __call__(self) -> int:
        if monotonic() > self._asked + 1:
            with suppress(Exception):  # that it is gone, a shard says
                self._known = sum(self._client.nthreads().values())
            self._asked = monotonic()
        return self._known


class _Sent(NamedTuple):
    """A shard on its way, or what is left of it.

    Attributes:
        done: what waits for it.
        work: what is done with it.
        left: the parts of it that are not done, each with how often it is tried.
        found: what came of those that are.
    """

    done: Future[Any]
    work: Guarded
    left: list[tuple[Any, int]]
    found: list[Any]


class _OnCluster(Executor):
    """Does what it is given on a cluster."""

    def __init__(self, client: Any, scheduler: str) -> None:
        self._client, self._scheduler = client, scheduler
        self._executor = client.get_executor(pure=False)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        """Send it."""
        assert isinstance(fn, Guarded)  # noqa: S101  the engine says what is sent
        sent = _Sent(Future(), fn, [(shard, _TRIES) for shard in args], [])
        self._next(sent)
        return sent.done

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """Have nothing of it done any more."""
        with suppress(Exception):
            self._executor.shutdown(wait=False)

    def _next(self, sent: _Sent) -> None:
        if not sent.left:
            sent.done.set_result(sent.found)
            return
        shard, tries = sent.left.pop(0)
        try:
            coming = self._executor.submit(partial(sent.work, shard))  # Dask would take a tuple apart
        except Exception as error:  # noqa: BLE001  as of what comes back
            sent.done.set_exception(self._why(error))
            return
        coming.add_done_callback(partial(self._came, sent, shard, tries))

    def _came(self, sent: _Sent, shard: Any, tries: int, coming: Future[Any]) -> None:
        from distributed import KilledWorker  # noqa: PLC0415  as above

        error = None if coming.cancelled() else coming.exception()
        if coming.cancelled():
            sent.done.set_exception(self._why(None))
            return
        if isinstance(error, KilledWorker):
            # More than a process of theirs ended, which a worker outlives: as where a container ends with any of them.
            if parts := sent.work.task.again(shard):
                sent.left[:0] = [(part, _TRIES) for part in parts]
            elif tries > 1:
                sent.left.insert(0, (shard, tries - 1))
            else:
                sent.found.extend(sent.work.task.lost(shard))
        elif error:
            sent.done.set_exception(self._why(error))
            return
        else:
            sent.found.extend(coming.result())
        self._next(sent)

    def _why(self, error: BaseException | None) -> BaseException:
        """What is raised where a shard is not done."""
        if isinstance(error, PathingestError):
            return error
        if error is None or self._client.status != "running":
            return PathingestError(f"{self._scheduler}: the scheduler is gone; the same command goes on from here")
        return PathingestError(f"{self._scheduler}: {type(error).__name__}: {error}; {_SAME}")


def _sent(task: Task[Any, Any]) -> Task[Any, Any]:
    return task._replace(work=Guarded(task, os.getcwd()))  # noqa: PTH109  a text is what is sent


class Guarded:
    """What a worker does with a shard: a process beside it does the task, from the folder that the run is in."""

    def __init__(self, task: Task[Any, Any], folder: str) -> None:
        self.task = task
        self._folder = folder

    def __call__(self, shard: Any) -> list[Any]:
        """What comes of a shard, or of what is left of it without what ends each process."""
        wanted = _wanted()
        here = self.task._replace(work=partial(_from, self._folder, self.task.work))
        engine = Engine(lambda: Children(wanted), lambda _: None, lambda: 1)
        ((_, found),) = each(engine, here, [(None, shard)])
        return found


def _from(folder: str, work: Callable[[Any], list[Any]], shard: Any) -> list[Any]:
    try:
        os.chdir(folder)
    except OSError as error:
        message = f"{folder}: {error.strerror or error}, on {node()}: workers need the folders that the run has"
        raise PathingestError(message) from None
    return work(shard)


def _wanted() -> Callable[[], bool]:
    """Says whether the task of this thread is still to be done."""
    from distributed import Status, get_worker  # noqa: PLC0415  as above

    worker = get_worker()
    key = worker.get_current_task()

    def wanted() -> bool:
        task = worker.state.tasks.get(key)
        going = worker.status in {Status.running, Status.paused, Status.closing_gracefully}
        return going and task is not None and task.state == "executing"

    return wanted
