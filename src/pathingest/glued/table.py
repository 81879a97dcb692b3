"""Tables of what a function returns: so many values at most, and never more than a saving of time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

V = TypeVar("V")

MOST = 8_000  # values in a table; past that it starts anew
LONGEST = 64  # characters: a longer word is not met again


class Table(dict[Any, V]):
    """What a function returns, by its argument, or by the tuple of its arguments; with *most* 0 nothing is kept."""

    def __init__(self, make: Callable[..., V], most: int = MOST) -> None:
        super().__init__()
        self._make = make
        self._most = most

    def __missing__(self, key: str | tuple[Any, ...]) -> V:
        """Call the function, and keep what it returns."""
        value = self._make(*key) if isinstance(key, tuple) else self._make(key)
        if self._most and len(key) <= LONGEST:
            if len(self) >= self._most:
                self.clear()
            self[key] = value
        return value
