"""Markdown's inline markup: the text of a block, with the place of every character.

markdown-it says what is text and what is markup, in order but without places. Its tokens tile the block: each is found
where the one before it ended, and compared with what is there. Where one does not fit, the block is not read so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping
from html import unescape
from operator import itemgetter
from typing import TYPE_CHECKING, Any
from unicodedata import combining, is_normalized

from pathingest.model.runs import Runs, in_step, place
from pathingest.model.segment import TERM, Link, Markup, Segment, SegmentKind
from pathingest.model.tuples import NamedTuple
from pathingest.segments._builder import IN_STEP, TextBuilder
from pathingest.segments._commonmark import parser

if TYPE_CHECKING:
    from markdown_it.token import Token

# An escape, or a character reference.
_WRITTEN = re.compile(r"\\(?=[!-/:-@\[-`{-~])|&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});")
_DESTINATION = re.compile(r"\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<bare>\S*))")
_BARE_URL = re.compile(r"https?://[^\s<>\"]+")
_URL_ENDS = ".,;:!?'*_~"
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
# What one extractor glues to the text before it: a heading ("8 weeks### Foundations"), one bold text to another.
_GLUED = re.compile(r"(?<=[^\s#])(?P<heading>#{2,6}) (?=\S)|(?<=[^\s*])\*{4}(?=[^\s*])")
_NO_LINKS = ("javascript:", "vbscript:", "data:", "file:", "mailto:")
_HIDDEN = frozenset({"script", "style", "template"})
_LINES = (
    "br", "hr", "dl", "dd", "ul", "ol", "div", "section", "article", "main", "header", "footer", "nav", "aside",
    "details", "blockquote", "pre", "table", "thead", "tbody", "tr", "td", "th", "figure", "figcaption", *_HIDDEN,
)  # fmt: skip
_BREAKS: dict[str, tuple[SegmentKind, int]] = {
    **{f"h{level}": ("heading", level) for level in range(1, 7)},
    "summary": ("heading", TERM),
    "dt": ("heading", TERM),
    "li": ("item", 0),
    "p": ("paragraph", 0),
    **dict.fromkeys(_LINES, ("line", 0)),
}


class BlockText(NamedTuple):
    """A block's text, its lines joined by line breaks.

    Attributes:
        source: the page.
        text: what inline markup is read in.
        runs: where its characters are in the source.
        breaks: where those line breaks are in it that separate two lines; the others are white space.
        heading: whether it is a heading, in which a forced line break is white space.
    """

    source: str
    text: str
    runs: Runs
    breaks: Collection[int] = ()
    heading: bool = False


class _Builder(TextBuilder):
    """A text that is interrupted wherever a piece does not begin where the one before it ends."""

    __slots__ = ()

    def copy(self, text: str, runs: Runs, start: int, end: int) -> None:
        """Add `text[start:end]`, which is at the places that `runs` give."""
        for begin, stop, at in in_step(runs, start, end):
            self.join(text[begin:stop], at, at + stop - begin)

    def join(self, text: str, start: int, end: int) -> None:
        """Add a piece."""
        if text and self.size and start != self.end:
            if self.gaps:
                self._hide_space(*self.gaps[-1])
            self.interrupt()
        self.add(text, start, end)

    def _hide_space(self, gap: int, before: int) -> None:
        """Give white space behind a gap no room, so that every piece of the text shows something."""
        first = bisect_left(self._pieces, gap, key=itemgetter(0))
        behind = self._pieces[first:]
        if not "".join([text for _, text, _, _ in behind]).strip():
            self._pieces[first:] = [(index, text, before, before) for index, text, _, _ in behind]
            self.end = before
            self.gaps.pop()

    def drop_space(self) -> None:
        """Take back a space at the end."""
        if self._pieces and self._pieces[-1][1].endswith(" "):
            self.size, text, start, end = self._pieces.pop()
            self.end = self._pieces[-1][3] if self._pieces else 0
            self.add(text[:-1], start, end - 1)
            while self.gaps and self.gaps[-1][0] >= self.size:
                self.gaps.pop()

    def segment(
        self, kind: SegmentKind, ordinal: int | None = None, markup: Markup | None = None, *, verbatim: bool = False
    ) -> Segment | None:
        """As of any text.

        Raises:
            ValueError: markup is between a letter and its accent.
        """
        raw = "".join([text for _, text, _, _ in self._pieces])
        if self.gaps and not (is_normalized("NFC", raw) and not any(combining(raw[gap]) for gap, _ in self.gaps)):
            raise ValueError
        return super().segment(kind, ordinal, markup, verbatim=verbatim)


def address(text: str, start: int, end: int, runs: Runs = IN_STEP) -> Segment | None:
    """The address that `text[start:end]` writes, as a segment; None for none, and for what is no address of a page.

    Escapes are taken out, and character references decoded.
    """
    found = _Builder()
    at = start
    for match in _WRITTEN.finditer(text, start, end):
        found.copy(text, runs, at, match.start())
        at = match.end()
        if len(match.group()) > 1:
            found.join(unescape(match.group()), place(runs, match.start()), place(runs, at - 1) + 1)
    found.copy(text, runs, at, end)
    url = found.segment("line", verbatim=True)
    return None if url is None or url.text.strip().lower().startswith(_NO_LINKS) else url


def read(block: BlockText, definitions: Mapping[str, Segment | None], env: dict[str, Any]) -> list[Segment] | None:
    """The lines of a block; None where a token is not found in its place.

    Args:
        block: its text.
        definitions: the addresses of link references, by normalised label.
        env: what markdown-it noted while it read the blocks.
    """
    made = parser()
    tokens: list[Token] = []
    made.inline.parse(block.text, made, env, tokens)
    reader = _InlineReader(block, definitions)
    try:
        return reader.lines if all(map(reader.take, tokens)) and reader.is_done() else None
    except ValueError:
        return None


class _InlineReader:
    """One walk over a block's tokens; `at` is where in the block's text the next one must begin."""

    def __init__(self, block: BlockText, definitions: Mapping[str, Segment | None]) -> None:
        self.block = block
        self.definitions = definitions
        self.lines: list[Segment] = []
        self.at = 0
        self._line = _Builder()
        # (index of the first character, of the label, end of the link, of its first line)
        self._open: list[tuple[int, int, int, int]] = []
        self._kind: SegmentKind = "line"
        self._markup = Markup()
        self._skipped = 0
        self._hidden: str | None = None

    def take(self, token: Token) -> bool:
        """Read one token; whether it was where it must be."""
        if self._skipped:  # the text and the end of an autolink, which is read whole
            self._skipped -= 1
            return True
        text, at = self.block.text, self.at
        kind = token.type
        if kind == "text":
            return self._text(token.content)
        if kind in ("softbreak", "hardbreak"):
            return self._break(hard=kind == "hardbreak")
        if kind == "text_special":
            return self._special(token)
        if kind == "link_open":
            return self._open_link(token)
        if kind == "link_close":
            return self._close_link()
        if kind == "image":
            self.at = token.meta["end"]
            return text.startswith("![", at)
        if kind == "code_inline":
            return self._code(token)
        if kind == "html_inline":
            return self._tag(token.content)
        self.at += len(token.markup)  # emphasis
        return bool(token.markup) and text.startswith(token.markup, at)

    def is_done(self) -> bool:
        """End the last line; whether the whole text was read."""
        self._flush()
        return self.at == len(self.block.text)

    def _place(self, at: int) -> int:
        """Where in the source a character of the block is."""
        return place(self.block.runs, at)

    def _add(self, start: int, end: int) -> None:
        if not self._hidden:
            self._line.copy(self.block.text, self.block.runs, start, end)

    def _flush(self, kind: SegmentKind = "line", level: int = 0) -> None:
        """End a line and begin one of another kind; a link that is open goes on in it."""
        for first, *_ in self._open:
            self._line.links.append((first, self._line.size, _PENDING))
        kept = self._line.segment(self._kind, markup=self._markup)
        if kept:
            self.lines.append(kept)
        self._open = [(0, label, end, begun) for _, label, end, begun in self._open]
        self._line = _Builder()
        self._kind, self._markup = kind, Markup(level)

    def _text(self, content: str) -> bool:
        start, end = self.at, self.at + len(content)
        if not self.block.text.startswith(content, start):
            return False
        for match in _GLUED.finditer(self.block.text, start, end):
            if match["heading"] is None:
                self._add(start, match.start())
            elif not self.block.heading and not self._open:
                self._add(start, match.start())
                self._flush("heading", len(match["heading"]))
            else:
                continue
            start = match.end()
        self._add(start, end)
        self.at = end
        return True

    def _break(self, *, hard: bool) -> bool:
        """A line break, and the white space or the backslash before it."""
        match = (_HARD if hard else _SOFT).match(self.block.text, self.at)
        if match is None:
            return False
        self.at = match.end()
        if self.at - 1 in self.block.breaks or (hard and not self.block.heading):
            self._flush()
        elif not self._hidden and self.at < len(self.block.text):
            start, end = self._place(match.start() if not hard else self.at - 1), self._place(self.at)
            if not self.block.source[start:end].isspace():
                end = self._place(self.at - 1) + 1
            self._line.join(" ", start, end)
        return True

    def _special(self, token: Token) -> bool:
        """An escape, whose backslash is markup, or a character reference."""
        start, end = self.at, self.at + len(token.markup)
        if not self.block.text.startswith(token.markup, start):
            return False
        self.at = end
        if token.info == "escape":
            self._add(end - len(token.content), end)
        elif not self._hidden:
            self._line.join(token.content, self._place(start), self._place(end - 1) + 1)
        return True

    def _code(self, token: Token) -> bool:
        size = len(token.markup)
        start = self.at + size
        text = self.block.text
        end = start + len(token.content)
        if not text.startswith(token.markup, end):  # a space at either side was taken off
            start, end = start + 1, end + 1
            size += text.startswith(f" {token.markup}", end) or text.startswith(f"\n{token.markup}", end)
        if text[start:end].replace("\n", " ") != token.content:
            return False
        self._line.copy(text.replace("\n", " "), self.block.runs, start, end)
        self.at = end + size
        return text.endswith(token.markup, end, self.at)

    def _tag(self, content: str) -> bool:
        """A tag or a comment: some begin a line, some hide what is in them."""
        if not self.block.text.startswith(content, self.at):
            return False
        self.at += len(content)
        if not (tag := _TAG.match(content)):
            return True
        name = tag[2].lower()
        if self._hidden:
            self._hidden = None if tag[1] and name == self._hidden else self._hidden
        elif name in _BREAKS and self.block.heading:
            self._line.add_space()  # what is between the lines is markup
        elif name in _BREAKS:
            self._flush(*(("line", 0) if tag[1] else _BREAKS[name]))
            self._hidden = name if name in _HIDDEN and not tag[1] else None
        return True

    def _open_link(self, token: Token) -> bool:
        end: int = token.meta["end"]
        if token.markup != "autolink":
            self.at += 1
            if self.block.text.startswith((" ", "\n"), self.at):
                self._line.drop_space()  # the link's own space stays: it shows that nothing goes on in it
            self._open.append((self._line.size, self.at, end, len(self.lines)))
            return self.block.text[self.at - 1] == "["
        first = self._line.size
        start = self.at + 1
        self._add(start, end - 1)
        if "://" in self.block.text[start:end] and not self._hidden:
            url = address(self.block.text, start, end - 1, self.block.runs)
            self._line.links += [(first, self._line.size, url)] if url else []
        self.at = end
        self._skipped = 2
        return self.block.text[start - 1] == "<"

    def _close_link(self) -> bool:
        first, label, end, begun = self._open.pop()
        closing = self.at
        url = self._address(label, closing, end)
        if url:
            self._line.links.append((first, self._line.size, url))
        self.lines[begun:] = [_settled(line, url) for line in self.lines[begun:]]
        self.at = end
        return self.block.text[closing] == "]"

    def _address(self, label: int, closing: int, end: int) -> Segment | None:
        """A link's address: in parentheses after its label, or in the definition that the label names."""
        from markdown_it.common.utils import normalizeReference  # noqa: PLC0415  as in `parser`

        text = self.block.text
        found = _DESTINATION.match(text, closing + 1, end)
        if found:
            start, stop = found.span("angled" if found["angled"] is not None else "bare")
            return address(text, start, min(stop, end - 1), self.block.runs)
        name = text[closing + 2 : end - 1] or text[label:closing]
        return self.definitions.get(normalizeReference(name))


# Replaces the address of a link that goes over several lines, until its end gives it.
_PENDING = Segment("line", "", 0, 0)


def _settled(line: Segment, url: Segment | None) -> Segment:
    """A line with the address of the link that ended after it."""
    if line.markup is None or not any(link.url is _PENDING for link in line.markup.links):
        return line
    links = [Link(a, b, url if was is _PENDING and url else was) for a, b, was in line.markup.links]
    return line._replace(markup=line.markup._replace(links=tuple([link for link in links if link.url is not _PENDING])))


_SOFT = re.compile(r" *\n")
_HARD = re.compile(r"(?: *|\\)\n")


def with_bare_links(segment: Segment) -> Segment:
    """The segment with links for the addresses in its text."""
    markup = segment.markup or Markup()
    if "http" not in segment.text:
        return segment
    links = list(markup.links)
    linked = {index for link in links for index in range(link.start, link.end)}
    for match in _BARE_URL.finditer(segment.text):
        start, end = match.start(), match.start() + len(_trimmed(match.group()))
        if linked.isdisjoint(range(start, end)):
            url = segment.cut(start, end)._replace(kind="line")
            links.append(Link(start, end, url._replace(markup=Markup(gaps=url.markup.gaps) if url.markup else None)))
    return segment._replace(markup=markup._replace(links=tuple(sorted(links, key=lambda link: link.start))))


def _trimmed(url: str) -> str:
    """An address without the punctuation of the sentence around it."""
    while url and (url[-1] in _URL_ENDS or (url[-1] == ")" and "(" not in url)):
        url = url[:-1]
    return url
