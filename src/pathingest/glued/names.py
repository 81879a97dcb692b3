"""The known names, found in a line by their first characters."""

from __future__ import annotations

import re
from collections.abc import Iterable

SHARED = "|~^_`{}<>="  # how many characters a listed name shares with the one before: none, one, ... nine
_FOLDED = re.compile(rf"([{re.escape(SHARED)}])([^{re.escape(SHARED)}]*)")
_LED = re.compile(r"[a-z][A-Z]|[a-z].*[^a-z]|[a-z]{5}|[^\w ]")  # no short plain word, which could end any other
_LOWER = "abcdefghijklmnopqrstuvwxyz"  # which `string` has too, with a pattern that it compiles when imported
_FIRST, _REST = 5, 3  # characters of two names run together: so many at least of the first, and of the other
_TWO = _FIRST + _REST

Found = tuple[int, int, str]
"""A known name in a line: its start, its end, and its kind: M several words, A acronym, P plain word, D distinctive
(inner upper case, digit, dot)."""


class Names:
    """The known names; the case of a name's first character may differ in a line."""

    def __init__(self, names: Iterable[str]) -> None:
        """Index *names*; those that begin in lower case may also begin a name in the middle of a word."""
        ordered = sorted(names)
        self.known = frozenset(ordered)
        self._by_head: dict[str, list[str]] = {}
        for name in sorted(ordered, key=len, reverse=True):
            self._by_head.setdefault(name[:3].lower(), []).append(name)
        self._led: dict[str, list[str]] = {}
        for name in ordered:
            if not name[0].isupper() and _LED.match(name):
                self._led.setdefault(name[:3], []).append(name)
        self._lower = tuple(name for name in ordered if name.islower() and name.isalpha())
        heads = [(name.partition(" ")[0], name) for name in ordered if " " in name]
        self.first_words = {first + head[1:] for head, _ in heads for first in (head[0].lower(), head[0].upper())}
        self.led_words = tuple(head for head, name in heads if name[:3] in self._led)

    def at(self, line: str, shape: str, start: int) -> Found | None:
        """Return the longest known name that starts here and ends where a word can end."""
        head = line[start : start + 3].lower()
        for name in self._by_head.get(head) or self._by_head.get(head[:2]) or ():
            end = start + len(name)
            if line[start + 1 : end] == name[1:] and not (shape[end] == "a" and shape[end - 1] in "aA"):
                return start, end, _kind(name)
        return None

    def knows(self, name: str) -> bool:
        """Return whether a name is known."""
        return name in self.known

    def hides(self, word: str) -> bool:
        """Return whether a word may be two names: it ends in a known one, or goes on behind one, in lower case."""
        if len(word) < _TWO or self.knows(word):
            return False
        tail = range(max(_FIRST, len(word.rstrip(_LOWER))), len(word) - _REST + 1)
        return word.endswith(self._lower) or any(self.knows(word[:at]) for at in tail)

    def led(self, line: str, low: int, high: int) -> list[int]:
        """Return where in the word from *low* to *high* a name led by lower case or a mark begins, from *low* on."""
        led = self._led
        return [
            at - low
            for at in range(low + 1, min(high, len(line) - 2))
            if line[at : at + 3] in led
            and line[at - 1] not in "\n\t(/@-"
            and any(
                line.startswith(name, at) and not line[at + len(name) : at + len(name) + 1].islower()
                for name in led[line[at : at + 3]]
            )
        ]


def _kind(name: str) -> str:
    if " " in name:
        return "M"
    if name.isupper() and name.isalpha():
        return "A"
    return "P" if name[:1].isalpha() and name[1:].islower() and name.isalpha() else "D"


def unfolded(names: str) -> list[str]:
    """Return names that are written as what each shares with the one before, see `SHARED`, and the characters after."""
    made, name = [], ""
    for shared, rest in _FOLDED.findall(names):
        name = name[: SHARED.index(shared)] + rest
        made.append(name)
    return made
