"""The lines of a feed, each with its offset; one that is longer than any page is passed over, never held."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from pathingest.model.tuples import NamedTuple
from pathingest.sources.feeds import LARGEST, Part
from pathingest.sources.feeds._packed import is_packed, unpacked
from pathingest.sources.feeds._record import number_in, too_large

_CHUNK = 1024 * 1024


class Line(NamedTuple):
    """A line with its line break, and where it begins in the (unpacked) bytes; or what is broken there."""

    at: int
    data: bytes
    problem: str | None = None


def lines(file: BinaryIO, part: Part, *, largest: int = LARGEST) -> Iterator[Line]:
    """The lines that begin in a part of a file, which is packed or not; all of one that is packed begin at 0."""
    if is_packed(file):
        if part.start == 0:
            yield from _of_parts(unpacked(file), largest)
        return
    at = _beginning(file, part)
    file.seek(at)
    while part.has(at):
        data = file.readline(largest + 1)
        if not data:
            return
        begins, at = at, at + len(data)
        if len(data) <= largest or data.endswith(b"\n"):
            yield Line(begins, data)
            continue
        while more := file.readline(_CHUNK):
            at += len(more)
            if more.endswith(b"\n"):
                break
        yield Line(begins, b"", too_large("line"))


def _beginning(file: BinaryIO, part: Part) -> int:
    """Where the first line begins in a part: at its start, or after the next line break."""
    if part.start == 0:
        return 0
    at = part.start - 1
    file.seek(at)
    while part.has(at) and (data := file.readline(_CHUNK)):
        at += len(data)
        if data.endswith(b"\n"):
            break
    return at


def _of_parts(parts: Iterator[tuple[bytes, str | None]], largest: int) -> Iterator[Line]:
    """The same of unpacked bytes; a line that is not whole since what follows is broken says so."""
    at, begins = 0, 0
    held = bytearray()
    too_long = False
    for data, problem in parts:
        if problem:
            yield Line(begins, b"", problem)
            begins, too_long = at, False
            held.clear()
            continue
        start = 0
        while (stop := data.find(b"\n", start) + 1) > 0:
            if too_long:
                yield Line(begins, b"", too_large("line"))
            else:
                yield Line(begins, bytes(held) + data[start:stop])
            held.clear()
            too_long = False
            begins, start = at + stop, stop
        held += data[start:]
        at += len(data)
        if len(held) > largest:
            held.clear()
            too_long = True
    if too_long:
        yield Line(begins, b"", too_large("line"))
    elif held:
        yield Line(begins, bytes(held))


def line_at(file: BinaryIO, at: str) -> Line:
    """The line that begins at an offset, or what is wrong with looking for one there."""
    wanted = number_in(at)
    if wanted is None:
        return Line(0, b"", f"{at!r} is no offset in bytes")
    if is_packed(file):
        found = next((line for line in lines(file, Part()) if line.at >= wanted), None)
        return found if found and found.at == wanted else Line(wanted, b"", NO_RECORD)
    if wanted:
        file.seek(wanted - 1)
        if file.read(1) != b"\n":
            return Line(wanted, b"", NO_RECORD)
    return next(lines(file, Part(wanted, wanted + 1)), Line(wanted, b"", NO_RECORD))


NO_RECORD = "no record begins there any more"
