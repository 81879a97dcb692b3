"""Files packed with gzip, member by member: what is broken in one is known, and the next one is found."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

MAGIC = b"\x1f\x8b\x08"
_CHUNK = 64 * 1024
_HEADERS = 4096  # bytes that are unpacked at a time where a mark is looked for
_LOOK, _FARTHEST = 512, 4096  # packed bytes that are read for that, at a time and at most: any three may be a mark
_HEAD = 32  # bytes of a member, unpacked, by which it is told from bytes that look like the beginning of one


class _Packed:
    """The bytes of a packed file, some of which may be given back."""

    def __init__(self, file: BinaryIO, at: int, chunk: int = _CHUNK, most: int = sys.maxsize) -> None:
        self._file = file
        self._chunk = chunk
        self._stop = at + most
        self.at = at
        self._ready = b""
        file.seek(at)

    def take(self) -> bytes:
        """The next bytes; none at the end."""
        data = self._ready or (self._file.read(self._chunk) if self.at < self._stop else b"")
        self._ready = b""
        self.at += len(data)
        return data

    def give_back(self, data: bytes) -> None:
        """Have the last bytes that were taken come next."""
        self._ready = data
        self.at -= len(data)

    def begins(self) -> bytes:
        """The next few bytes, which stay."""
        if len(self._ready) < len(MAGIC):
            self._ready += self._file.read(self._chunk)
        return self._ready[: len(MAGIC)]


class Member:
    """One member of a packed file, which is unpacked as it is read.

    Attributes:
        at: where it begins in the file.
    """

    def __init__(self, packed: _Packed, problem: str | None = None) -> None:
        self.at = packed.at
        self._packed = packed
        self._problem = problem
        self._unpack = zlib.decompressobj(31)
        self._rest = b""
        self._ready = b""
        self._is_at_end = False

    def problem(self) -> str | None:
        """What is broken in it, once that was met: nothing of it comes after that."""
        return self._problem

    def read(self, most: int) -> bytes:
        """The next bytes; fewer than `most` at its end, and where it is broken."""
        parts, left = [self._ready[:most]], most - len(self._ready)
        self._ready = self._ready[most:]
        while left > 0 and (part := self._more(left)):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)

    def until(self, mark: bytes, most: int) -> bytes:
        """The next bytes up to a mark and with it; all there are, or `most` of them, where it is not among these."""
        while (found := self._ready.find(mark)) < 0 and len(self._ready) < most and (more := self._more(_HEADERS)):
            self._ready += more
        return self.read(min(most, found + len(mark) if found >= 0 else len(self._ready)))

    def is_whole(self) -> bool:
        """Pass over the rest, and say whether it is whole; the packed bytes are at its end then."""
        self._ready = b""
        while self._more(_CHUNK):
            pass
        return self._is_at_end

    def _more(self, most: int) -> bytes:
        """Some more bytes, unpacked; none where nothing is left."""
        data = b""
        while not (data or self._is_at_end or self._problem):
            packed = self._rest or self._packed.take()
            if not packed:
                self._problem = "it is packed with gzip, and ends in the middle"
                break
            try:
                data = self._unpack.decompress(packed, most)
            except zlib.error:
                self._problem = "it is packed with gzip, and its bytes are damaged"
                break
            self._rest = self._unpack.unconsumed_tail
            if self._unpack.eof:
                self._is_at_end = True
                self._packed.give_back(self._unpack.unused_data)
        return data


def member_at(file: BinaryIO, at: int) -> Member:
    """The member that begins at a byte."""
    return Member(_Packed(file, at))


def members(
    file: BinaryIO, start: int = 0, stop: int | None = None, *, looks_right: Callable[[bytes], bool] = bool
) -> Iterator[Member]:
    """The members that begin in [start, stop); after a broken one comes the next that is found.

    A start that is not 0 need be no beginning. Zeros after the last member are passed over, as gzip does it.
    """
    at: int | None = start if start == 0 else _next(file, start, stop, looks_right)
    while at is not None:
        packed = _Packed(file, at)
        while (stop is None or packed.at < stop) and (head := packed.begins()):
            at = packed.at
            if head != MAGIC:
                if at == 0 or head.strip(b"\x00"):
                    yield Member(packed, "no record begins there: the bytes are damaged")
                break
            member = Member(packed)
            yield member
            if not member.is_whole():
                break
        else:
            return
        at = _next(file, at + 1, stop, looks_right)


def _next(file: BinaryIO, at: int, stop: int | None, looks_right: Callable[[bytes], bool]) -> int | None:
    """Where the next member begins, at or after a byte and before `stop`."""
    for found in occurrences(file, MAGIC, at, stop):
        if looks_right(Member(_Packed(file, found, _LOOK, _FARTHEST)).read(_HEAD)):
            return found
    return None


def occurrences(file: BinaryIO, mark: bytes, at: int, stop: int | None = None) -> Iterator[int]:
    """Where a mark begins in a file, from a byte on and before `stop`."""
    kept = b""
    while stop is None or at < stop:
        file.seek(at + len(kept))
        chunk = file.read(_CHUNK * 16)
        if not chunk:
            return
        window = kept + chunk
        found = window.find(mark)
        while found >= 0 and (stop is None or at + found < stop):
            yield at + found
            found = window.find(mark, found + 1)
        kept = window[-len(mark) + 1 :]
        at += len(window) - len(kept)


def unpacked(file: BinaryIO) -> Iterator[tuple[bytes, str | None]]:
    """The bytes of a packed file in parts, and what is broken after each."""
    for member in members(file):
        while part := member.read(_CHUNK):
            yield part, None
        if member.problem():
            yield b"", member.problem()


def is_packed(file: BinaryIO) -> bool:
    """Whether a file is packed with gzip; it is at its beginning then."""
    file.seek(0)
    head = file.read(len(MAGIC))
    file.seek(0)
    return head == MAGIC
