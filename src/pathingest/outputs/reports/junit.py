"""JUnit XML: a suite a page, and in it a test a finding, or one that passed.

A finding that counts against the run is a failure. One that does not is a skipped test, which CI servers show with its
message and do not count as broken.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from pathingest.model.finding import Finding, Severity
from pathingest.model.visible import visible
from pathingest.outputs.reports import Format, Report
from pathingest.outputs.reports._places import numbered, posix

Failing = tuple[Severity, ...]


def _render(report: Report) -> str:
    pages: dict[str | None, list[Finding]] = {path: [] for path in report.paths}
    for finding in report.findings:
        pages.setdefault(finding.path, []).append(finding)
    suites = "".join(_suite(path, findings, report) for path, findings in pages.items())
    counts = _counts(list(pages.values()), report.failing)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="pathingest" {counts}>\n{suites}</testsuites>\n'


def _counts(pages: Sequence[Sequence[Finding]], failing: Failing) -> str:
    failures = sum(finding.severity in failing for findings in pages for finding in findings)
    skipped = sum(map(len, pages)) - failures
    tests = sum(max(len(findings), 1) for findings in pages)
    return f'tests="{tests}" failures="{failures}" errors="0" skipped="{skipped}" time="0"'


def _suite(path: str | None, findings: Sequence[Finding], report: Report) -> str:
    name = _text(posix(path))
    tests = "".join(_test(finding, number, report) for finding, number in numbered(findings, _title)) or _passed(name)
    return f'  <testsuite name="{name}" {_counts([findings], report.failing)}>\n{tests}  </testsuite>\n'


def _passed(name: str) -> str:
    return f'    <testcase classname="{name}" name="no findings" file="{name}" time="0"/>\n'


def _test(finding: Finding, number: int, report: Report) -> str:
    """A finding as a test; no two tests of a suite have one name, as GitLab drops the second."""
    name = _text(posix(finding.path))
    title = _text(_title(finding)) + (f" ({number})" if number > 1 else "")
    message = _text(f"{finding.severity}: {finding.message}")
    return (
        f'    <testcase classname="{name}" name="{title}" file="{name}" line="{finding.line}" time="0">\n'
        f"      {_verdict(finding, message, report)}\n    </testcase>\n"
    )


def _title(finding: Finding) -> str:
    return f"{finding.code} {finding.name} {finding.line}:{finding.column}"


def _verdict(finding: Finding, message: str, report: Report) -> str:
    if finding.severity not in report.failing:
        return f'<skipped message="{message}"/>'
    lines = "\n".join(_lines(finding, report.rule_url(finding)))
    return f'<failure type="{_text(finding.code)}" message="{message}">{lines}</failure>'


def _lines(finding: Finding, url: str | None) -> list[str]:
    """The finding with its places, how to fix it, and where its rule is documented."""
    lines = [f"{posix(finding.path)}:{finding.line}:{finding.column}: {finding.message}"]
    lines += [f"{posix(other.path)}:{other.line}:{other.column}: {other.message}" for other in finding.related]
    if finding.fix:
        lines.append(f"fix: {finding.fix.message}")
    if url:
        lines.append(f"rule: {url}")
    return [_text(line) for line in lines]


def _text(text: str) -> str:
    """A text for an element or an attribute; what XML forbids is among what `visible` marks."""
    return escape(visible(text))


FORMAT = Format(_render)
