"""What fixes would change in the files of records, for the reports of a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from pathingest.model.finding import Finding
from pathingest.records import is_record
from pathingest.records.suggestions import suggestion
from pathingest.sources import read_anyway


def with_suggestions(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, with suggestions where they have fixes and are in records; raw pages are never changed."""
    read = lru_cache(maxsize=1)(read_anyway)  # the findings of a file come one after the other
    for finding in findings:
        fix, path = finding.fix, Path(finding.path or "")
        if fix and fix.changes and is_record(path):
            yield finding._replace(fix=fix._replace(suggestion=suggestion(read(path), fix.changes)))
        else:
            yield finding
