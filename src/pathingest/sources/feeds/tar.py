"""Tar archives, packed with gzip or not: a page for each member that is one by its name."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import partial
from os import SEEK_END
from tarfile import TarError, TarInfo
from tarfile import open as open_tar
from typing import BinaryIO, cast

from pathingest.sources.feeds import Feed, Fields, Part, Record
from pathingest.sources.feeds._lines import NO_RECORD
from pathingest.sources.feeds._members import BOMB, Bounds, page_of, passed
from pathingest.sources.feeds._packed import is_packed, unpacked

_PROBLEMS = (TarError, zlib.error, EOFError, OSError, ValueError, RecursionError)
_CHUNK = 64 * 1024
_HEADERS = 1024 * 1024  # bytes before a member in which it is said what it is: its name, and more that nobody needs
_ENDLESS = "what it says of its next member has no end"


class _Stream:
    """The bytes of an archive, up to where the next member has to begin: what is said of one is held in memory."""

    def __init__(self, file: BinaryIO) -> None:
        packed = is_packed(file)
        self._parts = unpacked(file) if packed else ((data, None) for data in iter(partial(file.read, _CHUNK), b""))
        self._held = b""
        self._problem: str | None = None
        self._left = _HEADERS

    def read(self, size: int) -> bytes:
        """The next bytes."""
        while len(self._held) < size and not self._problem and (part := next(self._parts, None)):
            self._held += part[0]
            self._problem = part[1]
        if self._left <= 0 or (self._problem and not self._held):
            raise TarError(self._problem or _ENDLESS)
        data, self._held = self._held[:size], self._held[size:]
        self._left -= len(data)
        return data

    def pass_on(self, size: int) -> None:
        """A member has begun, of so many bytes, after which comes another one."""
        self._left = size + _HEADERS


def _records(file: BinaryIO, _: Fields, __: Part) -> Iterator[Record]:
    """As a stream: what is broken in an archive ends it, as nothing says where the next member begins."""
    bounds = Bounds(file.seek(0, SEEK_END))
    stream = _Stream(file)
    last = "0"
    try:
        with open_tar(fileobj=cast("BinaryIO", stream), mode="r|") as archive:
            for member in archive:
                last = member.name
                stream.pass_on(member.size)
                if not bounds.take(member.size):
                    yield Record(last, problem=BOMB)
                    return
                if member.isdir():
                    continue
                if problem := _wrong(member) or bounds.problem(last):
                    yield Record(last, problem=problem)
                elif why := passed(last):
                    yield Record(last, passed=why)
                elif page := archive.extractfile(member):
                    yield page_of(last, page)
    except _PROBLEMS as error:
        why = _ENDLESS if isinstance(error, RecursionError) else str(error)  # of headers of headers
        yield Record(last, problem=f"the archive is broken there, and what follows is lost: {why}")


def _wrong(member: TarInfo) -> str | None:
    if member.issym() or member.islnk():
        return f"it is a link to {member.linkname}; it is not followed"
    return None if member.isreg() else "it is no file"


def _read(file: BinaryIO, fields: Fields, at: str) -> Record:
    found = (record for record in _records(file, fields, Part()) if record.at == at)
    return next(found, Record(at, problem=NO_RECORD))


FEED = Feed((".tar", ".tar.gz", ".tgz"), _records, _read)
