"""The other places of what is at a place: of a contradiction, or where a record's value was read from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pathingest.model.finding import Finding, Related
from pathingest.model.place import at
from pathingest.records.places import pointer_at
from pathingest.server._analysis import Analysis


def others(analysis: Analysis, offset: int) -> list[tuple[Path, Finding | Related]]:
    """Where else to look, each place once.

    From a finding's place these are its others; from one of those, the finding and the rest. Elsewhere in a record it
    is the stretch of the raw page that the value was read from.
    """
    found = list(_of_findings(analysis, offset)) or list(_of_value(analysis, offset))
    placed = {_key(file, place): (file, place) for place in found if (file := analysis.file_of(place))}
    return list(placed.values())


def _of_findings(analysis: Analysis, offset: int) -> Iterator[Finding | Related]:
    for finding in analysis.findings:
        places: list[Finding | Related] = [finding, *finding.related]
        here = [place for place in places if _is_in(analysis, place) and _holds(analysis, place, offset)]
        if here:
            yield from (place for place in places if place not in here)


def _of_value(analysis: Analysis, offset: int) -> Iterator[Related]:
    page = analysis.page
    if page and page.origin and (pointer := pointer_at(page.source, offset)):
        read = page.origin.place(pointer)
        if read:
            yield at(*read, "read from here", pointer)


def _is_in(analysis: Analysis, place: Finding | Related) -> bool:
    return analysis.file_of(place) == analysis.path


def _holds(analysis: Analysis, place: Finding | Related, offset: int) -> bool:
    start, end = analysis.text.span(place)
    return start <= offset <= end


def _key(file: Path, place: Finding | Related) -> tuple[Path, int, int, int, int]:
    return file, place.line, place.column, place.end_line, place.end_column
