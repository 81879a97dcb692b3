"""Links to places in the page itself: the anchor of a heading, the mark of a footnote, a table of contents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from pathingest.model.segment import Segment
from pathingest.segments._characters import address_of
from pathingest.segments._lines import RawLine
from pathingest.segments._tokens import SPACE, Tokens
from pathingest.values.text import unescaped

_FOOTNOTE = re.compile(r"\[\w{1,4}\]|\W{0,3}")


def without_anchors(source: str, tokens: Tokens, line: RawLine) -> tuple[RawLine, list[int]]:
    """A line without the marks that only lead elsewhere in the page ("#", "[1]"), and the numbers of their texts."""
    gone: list[int] = []
    for first, last, tag in line.links:
        numbers = [number for number in line.texts[first : last + 1] if number != SPACE]
        # Nearly all links have a text that is too long for a mark: their addresses need not be read.
        if sum(tokens.texts[number][1] - tokens.texts[number][0] for number in numbers) > _LONGEST_MARK:
            continue
        url = address_of(source, tag, "href")
        text = unescaped("".join([source[slice(*tokens.texts[number])] for number in numbers])).strip()
        if url and url.text[0] == "#" and _FOOTNOTE.fullmatch(text):
            gone += numbers
    if not gone or len(gone) == sum(number != SPACE for number in line.texts):
        return line, []
    return _without(line, frozenset(gone)), gone


_LONGEST_MARK = 24  # as references and with white space round it


def _without(line: RawLine, gone: frozenset[int]) -> RawLine:
    """A line without some of its texts; its links keep to theirs."""
    places = [-1]
    for number in line.texts:
        places.append(places[-1] + (number not in gone))
    links = [(places[first] + 1, places[last + 1], tag) for first, last, tag in line.links]
    texts = tuple([number for number in line.texts if number not in gone])
    return line._replace(texts=texts, links=tuple([link for link in links if link[0] <= link[1]]))


def contents(segments: Sequence[Segment | None]) -> list[bool]:
    """Which lines are a table of contents: several on end that are links to places in the page, and nothing else."""
    found: list[bool] = []
    for leads, run in groupby(segments, _leads_within):
        lines = list(run)
        found += [leads and len(lines) >= _LEAST] * len(lines)
    return found


_LEAST = 2


def _leads_within(segment: Segment | None) -> bool:
    if segment is None or segment.level or not segment.markup or len(segment.markup.links) != 1:
        return False
    [(start, end, url)] = segment.markup.links
    return (start, end) == (0, len(segment.text)) and len(url.text) > 1 and url.text[0] == "#"
