"""The Reviewdog Diagnostic Format (rdjson): what reviewdog posts as comments, with suggestions to apply.

Columns count bytes of UTF-8. A place is the part of it on its first line; a suggestion has its own place.
"""

from __future__ import annotations

from typing import Any

from pathingest.model.finding import Finding, Related, Suggestion
from pathingest.model.visible import visible
from pathingest.outputs.reports import Format, Report, worst_first
from pathingest.outputs.reports._json import dumps
from pathingest.outputs.reports._places import posix

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def _render(report: Report) -> str:
    found: dict[str, Any] = {"source": {"name": "pathingest"}}
    if report.findings:
        found["severity"] = _SEVERITIES[worst_first(report.findings)[0].severity]
    found["diagnostics"] = [_diagnostic(finding, report) for finding in report.findings]
    return dumps(found, indent=2) + "\n"


def _diagnostic(finding: Finding, report: Report) -> dict[str, Any]:
    url = report.rule_url(finding)
    found: dict[str, Any] = {
        "message": _message(finding),
        "location": _location(finding),
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.code, **({"url": url} if url else {})},
    }
    if finding.fix and finding.fix.suggestion:
        found["suggestions"] = [_suggestion(finding.fix.suggestion)]
    if finding.related:
        found["related_locations"] = [
            {"message": visible(related.message), "location": _location(related)} for related in finding.related
        ]
    return found


def _message(finding: Finding) -> str:
    fix = f"\nfix: {visible(finding.fix.message)}" if finding.fix else ""
    return visible(finding.message) + fix


def _suggestion(suggestion: Suggestion) -> dict[str, Any]:
    return {"range": _range(suggestion.start, suggestion.end), "text": suggestion.text}


def _location(place: Finding | Related) -> dict[str, Any]:
    start, end = _columns(place)
    return {"path": visible(posix(place.path)), "range": _range((place.line, start), (place.line, end))}


def _range(start: tuple[int, int], end: tuple[int, int]) -> dict[str, Any]:
    return {"start": {"line": start[0], "column": start[1]}, "end": {"line": end[0], "column": end[1]}}


def _columns(place: Finding | Related) -> tuple[int, int]:
    """The columns of a place on its first line; without an excerpt, code points are all that is known."""
    if not place.excerpt:
        return place.column, max(place.end_column, place.column) if place.end_line == place.line else place.column
    line, skipped, end, _, before = place.excerpt
    start = before + _size(line[: max(place.column - 1 - skipped, 0)]) + 1
    return start, max(before + _size(line[: max(end - 1 - skipped, 0)]) + 1, start)


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


FORMAT = Format(_render, in_repository=True, suggests=True)
