"""A comment on a pull request, or a page in an editor: what was counted, and a section a page."""

from __future__ import annotations

from pathingest.outputs.reports import Format, Report
from pathingest.outputs.reports._markdown import document

# GitHub takes no longer comment; it counts characters, so bytes are on the safe side.
_LONGEST_COMMENT = 65_536


def _render(report: Report) -> str:
    return document(report, _LONGEST_COMMENT)


FORMAT = Format(_render, suggests=True)
