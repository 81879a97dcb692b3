"""One line a finding, as editors and terminals make a link of it: `path:line:column: severity CODE message [name]`."""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.finding import Finding
from pathingest.model.visible import visible
from pathingest.outputs.reports import Format, Report


def _render(report: Report) -> str:
    return "".join(visible(line) + "\n" for finding in report.findings for line in (_line(finding), *_repairs(finding)))


def _repairs(finding: Finding) -> Iterator[str]:
    """A line for each repair, if they were asked for, at the place that it changes."""
    for number, repair in enumerate(finding.repairs or (), 1):
        patch = repair.patches[0]
        place = f"{patch.path or '<text>'}:{patch.line}:{patch.column}"
        yield f"{place}: repair {number} of {finding.code} {repair.message}: {repair.reason}"


def _line(finding: Finding) -> str:
    place = f"{finding.path or '<text>'}:{finding.line}:{finding.column}"
    return f"{place}: {finding.severity} {finding.code} {finding.message} [{finding.name}]"


FORMAT = Format(_render, one_by_one=True)
