"""Standard input as a feed: read once, as it comes. What was read is kept for a while, for who looks back."""

from __future__ import annotations

import errno
import io
import re
from os import SEEK_CUR, SEEK_END
from typing import TYPE_CHECKING, BinaryIO

from pathingest.model.tuples import NamedTuple
from pathingest.sources.feeds import LARGEST, Feed, feed_of
from pathingest.sources.feeds._packed import is_packed, unpacked

if TYPE_CHECKING:
    from typing_extensions import Buffer

_CHUNK = 64 * 1024
_KEPT = LARGEST + 32 * _CHUNK  # bytes: a page, its headers, and what is read ahead
_HEAD = 16  # bytes
_BEGINNINGS = {
    ".warc": re.compile(rb"WARC/"),
    ".jsonl": re.compile(rb'(?:\xef\xbb\xbf)?\{[ \t]*"'),
}


class Given(NamedTuple):
    """A feed that is read as it comes."""

    feed: Feed
    file: BinaryIO


def passing(pipe: BinaryIO, kept: int = _KEPT) -> BinaryIO:
    """A pipe as a file in which one can go back, as far as the largest page is long."""
    return io.BufferedReader(_Passing(pipe, kept // _CHUNK), _CHUNK)


def feed_in(file: BinaryIO) -> Feed | None:
    """The kind of feed that a file is by its first bytes: WARC or JSON Lines, packed or not; None for anything else."""
    head = next(unpacked(file), (b"", None))[0] if is_packed(file) else file.read(_HEAD)
    file.seek(0)
    return next((feed_of(f"-{ending}") for ending, begins in _BEGINNINGS.items() if begins.match(head)), None)


class _Passing(io.RawIOBase):
    """What comes from a pipe, by its place; the last chunks of it are kept."""

    def __init__(self, pipe: BinaryIO, most: int) -> None:
        self._pipe = pipe
        self._most = most
        self._kept: dict[int, bytes] = {}
        self._end = 0
        self._is_at_end = False
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        if whence == SEEK_END:
            while self._more():
                pass
        self._at = offset + {SEEK_END: self._end, SEEK_CUR: self._at}.get(whence, 0)
        return self._at

    def readinto(self, buffer: Buffer) -> int:
        """Read some bytes.

        Raises:
            OSError: they are not kept any more.
        """
        room = memoryview(buffer)
        while self._at >= self._end and self._more():
            pass
        if self._at >= self._end:
            return 0
        number, start = divmod(self._at, _CHUNK)
        if number not in self._kept:
            raise OSError(errno.ESPIPE, "what was there has gone by; save it to a file, and name that")
        data = self._kept[number][start : start + len(room)]
        room[: len(data)] = data
        self._at += len(data)
        return len(data)

    def _more(self) -> bool:
        """Take a chunk from the pipe, and let the one go that was taken first of those that are kept."""
        data = b"" if self._is_at_end else self._pipe.read(_CHUNK)
        self._is_at_end = len(data) < _CHUNK
        if data:
            number = self._end // _CHUNK
            self._kept[number] = data
            self._kept.pop(number - self._most, None)
            self._end += len(data)
        return bool(data)
