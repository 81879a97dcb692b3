"""One line a finding, as editors and terminals make a link of it: `path:line:column: severity CODE message [name]`."""

from __future__ import annotations

from pathingest.model.finding import Finding
from pathingest.model.visible import visible
from pathingest.outputs.reports import Format, Report


def _render(report: Report) -> str:
    return "".join(visible(_line(finding)) + "\n" for finding in report.findings)


def _line(finding: Finding) -> str:
    place = f"{finding.path or '<text>'}:{finding.line}:{finding.column}"
    return f"{place}: {finding.severity} {finding.code} {finding.message} [{finding.name}]"


FORMAT = Format(_render, one_by_one=True)
