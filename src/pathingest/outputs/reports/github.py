"""Annotations on a pull request, as commands in the log of a GitHub workflow.

GitHub shows ten of each severity a step and drops the others in silence. So the worst are annotated, and all are in
the step's summary.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pathingest.model.finding import SEVERITIES, Finding, Related
from pathingest.model.visible import visible
from pathingest.outputs.reports import Format, Report, in_words, worst_first
from pathingest.outputs.reports._markdown import document
from pathingest.outputs.reports._places import columns, is_file, posix

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}
_SHOWN = 10
# GitHub's limit is 1 MiB a step, and what other commands of the step write counts too.
_LONGEST_SUMMARY = 1_000_000


def _render(report: Report) -> str:
    annotated, others = _divided(report.findings)
    lines = [_command(finding, report.rule_url(finding)) for finding in annotated]
    if others:
        lines.append(f"{in_words(len(others), 'more finding')}: GitHub shows {_SHOWN} of each severity a step")
    return "".join(f"{line}\n" for line in lines)


def _step_summary(report: Report) -> str:
    return document(report, _LONGEST_SUMMARY)


def _divided(findings: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
    """(findings that GitHub will show, worst first; the others, in their order)."""
    room = dict.fromkeys(SEVERITIES, _SHOWN)
    annotated: list[Finding] = []
    others: list[Finding] = []
    for finding in findings:
        room[finding.severity] -= 1
        (annotated if room[finding.severity] >= 0 else others).append(finding)
    return worst_first(annotated), others


def _command(finding: Finding, url: str | None) -> str:
    properties = ",".join(f"{name}={_property(value)}" for name, value in _properties(finding))
    return f"::{_LEVELS[finding.severity]} {properties}::{'%0A'.join(map(_data, _message(finding, url)))}"


def _properties(finding: Finding) -> Iterator[tuple[str, str]]:
    if is_file(finding.path):
        place = columns(finding)
        yield "file", posix(finding.path)
        yield "line", str(finding.line)
        # GitHub ignores the columns of an annotation that ends on another line than it begins.
        yield "endLine", str(finding.line)
        yield "col", str(place.start)
        yield "endColumn", str(place.end)
    yield "title", f"{finding.code} {finding.name}"


def _message(finding: Finding, url: str | None) -> Iterator[str]:
    yield finding.message
    for related in finding.related:
        yield f"{_where(related, finding)}: {related.message}"
    if finding.fix:
        yield f"fix: {finding.fix.message}"
    for number, repair in enumerate(finding.repairs or (), 1):
        yield f"repair {number}: {repair.message} (line {repair.patches[0].line}): {repair.reason}"
    if url:
        yield f"rule: {url}"


def _where(related: Related, finding: Finding) -> str:
    if related.path == finding.path:
        return f"line {related.line}"
    return f"{posix(related.path)}:{related.line}"


def _data(text: str) -> str:
    """Text of a command's message; no line break is left in it to end the command."""
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMAT = Format(_render, in_repository=True, suggests=True, step_summary=_step_summary)
