"""How many cells of a terminal a text takes, and its lines at a width."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

# Vowels and final consonants that are in the cell of the consonant before them.
_JAMO = range(0x1160, 0x1200)


def cells(text: str) -> int:
    """How many cells of a terminal a visible text takes."""
    return len(text) if text.isascii() else sum(map(_cells_of, text))


@cache
def _cells_of(character: str) -> int:
    from unicodedata import category, east_asian_width  # noqa: PLC0415  few texts need it

    if category(character) in ("Mn", "Me", "Cf") or ord(character) in _JAMO:
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def wrap(text: str, width: int, indent: str = "") -> list[str]:
    """The lines of a visible text at a width, all but the first indented; what is wider than a line is cut."""
    lines, line, used = [], "", 0
    for number, word in enumerate(text.split(" ")):
        taken = cells(word)
        if number and used + 1 + taken <= width:
            line, used = f"{line} {word}", used + 1 + taken
            continue
        if number:
            lines.append(line)
        *whole, line = _cut(f"{indent if lines else ''}{word}", width, indent)
        lines += whole
        used = cells(line)
    return [*lines, line]


def _cut(text: str, width: int, indent: str) -> Iterator[str]:
    """The pieces of a word that each fit a line."""
    line, used = "", 0
    for character in text:
        taken = cells(character)
        if used + taken > width:
            yield line
            line, used = indent, len(indent)
        line, used = line + character, used + taken
    yield line
