"""Spans to be looked up, however many there are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from pathingest.model.source import Span


class Spans:
    """Some spans, in any order: whether one of them is in another span, or holds it."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        ends = [span.end for span in ordered]
        self._starts = [span.start for span in ordered]
        self._farthest = [*accumulate(ends, max)]
        self._nearest = [*accumulate(reversed(ends), min)][::-1]

    def has_in(self, start: int, end: int) -> bool:
        """Whether one is in [start, end)."""
        first = bisect_left(self._starts, start)
        return first < len(self._nearest) and self._nearest[first] <= end

    def has_around(self, start: int, end: int) -> bool:
        """Whether one holds [start, end)."""
        behind = bisect_right(self._starts, start)
        return behind > 0 and self._farthest[behind - 1] >= end
