"""Records of feeds by their names: "crawl.warc.gz#1843" is the record at byte 1,843 of that file."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from pathingest.model.errors import PathingestError
from pathingest.model.source import Source, Taken
from pathingest.sources import RECORD, from_bytes, from_text, guess_media_type, open_file, reason, relative
from pathingest.sources.feeds import Fields, Record, feed_of, number_in

# A path takes one of the slashes away.
_URL = re.compile(r"([a-z][a-z0-9+.-]+):/+(?=[^/])", re.IGNORECASE)
_DRIVE = re.compile(r"[a-z]:[\\/]", re.IGNORECASE)
_HERE = ("file:", "local:")  # files here are opened in one way alone
_DEFAULT = Fields()


def called(path: Path | str) -> str:
    """What a file, a record or an address is called in findings: relative to the working directory, if it is below."""
    name = str(path)
    if is_url(name):
        return _URL.sub(r"\1://", name, count=1)
    feed, mark, at = name.partition(RECORD)
    return f"{relative(Path(feed))}{mark}{at}" if mark and feed_of(feed) else relative(Path(name))


def is_url(name: str) -> bool:
    """Whether a name is the address of a file elsewhere ("s3://bucket/key")."""
    return _URL.match(name) is not None and _DRIVE.match(name) is None


def split(path: Path | str) -> tuple[str, str] | None:
    """The feed that a name is of, and where the record is in it; None where the name is that of a file."""
    name = str(path)
    at = name.find(RECORD)
    while at >= 0:
        if feed_of(name[:at]):
            is_file = not is_url(name) and os.path.isfile(name)  # noqa: PTH113  a `Path` raises where it is too long
            return None if is_file else (called(name[:at]), name[at + 1 :])
        at = name.find(RECORD, at + 1)
    return None


def read_record(
    name: str,
    at: str,
    *,
    inside: Collection[Path] | None = None,
    fields: Fields = _DEFAULT,
    length: int | None = None,
) -> Source:
    """The page of a record; one that cannot be read gives an empty source that says why.

    Args:
        name: of the feed.
        at: where the record is in it.
        inside: the real paths that a file must be one of, or be inside of; None for anywhere.
        fields: what the fields of its rows are called.
        length: how many bytes the record has, if that is known: no more is fetched from elsewhere.
    """
    feed = feed_of(name)
    if feed is None or feed.read is None:
        return source_of(name, Record(at, problem="it is a list; its lines are named as what they lead to"))
    try:
        start = number_in(at)
        if length is not None and start is not None and is_url(name):
            data = _remote(name).cat_file(_path_in(name), start=start, end=start + length)
            record = feed.read(io.BytesIO(data), fields, "0")._replace(at=at)
        else:
            with opened(name, inside) as file:
                record = feed.read(file, fields, at)
    except OSError as error:
        record = Record(at, problem=f"the feed {reason(error)}")
    return source_of(name, record)


def source_of(name: str, record: Record) -> Source:
    """A record of a feed as a source."""
    path = f"{name}{RECORD}{record.at}"
    taken = Taken(name, record.at, record.id, record.date, record.digest)
    if record.problem:
        return Source("", path, record.url, problem=f"broken record: {record.problem}", taken=taken, broken=True)
    if isinstance(record.body, str):
        media_type = record.media_type or guess_media_type(None, record.body)
        return replace(from_text(record.body, path=path, url=record.url, media_type=media_type), taken=taken)
    member = None if record.at.isdigit() else record.at
    source = from_bytes(record.body, path=member, url=record.url, media_type=record.media_type, sent_as=record.encoding)
    return replace(source, path=path, taken=taken)


@contextmanager
def opened(name: str, inside: Collection[Path] | None) -> Iterator[BinaryIO]:
    """A feed, opened to be read, here or elsewhere.

    Raises:
        OSError: it is not there, or cannot be read.
        PathingestError: it is elsewhere, and what reads from there is not installed.
    """
    if not is_url(name):
        with open_file(Path(name), inside) as file:
            yield file
        return
    system = _remote(name)
    try:
        file = system.open(_path_in(name), "rb")
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001  each service has errors of its own
        raise OSError(0, f"{type(error).__name__}: {error}") from None
    with file:
        yield file


def _remote(name: str) -> Any:
    """What reads from where an address leads."""
    if name.lower().startswith(_HERE):
        raise PathingestError(f"{name}: is a file here; name its path")
    try:
        import fsspec  # noqa: PLC0415  in an extra
    except ImportError:
        raise PathingestError(f"{name}: reading from there needs fsspec: pip install 'pathingest[remote]'") from None
    try:
        return fsspec.filesystem(name.partition("://")[0])
    except (ImportError, ValueError) as error:
        raise PathingestError(f"{name}: nothing reads from there: {error}") from None


def _path_in(name: str) -> str:
    return name if name.startswith(("http:", "https:")) else name.partition("://")[2]


def matching(pattern: str) -> list[Path]:
    """The addresses of what is elsewhere and fits a pattern, sorted."""
    scheme = pattern.partition("://")[0]
    found = _remote(pattern).glob(_path_in(pattern))
    return [Path(each if is_url(each) else f"{scheme}://{each.lstrip('/')}") for each in sorted(found)]
