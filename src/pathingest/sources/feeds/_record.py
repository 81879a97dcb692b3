"""What a feed gives: records, and places of what is elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pathingest.model.tuples import NamedTuple

LARGEST = 64 * 1024 * 1024  # bytes of a page, unpacked: a real one has a hundredth
# Times its own size that a file unpacks to at most: no byte of deflate becomes more than 1,032, nor does one of pages.
MOST_UNPACKED = 1100
BOMB = "it unpacks to more than any file of its size can hold: it is made to fill memory, and is not read further"
_BASE64 = "base64"
_DIGITS = 13  # of the largest number of bytes: no file has 10 TB, and none can be looked into beyond 16


class Fields(NamedTuple):
    """What the fields of records are called in JSON Lines and CSV.

    Attributes:
        url: the page's address.
        html: its HTML, decoded; `text`, its text; `body`, either of them. The first that is there counts.
        encoding: "base64" where `body` holds bytes so; anything else says what was decoded already.
        date: when it was fetched.
        base: what the names in lists of files are relative to; by default the folder of the list.
    """

    url: str = "url"
    html: str = "html"
    body: str = "body"
    text: str = "text"
    encoding: str = "encoding"
    date: str = "date"
    base: str = ""


class Record(NamedTuple):
    """A page of a feed, as it was kept there.

    Attributes:
        at: where it is: the offset in bytes, or the name of an archive's member.
        body: the page; bytes are decoded as those of a file.
        media_type: what kind of file it is; None for what its name or its beginning says.
        encoding: what its server said that the bytes are in.
        id: the WARC-Record-ID.
        date: when it was fetched, as it is written there.
        digest: of the payload, as it is written there.
        problem: what is broken; `body` is then empty.
        passed: why it is no page at all, and nothing is wrong with that.
    """

    at: str
    body: bytes | str = b""
    url: str | None = None
    media_type: str | None = None
    encoding: str | None = None
    id: str | None = None
    date: str | None = None
    digest: str | None = None
    problem: str | None = None
    passed: str | None = None


class Place(NamedTuple):
    """A page or a feed that a list names; `length` is how many bytes the record there has, where that is known."""

    name: str
    length: int | None = None


def from_row(at: str, row: Mapping[str, Any], fields: Fields) -> Record:
    """The page of a row whose columns have names."""
    url, date = (_text(row.get(name)) for name in (fields.url, fields.date))
    for name, media_type in ((fields.html, "text/html"), (fields.body, None), (fields.text, None)):
        body = row.get(name)
        if body is None or body == "":
            continue
        if not isinstance(body, str):
            return Record(at, url=url, problem=f"its field {name} is no text")
        if len(body) > LARGEST:
            return Record(at, url=url, problem=too_large("page"))
        if name == fields.body and str(row.get(fields.encoding)).lower() == _BASE64:
            return _from_base64(at, body, url, date)
        return Record(at, body, url, media_type, date=date)
    wanted = ", ".join(dict.fromkeys((fields.html, fields.body, fields.text)))
    return Record(at, url=url, problem=f"it has no page: none of its fields is called {wanted} (see [feeds])")


def _from_base64(at: str, body: str, url: str | None, date: str | None) -> Record:
    from base64 import b64decode  # noqa: PLC0415  few feeds hold bytes

    try:
        return Record(at, b64decode(body, validate=True), url, date=date)
    except ValueError:
        return Record(at, url=url, problem="its body is no base64, as its encoding says it is")


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def number_in(text: str) -> int | None:
    """The number of bytes that a text is, in digits; None for anything else, and for more than any file has."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None


def too_large(what: str) -> str:
    """What is wrong with something that is larger than any page."""
    return f"the {what} has more than {LARGEST // 1024 // 1024} MB"
