"""Tar archives, packed with gzip or not: a page for each member that is one by its name."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from os import SEEK_END
from tarfile import TarError, TarInfo
from tarfile import open as open_tar
from typing import BinaryIO, Literal

from pathingest.sources.feeds import Feed, Fields, Part, Record
from pathingest.sources.feeds._lines import NO_RECORD
from pathingest.sources.feeds._members import BOMB, Bounds, page_of, passed
from pathingest.sources.feeds._packed import is_packed

_PROBLEMS = (TarError, zlib.error, EOFError, OSError, ValueError)


def _records(file: BinaryIO, _: Fields, __: Part) -> Iterator[Record]:
    """As a stream: what is broken in an archive ends it, as nothing says where the next member begins."""
    bounds = Bounds(file.seek(0, SEEK_END))
    mode: Literal["r|gz", "r|"] = "r|gz" if is_packed(file) else "r|"
    file.seek(0)
    last = "0"
    try:
        with open_tar(fileobj=file, mode=mode) as archive:
            for member in archive:
                last = member.name
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
        yield Record(last, problem=f"the archive is broken there, and what follows is lost: {error}")


def _wrong(member: TarInfo) -> str | None:
    if member.issym() or member.islnk():
        return f"it is a link to {member.linkname}; it is not followed"
    return None if member.isreg() else "it is no file"


def _read(file: BinaryIO, fields: Fields, at: str) -> Record:
    found = (record for record in _records(file, fields, Part()) if record.at == at)
    return next(found, Record(at, problem=NO_RECORD))


FEED = Feed((".tar", ".tar.gz", ".tgz"), _records, _read)
