"""Bytes from a file, a folder or standard input to a `Source`: decoded, verbatim."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from pathingest.model.errors import PathingestError
from pathingest.model.limits import LARGEST_FILE, TOO_LARGE
from pathingest.model.source import Source
from pathingest.sources._decode import html, looks_like_html, plain_text
from pathingest.sources._files import (
    UNFINISHED,
    files_below,
    is_inside,
    open_file,
    project_root,
    read_bytes,
    real_paths,
    unfinished,
    upward,
)

__all__ = [
    "MEDIA_TYPES",
    "RECORD",
    "UNFINISHED",
    "files_below",
    "find_pages",
    "from_bytes",
    "from_text",
    "guess_media_type",
    "is_inside",
    "located",
    "open_file",
    "project_root",
    "read_anyway",
    "read_bytes",
    "read_file",
    "real_paths",
    "reason",
    "relative",
    "unescaped",
    "unfinished",
    "upward",
]

TEXT = "text/plain"
MEDIA_TYPES = {
    ".txt": TEXT,
    ".text": TEXT,
    "": TEXT,
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
}
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_HTML_STARTS = ("<!doctype html", "<html", "<?xml")
_TAG = re.compile(r"<(?:!--|[a-z][a-z0-9]*[\s/>])")
_MARKDOWN = re.compile(r"#{1,2} \S|(?:---|\+\+\+)[ \t]*\r?\n[\w-]+ ?[:=] ")  # a heading, front matter
_SUFFIX = re.compile(r"(?<=[^/\\])\.[^./\\]+$")  # as `Path.suffix`, which takes a quarter of the time of reading a page
_START = 64  # characters
RECORD = "#"  # between the name of a feed and where a record is in it


def from_bytes(
    data: bytes,
    *,
    path: str | None = None,
    url: str | None = None,
    media_type: str | None = None,
    sent_as: str | None = None,
) -> Source:
    """A source from a page's bytes; bytes that are no text, or too many, give an empty one that says why.

    Plain text and Markdown are UTF-8, or what a byte order mark says; a web page may also declare its encoding, and is
    read with replacements where no encoding fits. `sent_as` is what its server said. The mark stays in the text, so
    that offsets are the file's own.
    """
    if len(data) > LARGEST_FILE:
        return _too_large(path, url, media_type)
    digest = hashlib.sha256(data).hexdigest()
    text, encoding, problem = html(data, sent_as) if _is_html(data, path, media_type) else plain_text(data, sent_as)
    if b"\x00" in data and (problem or "\x00" in text):
        text, problem = "", "the file is binary, not text"
    return Source(text, path, url, media_type or guess_media_type(path, text), digest, problem, encoding)


def _too_large(path: str | None, url: str | None, media_type: str | None) -> Source:
    kind = media_type or guess_media_type(path, "")
    return Source("", path, url, kind, problem=TOO_LARGE, is_too_large=True)


def _is_html(data: bytes, path: str | None, media_type: str | None) -> bool:
    """Whether the bytes are a web page: as is said, by its beginning, or by its name."""
    if media_type:
        return media_type in _HTML_TYPES
    return looks_like_html(data) or guess_media_type(path, data[:_START].decode("latin-1")) in _HTML_TYPES


def from_text(text: str, *, path: str | None = None, url: str | None = None, media_type: str | None = None) -> Source:
    """A source from text that is decoded already; its digest is that of its UTF-8 bytes."""
    if len(text) > LARGEST_FILE:
        return _too_large(path, url, media_type)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Source(text, path, url, media_type or guess_media_type(path, text), digest)


def guess_media_type(path: str | None, text: str) -> str:
    """What kind of file it is, by its beginning, then by its name; plain text if neither says more.

    A part of a web page begins with any tag, Markdown with a heading or front matter; as each may begin otherwise, and
    so may a text, this counts only where no name says what it is.
    """
    start = text[:_START].lstrip("\ufeff \t\r\n").lower()
    suffix = found[0].lower() if path and (found := _SUFFIX.search(path)) else ""
    if start.startswith(_HTML_STARTS) or (not suffix and _TAG.match(start)):
        return "text/html"
    if not suffix and _MARKDOWN.match(start):
        return "text/markdown"
    return MEDIA_TYPES.get(suffix, TEXT)


def read_file(
    path: Path,
    *,
    called: str | None = None,
    url: str | None = None,
    media_type: str | None = None,
    inside: Collection[Path] | None = None,
    pipe: bool = False,
) -> Source:
    """A source from a file, which is called as its path unless something else is said; see `open_file` for the rest.

    Raises:
        PathingestError: the file is not there or cannot be read.
    """
    if RECORD in str(path) and (found := _record(path, inside)):
        if found.broken:
            raise PathingestError(f"{found.path}: {found.problem}")
        return replace(found, url=url) if url else found
    try:
        data = read_bytes(path, inside, pipe=pipe, most=LARGEST_FILE)
    except OSError as error:
        raise PathingestError(f"{path}: {reason(error)}") from None
    return from_bytes(data, path=called or relative(path), url=url, media_type=media_type)


def read_anyway(path: Path, *, inside: Collection[Path] | None = None, pipe: bool = False) -> Source:
    """A source from a file, or from a record of a feed; one that cannot be read gives an empty source that says why."""
    if RECORD in str(path) and (found := _record(path, inside)):
        return found
    try:
        data = read_bytes(path, inside, pipe=pipe, most=LARGEST_FILE)
    except OSError as error:
        return Source("", relative(path), problem=f"the file {reason(error)}")
    return from_bytes(data, path=relative(path))


def _record(path: Path, inside: Collection[Path] | None) -> Source | None:
    """The record of a feed that a path names; None for a file, whatever is in its name."""
    from pathingest.sources.named import read_record, split  # noqa: PLC0415  most projects have no feeds

    return read_record(*found, inside=inside) if (found := split(path)) else None


def reason(error: OSError) -> str:
    """Why a file cannot be read, and what to do, in words that follow its name."""
    if isinstance(error, FileNotFoundError):
        return "no such file; check the path"
    if isinstance(error, IsADirectoryError):
        return "is a folder; name a file in it, or use `pathingest build` or `pathingest lint` for a folder"
    return f"cannot be read: {error.strerror or error}"


def relative(path: Path) -> str:
    """The path from the working directory if it lies below it, with "/" between its parts, and in one spelling."""
    path = Path(os.path.normpath(path)) if ".." in path.parts else path
    if not path.is_absolute():
        return path.as_posix()
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def located(name: str) -> Path:
    """The file of a source's path."""
    return Path(unescaped(name))


def unescaped(name: str) -> str:
    r"""A source's path as the system has it; in a record, bytes of it that are no UTF-8 are escapes (`\udcff`)."""
    return _HALF.sub(lambda found: chr(int(found[1], 16)), name)


_HALF = re.compile(r"\\u(dc[89a-f][0-9a-f])")


def find_pages(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """(pages, other files) below the paths, each sorted and once; a file that is named is a page, whatever its name.

    Hidden files and folders are passed over.

    Raises:
        PathingestError: a path is not there.
    """
    pages: dict[Path, None] = {}
    others: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            for file in sorted(files_below(path)):
                (pages if file.suffix.lower() in MEDIA_TYPES else others)[file] = None
        elif path.exists():
            pages[path] = None
        else:
            raise PathingestError(f"{path}: no such file or folder; check the path")
    return list(pages), [path for path in others if path not in pages]
