"""A response of HTTP, as crawls keep it: its status, what it says of its body, and the body."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from pathingest.model.tuples import NamedTuple
from pathingest.sources.feeds._record import LARGEST, number_in, too_large

_LONGEST = 1024 * 1024  # bytes of headers
_WINDOW = {"gzip": 31, "x-gzip": 31, "deflate": 15}


class Response(NamedTuple):
    """What a server answered.

    Attributes:
        body: its bytes, in which no transfer or content encoding is left.
        problem: why they cannot be read.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    problem: str | None = None


def response(data: bytes) -> Response:
    """A response from its bytes."""
    head, mark = data.find(b"\r\n\r\n", 0, _LONGEST), 4
    if (other := data.find(b"\n\n", 0, head if head >= 0 else _LONGEST)) >= 0:
        head, mark = other, 2
    if head < 0 or not data.startswith(b"HTTP/"):
        return Response(0, {}, problem="it is no HTTP response")
    first, _, rest = data[:head].partition(b"\n")
    words = first.split()
    status = (number_in(words[1].decode("latin-1")) if len(words) > 1 else 0) or 0
    headers = headers_of(rest)
    body = data[head + mark :]
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _without_chunks(body)
    return _decoded(Response(status, headers, body), headers.get("content-encoding", ""))


def headers_of(data: bytes) -> dict[str, str]:
    """Headers by their names in small letters; of two with one name, the last."""
    found: dict[str, str] = {}
    for line in data.decode("utf-8", "replace").splitlines():
        name, colon, value = line.partition(":")
        if colon:
            found[name.strip().lower()] = value.strip()
    return found


def media_type(content_type: str) -> tuple[str, str | None]:
    """The media type of a Content-Type in small letters, and its charset."""
    kind, _, rest = content_type.partition(";")
    for parameter in rest.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset" and value.strip():
            return kind.strip().lower(), value.strip().strip("\"'")
    return kind.strip().lower(), None


def _without_chunks(body: bytes) -> bytes:
    """A body without its chunks' sizes; as it is, where it has none: crawlers take them out and leave the header."""
    parts: list[bytes] = []
    at = 0
    while (end := body.find(b"\n", at, at + 1024)) >= 0:
        size = body[at:end].split(b";")[0].strip()
        try:
            length = int(size, 16)
        except ValueError:
            return body
        if length < 0:
            return body
        if length == 0:
            return b"".join(parts)
        parts.append(body[end + 1 : end + 1 + length])
        at = end + 1 + length + (2 if body[end + 1 + length : end + 3 + length] == b"\r\n" else 1)
    return b"".join(parts) if parts else body


def _decoded(found: Response, encoding: str) -> Response:
    """The response without its content encoding; bytes that are not in it are taken as they are."""
    names = [name.strip().lower() for name in encoding.split(",") if name.strip().lower() not in ("", "identity")]
    if not names:
        return found
    if len(names) > 1 or names[0] not in _WINDOW:
        return found._replace(body=b"", problem=f"its content encoding {encoding!r} is not read")
    unpack = zlib.decompressobj(_WINDOW[names[0]])
    try:
        body = unpack.decompress(found.body, LARGEST + 1)
    except zlib.error:
        if found.body[:2] == b"\x1f\x8b":
            return found._replace(body=b"", problem=f"its body is no {names[0]}, as its content encoding says")
        return found  # decoded already by the crawler, which left the header
    if len(body) > LARGEST:
        return found._replace(body=b"", problem=too_large("page"))
    return found._replace(body=body)
