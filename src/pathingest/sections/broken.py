"""Headings, labels and other texts of the layout that a tool broke into lines: the profile knows them whole."""

from __future__ import annotations

from functools import lru_cache

from pathingest.model.segment import Segment, joined
from pathingest.profiles import Profile
from pathingest.values.text import boilerplate_key

_MOST = 6
# What stands between lines: a line end, and how far the next one is set in.
_FAR = 40


def with_whole_phrases(segments: tuple[Segment, ...], profile: Profile) -> tuple[Segment, ...]:
    """The segments; those that are one text of the profile only together are one."""
    starts = _starts(profile)
    begun = [i for i, segment in enumerate(segments) if segment.kind == "line" and segment.text.casefold() in starts]
    if not begun:
        return segments
    whole: list[Segment] = []
    at = 0
    for i in begun:
        count = _count(segments, i, profile) if i >= at else 0
        if count:
            whole += [*segments[at:i], joined(segments[i : i + count])]
            at = i + count
    return (*whole, *segments[at:]) if at else segments


def _count(segments: tuple[Segment, ...], i: int, profile: Profile) -> int:
    """How many segments from one on are a text of the profile; 0 for none, and where the first is one by itself."""
    phrases = _phrases(profile)
    text = boilerplate_key(segments[i].text)
    if text in phrases:
        return 0
    for count, segment in enumerate(segments[i + 1 : i + _MOST], 2):
        if segment.kind != "line" or segment.start - segments[i + count - 2].end > _FAR:
            return 0
        text = f"{text} {boilerplate_key(segment.text)}"
        if text in phrases:
            return count
    return 0


@lru_cache(maxsize=16)
def _phrases(profile: Profile) -> frozenset[str]:
    """The texts of the profile that are more than a word."""
    tables = (profile.headings, profile.labels, profile.columns, profile.priorities, profile.horizons)
    texts = [*(text for table in tables for text in table), *profile.boilerplate]
    return frozenset(map(boilerplate_key, texts))


@lru_cache(maxsize=16)
def _starts(profile: Profile) -> frozenset[str]:
    """How these begin: all their words but the last, all but the last two, ..."""
    words = [phrase.split(" ") for phrase in _phrases(profile)]
    return frozenset(" ".join(some[:count]) for some in words for count in range(1, len(some)))
