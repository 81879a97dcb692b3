"""All findings and a summary as one JSON document: schemas/findings.schema.json says what it holds."""

from __future__ import annotations

from typing import Any

from pathingest.model.finding import FINDINGS_SCHEMA
from pathingest.outputs.reports import Format, Report, Trend, severity_counts
from pathingest.outputs.reports._json import dumps, finding_data


def _render(report: Report) -> str:
    findings = [finding_data(finding, report.rule_url(finding)) for finding in report.findings]
    return dumps({"schema": FINDINGS_SCHEMA, "findings": findings, "summary": _summary(report)}, indent=2) + "\n"


def _summary(report: Report) -> dict[str, Any]:
    return {
        "pages": report.pages,
        "findings": len(report.findings),
        **severity_counts(report.findings),
        "exit_code": report.exit_code,
        "reason": report.reason,
        "notes": list(report.notes),
        **({"trend": _trend(report.trend)} if report.trend else {}),
    }


def _trend(trend: Trend) -> dict[str, Any]:
    before: dict[str, int] = {"pages": trend.pages, "findings": sum(trend.counts.values())}
    before.update((severity, count) for severity, count in trend.counts.items())
    return {"before": before, "new": trend.new, "gone": trend.gone, "rules": [rule._asdict() for rule in trend.rules]}


FORMAT = Format(_render)
