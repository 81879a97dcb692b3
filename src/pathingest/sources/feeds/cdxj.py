"""CDXJ, the index of a crawl: for each page the archive, the offset and the length that it is fetched by."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from pathingest.sources.feeds import Feed, Fields, Part, Place, Record
from pathingest.sources.feeds._index import place_of
from pathingest.sources.feeds._lines import lines
from pathingest.sources.feeds._packed import also_packed, is_packed_by_name


def _records(file: BinaryIO, _: Fields, part: Part) -> Iterator[Record | Place]:
    for line in lines(file, part):
        if line.problem:
            yield Record(str(line.at), problem=line.problem)
            continue
        start = line.data.find(b"{")
        if line.data.startswith(b"!") or not line.data.strip():
            continue  # what the file says of itself
        try:
            row = json.loads(line.data[start:]) if start >= 0 else None
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict):
            yield Record(str(line.at), problem="the line has no JSON object")
        else:
            yield place_of(str(line.at), row)


FEED = Feed(also_packed(".cdxj"), _records, divisible=lambda name: not is_packed_by_name(name))
