"""Findings as JSON data, and JSON that is safe to print."""

from __future__ import annotations

import json
import re
from typing import Any

from pathingest.model.finding import Change, Finding, Fix, Related, Repair, SetValue

# JSON escapes control characters up to U+001F only. The others, and marks that turn a text's direction, would command
# the terminal that it is printed to; half a surrogate cannot be written as UTF-8 at all.
_TO_ESCAPE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def dumps(value: object, indent: int | None = None) -> str:
    """A value as JSON; what must not be printed as it is becomes an escape."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return text if text.isascii() else _TO_ESCAPE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def finding_data(finding: Finding, rule_url: str | None = None) -> dict[str, Any]:
    """A finding in the shape of schemas/findings.schema.json; `rule_url` is there where the rule has an address."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "message": finding.message,
        **_place(finding),
        "related": [{"message": related.message, **_place(related)} for related in finding.related],
        "fix": finding.fix and _fix(finding.fix),
        "fingerprint": finding.fingerprint,
        **({} if finding.repairs is None else {"repairs": [_repair(repair) for repair in finding.repairs]}),
        **({"rule_url": rule_url} if rule_url else {}),
    }


def _place(place: Finding | Related) -> dict[str, Any]:
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "pointer": place.pointer,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "applicability": fix.applicability,
        "message": fix.message,
        "changes": [_change(change) for change in fix.changes],
    }


def _repair(repair: Repair) -> dict[str, Any]:
    return {
        "message": repair.message,
        "reason": repair.reason,
        "patches": [patch._asdict() for patch in repair.patches],
        "also": list(repair.also),
    }


def _change(change: Change) -> dict[str, Any]:
    if isinstance(change, SetValue):
        return {"kind": "set_value", "pointer": change.pointer, "value": change.value}
    return {"kind": "reorder", "pointer": change.pointer, "order": list(change.order)}
