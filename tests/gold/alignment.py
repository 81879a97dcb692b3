"""Which runs of a page stand in a rendering, and where.

Texts are compared by their letters and digits alone, without case and accents, so that neither glue nor typography nor
markup hides them. A run is found if all of it stands there without interruption. Of all places where runs could stand,
those are taken that keep the page's order, do not overlap, and cover the most text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from gold.markup import Run

_MARKS_THAT_SPEAK = "★☆"
_LINK_TARGET = re.compile(r"\]\([^()\n]*(?:\n[^()\n]*)?\)")
_SHORT = 4


class Stream(NamedTuple):
    """The letters and digits of a text, folded, and the place in the text that each comes from."""

    letters: str
    places: tuple[int, ...]


class Found(NamedTuple):
    """A run in a rendering: `rendering.letters[start:end]`."""

    run: int
    start: int
    end: int


@lru_cache(4096)
def _folded(letter: str) -> str:
    parts = unicodedata.normalize("NFKD", letter.casefold())
    return "".join([part for part in parts if part.isalnum() or part in _MARKS_THAT_SPEAK])


def stream(text: str) -> Stream:
    """The letters and digits of a text."""
    pairs = [(folded, at) for at, letter in enumerate(text) for folded in _folded(letter)]
    return Stream("".join([folded for folded, _ in pairs]), tuple([at for _, at in pairs]))


def without_link_targets(markdown: str) -> str:
    """Markdown whose link targets are blanks: a link does not interrupt the text that it stands in."""
    return _LINK_TARGET.sub(lambda target: "]" + " " * (len(target[0]) - 1), markdown)


def _occurrences(letters: Sequence[str], number: int, rendering: Stream, text: str) -> Iterator[int]:
    """Where a run may stand. Numbers stand whole; so do a few letters, unless a neighbour is glued to them."""
    own = letters[number]
    before = letters[number - 1] if number else ""
    after = letters[number + 1] if number + 1 < len(letters) else ""
    start = rendering.letters.find(own)
    while start >= 0:
        end = start + len(own)
        glued = rendering.letters.startswith(after or " ", end) or rendering.letters.endswith(before or " ", 0, start)
        if _is_whole(rendering, text, start, end, str.isdigit) and (
            len(own) >= _SHORT or glued or _is_whole(rendering, text, start, end, str.isalpha)
        ):
            yield start
        start = rendering.letters.find(own, start + 1)


def _is_whole(rendering: Stream, text: str, start: int, end: int, kind: Callable[[str], bool]) -> bool:
    """Whether no digits (or letters) go on before or after."""
    first, last = rendering.places[start], rendering.places[end - 1]
    before, after = text[first - 1 : first], text[last + 1 : last + 2]
    return not ((kind(before) and kind(text[first])) or (kind(text[last]) and kind(after)))


class _Chain(NamedTuple):
    weight: int
    found: Found | None
    before: _Chain | None


class _Best:
    """The heaviest chain that ends at or before a place: a Fenwick tree of maxima."""

    def __init__(self, size: int) -> None:
        self._chains = [_Chain(0, None, None)] * (size + 2)

    def until(self, end: int) -> _Chain:
        best, at = self._chains[0], end + 1
        while at > 0:
            if self._chains[at].weight > best.weight:
                best = self._chains[at]
            at -= at & -at
        return best

    def add(self, end: int, chain: _Chain) -> None:
        at = end + 1
        while at < len(self._chains):
            if chain.weight > self._chains[at].weight:
                self._chains[at] = chain
            at += at & -at


def align(runs: Sequence[Run], rendering: Stream, text: str) -> list[Found]:
    """The runs that stand in a rendering, in order."""
    size = len(rendering.letters)
    best = _Best(size)
    letters = [stream(run.text).letters for run in runs]
    for number, own in enumerate(letters):
        starts = _occurrences(letters, number, rendering, text) if own else ()
        places = [Found(number, start, start + len(own)) for start in starts]
        chains = [(best.until(found.start), found) for found in places]
        for chain, found in chains:
            best.add(found.end, _Chain(chain.weight + len(own), found, chain))
    return _unwound(best.until(size))


def _unwound(chain: _Chain | None) -> list[Found]:
    found = []
    while chain is not None and chain.found:
        found.append(chain.found)
        chain = chain.before
    return found[::-1]
