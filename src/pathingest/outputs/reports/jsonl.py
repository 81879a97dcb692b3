"""A finding a line, each a JSON object as in the format `json`; nothing else is written."""

from __future__ import annotations

from pathingest.outputs.reports import Format, Report
from pathingest.outputs.reports._json import dumps, finding_data


def _render(report: Report) -> str:
    return "".join(dumps(finding_data(finding, report.rule_url(finding))) + "\n" for finding in report.findings)


FORMAT = Format(_render, one_by_one=True)
