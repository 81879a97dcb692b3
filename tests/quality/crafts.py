"""Skills of several trades, each with ways to name it, to advise it, to practise it, and to read about it.

`fields/` holds them, a file a field. A line that begins with "=" lists target roles. Each block below is one skill: its
names (the usual one, then two others, of which one may be the insiders'), lines of guidance (">": plain, naming a
product, plain), tasks that teach it ("-": in the usual name's words, in other words, by the product), and resources
("+"). Whoever knows the
trade sees that each task teaches the skill under each of its names, whatever words they have in common.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "fields"


class Craft(NamedTuple):
    """A skill in its several wordings; the places of the lists are the habits of `authors`."""

    names: tuple[str, ...]
    guidance: tuple[str, ...]
    tasks: tuple[str, ...]
    resources: tuple[str, ...]


def crafts(text: str) -> tuple[list[str], list[Craft]]:
    """The roles and the skills of a file."""
    head, *blocks = text.strip().split("\n\n")
    return head.removeprefix("= ").split(" | "), [_craft(block.split("\n")) for block in blocks]


def _craft(lines: list[str]) -> Craft:
    names, *rest = lines
    marked = (tuple(line[2:] for line in rest if line[0] == mark) for mark in ">-+")
    return Craft(tuple(names.split(" | ")), *marked)


def read() -> dict[str, list[Craft]]:
    """Each role's skills."""
    found = [crafts(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.txt"))]
    return {role: skills for roles, skills in found for role in roles}


WORDED = read()
