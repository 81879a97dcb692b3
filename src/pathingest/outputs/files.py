"""Files that are whole or not there: written beside their place, synced, then renamed into it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache, partial
from pathlib import Path
from stat import S_IMODE
from time import monotonic, time

from pathingest.model.errors import PathingestError

_MODE = 0o644  # of a new file
_ENDING = ".tmp"
_AT_ONCE = 1 << 20  # bytes
_NEW = 2.0  # seconds in which a file that was made is held by whoever made it
_STREAMS = ("/dev", "/dev/fd", "/proc/self/fd")  # names there are not ours to give to files
_written = [0]  # files


def count_written() -> int:
    """How many files this process has written."""
    return _written[0]


def holds(path: Path, text: str) -> bool:
    """Whether a file holds a text as `write` writes it."""
    try:
        return path.is_file() and path.read_bytes() == _bytes(text)
    except OSError:
        return False


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def write(path: Path, text: str) -> bool:
    """Write `text` as UTF-8; false if the file held it already, and was left alone.

    What UTF-8 cannot hold, of the name of a file that is not UTF-8, is escaped as JSON and YAML do.

    Raises:
        PathingestError: the folder or the file cannot be written.
    """
    data = _bytes(text)
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
        _written[0] += 1
    except OSError as error:
        raise PathingestError(f"{path}: cannot be written: {error.strerror or error}") from None
    return True


def put(path: Path, text: str | None) -> bool:
    """Write a text, or remove the file where there is none; false if that changed nothing.

    Raises:
        PathingestError: as `write`; or the file cannot be removed.
    """
    if text is not None:
        return write(path, text)
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise PathingestError(f"{path}: cannot be removed: {error.strerror or error}") from None
    return True


def is_stream(path: Path) -> bool:
    """Whether what is there is to be written into and never replaced: a device, a pipe, an output of the process."""
    return path.exists() and (not (path.is_file() or path.is_dir()) or str(path.absolute().parent) in _STREAMS)


def pour(path: Path, pieces: Iterable[bytes]) -> None:
    """Write into what is there; a pipe that nobody reads is not waited for.

    Raises:
        PathingestError: it cannot be written.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_NONBLOCK)
        os.set_blocking(handle, True)
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
    except OSError as error:
        raise PathingestError(f"{path}: cannot be written: {error.strerror or error}") from None


def pour_text(path: Path, text: str) -> None:
    """As `pour`, of a text as `write` writes it."""
    pour(path, (_bytes(text),))


def check_own(folder: Path) -> None:
    """Make sure that a folder in one that a call names is in that, and no link that leads elsewhere.

    Raises:
        PathingestError: it is a link.
    """
    if folder.is_symlink():
        raise PathingestError(f"{folder}: is a link, and nothing is written through it; put a folder in its place")


def no_link(path: str, flags: int) -> int:
    """Open a file that is written to in its place, for `open`; a link could lead to any."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0), _MODE)


def clear(folder: Path) -> None:
    """Remove what writing left in a folder whose process was killed; nobody may be writing there."""
    with suppress(OSError):
        for path in folder.glob(f".*{_ENDING}"):
            if path.is_file():
                path.unlink()


def _replace(path: Path, data: bytes) -> None:
    """Put `data` in the place of the file in one step; nothing is left behind if that fails."""
    _clear_strays(path)
    mode = S_IMODE(path.stat().st_mode) if path.exists() else _MODE
    # Named before it is there: a signal may come as soon as it is.
    place = path.parent / f"{_prefix(path)}{os.urandom(8).hex()}{_ENDING}"
    try:
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with _held(place):
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            place.chmod(mode)
            place.replace(path)
    except BaseException:
        place.unlink(missing_ok=True)
        raise


def _prefix(path: Path) -> str:
    return f".{path.name[:80]}."


@contextmanager
def _held(place: str | Path) -> Iterator[bool]:
    """Hold a file or a folder, as far as the system can; whether nobody else does."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock  # noqa: PLC0415  not every system has it
    except ImportError:
        yield False
        return
    handle = os.open(place, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
    try:
        is_free = True
        try:
            flock(handle, LOCK_EX | LOCK_NB)
        except OSError:
            is_free = False
        yield is_free
    finally:
        os.close(handle)


def _clear_strays(path: Path) -> None:
    """Remove what a process that was killed left when it wrote the same file: nobody holds it any more."""
    with suppress(OSError):
        folder = os.path.abspath(path.parent)  # noqa: PTH100  the same name may be another folder's by then
        for name in _unfinished(folder, monotonic() // _NEW):
            if name.startswith(_prefix(path)):
                stray = path.parent / name
                with suppress(OSError), _held(stray) as is_free:
                    if is_free and time() - stray.lstat().st_mtime > _NEW:
                        _remove(stray)


@lru_cache(maxsize=8)
def _unfinished(folder: str, _moment: float) -> list[str]:
    """The names of files being written in a folder, or left so, looked up once in a moment.

    A folder may have so many files that looking for each that is written would cost more than writing it; a stray that
    came within the moment is too new to be removed.
    """
    return [name for name in os.listdir(folder) if name.startswith(".") and name.endswith(_ENDING)]  # noqa: PTH208


def _remove(stray: Path) -> None:
    if stray.is_dir() and not stray.is_symlink():
        from shutil import rmtree  # noqa: PLC0415  hardly any process is killed

        rmtree(stray)
    else:
        stray.unlink()


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A free path to write a file or a folder at, which takes the place of `path` at the end, if nothing is raised.

    What is at `path` is replaced: a file by a file in one step, a folder by a folder in two (a process that is killed
    between them leaves the old one beside its place). Files in an old folder that the new one lacks are not deleted.
    What is a stream there gets the file's content.

    Raises:
        PathingestError: it cannot be written there, or the old folder has files that the new one lacks.
    """
    from tempfile import TemporaryDirectory  # noqa: PLC0415  as above

    path = Path(os.path.abspath(path))  # noqa: PTH100  "." has no name; a link is replaced, not followed
    if is_stream(path):
        with TemporaryDirectory() as folder:
            made = Path(folder) / "made"
            yield made
            if made.is_dir():
                raise PathingestError(f"{path}: cannot be written: Not a directory")
            with made.open("rb") as whole:
                pour(path, iter(partial(whole.read, _AT_ONCE), b""))
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear_strays(path)
        with TemporaryDirectory(prefix=_prefix(path), suffix=_ENDING, dir=path.parent) as folder, _held(folder):
            made = Path(folder) / path.name
            yield made
            for file in sorted(made.iterdir()) if made.is_dir() else [made]:
                _sync(file)
            if path.is_dir() and made.is_dir():
                _check_replaceable(path, made)
                _exchange(path, made, Path(folder) / f"{path.name}.old")
            else:
                if path.is_file():
                    made.chmod(S_IMODE(path.stat().st_mode))
                made.replace(path)
            sync(path.parent)
    except OSError as error:
        raise PathingestError(f"{path}: cannot be written: {error.strerror or error}") from None


def _sync(file: Path) -> None:
    with file.open("rb") as opened:
        os.fsync(opened.fileno())


def sync(folder: Path) -> None:
    """Have the names of a folder's files outlast a loss of power; where the system cannot do that, nothing is done."""
    if not hasattr(os, "O_DIRECTORY"):  # Windows opens no folder
        return
    with suppress(OSError):  # some file systems do not sync folders
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _exchange(path: Path, made: Path, old: Path) -> None:
    """Put a folder in the place of another one, which becomes `old`."""
    path.rename(old)
    try:
        made.rename(path)
    except BaseException:
        old.rename(path)
        raise


def _check_replaceable(old: Path, new: Path) -> None:
    if Path.cwd().is_relative_to(old):
        raise PathingestError(f"{old}: is the working directory, or one above it; name a folder in it")
    lost = sorted({file.name for file in old.iterdir()} - {file.name for file in new.iterdir()})
    if lost:
        some = ", ".join(lost[:3]) + (" \u2026" if lost[3:] else "")
        raise PathingestError(f"{old}: holds what would be lost: {some}; delete the folder, or name another one")
