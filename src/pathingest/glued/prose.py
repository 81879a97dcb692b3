"""What a page says outside of its resources: its words, and which of them follow each other."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property, lru_cache
from itertools import pairwise

Part = str | tuple[str, str]  # a word, or two that follow each other
_WORD = r"[^\W_]+(?:[.'’][^\W_]+)*"  # letters and digits, and single dots and apostrophes between them
_ASCII = bytes(range(128))
_SPACED = bytes(code if chr(code).isalnum() or code in b".'" or code not in _ASCII else 32 for code in range(256))
_NO_JOINT = re.compile(rb"[.'](?:(?<![^ .'].)|(?![^ .']))")  # not between two characters of words


class Prose:
    """The words of a text, and the pairs of words that follow each other."""

    def __init__(self, text: str) -> None:
        self._ordered = _words(text)
        self.words = frozenset(self._ordered)

    def has_pair(self, one: str, other: str) -> bool:
        """Return whether two words follow each other."""
        return one in self.words and other in self.words and f" {one} {other} " in self._joined

    def only_in(self, part: str, times: int) -> frozenset[Part]:
        """Return the words and pairs that the text has nowhere but in this part of it, which it has so many times."""
        counts = self._counts
        return frozenset([each for each, own in _counted(_words(part)).items() if counts[each] <= times * own])

    @cached_property
    def _joined(self) -> str:
        return f" {' '.join(self._ordered)} "

    @cached_property
    def _counts(self) -> Counter[Part]:
        return _counted(self._ordered)


@lru_cache(maxsize=4)
def prose_of(context: str) -> Prose:
    """Return the prose of a page, which is read once for all of its lines."""
    return Prose(context)


def _counted(words: list[str]) -> Counter[Part]:
    return Counter[Part](words) + Counter(pairwise(words))


def _words(text: str) -> list[str]:
    """Return what `_WORD` finds, which takes several times as long: all else becomes a space."""
    data = text.encode("utf-8", "surrogatepass")
    for char in set(data.translate(None, _ASCII).decode("utf-8", "surrogatepass")):
        if char == "’":
            return re.findall(_WORD, text)
        if not char.isalnum():
            data = data.replace(char.encode("utf-8", "surrogatepass"), b" ")
    return _NO_JOINT.sub(b" ", b" %b " % data.translate(_SPACED)).decode().split()
