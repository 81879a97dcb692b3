"""Work in shards, in this process or in others: the same results in the same order, whatever does it.

An engine is a `concurrent.futures.Executor`. A task takes a shard and gives a list, one item for each page; few shards
are on their way at a time, so that neither what is to be done nor what was done is ever held as a whole.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import suppress
from itertools import islice
from threading import Thread
from typing import Any, Generic, TypeVar

from pathingest.model.errors import PathingestError
from pathingest.model.tuples import NamedTuple

Shard = TypeVar("Shard")
Ticket = TypeVar("Ticket")
Found = TypeVar("Found")

AHEAD = 3  # shards for each worker that are on their way: one is worked on, one waits, one is being sent
_FEWEST_NEW = 200_000  # objects between two looks for what holds itself, as in the command itself


class Serial(Executor):
    """Does what it is given at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do it, and give what came of it."""
        done: Future[Any] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001  it is raised where the result is asked for
            done.set_exception(error)
        return done


class Engine(NamedTuple):
    """What does the work.

    Attributes:
        start: makes an executor; again, when one broke.
        stop: ends its workers at once, whatever they are doing.
        window: how many shards may be on their way, as things stand.
        sent: what is done in the place of a task, where more is needed than to call it.
    """

    start: Callable[[], Executor]
    stop: Callable[[Executor], None]
    window: Callable[[], int]
    sent: Callable[[Task[Any, Any]], Task[Any, Any]] = lambda task: task


def engine_of(jobs: int, preload: str) -> Engine:
    """This process for one job, else so many processes, which have a module and what it imports ready."""
    if jobs == 1:
        return Engine(Serial, lambda _: None, lambda: 1)

    def start() -> Executor:
        method = "forkserver" if sys.platform != "win32" else "spawn"
        context = multiprocessing.get_context(method)
        context.set_forkserver_preload([preload])
        if method == "forkserver":
            _serve()
        return ProcessPoolExecutor(jobs, context, begin)

    return Engine(start, _kill, lambda: AHEAD * jobs)


def _serve() -> None:
    """Start what workers are forked from, deaf to ctrl-C: while it imports, it would print where one met it."""
    from multiprocessing import forkserver, resource_tracker  # noqa: PLC0415  Windows has none

    resource_tracker.ensure_running()  # hears it again once it has started
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)


def begin() -> None:
    """Prepare a worker: the parent alone hears ctrl-C, and no worker outlives it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(_FEWEST_NEW)
    if parent := multiprocessing.parent_process():
        Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)


def _kill(executor: Executor) -> None:
    processes = getattr(executor, "_processes", None) or {}
    for process in list(processes.values()):
        with suppress(OSError, ValueError):
            process.kill()
    executor.shutdown(wait=False, cancel_futures=True)


class Task(NamedTuple, Generic[Shard, Found]):
    """What is done with each shard.

    Attributes:
        work: gives an item for each page of a shard; called in a worker, so it and what it gives can be pickled.
        again: what is done in the place of a shard that ended a worker, such as its halves; nothing where that is known
            to be of no use.
        lost: what stands then for the shard.
    """

    work: Callable[[Shard], list[Found]]
    again: Callable[[Shard], list[Shard]]
    lost: Callable[[Shard], list[Found]]


def each(
    engine: Engine,
    task: Task[Shard, Found],
    shards: Iterable[tuple[Ticket, Shard | None]],
    *,
    in_order: bool = True,
) -> Iterator[tuple[Ticket, list[Found]]]:
    """What comes of each shard, with its ticket, in their order, or as they are done; nothing of no shard.

    Where a worker dies, all workers are started anew, and the shards that were on their way are done one after the
    other: one at which a worker dies again is divided, until it is known which page it is.
    """
    left, task = iter(shards), engine.sent(task)
    executor = engine.start()
    on_the_way: deque[tuple[Ticket, Shard | None, Future[list[Found]]]] = deque()
    try:
        while True:
            for ticket, shard in islice(left, max(0, engine.window() - len(on_the_way))):
                on_the_way.append((ticket, shard, _submitted(executor, task, shard)))
            if not on_the_way:
                return
            at = 0 if in_order else _first_done([future for _, _, future in on_the_way])
            ticket, shard, future = on_the_way[at]
            try:
                found = future.result()
            except BrokenExecutor:
                suspects = [(ticket, shard, _result(future)) for ticket, shard, future in on_the_way]
                on_the_way.clear()
                executor = _anew(engine, executor)
                for ticket, shard, known in suspects:
                    if known is None and shard is not None:
                        executor, known = _alone(engine, executor, task, shard)  # noqa: PLW2901  it is known now
                    yield ticket, known or []
                continue
            del on_the_way[at]
            yield ticket, found
    finally:
        engine.stop(executor)


def _first_done(futures: list[Future[Any]]) -> int:
    done = wait(futures, return_when=FIRST_COMPLETED).done
    return next(at for at, future in enumerate(futures) if future in done)


def _submitted(executor: Executor, task: Task[Shard, Found], shard: Shard | None) -> Future[list[Found]]:
    if shard is None:
        nothing: Future[list[Found]] = Future()
        nothing.set_result([])
        return nothing
    try:
        return executor.submit(task.work, shard)
    except BrokenExecutor as error:
        failed: Future[list[Found]] = Future()
        failed.set_exception(error)
        return failed


def _result(future: Future[list[Found]]) -> list[Found] | None:
    """What came of a shard before the workers died; None where nothing did.

    Raises:
        Exception: what the task raised.
    """
    try:
        return future.result() if future.done() else None
    except BrokenExecutor:
        return None


def _anew(engine: Engine, executor: Executor) -> Executor:
    """Other workers, which can do something at all: else no page is to blame.

    Raises:
        PathingestError: they cannot.
    """
    engine.stop(executor)
    executor = engine.start()
    try:
        executor.submit(os.getpid).result()
    except BrokenExecutor:
        message = "no other process can be started that works; `--jobs 1` needs none"
        raise PathingestError(message) from None
    return executor


def _alone(engine: Engine, executor: Executor, task: Task[Shard, Found], shard: Shard) -> tuple[Executor, list[Found]]:
    """An executor that works, and what comes of a shard with nothing beside it, or of its parts."""
    try:
        return executor, _submitted(executor, task, shard).result()
    except BrokenExecutor:
        executor = _anew(engine, executor)
    parts = task.again(shard)
    if not parts:
        return executor, task.lost(shard)
    found: list[Found] = []
    for part in parts:
        executor, some = _alone(engine, executor, task, part)
        found += some
    return executor, found
