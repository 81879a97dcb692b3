"""A run compared with an earlier one, as that of the base branch: what is new, and what is gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pathingest.model.data import parse_json
from pathingest.model.errors import PathingestError
from pathingest.model.finding import FINDINGS_SCHEMA, SEVERITIES, Finding
from pathingest.outputs.reports import Trend
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
            self._known = Counter((str(one["code"]), str(one["fingerprint"])) for one in held["findings"])
            self._counts = Counter(str(one["severity"]) for one in held["findings"])
        except (LookupError, TypeError, ValueError):
            raise _wrong(str(path)) from None

    def trend(self, findings: Iterable[Finding]) -> Trend:
        """This run's findings beside them. A finding is the same as long as its rule and its fingerprint are."""
        now = Counter((finding.code, finding.fingerprint) for finding in findings)
        counts = {severity: self._counts[severity] for severity in SEVERITIES}
        return Trend(self._pages, counts, (now - self._known).total(), (self._known - now).total())


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
