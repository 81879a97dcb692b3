"""The pieces of a page that later stages read: one line, list item, heading or paragraph each."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pathingest.model.source import Span

SegmentKind = Literal["line", "item", "heading", "paragraph", "label"]


class Segment(NamedTuple):
    """One piece of text with its place.

    A named tuple, not a dataclass: a page has hundreds, and a frozen dataclass takes three times as long to make.

    Attributes:
        kind: "item" where a bullet or number stood before the text, "line" where the text alone tells nothing more.
        text: canonical text: the page's letters in one spelling (see `values.text`), white space folded.
        start, end: the stretch of the source it stands for, in code points.
        ordinal: the number that stood before an item ("3." is 3), null for bullets and lines.
        offsets: for each character of `text`, and its end, the distance from `start` in the source; null where
            the two run in step.
    """

    kind: SegmentKind
    text: str
    start: int
    end: int
    ordinal: int | None = None
    offsets: tuple[int, ...] | None = None

    def locate(self, start: int, end: int) -> Span:
        """The source's stretch for `text[start:end]`. The only place that turns the one into the other."""
        if self.offsets is None:
            return Span(self.start + start, self.start + end)
        return Span(self.start + self.offsets[start], self.start + self.offsets[end])

    def cut(self, start: int, end: int) -> Segment:
        """A stretch of the segment as a segment of its own, for what scraping glued together."""
        place = self.locate(start, end)
        offsets = self.offsets and tuple(self.start + at - place.start for at in self.offsets[start : end + 1])
        return Segment(self.kind, self.text[start:end], place.start, place.end, None, offsets)

    def part(self, start: int = 0, end: int | None = None) -> Part:
        """A stretch of the segment's text; all of it by default."""
        return Part(self, start, len(self.text) if end is None else end)

    @property
    def span(self) -> Span:
        """The whole segment's stretch of the source."""
        return Span(self.start, self.end)


class Part(NamedTuple):
    """A stretch of a segment's text: `segment.text[start:end]`."""

    segment: Segment
    start: int
    end: int

    @property
    def text(self) -> str:
        """The stretch."""
        return self.segment.text[self.start : self.end]

    @property
    def span(self) -> Span:
        """Its place in the source."""
        return self.segment.locate(self.start, self.end)
