"""What several fields read alike: lists, paragraphs, badges, and names with the text under them."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import NamedTuple

from pathingest.model.evidence import LABEL, Stretch
from pathingest.model.extraction import Stated
from pathingest.model.segment import Segment
from pathingest.values.duration import parse_duration
from pathingest.values.text import is_title_case

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


def is_sentence(text: str) -> bool:
    """Several words with a sentence's end, abbreviations ("et al.") aside."""
    return text[-1] in _SENTENCE_ENDS and text.count(" ") >= _FEW and not text.endswith(_ABBREVIATIONS)


_ABBREVIATIONS = ("al.", "etc.", "ed.", "eds.", "vol.", "Inc.", "Ltd.", "Co.")


def looks_like_name(segment: Segment) -> bool:
    """Short, and no sentence."""
    text = segment.text
    if len(text) > _LONGEST_NAME or text[-1] in _SENTENCE_ENDS or "\u3001" in text:
        return False
    return text.count(" ") < _MOST_WORDS


def entries(segments: Sequence[Segment], badges: Container[int] = ()) -> list[Entry]:
    """Names, each with its badges and the paragraphs under it; what stands before the first name is left out.

    `badges` holds where the badges start.

    A line before a badge is a name. Elsewhere a short line that is no sentence is one, unless the entry that it
    would end has nothing under it yet: then it must look like a name in itself, or it is that entry's text. Where
    there are badges, a line without one is only a name if a text follows.
    """
    found: list[tuple[Segment, list[Segment], list[Segment]]] = []
    kinds = ["badge" if s.start in badges else "name" if looks_like_name(s) else "text" for s in segments]
    is_name = _is_badgeless if "badge" in kinds else _is_name
    bare = all(kind == "name" for kind in kinds) and all(segment.text.count(" ") < _SHORT for segment in segments)
    for segment, kind, below in zip(segments, kinds, [*kinds, "end"][1:], strict=True):
        bodiless = bool(found) and not found[-1][2]
        if kind == "badge":
            if bodiless:
                found[-1][1].append(segment)
        elif bare or below == "badge" or (kind == "name" and is_name(segment, below, bodiless=bodiless)):
            found.append((segment, [], []))
        elif found:
            found[-1][2].append(segment)
    return [Entry(name, tuple(own), tuple(body)) for name, own, body in found]


def _is_name(segment: Segment, below: str, *, bodiless: bool) -> bool:
    """Whether what looks like a name begins an entry; `bodiless` says that the entry before it has no text yet."""
    sure = below == "text" or (below == "name" and not bodiless)
    return sure or _is_phrase(segment.text)


def _is_badgeless(segment: Segment, below: str, *, bodiless: bool) -> bool:
    """Whether what looks like a name begins an entry though others have a badge.

    It does if it has a text of its own, or if the page is cut off after it.
    """
    return below == "text" or (below == "end" and not bodiless and is_title_case(segment.text))


def _is_phrase(text: str) -> bool:
    """A few words, or words in capitals: a name, where a sentence may have lost its full stop."""
    return is_title_case(text) or text.count(" ") < _FEW


_FEW = 4
