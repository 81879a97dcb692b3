"""How often each rule found something, and how much of it can be fixed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from pathingest.model.finding import SEVERITIES, Finding, Severity
from pathingest.model.tuples import NamedTuple
from pathingest.model.visible import visible

HEADS = ("count", "severity", "code", "fix", "rule")
LEGEND = "[*] can be fixed in records: --fix, --unsafe-fixes, --diff"


class Counted(NamedTuple):
    """How often a rule found something of one severity, and whether any of it can be fixed."""

    found: int
    severity: Severity
    code: str
    fixable: bool
    name: str

    def row(self, unfixable: str = "") -> tuple[str, ...]:
        """The cells below `HEADS`."""
        return (
            str(self.found),
            self.severity,
            visible(self.code),
            "[*]" if self.fixable else unfixable,
            visible(self.name),
        )


def counted(findings: Sequence[Finding]) -> list[Counted]:
    """Rules and severities, the worst first, of one severity the most frequent first."""
    counts = Counter((finding.severity, finding.code, finding.name) for finding in findings)
    fixable = {finding.code for finding in findings if finding.fixable}
    rows = [Counted(count, severity, code, code in fixable, name) for (severity, code, name), count in counts.items()]
    return sorted(rows, key=lambda row: (SEVERITIES.index(row.severity), -row.found, row.code))


def statistics(rows: Sequence[Counted], *, as_json: bool) -> str:
    """A head and a line a row, in columns that are apart by two spaces or more; no cell is empty or has a space."""
    if as_json:
        return json.dumps([_data(row) for row in rows], indent=2) + "\n"
    lines = [HEADS, *(row.row("-") for row in rows)] if rows else []
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "".join(
        "  ".join([count.rjust(widths[0]), *map(str.ljust, cells, widths[1:])]).rstrip() + "\n"
        for count, *cells in lines
    )


def _data(row: Counted) -> dict[str, object]:
    return {
        "count": row.found,
        "severity": row.severity,
        "code": row.code,
        "fixable": row.fixable,
        "name": row.name,
    }
