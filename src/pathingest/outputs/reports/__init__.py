"""Findings to text: one module per format, found by discovery.

A module is named after its format and offers one `Format`. What a format may know of a run is in the `Report`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from pathingest.model.errors import PathingestError
from pathingest.model.finding import SEVERITIES, Finding
from pathingest.registry import names
from pathingest.rules import Rule


@dataclass(frozen=True, slots=True)
class Report:
    """A run and what it found.

    Attributes:
        findings: in the order of the pages, then those across pages.
        pages: how many pages and records were read.
        rules: the (name, rule) that were asked, by code.
        exit_code: of the run.
        reason: why it is that, in one line.
        fail_on: the severity from which on a finding counts against the run, or "never".
        notes: what a reader should know besides: how many findings were suppressed, or are in the baseline.
        width: columns of the terminal.
        color: whether the reader is a terminal that shows colours.
    """

    findings: tuple[Finding, ...]
    pages: int
    rules: tuple[tuple[str, Rule], ...] = ()
    exit_code: int = 0
    reason: str = ""
    fail_on: str = "warning"
    notes: tuple[str, ...] = ()
    width: int = 80
    color: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """One format: `render` gives the whole text, with a newline at its end (or nothing at all).

    `for_people` says that a summary line on stderr adds something to it.
    """

    render: Callable[[Report], str]
    for_people: bool = False


@cache
def format_names() -> tuple[str, ...]:
    """The names of all formats, in alphabetical order, without importing them."""
    return tuple(names(__name__))


def find_format(name: str) -> Format:
    """The format of that name.

    Raises:
        PathingestError: there is none; names those there are.
    """
    if name not in format_names():
        message = f"no format {name!r}; there are {', '.join(format_names())}"
        raise PathingestError(message)
    found: Format = import_module(f"{__name__}.{name}").FORMAT
    return found


def severity_counts(findings: tuple[Finding, ...]) -> dict[str, int]:
    """How many findings of each severity, worst first."""
    return {severity: sum(finding.severity == severity for finding in findings) for severity in SEVERITIES}
