"""Which lines of the packages a run has reached, where Python can say so without a cost (3.12 and newer)."""

from __future__ import annotations

import sys
from pathlib import Path
from types import CodeType

PACKAGE = str(Path(__file__).resolve().parents[2] / "src" / "pathingest")


class Reached:
    """The lines that were reached since it was made, by their files.

    Attributes:
        lines: the lines. It stays empty where Python has no `sys.monitoring`.
    """

    def __init__(self) -> None:
        self.lines: set[tuple[str, int]] = set()
        self._watch = watch = getattr(sys, "monitoring", None)
        if watch:
            watch.use_tool_id(watch.COVERAGE_ID, "fuzz")
            watch.register_callback(watch.COVERAGE_ID, watch.events.LINE, self._line)
            watch.set_events(watch.COVERAGE_ID, watch.events.LINE)

    def _line(self, code: CodeType, line: int) -> object:
        if code.co_filename.startswith(PACKAGE):
            self.lines.add((code.co_filename, line))
        return self._watch and self._watch.DISABLE  # each line is told once
