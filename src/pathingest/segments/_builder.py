"""Texts put together from pieces of the source, in canonical form, each character with its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise
from operator import itemgetter

from pathingest.model.runs import Runs, chained, index_of, place, tidy
from pathingest.model.segment import Link, Markup, Segment, SegmentKind
from pathingest.values.text import canonical, encodable

IN_STEP: Runs = ((0, 0),)
# The tuple's own constructor: the named one takes twice as long, a hundred times a page.
_new = tuple.__new__


def segment_at(
    start: int, raw: str, kind: SegmentKind = "line", ordinal: int | None = None, markup: Markup | None = None
) -> Segment | None:
    """What is written from `start` on (`raw`) as it is; None if nothing of it shows."""
    text, runs = canonical(raw)
    if not text:
        return None
    if runs is None:
        return _new(Segment, (kind, text, start, start + len(text), ordinal, None, markup))
    first, last = runs[0][1], place(runs, len(text))
    runs = tuple([(index, shift - first) for index, shift in runs])
    found = (kind, text, start + first, start + last, ordinal, None if runs == IN_STEP else runs, markup)
    return _new(Segment, found)


class TextBuilder:
    """A text that is being put together.

    Attributes:
        size: how many characters it has so far.
        end: where in the source it ends so far.
        gaps: (index, end) wherever markup interrupts it: before which character, and where in the source the text ends.
        links: (the first character, the end, the address) of each link.
    """

    __slots__ = ("_pieces", "end", "gaps", "links", "size")

    def __init__(self) -> None:
        self.size = self.end = 0
        self.gaps: list[tuple[int, int]] = []
        self.links: list[tuple[int, int, Segment]] = []
        self._pieces: list[tuple[int, str, int, int]] = []  # (index, text, start, end)

    def add(self, text: str, start: int, end: int) -> None:
        """Add what `[start, end)` of the source means: in step with it if it is as long, else as a whole."""
        if text:
            self._pieces.append((self.size, text, start, end))
            self.size += len(text)
            self.end = end

    def extend(self, pieces: Iterable[tuple[str, int, int]]) -> None:
        """Add several."""
        for piece in pieces:
            self.add(*piece)

    def add_space(self) -> None:
        """Add a space that only markup means, and that takes no room."""
        self.add(" ", self.end, self.end)

    def interrupt(self) -> None:
        """Note that markup is here."""
        self.gaps.append((self.size, self.end))

    def segment(
        self, kind: SegmentKind, ordinal: int | None = None, markup: Markup | None = None, *, verbatim: bool = False
    ) -> Segment | None:
        """The text in canonical form, or as it is, with its gaps and links beside `markup`; None if nothing shows."""
        raw = "".join([text for _, text, _, _ in self._pieces])
        text, kept = (encodable(raw), None) if verbatim else canonical(raw)
        if not text:
            return None
        size = len(text)
        runs, links, gaps, end = self._runs(), self.links, self.gaps, self.end
        if kept:
            runs = tidy(chained(kept, runs, size))
            gaps = [(index_of(kept, index), before) for index, before in gaps]
            links = [(index_of(kept, first), index_of(kept, last), url) for first, last, url in links]
            end = self._end_of(place(kept, size) - 1)
        start = runs[0][1]
        shown = [Link(first, min(last, size), url) for first, last, url in links if first < min(last, size)]
        if len(shown) > 1 and any(one.end > other.start for one, other in pairwise(shown)):
            shown = _apart(shown)
        inside: dict[int, int] = {}
        for index, before in gaps:
            if 0 < index < size:
                inside.setdefault(index, before - start)
        if shown or inside:
            level, _, _, *others = markup or Markup()
            markup = _new(Markup, (level, tuple(shown), tuple(inside.items()), *others))
        if runs[-1][1] != end - size:
            runs = (*runs, (size, end - size))
        runs = tuple([(index, shift - start) for index, shift in runs])
        return _new(Segment, (kind, text, start, end, ordinal, None if runs == IN_STEP else runs, markup))

    def _runs(self) -> Runs:
        """Where each character comes from; those that a reference means all come from where it begins."""
        runs: list[tuple[int, int]] = []
        before = None
        for begin, text, start, end in self._pieces:
            if start - begin != before:
                before = start - begin
                runs.append((begin, before))
            if end - start != len(text) > 1:
                runs += [(begin + i, start - begin - i) for i in range(1, len(text))]
                before = runs[-1][1]
        return tuple(runs)

    def _end_of(self, index: int) -> int:
        """Where what is written for a character ends."""
        begin, text, start, end = self._pieces[bisect_right(self._pieces, index, key=itemgetter(0)) - 1]
        return start + index - begin + 1 if end - start == len(text) else end


def _apart(links: list[Link]) -> list[Link]:
    """Links in order, apart: what is in one that is inside another is the inner one's, which ends first."""
    owners: dict[int, Link] = {}
    for link in reversed(links):
        owners.update(dict.fromkeys(range(link.start, link.end), link))
    found: list[Link] = []
    for at in sorted(owners):
        if found and found[-1].end == at and found[-1].url is owners[at].url:
            found[-1] = found[-1]._replace(end=at + 1)
        else:
            found.append(Link(at, at + 1, owners[at].url))
    return found
