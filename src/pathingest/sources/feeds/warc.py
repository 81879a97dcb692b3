"""WARC, the archive of crawls, packed by record or not: a page for each response that is one.

The length that a record declares is compared with what is there, and after a record that is broken the next one is
looked for: reading neither ends in silence nor at the first damage.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from os import SEEK_END
from typing import BinaryIO

from pathingest.sources.feeds import LARGEST, WHOLE, Feed, Fields, Part, Record
from pathingest.sources.feeds._http import headers_of, media_type, response
from pathingest.sources.feeds._lines import NO_RECORD
from pathingest.sources.feeds._packed import Member, also_packed, is_packed, member_at, members, occurrences
from pathingest.sources.feeds._record import number_in, too_large

_MAGIC = b"WARC/"
_BLANK = b"\r\n\r\n"
_HEAD = 1024 * 1024  # bytes of a record's headers
_USUAL = _HEAD // 16  # what they have at most, where no end of others is found
_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown")
_KINDS = ("response", "resource", "conversion")
_OK = 200
_BETWEEN = "+"  # the offset of a member, and of a record in it, where the member has several


def _records(file: BinaryIO, _: Fields, part: Part) -> Iterator[Record]:
    """The pages; records that are not of a page's kind are left out, but for responses, which say why they are none."""
    return _packed(file, part) if is_packed(file) else _plain(file, part)


def _packed(file: BinaryIO, part: Part) -> Iterator[Record]:
    for member in members(file, *part, looks_right=lambda data: data.startswith(_MAGIC)):
        yield from _of_member(member)


def _of_member(member: Member) -> Iterator[Record]:
    inside = 0
    while True:
        at = f"{member.at}{_BETWEEN}{inside}" if inside else str(member.at)
        head = member.until(_BLANK, _HEAD)
        if not head.strip():
            if member.problem():
                yield Record(at, problem=member.problem())
            return
        headers, length, problem = _headers(head)
        if member.problem() or problem:
            yield Record(at, problem=member.problem() or problem)
            return
        wanted = headers.get("warc-type", "").lower() in _KINDS
        content = member.read(length if length <= LARGEST and wanted else 0)
        passed = len(content) + _pass(member, length - len(content))
        if passed < length:
            why = member.problem() or f"it ends after {passed} of the {length} bytes that it declares"
            yield _known(at, headers)._replace(problem=why)
            return
        if wanted:
            yield _record(at, headers, length, content)
        inside += len(head) + length + len(member.read(len(_BLANK)))


def _pass(member: Member, length: int) -> int:
    """Pass over so many bytes, and say how many there were."""
    left = length
    while left > 0 and (data := member.read(min(left, LARGEST // 64))):
        left -= len(data)
    return length - left


def _plain(file: BinaryIO, part: Part) -> Iterator[Record]:
    at: int | None = _next(file, part.start, part)
    if part.start == 0 and at != 0:
        yield Record("0", problem="no WARC record begins there")
    while at is not None and part.has(at):
        found, after = _one(file, at)
        if found:
            yield found
        at = after if _begins(file, after) else _next(file, after)


def _begins(file: BinaryIO, at: int) -> bool:
    file.seek(at)
    return file.read(len(_MAGIC)) == _MAGIC


def _next(file: BinaryIO, at: int, part: Part = WHOLE) -> int | None:
    """Where the next record begins, at or after a byte: on a line of its own, with headers that are whole.

    What begins inside of headers that are not whole has none either, as it ends where they do.
    """
    passed = at
    for found in occurrences(file, _MAGIC, at, part.stop):
        file.seek(max(0, found - 1))
        if found < passed or not (found == 0 or file.read(1) == b"\n"):
            continue
        head = _head(file, found)
        if _headers(head)[2] is None:
            return found
        passed = found + len(head) - (_USUAL if len(head) >= _HEAD else 0)
    return None


def _one(file: BinaryIO, at: int) -> tuple[Record | None, int]:
    """The record at an offset, None if it is no page's, and where the next one is to be looked for."""
    head = _head(file, at)
    headers, length, problem = _headers(head)
    begins = at + len(head)
    if problem:
        return Record(str(at), problem=problem), at + 1
    wanted = headers.get("warc-type", "").lower() in _KINDS
    file.seek(begins + length)
    tail = file.read(len(_BLANK))
    if not tail and (there := file.seek(0, SEEK_END)) < begins + length:
        why = f"it ends after {there - begins} of the {length} bytes that it declares"
        return _known(str(at), headers)._replace(problem=why), begins
    if tail.strip(b"\r\n"):
        why = f"no other record comes after the {length} bytes that it declares"
        return _known(str(at), headers)._replace(problem=why), begins
    after = begins + length + len(tail)
    if not wanted:
        return None, after
    file.seek(begins)
    return _record(str(at), headers, length, file.read(length) if length <= LARGEST else b""), after


def _head(file: BinaryIO, at: int) -> bytes:
    """The headers of a record with the empty line after them; less, where there is none."""
    file.seek(at)
    head = bytearray()
    while not head.endswith((_BLANK, b"\n\n")) and len(head) < _HEAD and (line := file.readline(_HEAD)):
        head += line
    return bytes(head)


def _headers(head: bytes) -> tuple[Mapping[str, str], int, str | None]:
    """The headers of a record, how many bytes of content it declares, and what is wrong with them."""
    if not head.startswith(_MAGIC):
        return {}, 0, "no WARC record begins there"
    headers = headers_of(head)
    length = number_in(headers.get("content-length", ""))
    if length is None or not head.endswith((b"\n\r\n", b"\n\n")):
        return {}, 0, "its WARC headers are not whole"
    return headers, length, None


def _known(at: str, headers: Mapping[str, str]) -> Record:
    """What is known of a record by its headers."""
    return Record(
        at,
        url=(headers.get("warc-target-uri") or "").strip("<>") or None,
        id=headers.get("warc-record-id"),
        date=headers.get("warc-date"),
        digest=headers.get("warc-payload-digest"),
    )


def _record(at: str, headers: Mapping[str, str], length: int, content: bytes) -> Record:
    """A page, or why it is none."""
    found = _known(at, headers)
    kind = headers.get("warc-type", "").lower()
    if length > LARGEST:
        return found._replace(problem=too_large("record"))
    content_type = headers.get("content-type", "")
    if kind == "response" and content_type.lower().startswith("application/http"):
        answer = response(content)
        if answer.status and answer.status != _OK:
            return found._replace(passed=f"status {answer.status}")
        content, content_type = answer.body, answer.headers.get("content-type", "")
        if answer.problem:
            return found._replace(problem=answer.problem)
    elif kind == "response":
        return found._replace(passed=f"no response of HTTP, but {content_type or 'of no type'}")
    media, charset = media_type(content_type)
    if media and media not in _PAGES:
        return found._replace(passed=f"media type {media}")
    return found._replace(body=content, media_type=media or None, encoding=charset)


def _read(file: BinaryIO, _: Fields, at: str) -> Record:
    first, _plus, inside = at.partition(_BETWEEN)
    start = number_in(first)
    if start is None:
        return Record(at, problem=f"{at!r} is no offset in bytes")
    file.seek(start)
    head = file.read(len(_MAGIC))
    if head == _MAGIC and not inside:
        found = _one(file, start)[0]
    else:
        member = member_at(file, start)
        found = next((one for one in _of_member(member) if one.at == at), None) if member else None
    return found or Record(at, problem=NO_RECORD)


FEED = Feed(also_packed(".warc"), _records, _read, divisible=lambda _: True)
