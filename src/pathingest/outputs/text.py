"""Findings for people, in a terminal or a log: one line each, with the places that belong to it below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pathingest.model.finding import SEVERITIES, Finding


def findings(found: Iterable[Finding]) -> Iterator[str]:
    """The lines of all findings."""
    for finding in found:
        place = f"{finding.path or '<text>'}:{finding.line}:{finding.column}"
        yield f"{place}: {finding.severity} {finding.code} {finding.message} [{finding.name}]"
        for related in finding.related:
            elsewhere = f"{related.path}:" if related.path != finding.path else ""
            yield f"    {elsewhere}{related.line}:{related.column}: {related.message}"


def tally(found: Sequence[Finding]) -> str:
    """How many findings of each severity, in words ("2 errors, 1 warning")."""
    counts = [(severity, sum(finding.severity == severity for finding in found)) for severity in SEVERITIES]
    return ", ".join(f"{count} {_plural(severity, count)}" for severity, count in counts if count) or "no findings"


def _plural(severity: str, count: int) -> str:
    return severity if severity == "info" or count == 1 else f"{severity}s"


def pages(count: int) -> str:
    """A number of pages in words."""
    return f"{count} page" if count == 1 else f"{count} pages"
