"""What several fields read alike: lists, paragraphs, badges, and names with the text under them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from pathingest.model.evidence import LABEL, Stretch
from pathingest.model.extraction import Stated
from pathingest.model.segment import Segment
from pathingest.values.text import is_title_case
from pathingest.values.duration import parse_duration

_LONGEST_NAME = 90
_MOST_WORDS = 12
_SENTENCE_ENDS = ".!?:;\u2026\u3002\uff01\uff1f"
_SHORT = 5


def label(segment: Segment) -> Stretch:
    """A whole line as a label."""
    return Stretch(segment.start, segment.end, LABEL)


def listed(segments: Sequence[Segment]) -> list[Segment]:
    """A list's items; where nothing is bulleted, every line is one. A line among bulleted ones is none."""
    items = [segment for segment in segments if segment.kind == "item"]
    return items or list(segments)


def stated_duration(segment: Segment, start: int = 0, end: int | None = None) -> Stated | None:
    """The duration that the stretch states and nothing else; null if it states none, or more."""
    text = segment.text[start:end]
    if len(text) > _LONGEST_DURATION:
        return None
    found = parse_duration(text)
    return Stated(found, segment, start) if found and (found.start, found.end) == (0, len(text)) else None


# A label that states a duration and nothing else is short ("between eighteen and twenty-four months").
_LONGEST_DURATION = 48


class Entry(NamedTuple):
    """A name with what stands under it."""

    name: Segment
    badges: tuple[Segment, ...]
    body: tuple[Segment, ...]


def looks_like_name(segment: Segment) -> bool:
    """Short, and no sentence."""
    text = segment.text
    if len(text) > _LONGEST_NAME or text[-1] in _SENTENCE_ENDS or "\u3001" in text:
        return False
    return text.count(" ") < _MOST_WORDS


def entries(segments: Sequence[Segment], is_badge: Callable[[Segment], bool] | None = None) -> list[Entry]:
    """Names, each with its badges and the paragraphs under it; what stands before the first name is left out.

    A line before a badge is a name. Elsewhere a short line that is no sentence is one, unless the entry that it
    would end has nothing under it yet: then it must look like a name in itself, or it is that entry's text.
    """
    names: list[list[Segment]] = []
    badges: list[list[Segment]] = []
    kinds = [bool(is_badge and is_badge(segment)) for segment in segments]
    short = not any(not kind and not looks_like_name(s) for kind, s in zip(kinds, segments, strict=True))
    bare = short and not any(kinds) and all(segment.text.count(" ") < _SHORT for segment in segments)
    last = len(segments) - 1
    for i, segment in enumerate(segments):
        if kinds[i]:
            if names and len(names[-1]) == 1:
                badges[-1].append(segment)
        elif _is_name(segments, kinds, i, last, bodiless=bool(names) and len(names[-1]) == 1, bare=bare):
            names.append([segment])
            badges.append([])
        elif names:
            names[-1].append(segment)
    return [Entry(n[0], tuple(b), tuple(n[1:])) for n, b in zip(names, badges, strict=True)]


def _is_name(segments: Sequence[Segment], kinds: list[bool], i: int, last: int, *, bodiless: bool, bare: bool) -> bool:
    """Whether the line at `i` begins an entry; `bodiless` says that the entry before it has no text yet."""
    if bare or (i < last and kinds[i + 1]):
        return True
    if not looks_like_name(segments[i]):
        return False
    if not bodiless:
        return i < last or _is_phrase(segments[i].text)
    return (i < last and not looks_like_name(segments[i + 1])) or _is_phrase(segments[i].text)


def _is_phrase(text: str) -> bool:
    """A few words, or words in capitals: a name, where a sentence may have lost its full stop."""
    return is_title_case(text) or text.count(" ") < _FEW


_FEW = 4
