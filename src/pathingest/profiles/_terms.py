"""What the file format of a profile and a profile made ready have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from math import prod
from typing import Literal

Label = Literal[
    "difficulty", "timeline", "salary_change", "demand", "current_role", "target_role", "tasks", "resources"
]
Column = Literal["name", "priority", "duration", "guidance", "level", "salary"]
# What a label ends with whose value follows it without a mark.
VALUE = "{value}"
# What a gap in a heading means, as a pattern.
GAPS = {"{role}": r"\S+(?: \S+){0,6}", "{n}": r"\d+(?: ?(?:-|to) ?\d+)?"}
_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")


def spelled_out(text: str) -> Iterator[str]:
    """Every text that "(the |your |)plan" means; parentheses without a bar are a text's own."""
    return map("".join, product(*_choices(text))) if "|" in text else iter((text,))


def spellings(text: str) -> int:
    """How many texts that are."""
    return prod(map(len, _choices(text))) if "|" in text else 1


def _choices(text: str) -> list[list[str]]:
    parts = _CHOICE.split(text)
    return [part.split("|") if i % 2 else [part] for i, part in enumerate(parts)]
