"""What was worked out before: so many values at most, and never more than a saving of time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

V = TypeVar("V")

MOST = 2_000  # values in one memory; past that it starts anew
LONGEST = 64  # characters: a longer word is not met again


class Memory(dict[Any, V]):
    """At most so many values; with *most* 0 none."""

    def __init__(self, most: int = MOST) -> None:
        super().__init__()
        self._most = most

    def keep(self, key: str | tuple[Any, ...], value: V) -> V:
        """Keep a value, unless its key is too long to be met again, and return it."""
        if self._most and len(key) <= LONGEST:
            if len(self) >= self._most:
                self.clear()
            self[key] = value
        return value


class Table(Memory[V]):
    """What a function returns, by its argument, or by the tuple of its arguments."""

    def __init__(self, make: Callable[..., V], most: int = MOST) -> None:
        super().__init__(most)
        self._make = make

    def __missing__(self, key: str | tuple[Any, ...]) -> V:
        """Call the function, and keep what it returns."""
        return self.keep(key, self._make(*key) if isinstance(key, tuple) else self._make(key))
