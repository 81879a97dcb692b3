"""Markdown, as people and extractors write it: its blocks become segments, with exact places in the source.

`_blocks` has the blocks and where their texts are, `_wrapping` which of the line breaks in them are real, and `_inline`
reads the texts. What those leave is markup. A block whose text is not found where it must be is given line by line, as
it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pathingest.model.evidence import MARKUP, Stretch
from pathingest.model.segment import Content, Markup, Segment
from pathingest.model.source import BYTE_ORDER_MARK, Source, Span
from pathingest.profiles import NO_SELECTORS, Selectors
from pathingest.segments import Segmenter
from pathingest.segments._blocks import Blocks, RawBlock
from pathingest.segments._builder import segment_at
from pathingest.segments._front import LANGUAGE, SUMMARY, TITLE, front_matter, stated
from pathingest.segments._glance import of_markdown
from pathingest.segments._inline import read, with_bare_links
from pathingest.segments._wrapping import BULLET, Wrapping
from pathingest.values.text import encodable

_WRITTEN = re.compile(r"[^\r\n]+")
# Without any of these a text has no inline markup, and no address.
_INLINE = re.compile(r"[*_`\[\]<&\\~]|://|##")


def segment(source: Source, _: Selectors = NO_SELECTORS) -> Content:
    """The page's headings, paragraphs, items, cells and lines; whatever is around them is markup."""
    text = source.text.replace("\x00", "\u200b")  # neither shows anything, and markdown-it would show the one
    front = front_matter(text)
    segments = _segments(Blocks(text, front.end))
    if any(before.end > after.start for before, after in pairwise(segments)):
        segments = _as_written(text, front.end, len(text))
    marks = tuple(_marks(text, segments))
    title, summary, language = (stated(text, front, keys) for keys in (TITLE, SUMMARY, LANGUAGE))
    address = _own_address(text, front)
    return Content(tuple(segments), marks, address, title=title, summary=summary, language=language)


def _segments(blocks: Blocks) -> list[Segment]:
    """All segments, in page order."""
    rows = sorted([row for row in blocks.rows if row.lines], key=lambda row: row.lines)
    wrapping = Wrapping(blocks, rows)
    whole = [part for row in wrapping.with_whole_headings(rows) for part in wrapping.without_terms(row)]
    return [line for row in whole for line in _read(row, blocks, wrapping)]


def _read(row: RawBlock, blocks: Blocks, wrapping: Wrapping) -> list[Segment]:
    """The segments of a row."""
    start, end = row.lines[0].start, row.lines[-1].end
    if row.raw:
        return _as_written(blocks.text, start, end)
    if len(row.lines) == 1 and not _INLINE.search(blocks.text, start, end):
        return [_dressed(row, 0, line, separated=False) for line in _as_written(blocks.text, start, end)]
    block = wrapping.block(row)
    lines = read(block, blocks.definitions, blocks.env)
    if lines is None:
        return _as_written(blocks.text, start, end)
    if row.kind == "heading":
        lines = list(map(_without_edit_link, lines))
    return [_dressed(row, i, with_bare_links(line), separated=bool(block.breaks)) for i, line in enumerate(lines)]


def _without_edit_link(line: Segment) -> Segment:
    """A heading without the link by which a wiki has it edited: "[Edit]Getting started", "Getting started [edit]"."""
    for start, end, url in line.markup.links if line.markup else ():
        is_edit = "action=edit" in url.text and line.text[start:end].casefold() in _EDIT
        if is_edit and line.text[start - 1 : start] == "[" and line.text[end : end + 1] == "]":
            if start == 1 and line.text[end + 1 :].strip():
                return line.cut(len(line.text) - len(line.text[end + 1 :].lstrip()), len(line.text))
            if end + 1 == len(line.text) and start > 1:
                return line.cut(0, len(line.text[: start - 1].rstrip()))
    return line


_EDIT = frozenset(
    {"edit", "edit source", "bearbeiten", "quelltext bearbeiten", "modifier", "modifier le code", "editar"}
)


def _dressed(row: RawBlock, index: int, line: Segment, *, separated: bool) -> Segment:
    """A line of a row as what the row is; in a list's item only the first line is the item."""
    kind, ordinal = line.kind, None
    markup = line.markup or Markup()
    if index == 0 and row.kind == "item":
        kind, ordinal = "item", row.ordinal
        markup = markup._replace(depth=row.markup.depth)
    elif kind == "line" and row.kind != "item" and (row.kind == "heading" or not row.joined) and not separated:
        kind = row.kind
    if kind == row.kind and kind in ("heading", "label"):
        level, _, _, cell_row, column, head, *_ = row.markup
        markup = markup._replace(level=level, row=cell_row, column=column, head=head)
    if kind in ("line", "paragraph") and (bullet := BULLET.match(line.text)):
        line, kind = line.cut(bullet.end(), len(line.text)), "item"
        markup = line.markup or markup
    return line._replace(kind=kind, ordinal=ordinal, markup=markup)


def _as_written(text: str, start: int, end: int) -> list[Segment]:
    """The lines of a stretch, their markup and all."""
    lines = [segment_at(found.start(), found.group(), markup=Markup()) for found in _WRITTEN.finditer(text, start, end)]
    return [line for line in lines if line]


# --- what is no text -------------------------------------------------------------------------------------------------

_OWN_ADDRESS = re.compile(
    r"^(?P<key>canonical(?:_url)?|url|permalink|source(?:_url)?)[ \t]*[:=][ \t]*[\"']?(?P<url>https?://[^\s\"']+)",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS_KEYS = ("canonical", "url", "permalink", "source")
_SHOWN = re.compile(r"\S(?:[^\r\n]*\S)?")


def _own_address(text: str, front: Span) -> Segment | None:
    """The page's address, as its front matter states it."""
    found = [(match["key"].lower().removesuffix("_url"), match) for match in _OWN_ADDRESS.finditer(text[: front.end])]
    best = min(found, key=lambda item: _ADDRESS_KEYS.index(item[0]), default=None)
    return Segment("line", encodable(best[1]["url"]), *best[1].span("url")) if best else None


def _marks(text: str, segments: Sequence[Segment]) -> Iterator[Stretch]:
    """Everything that no segment says, line by line, without the white space."""
    at = int(text.startswith(BYTE_ORDER_MARK))
    spans = [piece for line in segments for piece in line.pieces(0, len(line.text))]
    for start, end in [*spans, (len(text), len(text))]:
        for match in _SHOWN.finditer(text, at, start):
            yield Stretch(*match.span(), MARKUP)
        at = end


MARKDOWN = Segmenter(media_types=("text/markdown",), segment=segment, look=of_markdown)
