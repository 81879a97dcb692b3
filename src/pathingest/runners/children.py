"""Processes beside a worker of a cluster, which do its work: what ends one does not end the worker.

The cluster would begin again what a worker that died had, with all that waited there, and blame any of it. They are
started as commands: a worker that is a daemon may have no children of `multiprocessing`.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from functools import partial
from multiprocessing.connection import wait
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import IO, Any, cast

from pathingest.runners.engine import begin

_IDLE = 1.5  # seconds after which a process ends that is given nothing more
_LOOK = 0.2  # seconds between two looks whether what is done is still wanted
_LENGTH = 8  # bytes that say how many follow
_SERVE = f"from {__name__} import serve; serve()"


class UnwantedError(Exception):
    """Nobody waits any more for what was done: the process that did it was ended."""


class Child:
    """A process that does one thing at a time; it ends with this one, or when it has had nothing to do for a while."""

    def __init__(self) -> None:
        names = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        command = [sys.executable, "-P", "-c", _SERVE]
        self._process = subprocess.Popen(  # noqa: S603  this interpreter, on a line that stands above
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=names
        )
        self._asked, self._answers = cast("IO[bytes]", self._process.stdin), cast("IO[bytes]", self._process.stdout)

    @property
    def lives(self) -> bool:
        """Whether it can be given something."""
        return self._process.poll() is None

    def do(self, call: Callable[[], Any], wanted: Callable[[], bool]) -> Any:
        """What comes of a call, which is made there.

        Raises:
            BrokenExecutor: the process died.
            UnwantedError: it was ended, as the result is not wanted any more.
            Exception: what the call raised.
        """
        data = pickle.dumps(call)
        try:
            self._asked.write(len(data).to_bytes(_LENGTH, "big") + data)
            self._asked.flush()
            while not wait([self._answers.fileno()], _LOOK):
                if not wanted():
                    self.kill()
                    raise UnwantedError
            error, found = pickle.load(self._answers)  # noqa: S301  a child of this process wrote it
        except (OSError, EOFError, pickle.UnpicklingError):
            self.kill()
            raise BrokenExecutor(f"it ended with {self._process.returncode}") from None
        if error is not None:
            raise error
        return found

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._asked, self._answers):
            with suppress(OSError):
                pipe.close()


_idle: list[Child] = []
_lock = Lock()


class Children(Executor):
    """Does what it is given at once, in another process, which others have after it."""

    def __init__(self, wanted: Callable[[], bool]) -> None:
        """An executor for work that is not done further once it is not wanted."""
        self._wanted = wanted

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do it, and give what came of it."""
        done: Future[Any] = Future()
        child = _taken()
        try:
            done.set_result(child.do(partial(fn, *args, **kwargs), self._wanted))
        except Exception as error:  # noqa: BLE001  it is raised where the result is asked for
            done.set_exception(error)
        if child.lives:
            with _lock:
                _idle.append(child)
        return done


def _taken() -> Child:
    """A process that has nothing to do."""
    with _lock:
        while _idle:
            if (child := _idle.pop()).lives:
                return child
            child.kill()  # closes its pipes
    return Child()


def serve() -> None:
    """Do what is asked for, in the child."""
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a rule prints is no answer
    sys.stdout = sys.stderr
    begin()
    calls: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(asked, calls), daemon=True).start()
    with suppress(Empty, BrokenPipeError):
        while True:
            answers.write(_answer(calls.get(timeout=_IDLE)))
            answers.flush()
    os._exit(0)


def _listen(asked: IO[bytes], calls: SimpleQueue[bytes]) -> None:
    """Hand on what is asked for, and end with the process that asks, whatever is being done."""
    while len(head := asked.read(_LENGTH)) == _LENGTH:
        calls.put(asked.read(int.from_bytes(head, "big")))
    os._exit(1)


def _answer(call: bytes) -> bytes:
    try:
        return pickle.dumps((None, pickle.loads(call)()))  # noqa: S301  the process that began this one wrote it
    except Exception as error:  # noqa: BLE001  it is raised where the result is asked for
        with suppress(Exception):
            said = pickle.dumps((error, None))
            pickle.loads(said)  # noqa: S301  as above
            return said
        return pickle.dumps((RuntimeError(repr(error)), None))
