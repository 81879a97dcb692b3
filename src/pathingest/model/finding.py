"""What is wrong with a page: where, how bad, how sure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from pathingest.model.source import Span

FINDINGS_SCHEMA = "pathingest.findings/1"
Severity = Literal["error", "warning", "info"]
Confidence = Literal["high", "medium", "low"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Related:
    """Another place of the same contradiction, and what stands there."""

    message: str
    path: str | None
    line: int
    column: int
    end_line: int
    end_column: int
    pointer: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding at one place. Lines and columns count from 1, a column is a code point, and the end lies outside."""

    code: str
    name: str
    severity: Severity
    confidence: Confidence
    message: str
    path: str | None
    line: int
    column: int
    end_line: int
    end_column: int
    pointer: str | None = None
    related: tuple[Related, ...] = ()
    fix: str | None = None


class Problem(NamedTuple):
    """What a rule says: the message and *what* is meant, as a pointer into the record, a stretch, or both.

    The engine alone turns it into a place. Where two pages are compared, `page` says which is meant: 0 or 1.
    """

    message: str
    pointer: str | None = None
    span: Span | None = None
    related: tuple[Problem, ...] = ()
    page: int = 0
