"""Files packed with gzip or zstd, member by member: what is broken in one is known, and the next one is found."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO, Protocol

from pathingest.model.tuples import NamedTuple
from pathingest.sources import zstd
from pathingest.sources.feeds._record import BOMB, LARGEST, MOST_UNPACKED

MAGIC = b"\x1f\x8b\x08"
_MAGICS = 4  # bytes that tell what a file is packed with
_CHUNK = 64 * 1024
_HEADERS = 4096  # bytes that are unpacked at a time where a mark is looked for
_LOOK = 512  # packed bytes that are read for that at a time: any three may be a mark
_LOOKED_AT_ONCE, _LOOKED_PER_BYTE = 8 * 1024 * 1024, 16  # such bytes in all, and for each byte of the file
_HEAD = 32  # bytes of a member, unpacked, by which it is told from bytes that look like the beginning of one
_ENDINGS = (".gz", ".zst")


def also_packed(*endings: str) -> tuple[str, ...]:
    """The endings of names, and those of the same files packed."""
    return tuple(f"{ending}{packed}" for ending in endings for packed in ("", *_ENDINGS))


def is_packed_by_name(name: str) -> bool:
    """Whether a file of that name is packed as a whole, or may be."""
    return name.lower().endswith(_ENDINGS)


class _Unpacker(Protocol):
    """What unpacks one member, as Python's decompressors do."""

    def decompress(self, data: bytes, most: int, /) -> bytes: ...

    @property
    def needs_input(self) -> bool: ...

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...


class _Gunzip:
    """The same for gzip."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(31)

    def decompress(self, data: bytes, most: int) -> bytes:
        """The next bytes, at most so many."""
        return self._member.decompress(self._member.unconsumed_tail + data, most)

    @property
    def needs_input(self) -> bool:
        """Whether nothing comes before more of the file is known."""
        return not (self._member.unconsumed_tail or self._member.eof)

    @property
    def eof(self) -> bool:
        """Whether all of the member was given."""
        return self._member.eof

    @property
    def unused_data(self) -> bytes:
        """What comes after it."""
        return self._member.unused_data


class _Packing(NamedTuple):
    """What a file is packed with.

    Attributes:
        name: what it is called.
        mark: what its members begin with, and `empty`, what members begin with that hold nothing.
        unpacker: makes what unpacks one.
        farthest: packed bytes that are read at most for the first bytes of one.
    """

    name: str
    mark: bytes
    empty: tuple[bytes, ...]
    unpacker: Callable[[], _Unpacker]
    farthest: int


def _packing(file: BinaryIO) -> _Packing | None:
    """What a file is packed with; None for one that is not. It is at its beginning then."""
    file.seek(0)
    head = file.read(_MAGICS)
    found = None
    if head.startswith(MAGIC):
        found = _Packing("gzip", MAGIC, (), _Gunzip, 4096)
    elif head.startswith((zstd.MAGIC, *zstd.SKIPPED)):
        # Of zstd nothing comes before a block is whole, which has 128 KB at most.
        unpacker = partial(zstd.Unpacker, zstd.decompressor_for(file))
        found = _Packing("zstd", zstd.MAGIC, zstd.SKIPPED, unpacker, 129 * 1024)
    file.seek(0)
    return found


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
        if len(self._ready) < _MAGICS:
            self._ready += self._file.read(self._chunk)
        return self._ready[:_MAGICS]


class Member:
    """One member of a packed file, which is unpacked as it is read.

    Attributes:
        at: where it begins in the file.
    """

    def __init__(self, packed: _Packed, packing: _Packing, problem: str | None = None) -> None:
        self.at = packed.at
        self._packed = packed
        self._packing = packing
        self._problem = problem
        self._unpack = packing.unpacker()
        self._ready = b""
        self._is_at_end = False
        self._given = 0

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
            packed = self._packed.take() if self._unpack.needs_input else b""
            if self._unpack.needs_input and not packed:
                self._problem = f"it is packed with {self._packing.name}, and ends in the middle"
                break
            try:
                data = self._unpack.decompress(packed, most)
            except (zlib.error, zstd.DamagedError):
                self._problem = f"it is packed with {self._packing.name}, and its bytes are damaged"
                break
            if self._unpack.eof:
                self._is_at_end = True
                self._packed.give_back(self._unpack.unused_data)
        self._given += len(data)
        if self._given > LARGEST + MOST_UNPACKED * (self._packed.at - self.at):
            self._problem = BOMB
        return b"" if self._problem else data


def member_at(file: BinaryIO, at: int) -> Member | None:
    """The member that begins at a byte of a packed file; None where the file is not packed, or none begins there."""
    packing = _packing(file)
    file.seek(at)
    if packing is None or not file.read(_MAGICS).startswith(packing.mark):
        return None
    return Member(_Packed(file, at), packing)


def members(
    file: BinaryIO, start: int = 0, stop: int | None = None, *, looks_right: Callable[[bytes], bool] = bool
) -> Iterator[Member]:
    """The members that begin in [start, stop) of a packed file; after a broken one comes the next that is found.

    A start that is not 0 need be no beginning. Zeros after the last member are passed over, as gzip does it.
    """
    packing = _packing(file)
    if packing is None:
        return
    at: int | None = start if start == 0 else _next(file, start, stop, packing, looks_right)
    while at is not None:
        packed = _Packed(file, at)
        while (stop is None or packed.at < stop) and (head := packed.begins()):
            at = packed.at
            if not head.startswith((packing.mark, *packing.empty)):
                if at == 0 or head.strip(b"\x00"):
                    yield Member(packed, packing, "no record begins there: the bytes are damaged")
                break
            member = Member(packed, packing)
            if head.startswith(packing.mark):
                yield member
            if not member.is_whole():
                break
        else:
            return
        at = _next(file, at + 1, stop, packing, looks_right)


def _next(
    file: BinaryIO, at: int, stop: int | None, packing: _Packing, looks_right: Callable[[bytes], bool]
) -> int | None:
    """Where the next member begins, at or after a byte and before `stop`.

    In bytes that are made of marks, not each gets the farthest look: the time is linear in what is looked through.
    """
    looked = 0
    for found in occurrences(file, packing.mark, at, stop):
        left = _LOOKED_AT_ONCE + _LOOKED_PER_BYTE * (found - at) - looked
        packed = _Packed(file, found, _LOOK, max(_LOOK, min(packing.farthest, left)))
        if looks_right(Member(packed, packing).read(_HEAD)):
            return found
        looked += packed.at - found
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
    """Whether a file is packed; it is at its beginning then."""
    return _packing(file) is not None
