"""Where a text's characters come from: runs in which text and source are in step, not a number for each character."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise

Runs = tuple[tuple[int, int], ...]
"""(index, shift) of each run; the first has the index 0.

From `text[index]` on, up to the next run, a character's place is its own index plus `shift`. The text's length is an
index too: its place is where the text ends.
"""


def place(runs: Runs, index: int) -> int:
    """Where `text[index]` comes from."""
    if index >= runs[-1][0]:
        return index + runs[-1][1]
    return index + runs[bisect_left(runs, (index + 1,)) - 1][1]


def index_of(runs: Runs, sought: int) -> int:
    """The first index whose place is not before `sought`."""
    i = bisect_left(runs, sought, key=sum)
    if not i:
        return 0
    index = sought - runs[i - 1][1]
    return index if i == len(runs) else min(index, runs[i][0])


def in_step(runs: Runs, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The pieces of `text[start:end]` that are in step with the source: (start, end, the place of the start)."""
    first = bisect_left(runs, (start + 1,))
    last = max(first, bisect_left(runs, (end,)))
    cuts = [start, *[index for index, _ in runs[first:last]], end]
    for (begin, stop), (_, shift) in zip(pairwise(cuts), runs[first - 1 : last], strict=True):
        yield begin, stop, begin + shift


def tidy(runs: Iterable[tuple[int, int]]) -> Runs:
    """The runs without those that only go on with the one before, and those in the place of which another begins."""
    found: list[tuple[int, int]] = []
    for index, shift in runs:
        if found and found[-1][0] == index:
            found.pop()
        if not found or found[-1][1] != shift:
            found.append((index, shift))
    return tuple(found)


def chained(outer: Runs, inner: Runs, size: int) -> Iterator[tuple[int, int]]:
    """The runs of a text of `size` characters whose places in another (`outer`) have places themselves (`inner`)."""
    for start, end, at in in_step(outer, 0, size):
        for begin, _, source in in_step(inner, at, at + end - start):
            index = begin - at + start
            yield index, source - index
