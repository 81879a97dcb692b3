"""Lists of paths: one a line, each a page or a feed, as crawls list their archives (`warc.paths.gz`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from pathingest.sources.feeds import Feed, Fields, Part, Place, Record
from pathingest.sources.feeds._lines import lines
from pathingest.sources.feeds._packed import also_packed

_LONGEST = 8192  # bytes


def _records(file: BinaryIO, _: Fields, part: Part) -> Iterator[Record | Place]:
    for line in lines(file, part, largest=_LONGEST):
        try:
            name = line.data.decode().strip("\ufeff \t\r\n")
        except UnicodeDecodeError:
            yield Record(str(line.at), problem="the line is no UTF-8")
            continue
        if line.problem or "\x00" in name:
            yield Record(str(line.at), problem=line.problem or "the line is no path")
        elif name and not name.startswith("#"):
            yield Place(name)


FEED = Feed(also_packed(".paths"), _records)
