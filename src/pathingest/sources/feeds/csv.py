"""CSV with a line of names, as Scrapy and others export what they fetched: a row for each page."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO

from pathingest.sources.feeds import LARGEST, WHOLE, Feed, Fields, Part, Record
from pathingest.sources.feeds._lines import NO_RECORD, line_at, lines
from pathingest.sources.feeds._packed import also_packed, is_packed
from pathingest.sources.feeds._record import from_row, too_large

_DELIMITERS = ",;\t|"


class _Rows:
    """The rows of a file, each with where it begins."""

    def __init__(self, file: BinaryIO, fields: Fields) -> None:
        self._file, self._fields = file, fields
        self._wanted = (fields.html, fields.body, fields.text)
        csv.field_size_limit(LARGEST)
        first = line_at(file, "0").data
        head = first.decode("utf-8-sig", "replace")
        self._delimiter = max(_DELIMITERS, key=lambda mark: len({*_names(head, mark)}.intersection(self._wanted)))
        self._names = _names(head, self._delimiter)
        self._is_packed = is_packed(file)
        self._first = len(first)
        self._at = self._second = self._next = 0
        self._problem: str | None = None

    def records(self, start: int = 0) -> Iterator[Record]:
        """A record for each row from an offset on; after a row that is broken comes the line after its first."""
        if not {*self._names}.intersection(self._wanted):
            wanted = ", ".join(dict.fromkeys(self._wanted))
            yield Record("0", problem=f"its first line names no column {wanted} (see [feeds])")
            return
        self._go_to(max(start, self._first))
        while True:
            reader = csv.reader(self._given(), delimiter=self._delimiter, strict=True)
            try:
                while row := self._row(reader):
                    yield self._record(row)
            except csv.Error as error:
                why = too_large("field") if "limit" in str(error) else f"the row is no CSV: {error}"
                yield Record(str(self._at), problem=self._problem or why)
                if not self._is_packed:
                    self._go_to(self._second)
                continue
            if self._problem is None:
                return
            yield Record(str(self._at), problem=self._problem)

    def _go_to(self, start: int) -> None:
        self._next = start
        found = lines(self._file, WHOLE if self._is_packed else Part(start))
        self._lines = (line for line in found if line.at >= start)

    def _row(self, reader: Iterator[list[str]]) -> list[str] | None:
        """The next row that is not empty."""
        row: list[str] | None = []
        while row == []:
            self._at = self._second = self._next
            self._problem = None
            row = next(reader, None)
        return row

    def _given(self) -> Iterator[str]:
        for line in self._lines:
            self._next = line.at + len(line.data)
            if self._second == self._at:
                self._second = self._next
            if line.problem:
                self._problem = line.problem
                return
            yield line.data.decode("utf-8", "surrogateescape")

    def _record(self, row: list[str]) -> Record:
        at = str(self._at)
        if len(row) != len(self._names):
            return Record(at, problem=f"the row has {len(row)} fields, and the first line names {len(self._names)}")
        try:
            "".join(row).encode()
        except UnicodeEncodeError:
            return Record(at, problem="the row is no UTF-8")
        return from_row(at, dict(zip(self._names, row, strict=True)), self._fields)


def _names(head: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([head], delimiter=delimiter), [])
    except csv.Error:
        return []


def _records(file: BinaryIO, fields: Fields, _: Part) -> Iterator[Record]:
    return _Rows(file, fields).records()


def _read(file: BinaryIO, fields: Fields, at: str) -> Record:
    if problem := line_at(file, at).problem:
        return Record(at, problem=problem)
    found = next(_Rows(file, fields).records(int(at)), None)
    return found if found and found.at == at else Record(at, problem=NO_RECORD)


FEED = Feed(also_packed(".csv", ".tsv"), _records, _read)
