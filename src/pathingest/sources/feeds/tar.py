"""Tar archives, packed or not: a page for each member that is one by its name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from os import SEEK_END
from tarfile import TarError, TarInfo
from tarfile import open as open_tar
from typing import BinaryIO, cast

from pathingest.sources.feeds import Feed, Fields, Part, Record
from pathingest.sources.feeds._lines import NO_RECORD
from pathingest.sources.feeds._members import Bounds, page_of, passed
from pathingest.sources.feeds._packed import also_packed, is_packed, unpacked
from pathingest.sources.feeds._record import BOMB

_PROBLEMS = (TarError, EOFError, OSError, ValueError, RecursionError)
_CHUNK = 64 * 1024
_HEADERS = 1024 * 1024  # bytes before a member in which it is said what it is: its name, and more that nobody needs
_ENDLESS = "what it says of its next member has no end"


def _records(file: BinaryIO, _: Fields, __: Part) -> Iterator[Record]:
    """As a stream: what is broken in an archive ends it, as nothing says where the next member begins."""
    bounds = Bounds(file.seek(0, SEEK_END))
    last = "0"
    try:
        stream = _Stream(file)
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


class _Stream:
    """The bytes of an archive, up to where the next member has to begin: what is said of one is held in memory."""

    def __init__(self, file: BinaryIO) -> None:
        packed = is_packed(file)
        self._parts = unpacked(file) if packed else ((data, None) for data in iter(partial(file.read, _CHUNK), b""))
        self._ready = b""
        self._left = _HEADERS

    def read(self, most: int) -> bytes:
        """The next bytes, at most so many; none at the end.

        Raises:
            OSError: the file is damaged.
            TarError: more than is needed is said of the next member.
        """
        if self._left <= 0:
            raise TarError(_ENDLESS)
        if not self._ready:
            self._ready, problem = next(self._parts, (b"", None))
            if problem:
                raise OSError(problem)
        found, self._ready = self._ready[:most], self._ready[most:]
        self._left -= len(found)
        return found

    def pass_on(self, size: int) -> None:
        """A member has begun, of so many bytes, after which comes another one."""
        self._left = size + _HEADERS


def _wrong(member: TarInfo) -> str | None:
    if member.issym() or member.islnk():
        return f"it is a link to {member.linkname}; it is not followed"
    return None if member.isreg() else "it is no file"


def _read(file: BinaryIO, fields: Fields, at: str) -> Record:
    found = (record for record in _records(file, fields, Part()) if record.at == at)
    return next(found, Record(at, problem=NO_RECORD))


FEED = Feed((*also_packed(".tar"), ".tgz"), _records, _read)
