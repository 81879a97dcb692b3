"""GitLab's Code Quality report: the findings as merge requests show them."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from pathingest.model.finding import Finding
from pathingest.model.visible import visible
from pathingest.outputs.reports import Format, Report
from pathingest.outputs.reports._json import dumps
from pathingest.outputs.reports._places import by_fingerprint, posix

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def _render(report: Report) -> str:
    found = by_fingerprint(report.findings)
    return dumps([_issue(finding, number, report.rule_url(finding)) for finding, number in found], indent=2) + "\n"


def _issue(finding: Finding, number: int, url: str | None) -> dict[str, Any]:
    path = visible(posix(finding.path))
    return {
        "description": visible(f"{finding.code}: {finding.message}"),
        "check_name": finding.name,
        "fingerprint": _fingerprint(path, finding.fingerprint, number),
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": path, "lines": {"begin": finding.line, "end": finding.end_line}},
        # Of Code Climate's form, which GitLab's is a part of; there it is Markdown.
        **({"content": {"body": f"<{visible(url)}>"}} if url else {}),
    }


def _fingerprint(path: str, fingerprint: str, number: int) -> str:
    """GitLab drops a finding whose fingerprint another one in the report has, of whatever file."""
    return sha256(f"{path}\0{fingerprint}\0{number}".encode()).hexdigest()


FORMAT = Format(_render, in_repository=True)
