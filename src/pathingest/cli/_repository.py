"""Paths as a code host knows them: from the root of the repository, wherever in it the tool was started."""

from __future__ import annotations

import os
from pathlib import Path

from pathingest.model.finding import Finding
from pathingest.outputs.reports import Report
from pathingest.sources import project_root

_STDIN = "-"


def in_repository(report: Report) -> Report:
    """The report with the paths of the repository; as it is without one, or where the run was started at its root."""
    here = Path.cwd()
    root = project_root(here)
    if root == here:
        return report
    return report._replace(
        findings=tuple(_moved(finding, root) for finding in report.findings),
        paths=tuple(str(_from(root, path)) for path in report.paths),
    )


def _moved(finding: Finding, root: Path) -> Finding:
    related = tuple(other._replace(path=_from(root, other.path)) for other in finding.related)
    return finding._replace(path=_from(root, finding.path), related=related)


def _from(root: Path, path: str | None) -> str | None:
    if path is None or path == _STDIN:
        return path
    return Path(os.path.relpath(path, root)).as_posix()
