"""Headings, labels and other texts of the layout that a tool broke into lines: the profile knows them whole."""

from __future__ import annotations

from collections.abc import Sequence

from pathingest.lines import bounds
from pathingest.lines.vocabulary import Vocabulary
from pathingest.model.segment import Segment, joined
from pathingest.values.text import boilerplate_key


def with_whole_phrases(segments: Sequence[Segment], words: Vocabulary) -> Sequence[Segment]:
    """The segments; those that are one text of the profile only together are one."""
    free = [i for i, segment in enumerate(segments) if segment.kind == "line"]
    if not free:  # markup parts the texts of a page, and the words of any site take long to make ready
        return segments
    starts, longest = words.starts, words.longest_start
    begun = [i for i in free if len(segments[i].text) <= longest and segments[i].text.casefold() in starts]
    if not begun:
        return segments
    whole: list[Segment] = []
    at = 0
    for i in begun:
        count = _count(segments, i, words.phrases) if i >= at else None
        if count:
            whole += [*segments[at:i], joined(segments[i : i + count])]
            at = i + count
    return (*whole, *segments[at:])


def _count(segments: Sequence[Segment], i: int, phrases: frozenset[str]) -> int | None:
    """How many segments from one on are a text of the profile; None for none, and where the first is one by itself."""
    text = boilerplate_key(segments[i].text)
    if text in phrases:
        return None
    for count, segment in enumerate(segments[i + 1 : i + bounds.PIECES], 2):
        if segment.kind != "line" or segment.start - segments[i + count - 2].end > bounds.GAP:
            return None
        text = f"{text} {boilerplate_key(segment.text)}"
        if text in phrases:
            return count
    return None
