"""The one way to the content of a file: only a regular one is opened, and only where it may be."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from pathingest.model.errors import PathingestError

# In a build's folder: the digests and names of the records that it wrote, one a line; gone when its manifest has them.
UNFINISHED = ".unfinished"
# The pipes that a process was given when it was started: `command | …`, `<(command)`.
_GIVEN = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/")
_KINDS = {stat.S_IFIFO: "a named pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}


def open_file(path: Path, inside: Collection[Path] | None = None, *, pipe: bool = False) -> BinaryIO:
    """A file, opened to be read; what could block, or has no end, is never opened.

    Args:
        path: the file.
        inside: the real paths that it must be one of, or be inside of, once links are followed; None for anywhere.
        pipe: whether it may be a pipe that the process was given, as whoever runs it can name one.

    Raises:
        OSError: it is not there, may not be read, is no regular file, or not inside; `strerror` says which.
    """
    try:
        mode = path.stat().st_mode
    except ValueError:
        raise OSError(errno.EINVAL, "no file has such a name", str(path)) from None
    given = pipe and stat.S_ISFIFO(mode) and str(path).startswith(_GIVEN)
    if not given:
        _check_kind(path, mode)
    if inside is not None and not is_inside(path.resolve(), inside):
        why = "it is outside the project; name it in the call to have it read"
        raise PermissionError(errno.EACCES, why, str(path))
    if given:
        return path.open("rb")
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # what has become a pipe meanwhile is not waited for
    try:
        _check_kind(path, os.fstat(handle).st_mode)
    except OSError:
        os.close(handle)
        raise
    return os.fdopen(handle, "rb")


def is_inside(real: Path, places: Collection[Path]) -> bool:
    """Whether a real path is one of the places, or inside of one."""
    return real in places or any(folder in places for folder in real.parents)


def _check_kind(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        kind = _KINDS.get(stat.S_IFMT(mode), "something else")
        raise OSError(errno.EINVAL, f"it is {kind}, not a file", str(path))


def read_bytes(
    path: Path, inside: Collection[Path] | None = None, *, pipe: bool = False, most: int | None = None
) -> bytes:
    """The content of a file, or one byte more than the `most` that is wanted of it; see `open_file`."""
    with open_file(path, inside, pipe=pipe) as file:
        return file.read(-1 if most is None else most + 1)


def unfinished(folder: Path) -> frozenset[str]:
    """The names of the records in a folder whose build has not ended: they and their evidence may be of two builds."""
    try:
        lines = read_bytes(folder / UNFINISHED).decode("utf-8", "replace").splitlines()
    except OSError:
        return frozenset()
    return frozenset(line.partition(" ")[2] for line in lines)


def files_below(folder: Path) -> Iterator[Path]:
    """What is below a folder and no folder itself; what is hidden is passed over, links to folders are not followed.

    Raises:
        PathingestError: a folder cannot be read.
    """
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise PathingestError(f"{folder}: cannot be read: {error.strerror or error}") from None
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from files_below(entry)
        else:
            yield entry  # what is no file, or leads nowhere, is read in vain, and then reported


def real_paths(paths: Iterable[Path]) -> frozenset[Path]:
    """The paths with links followed, for `open_file`."""
    return frozenset(path.resolve() for path in paths)


def project_root(folder: Path) -> Path:
    """The root of the repository that a folder is in; the folder itself, where it is in none."""
    here = folder.absolute()
    return next((each for each in (here, *here.parents) if (each / ".git").exists()), here)


def upward(folder: Path) -> Iterator[Path]:
    """The folder and those above it, up to the root of its repository.

    None above it is a folder in which everybody may put files (/tmp): what is there may be anyone's.
    """
    for each in (folder, *folder.parents):
        if each != folder and _is_shared(each):
            return
        yield each
        if (each / ".git").exists():
            return


def _is_shared(folder: Path) -> bool:
    mode = folder.stat().st_mode
    return bool(mode & stat.S_ISVTX and mode & stat.S_IWOTH)
