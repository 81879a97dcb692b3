"""Feeds for tests, made of pages: as Scrapy exports them, as crawls keep them, and as archives."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Literal

import zstandard

from distinct_pages import text_page

Page = tuple[str, str]  # address, text


def pages(count: int, first: int = 0) -> list[Page]:
    """Some pages with their addresses."""
    return [(f"https://example.org/page/{seed}", text_page(seed)) for seed in range(first, first + count)]


def jsonl(some: Iterable[Page]) -> bytes:
    return b"".join(json.dumps({"url": url, "text": text}).encode() + b"\n" for url, text in some)


def csv_of(some: Iterable[Page], delimiter: str = ",") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["url", "text"])
    writer.writerows(some)
    return out.getvalue().encode()


def warc_record(url: str, body: bytes, kind: str = "response", **headers: str) -> bytes:
    """A record of WARC, as it is before it is packed."""
    said = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:test:{url}>",
        "WARC-Date": "2026-11-01T12:00:00Z",
        "WARC-Target-URI": url,
        "WARC-Payload-Digest": "sha1:AAAA",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(body)),
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in said.items())
    return f"WARC/1.0\r\n{head}\r\n".encode() + body + b"\r\n\r\n"


def answer(body: bytes, content_type: str = "text/plain; charset=utf-8", status: int = 200, more: str = "") -> bytes:
    """What a server answered."""
    return f"HTTP/1.1 {status} Said\r\nContent-Type: {content_type}\r\n{more}\r\n".encode() + body


def warc_records(some: Iterable[Page]) -> list[bytes]:
    return [warc_record(url, answer(text.encode())) for url, text in some]


def warc(some: Iterable[Page]) -> bytes:
    return b"".join(warc_records(some))


def packed(parts: Iterable[bytes]) -> bytes:
    """Each part as a member of its own."""
    return b"".join(gzip.compress(part, mtime=0) for part in parts)


def packed_zst(parts: Iterable[bytes], dictionary: bytes = b"") -> bytes:
    """The same with zstd; where there is a dictionary, it comes first, in a frame that is no part."""
    known = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
    packer = zstandard.ZstdCompressor(dict_data=known, write_checksum=True)
    first = b"\x5d\x2a\x4d\x18" + len(dictionary).to_bytes(4, "little") + dictionary if dictionary else b""
    return first + b"".join(packer.compress(part) for part in parts)


def warc_gz(some: Iterable[Page]) -> bytes:
    return packed(warc_records(some))


def zipped(members: Sequence[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(members: Sequence[tuple[str, bytes]], mode: Literal["w", "w:gz"] = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def files(some: Iterable[Page]) -> list[tuple[str, bytes]]:
    """The pages as members of an archive."""
    return [(f"pages/{url.rpartition('/')[2]}.txt", text.encode()) for url, text in some]


# By the ending of its name, what makes a feed of pages.
MADE: dict[str, Callable[[list[Page]], bytes]] = {
    ".jsonl": jsonl,
    ".jsonl.gz": lambda some: packed([jsonl(some)]),
    ".jsonl.zst": lambda some: packed_zst([jsonl(some)]),
    ".csv": csv_of,
    ".csv.gz": lambda some: packed([csv_of(some)]),
    ".csv.zst": lambda some: packed_zst([csv_of(some)]),
    ".tsv": lambda some: csv_of(some, "\t"),
    ".warc": warc,
    ".warc.gz": warc_gz,
    ".warc.zst": lambda some: packed_zst(warc_records(some)),
    ".zip": lambda some: zipped(files(some)),
    ".tar": lambda some: tarred(files(some)),
    ".tar.gz": lambda some: tarred(files(some), "w:gz"),
    ".tar.zst": lambda some: packed_zst([tarred(files(some))]),
}


def write(folder: Path, ending: str, some: list[Page], name: str = "feed") -> Path:
    """A feed of that ending in a folder."""
    path = folder / f"{name}{ending}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(MADE[ending](some))
    return path
