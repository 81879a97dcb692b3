"""Patterns that are compiled when a text first needs them: compiling takes longer than reading a page."""

from __future__ import annotations

import re
from typing import Any, cast


def lazy(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """A pattern, to be used like a compiled one; a mistake in it is raised at its first use."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))


class _Lazy:
    """Takes over each method of the compiled pattern as it is asked for, so that the next call is that method's own."""

    def __init__(self, pattern: str, flags: re.RegexFlag) -> None:
        self._source = pattern
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:
        if self._compiled is None:
            self._compiled = re.compile(self._source, self._flags)
        found = self.__dict__[name] = getattr(self._compiled, name)
        return found
