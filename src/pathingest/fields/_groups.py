"""What several fields read alike where the markup shows structure: headings with what stands under them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pathingest.model.segment import Segment
from pathingest.values.patterns import lazy
from pathingest.values.text import key

_NUMBER = lazy(r"\d{1,2}[.)] (?=\S)")


class Group(NamedTuple):
    """A heading and what stands under it, up to the next of its level."""

    heading: Segment
    body: tuple[Segment, ...]


def top_level(segments: Sequence[Segment]) -> int:
    """The level of the headings that part the segments; 0 where the markup shows none.

    It is the highest one, unless that only sorts what stands one level below ("Technical skills" above the skills):
    then each such heading is followed by a lower one at once, and those all differ, as labels ("Tasks") do not.
    """
    levels = sorted({segment.markup.level for segment in segments if segment.markup and segment.markup.level})
    while len(levels) > 1 and _sorts(segments, levels[0]):
        levels.pop(0)
    return levels[0] if levels else 0


def _sorts(segments: Sequence[Segment], level: int) -> bool:
    """Whether the headings of a level hold nothing but headings of lower ones, each of them once."""
    found = [i for i, segment in enumerate(segments) if segment.level == level]
    below = [segments[i + 1] if i + 1 < len(segments) else None for i in found]
    if not all(following and following.level > level for following in below):
        return False
    next_level = min(following.level for following in below if following)
    names = [key(segment.text) for segment in segments if segment.level == next_level]
    return len(names) > len(found) and len(set(names)) == len(names)


def groups(segments: Sequence[Segment]) -> list[Group]:
    """The groups that the headings make, in page order; none where the markup shows no headings."""
    level = top_level(segments) if any(segment.markup for segment in segments) else 0
    if not level:
        return []
    starts = [i for i, segment in enumerate(segments) if segment.level == level]
    ends = [*starts[1:], len(segments)]
    return [Group(segments[a], _body(segments[a + 1 : b], level)) for a, b in zip(starts, ends, strict=True)]


def _body(segments: Sequence[Segment], level: int) -> tuple[Segment, ...]:
    """What stands under a heading: up to a higher one, which only sorts."""
    higher = (i for i, segment in enumerate(segments) if 0 < segment.level < level)
    return tuple(segments[: next(higher, len(segments))])


def unnumbered(segment: Segment) -> Segment:
    """A heading without the number before it ("2. SQL")."""
    match = _NUMBER.match(segment.text)
    return segment.cut(match.end(), len(segment.text)) if match else segment
