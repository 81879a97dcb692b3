"""Plain text, in whatever rendering: each line that is not blank is a segment."""

from __future__ import annotations

import re

from pathingest.model.segment import Content, Segment
from pathingest.model.source import BYTE_ORDER_MARK, Source
from pathingest.profiles import NO_SELECTORS, Selectors
from pathingest.segments import Segmenter
from pathingest.values.text import canonical, evened

_LINE = re.compile(r"[^\r\n]+")
_BULLETS = frozenset(
    "•*-\u2014\u25e6\u25aa\u25ab\u2023\u00b7\u25cf\u25cb\u25a0\u25a1\u2043\u2219\u27a2\u2192\u2713\u2714\uf0b7"
)
# What a line may begin with that is not simply a line.
_MARKS = _BULLETS | frozenset(" #0123456789")
_new = tuple.__new__
_HEADING = re.compile(r"#{1,6} (?=\S)")
_ORDINAL = re.compile(r"([0-9]{1,3})[.)] ")


def segment(source: Source, _: Selectors = NO_SELECTORS) -> Content:
    """The page's lines, each with its bullet or number taken off.

    Blank lines carry no meaning: one extractor writes them, another does not, for the same page.
    """
    text = source.text.replace("\r", "\n")
    marked = text.startswith(BYTE_ORDER_MARK)
    even = evened(text[marked:])
    if even is not None:
        return Content(_even_lines(even, int(marked)))
    lines = (_line(match.group(), match.start()) for match in _LINE.finditer(source.text, marked))
    return Content(tuple(line for line in lines if line))


def _even_lines(text: str, position: int) -> tuple[Segment, ...]:
    """Lines of a page whose characters are canonical, or one for one: nearly all pages, at a fifth of the cost."""
    lines: list[Segment] = []
    add = lines.append
    for raw in text.split("\n"):
        if raw:
            end = position + len(raw)
            if raw[0] in _MARKS or raw[-1] == " " or "  " in raw:
                line = raw.strip(" ")
                start = position + raw.find(line)
                if line[1:2] == " " and line[0] in _BULLETS and "  " not in line:
                    add(_new(Segment, ("item", line[2:], start + 2, start + len(line), None, None, None)))
                elif found := _marked(line, start, None) if line and "  " not in line else _line(raw, position):
                    add(found)
            else:
                # The tuple's own constructor: the named one takes twice as long, a hundred times a page.
                add(_new(Segment, ("line", raw, position, end, None, None, None)))
            position = end
        position += 1
    return tuple(lines)


def _line(raw: str, position: int) -> Segment | None:
    """One line in canonical form, or null if nothing of it is left."""
    text, offsets = canonical(raw)
    if not text:
        return None
    if offsets is None:
        return _marked(text, position, None)
    start = position + offsets[0]
    return _marked(text, start, tuple(offset - offsets[0] for offset in offsets))


def _marked(text: str, start: int, offsets: tuple[int, ...] | None) -> Segment:
    """A line as an item if a bullet or a number and a space begin it, as a heading if number signs do.

    "-15%" and "3 months" are no items.
    """
    mark = 0
    ordinal = None
    if text[0] in _BULLETS:
        if text[1:2] == " ":
            mark = 2
        elif text[0] == "•" and len(text) > 1:
            mark = 1
    elif match := _ORDINAL.match(text):
        mark = match.end()
        ordinal = int(match[1])
    kind = "item" if mark else "line"
    if match := _HEADING.match(text):
        mark = match.end()
        kind = "heading"
    if offsets is None:
        return _new(Segment, (kind, text[mark:], start + mark, start + len(text), ordinal, None, None))
    cut = offsets[mark]
    rest = tuple(offset - cut for offset in offsets[mark:])
    return _new(Segment, (kind, text[mark:], start + cut, start + offsets[-1], ordinal, rest, None))


TEXT = Segmenter(media_types=("text/plain",), segment=segment)
