"""Files that are whole or not there: written beside their place, synced, then renamed into it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE

from pathingest.model.errors import PathingestError

_MODE = 0o644  # of a new file
_ENDING = ".tmp"


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
    except OSError as error:
        raise PathingestError(f"{path}: cannot be written: {error.strerror or error}") from None
    return True


def clear(folder: Path) -> None:
    """Remove what writing left in a folder whose process was killed; nobody may be writing there."""
    with suppress(OSError):
        for path in folder.glob(f".*{_ENDING}"):
            path.unlink()


def _replace(path: Path, data: bytes) -> None:
    """Put `data` in the place of the file in one step; nothing is left behind if that fails."""
    import tempfile  # noqa: PLC0415  who lints writes nothing

    mode = S_IMODE(path.stat().st_mode) if path.exists() else _MODE
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:80]}.", suffix=_ENDING, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)  # noqa: PTH101  what mkstemp makes only its owner may read
        os.replace(name, path)  # noqa: PTH105  `name` is a string
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
