"""What a page's characters say that its tags do not: bullets typed by hand, a label with a colon beside its value."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from pathingest.model.segment import Segment
from pathingest.segments._lines import RawLine
from pathingest.segments._tokens import SPACE, Tokens

_BULLETS = frozenset("•*-+·◦▪▫‣●○■□⁃∙➢→✓✔✗✘☐☑✅")


def without_bullet(segment: Segment) -> Segment:
    """A line that a bullet and a space begin as an item, the bullet taken off; "+ 15%" is no item."""
    text = segment.text
    if text[0] not in _BULLETS or len(text) < _LEAST or text[1] != " " or not text[2].isalpha():
        return segment
    if segment.kind not in _MAY_BE_ITEMS:
        return segment
    return segment.cut(2, len(text))._replace(kind="item", ordinal=segment.ordinal)


_LEAST = 3
_MAY_BE_ITEMS = ("paragraph", "line", "item")


def with_values(source: str, tokens: Tokens, lines: Sequence[RawLine]) -> list[RawLine]:
    """The lines, those chips joined of which each first is a label ("Priority:") and each second its value."""
    found: list[RawLine] = []
    for group, run in groupby(lines, attrgetter("group")):
        chips = list(run)
        if group and len(chips) % 2 == 0:
            ends = [source[slice(*tokens.texts[chip.texts[-1]])].rstrip()[-1:] for chip in chips]
            if all(end == ":" for end in ends[::2]) and ":" not in ends[1::2]:
                chips = [_joined(a, b) for a, b in zip(chips[::2], chips[1::2], strict=True)]
        found += chips
    return found


def _joined(label: RawLine, value: RawLine) -> RawLine:
    shift = len(label.texts) + 1
    links = [(first + shift, last + shift, tag) for first, last, tag in value.links]
    return label._replace(texts=(*label.texts, SPACE, *value.texts), links=(*label.links, *links))
