"""What processes do in tests of the engine: in a module that they can import."""

from __future__ import annotations

import os

Numbers = tuple[int, ...]


def doubled(numbers: Numbers) -> list[int]:
    """Twice each number; a negative one ends the process."""
    if any(number < 0 for number in numbers):
        os._exit(1)
    return [2 * number for number in numbers]


def halves(numbers: Numbers) -> list[Numbers]:
    middle = len(numbers) // 2
    return [numbers[:middle], numbers[middle:]] if middle else []


def failing(_: Numbers) -> list[int]:
    raise ValueError("no")
