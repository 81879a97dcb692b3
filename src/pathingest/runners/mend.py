"""Fixes applied to record files, in as many rounds as it takes: a fix may make another one possible."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Literal

from pathingest.model.finding import Finding
from pathingest.model.page import Page
from pathingest.outputs import files
from pathingest.records.edit import mend
from pathingest.runners.lint import Linted

# Each round applies at least one fix; two fixes that undo each other must not go on for ever.
_MOST_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one record file: its text before and after."""

    path: str
    before: str
    after: str

    @property
    def diff(self) -> str:
        """The change as a unified diff."""
        lines = unified_diff(
            self.before.splitlines(keepends=True),
            self.after.splitlines(keepends=True),
            self.path,
            self.path,
        )
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


@dataclass(frozen=True, slots=True)
class Mended:
    """The files that were changed, how many findings that mended, and what is found afterwards."""

    changes: tuple[Change, ...]
    count: int
    left: Linted
