"""Which lines of functions a run has reached, where Python says so without a cost (3.12 and newer).

To keep inputs that reach a new line as seeds was tried, and does not pay: after as much time a run had reached 0.1 %
more lines, or 1 % fewer where such seeds were taken half of the time. What is looked for is in values, hardly in lines.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import CodeType

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "pathingest"


class Reached:
    """The lines that were reached since it was made, by their files; none where Python cannot say."""

    def __init__(self) -> None:
        self.lines: set[tuple[str, int]] = set()
        self._watch = watch = getattr(sys, "monitoring", None)
        if watch:
            watch.use_tool_id(watch.COVERAGE_ID, "fuzz")
            watch.register_callback(watch.COVERAGE_ID, watch.events.LINE, self._line)
            watch.set_events(watch.COVERAGE_ID, watch.events.LINE)

    def _line(self, code: CodeType, line: int) -> object:
        if code.co_filename.startswith(str(PACKAGE)):
            self.lines.add((code.co_filename, line))
        return self._watch and self._watch.DISABLE  # each line is told once

    def table(self) -> str:
        """How many lines of each package were reached, of how many; empty where nobody knows."""
        if not self.lines:
            return ""
        there, reached = Counter[str](), Counter[str]()
        for path in PACKAGE.rglob("*.py"):
            part = path.relative_to(PACKAGE).parts[0]
            lines = {(str(path), line) for line in _lines(compile(path.read_bytes(), str(path), "exec"))}
            there[part] += len(lines)
            reached[part] += len(lines & self.lines)
        counts = [(part, reached[part], there[part]) for part in sorted(+there)]
        counts += [("all", reached.total(), there.total())]
        rows = [f"| {part} | {some:,} | {every:,} | {some / every:.0%} |" for part, some, every in counts]
        return "\n".join(["| package | lines reached | of | |", "|---|---:|---:|---:|", *rows])


def _lines(code: CodeType) -> Iterator[int]:
    """The lines of functions: those of modules and classes are reached when they are imported."""
    if code.co_flags & CO_OPTIMIZED:
        yield from (line for _, _, line in code.co_lines() if line and line != code.co_firstlineno)
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _lines(inner)
