"""Zip archives: a page for each member that is one by its name."""

from __future__ import annotations

import lzma
import struct
import zlib
from collections.abc import Iterator
from os import SEEK_END
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from pathingest.sources.feeds import Feed, Fields, Part, Record
from pathingest.sources.feeds._lines import NO_RECORD
from pathingest.sources.feeds._members import Bounds, page_of, passed, unsafe_name
from pathingest.sources.feeds._record import BOMB

_PROBLEMS = (BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError, ValueError)
_LINK = 0o120000


def _records(file: BinaryIO, _: Fields, __: Part) -> Iterator[Record]:
    try:
        archive = ZipFile(file)
    except _PROBLEMS as error:
        yield Record("0", problem=f"the archive cannot be read: {error}")
        return
    bounds = Bounds(file.seek(0, SEEK_END))
    with archive:
        for info in archive.infolist():
            if info.filename.endswith("/"):
                continue
            record = _record(archive, info, bounds)
            if not bounds.take(len(record.body)):
                yield Record(info.filename, problem=BOMB)
                return
            yield record


def _record(archive: ZipFile, info: ZipInfo, bounds: Bounds | None = None) -> Record:
    name = info.filename
    if problem := _wrong(info) or (bounds.problem(name) if bounds else unsafe_name(name)):
        return Record(name, problem=problem)
    if why := passed(name):
        return Record(name, passed=why)
    try:
        with archive.open(info) as member:
            return page_of(name, member)
    except _PROBLEMS as error:
        return Record(name, problem=f"the member cannot be unpacked: {error}")


def _wrong(info: ZipInfo) -> str | None:
    return "it is a link; it is not followed" if (info.external_attr >> 16) & 0o170000 == _LINK else None


def _read(file: BinaryIO, _: Fields, at: str) -> Record:
    try:
        with ZipFile(file) as archive:
            found = next((info for info in archive.infolist() if info.filename == at), None)
            return _record(archive, found) if found else Record(at, problem=NO_RECORD)
    except _PROBLEMS as error:
        return Record(at, problem=f"the archive cannot be read: {error}")


FEED = Feed((".zip",), _records, _read)
