"""The pieces of a page that later stages read: one line, list item, heading or paragraph each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import Literal

from pathingest.model.evidence import Stretch
from pathingest.model.runs import Runs, in_step, place, tidy
from pathingest.model.source import Span
from pathingest.model.tuples import NamedTuple

SegmentKind = Literal["line", "item", "heading", "paragraph", "label"]
Gaps = tuple[tuple[int, int], ...]
# The level of what heads the text below it without being a heading: a term, a summary, the button of an accordion.
TERM = 7


class Link(NamedTuple):
    """A link over `text[start:end]` of a segment; the address is a segment too, so that it has its own place."""

    start: int
    end: int
    url: Segment


_START, _END = attrgetter("start"), attrgetter("end")
# The tuple's own constructor: the named one takes twice as long, a hundred times a page.
_new = tuple.__new__


class Markup(NamedTuple):
    """What a page's markup says of a segment; plain text says nothing.

    Attributes:
        level: 1 to 6 for headings, `TERM` for what heads the text below it; 0 for anything else.
        links: the links in its text.
        gaps: (index, offset) wherever markup is inside the text: before `text[index]`, after the source's offset
            (from `start`). The text's stretch of the source is interrupted there.
        row, column: for a table's cell, its row (numbered through the page, from 1) and its column (from 0); else 0.
        head: whether the cell heads its column.
        group: siblings that stand in one row without text between (chips, badges) share a number; 0 for none.
        depth: how many other items a list's item stands in.
        section: the role of the section that it is in, where a profile says so by its element.
        is_time: whether a profile says by its element that it is a phase's time or dates.
    """

    level: int = 0
    links: tuple[Link, ...] = ()
    gaps: Gaps = ()
    row: int = 0
    column: int = 0
    head: bool = False
    group: int = 0
    depth: int = 0
    section: str = ""
    is_time: bool = False


class Segment(NamedTuple):
    """One piece of text with its place.

    A named tuple, not a dataclass: a page has hundreds, and a frozen dataclass takes three times as long to make.

    Attributes:
        kind: "item" where a bullet or number was before the text, "heading" and "paragraph" where markup says so,
            "label" for a chip, a badge or a table's cell, "line" where the text alone shows nothing more.
        text: canonical text: the page's characters in one normal form (see `values.text`), white space folded.
        start, end: the span of the source that it is, in code points.
        ordinal: the number before an item ("3." is 3), None for bullets and lines.
        runs: where its characters are in the source, counted from `start`; None where the two run in step.
        markup: what the page's markup says of it; None for plain text.
    """

    kind: SegmentKind
    text: str
    start: int
    end: int
    ordinal: int | None = None
    runs: Runs | None = None
    markup: Markup | None = None

    def locate(self, start: int, end: int) -> Span:
        """The source's stretch for `text[start:end]`. The only place that turns the one into the other."""
        if self.runs is None:
            return Span(self.start + start, self.start + end)
        behind = self._gaps(end, end + 1) if end > start else ()
        stop = behind[0][1] if behind else place(self.runs, end)
        return _new(Span, (self.start + place(self.runs, start), self.start + stop))

    def pieces(self, start: int, end: int) -> tuple[Span, ...]:
        """`locate`, split wherever markup interrupts the text: what the pieces hold is text and nothing else."""
        if self.runs is None:
            return (_new(Span, (self.start + start, self.start + end)),)
        whole = self.locate(start, end)
        inside = self._gaps(start + 1, end)
        if not inside:
            return (whole,)
        begins = [whole.start, *[self.start + place(self.runs, index) for index, _ in inside]]
        stops = [*[self.start + before for _, before in inside], whole.end]
        # A space may be markup's alone: then it has no place.
        return tuple([Span(a, b) for a, b in zip(begins, stops, strict=True) if a < b])

    def _gaps(self, start: int, end: int) -> Gaps:
        """The gaps before characters of `text[start:end]`."""
        gaps = self.markup.gaps if self.markup else ()
        if not gaps or start >= end or gaps[-1][0] < start or gaps[0][0] >= end:
            return ()
        return gaps[bisect_left(gaps, (start,)) : bisect_left(gaps, (end,))]

    def _links(self, start: int, end: int) -> tuple[Link, ...]:
        """The links that have a part in `text[start:end]`; they are in order, without overlap."""
        links = self.markup.links if self.markup else ()
        first = bisect_right(links, start, key=_END) if links else 0
        return links[first : bisect_left(links, end, first, key=_START)] if first < len(links) else ()

    def cut(self, start: int, end: int) -> Segment:
        """A stretch of the segment as a segment of its own, for what scraping glued together."""
        span = self.locate(start, end)
        shift = span.start - self.start
        runs = None
        if self.runs:
            steps = [(index - start, at - shift - index + start) for index, _, at in in_step(self.runs, start, end)]
            runs = tidy([*steps, (end - start, span.end - span.start - end + start)])
        return Segment(self.kind, self.text[start:end], *span, None, runs, self._markup(start, end, shift))

    def _markup(self, start: int, end: int, shift: int) -> Markup | None:
        """The markup of a stretch: the links and gaps in it, counted from its beginning."""
        if self.markup is None:
            return None
        links = [Link(max(a, start) - start, min(b, end) - start, url) for a, b, url in self._links(start, end)]
        gaps = [(index - start, before - shift) for index, before in self._gaps(start + 1, end)]
        return self.markup._replace(links=tuple(links), gaps=tuple(gaps))

    def part(self, start: int = 0, end: int | None = None) -> Part:
        """A stretch of the segment's text; all of it by default."""
        return _new(Part, (self, start, len(self.text) if end is None else end))

    def link(self, start: int = 0, end: int | None = None) -> Segment | None:
        """The address that `text[start:end]` links to, if part of it does."""
        links = self._links(start, len(self.text) if end is None else end)
        return links[0].url if links else None

    @property
    def span(self) -> Span:
        """The whole segment's stretch of the source."""
        return Span(self.start, self.end)

    @property
    def level(self) -> int:
        """The level of a heading that the markup shows; 0 for anything else, and for plain text."""
        return self.markup.level if self.markup else 0


def joined(segments: Sequence[Segment]) -> Segment:
    """Neighbours with nothing but white space between them as one segment; a space replaces it.

    It has the first one's kind, and the gaps of all.
    """
    first = segments[0]
    runs: list[tuple[int, int]] = []
    gaps: list[tuple[int, int]] = []
    index = 0
    for segment in segments:
        shift = segment.start - first.start
        # The end of the one before is the place of the space.
        runs += [(at + index, by + shift - index) for at, by in segment.runs or ((0, 0),)]
        if segment.markup:
            gaps += [(at + index, before + shift) for at, before in segment.markup.gaps]
        index += len(segment.text) + 1
    text = " ".join([segment.text for segment in segments])
    markup = Markup(gaps=tuple(gaps)) if gaps else None
    return Segment(first.kind, text, first.start, segments[-1].end, first.ordinal, tidy(runs), markup)


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

    @property
    def pieces(self) -> tuple[Span, ...]:
        """Its place in the source, split where markup interrupts it."""
        return self.segment.pieces(self.start, self.end)


class Statement(NamedTuple):
    """One thing that a page's structured data (JSON-LD, microdata) says.

    Attributes:
        kind: what it speaks of: "faq" (parts question, answer), "how_to" (name, time, steps), "occupation" (name,
            amounts, currency, period), "course" (name, provider, url), "job_posting" (title) or "language" (tags, of
            the page); or what the page is as a whole, by the name of its type: "page Recipe" (name).
        parts: its texts by name, those that are stated: the paragraphs of an answer, the titles of the steps, the
            figures of a salary; of anything else, one.
    """

    kind: str
    parts: dict[str, tuple[Segment, ...]]


class Glance(NamedTuple):
    """What a look at a page shows, without places.

    Attributes:
        titles: what may be its title; without a heading of the first level what stands at its beginning may be one too.
        near: what stands there and below its titles, which may go on with one.
        texts: all of its texts, those that are hidden or navigation too.
    """

    titles: tuple[str, ...]
    near: tuple[str, ...]
    texts: tuple[str, ...]


class Content(NamedTuple):
    """What a reader of one media type makes of a source.

    Attributes:
        segments: the text that a visitor sees, in page order.
        marks: stretches that are no text (tags, comments, scripts) or that every page of a site shares (navigation,
            footers): in order, without overlaps, their role "markup" or "boilerplate".
        url: the address that the page itself gives, as a segment.
        statements: what its structured data says.
        title: the title that the page gives in its head or front matter, where it is none of the segments.
        summary: what the page says there of itself.
        language: the language that the page gives as its own, in its root element or front matter.
    """

    segments: tuple[Segment, ...]
    marks: tuple[Stretch, ...] = ()
    url: Segment | None = None
    statements: tuple[Statement, ...] = ()
    title: Segment | None = None
    summary: Segment | None = None
    language: Segment | None = None
