"""One build at a time in a folder, and one decision at a time.

The system lets go of a lock when a process ends, however it ends.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic, sleep

from pathingest.model.errors import PathingestError

_PATIENCE = 60.0  # seconds: a decision reads the pages of one record
_PAUSE = 0.02


class BusyError(PathingestError):
    """Another process has the folder."""


@contextmanager
def deciding(overrides: Path) -> Iterator[None]:
    """Be the one who reads and writes decisions: corrections, ids, what is left as it is. Others wait.

    Whoever changes a file of decisions reads it inside of this, so that nothing that is decided meanwhile is lost.

    Args:
        overrides: the folder of corrections. The lock is of the folder around it, which is there.

    Raises:
        PathingestError: another one has been at it for longer than a decision takes.
    """
    end = monotonic() + _PATIENCE
    with ExitStack() as stack:
        while True:
            try:
                stack.enter_context(alone_in(overrides.absolute().parent))
                break
            except BusyError:
                if monotonic() > end:
                    message = f"{overrides}: another command has been writing there for {_PATIENCE:.0f} s; try again"
                    raise PathingestError(message) from None
                sleep(_PAUSE)
        yield


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Have the folder, which is made if it is not there, for this process alone, where the system can tell.

    Raises:
        BusyError: another process has it.
        PathingestError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PathingestError(f"{folder}: cannot be written: {error.strerror or error}") from None
    handle = _locked(folder)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _locked(folder: Path) -> int | None:
    """A handle that holds the lock; None where there are no locks, or none of this folder."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock  # noqa: PLC0415  not every system has it
    except ImportError:
        return None
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return None  # whoever may not read the folder may still write to it
    try:
        flock(handle, LOCK_EX | LOCK_NB)
    except OSError as error:
        os.close(handle)
        if isinstance(error, BlockingIOError):
            message = f"{folder}: another build is writing there; build again when it has ended"
            raise BusyError(message) from None
        return None
    return handle
