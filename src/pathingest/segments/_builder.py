"""Texts put together from pieces of the source, in canonical form, each character with its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from pathingest.model.runs import Runs, chained, index_of, place, tidy
from pathingest.model.segment import Link, Markup, Segment, SegmentKind
from pathingest.values.text import canonical

IN_STEP: Runs = ((0, 0),)
# The tuple's own constructor: the named one takes twice as long, a hundred times a page.
_new = tuple.__new__


def segment_at(
    start: int, raw: str, kind: SegmentKind = "line", ordinal: int | None = None, markup: Markup | None = None
) -> Segment | None:
    """What is written from `start` on (`raw`) as it is; null if nothing of it shows."""
    text, runs = canonical(raw)
    if not text:
        return None
    if runs is None:
        return _new(Segment, (kind, text, start, start + len(text), ordinal, None, markup))
    first, last = place(runs, 0), place(runs, len(text))
    return _new(Segment, (kind, text, start + first, start + last, ordinal, _moved(runs, -first), markup))


def _moved(runs: Runs, by: int) -> Runs | None:
    """The runs with all places moved; null where text and source are then in step."""
    moved = tuple([(index, shift + by) for index, shift in runs])
    return None if moved == IN_STEP else moved


class TextBuilder:
    """A text that is being put together.

    Attributes:
        size: how many characters it has so far.
        gaps: before which of them markup stands.
        links: (the first character, the end, the address) of each link.
    """

    __slots__ = ("_begins", "_ends", "_starts", "_texts", "gaps", "links", "size")

    def __init__(self) -> None:
        self.size = 0
        self.gaps: list[int] = []
        self.links: list[tuple[int, int, Segment]] = []
        self._texts: list[str] = []
        self._begins: list[int] = []
        self._starts: list[int] = []
        self._ends: list[int] = []

    @property
    def end(self) -> int | None:
        """Where in the source the text ends so far; null while it is empty."""
        return self._ends[-1] if self._ends else None

    def add(self, text: str, start: int, end: int) -> None:
        """Add what `[start, end)` of the source stands for: in step with it if it is as long, else as a whole."""
        if text:
            self._texts.append(text)
            self._begins.append(self.size)
            self._starts.append(start)
            self._ends.append(end)
            self.size += len(text)

    def pop(self) -> tuple[str, int, int]:
        """Take back the last piece."""
        self.size = self._begins.pop()
        return self._texts.pop(), self._starts.pop(), self._ends.pop()

    def extend(self, pieces: Iterable[tuple[str, int, int]]) -> None:
        """Add several."""
        for piece in pieces:
            self.add(*piece)

    def add_space(self, start: int) -> None:
        """Add a space that only markup stands for, and that takes no room; `start` is where an empty text begins."""
        at = self._ends[-1] if self._ends else start
        self.add(" ", at, at)

    def interrupt(self) -> None:
        """Note that markup stands here."""
        self.gaps.append(self.size)

    def segment(
        self, kind: SegmentKind, ordinal: int | None = None, markup: Markup | None = None, *, verbatim: bool = False
    ) -> Segment | None:
        """The text in canonical form, or as it is, with its gaps and links beside `markup`; null if nothing shows."""
        raw = "".join(self._texts)
        text, kept = (raw, None) if verbatim else canonical(raw)
        if not text:
            return None
        size = len(text)
        places = tidy(self._runs())
        if kept:
            places = tidy(chained(kept, places, size))
        start, end = place(places, 0), self._end_of((place(kept, size) if kept else size) - 1)
        gaps: dict[int, int] = {}
        for gap in self.gaps:
            index = index_of(kept, gap) if kept else gap
            if 0 < index < size:
                gaps.setdefault(index, self._end_of(gap - 1) - start)
        links = tuple(self._links(kept, size))
        if links or gaps:
            markup = (markup or Markup())._replace(links=links, gaps=tuple(gaps.items()))
        runs = _moved(tidy([*places, (size, end - size)]), -start)
        return _new(Segment, (kind, text, start, end, ordinal, runs, markup))

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Where each character comes from; those that a reference stands for all come from where it begins."""
        for text, begin, start, end in zip(self._texts, self._begins, self._starts, self._ends, strict=True):
            for index in range(1 if end - start == len(text) else len(text)):
                yield begin + index, start - begin - index

    def _end_of(self, index: int) -> int:
        """Where what a character stands for ends."""
        i = bisect_right(self._begins, index) - 1
        after = self._begins[i] + len(self._texts[i]) - index - 1
        return self._ends[i] - after * (self._ends[i] - self._starts[i] == len(self._texts[i]))

    def _links(self, kept: Runs | None, size: int) -> Iterator[Link]:
        for first, last, url in self.links:
            start, end = (index_of(kept, first), index_of(kept, last)) if kept else (first, last)
            if start < min(end, size):
                yield Link(start, min(end, size), url)
