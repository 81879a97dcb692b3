"""One build at a time in a folder. The system lets go of the lock when a process ends, however it ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pathingest.model.errors import PathingestError


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Have the folder, which is made if it is not there, for this process alone, where the system can tell.

    Raises:
        PathingestError: another process has it, or it cannot be made.
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
            raise PathingestError(message) from None
        return None
    return handle
