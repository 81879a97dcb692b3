"""How often each rule found something, and how much of it can be fixed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from pathingest.model.finding import Finding
from pathingest.model.visible import visible


def statistics(findings: Sequence[Finding], *, as_json: bool) -> str:
    """A line a rule, the most frequent first; "[*]" marks those that `--fix` or `--unsafe-fixes` fixes."""
    counts = Counter((finding.code, finding.name) for finding in findings)
    fixable = {finding.code for finding in findings if finding.fixable}
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if as_json:
        rows = [
            {"code": code, "name": name, "count": count, "fixable": code in fixable} for (code, name), count in ordered
        ]
        return json.dumps(rows, indent=2) + "\n"
    return "".join(_lines(ordered, fixable))


def _lines(ordered: Iterable[tuple[tuple[str, str], int]], fixable: set[str]) -> Iterable[str]:
    rows = list(ordered)
    width = max((len(str(count)) for _, count in rows), default=0)
    for (code, name), count in rows:
        yield f"{count:>{width}}  {code}  [{'*' if code in fixable else ' '}]  {visible(name)}\n"
