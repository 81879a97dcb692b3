"""A run compared with an earlier one, as that of the base branch: what is new, and what is gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pathingest.model.data import parse_json
from pathingest.model.errors import PathingestError
from pathingest.model.finding import FINDINGS_SCHEMA, SEVERITIES, Finding, Severity
from pathingest.model.tuples import NamedTuple
from pathingest.outputs.reports import Moved, Trend
from pathingest.sources import read_bytes


class Earlier:
    """What an earlier run found, as `--format json` says it."""

    def __init__(self, path: Path) -> None:
        """Read the file.

        Raises:
            PathingestError: it is not there, or holds no findings.
        """
        held = _read(path)
        try:
            self._pages = int(held["summary"]["pages"])
            self._found = [_Found(*(str(one[key]) for key in _Found._fields)) for one in held["findings"]]
            self._counts = Counter(_severity(one.severity) for one in self._found)
        except (LookupError, TypeError, ValueError):
            raise _wrong(str(path)) from None

    def trend(self, findings: Iterable[Finding]) -> Trend:
        """This run's findings beside them. A finding is the same as long as its rule and its fingerprint are."""
        now = [_Found(*(getattr(finding, key) for key in _Found._fields)) for finding in findings]
        new, gone = _left(now, self._found), _left(self._found, now)
        rules = [
            Moved(code, name, _severity(severity), new[code, name, severity], gone[code, name, severity])
            for code, name, severity in {*new, *gone}
        ]
        rules.sort(key=lambda rule: (SEVERITIES.index(rule.severity), -rule.new - rule.gone, rule.code))
        return Trend(self._pages, {severity: self._counts[severity] for severity in SEVERITIES}, tuple(rules))


class _Found(NamedTuple):
    """What is kept of a finding."""

    code: str
    name: str
    severity: str
    fingerprint: str


def _left(some: Iterable[_Found], others: Iterable[_Found]) -> Counter[tuple[str, str, str]]:
    """How many findings of each rule and severity the others have none for."""
    there = Counter((one.code, one.fingerprint) for one in others)
    left = Counter[tuple[str, str, str]]()
    for one in some:
        if there[one.code, one.fingerprint]:
            there[one.code, one.fingerprint] -= 1
        else:
            left[one[:-1]] += 1
    return left


def _severity(word: str) -> Severity:
    return SEVERITIES[SEVERITIES.index(word)]  # of any other word there is no place: a ValueError


def _read(path: Path) -> dict[str, Any]:
    try:
        held: Any = parse_json(read_bytes(path), path)
    except OSError as error:
        raise PathingestError(f"--compare: {path}: cannot be read: {error.strerror or error}") from None
    except PathingestError as error:
        raise _wrong(str(error)) from None
    if not isinstance(held, dict) or held.get("schema") != FINDINGS_SCHEMA:
        raise _wrong(str(path))
    return held


def _wrong(where: str) -> PathingestError:
    return PathingestError(f"--compare: {where}: no findings of this tool; write them with `lint --output json:FILE`")
