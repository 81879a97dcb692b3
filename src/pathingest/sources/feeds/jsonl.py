"""JSON Lines, as Scrapy and others export what they fetched: a line for each page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from pathingest.sources.feeds import Feed, Fields, Part, Record
from pathingest.sources.feeds._lines import Line, line_at, lines
from pathingest.sources.feeds._packed import also_packed, is_packed_by_name
from pathingest.sources.feeds._record import from_row

_WHY = ("a number in it has thousands of digits", "it is nested too deeply")  # of errors that say no more


def _records(file: BinaryIO, fields: Fields, part: Part) -> Iterator[Record]:
    return (_record(line, fields) for line in lines(file, part) if line.problem or line.data.strip(b" \t\r\n"))


def _record(line: Line, fields: Fields) -> Record:
    at = str(line.at)
    if line.problem:
        return Record(at, problem=line.problem)
    try:
        row = json.loads(line.data.rstrip(b"\r\n").decode("utf-8-sig" if line.at == 0 else "utf-8"))
    except UnicodeDecodeError as error:
        return Record(at, problem=f"the line is no UTF-8 (byte {line.data[error.start]:#04x} at {error.start})")
    except (ValueError, RecursionError) as error:
        why = getattr(error, "msg", _WHY[isinstance(error, RecursionError)])
        return Record(at, problem=f"the line is no JSON: {why} (character {getattr(error, 'pos', 0) + 1})")
    if not isinstance(row, dict):
        return Record(at, problem="the line is no JSON object")
    return from_row(at, row, fields)


def _read(file: BinaryIO, fields: Fields, at: str) -> Record:
    return _record(line_at(file, at), fields)._replace(at=at)


FEED = Feed(
    also_packed(".jsonl", ".ndjson", ".jl"), _records, _read, divisible=lambda name: not is_packed_by_name(name)
)
