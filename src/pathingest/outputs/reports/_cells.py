"""What a terminal shows of a text: marks for what is unseen or would command it, and how many cells a text takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

# Control characters and half surrogates, then what is invisible or turns the direction of the text around it. The
# joiners U+200C and U+200D stay, as letters and emojis need them.
_UNSEEN = (
    "[\0-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e00ff]"
)
_CONTROL_PICTURES = 0x2400
_DELETE = 0x7F
# Vowels and final consonants that stand in the cell of the consonant before them.
_JAMO = range(0x1160, 0x1200)


def visible(text: str) -> str:
    """The text on one line, with marks ("␛", "<U+202E>") for what is unseen or would command a terminal."""
    if text.isprintable():
        return text
    return re.sub(_UNSEEN, lambda match: _mark(ord(match.group())), text)


def _mark(code: int) -> str:
    if code < ord(" "):
        return chr(_CONTROL_PICTURES + code)
    if code == _DELETE:
        return "\N{SYMBOL FOR DELETE}"
    return "\N{REPLACEMENT CHARACTER}" if 0xD800 <= code <= 0xDFFF else f"<U+{code:04X}>"  # noqa: PLR2004  surrogates


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
