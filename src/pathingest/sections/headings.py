"""Which lines head sections: those whose words a profile knows, whatever stands round them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from pathingest.model.section import Role
from pathingest.model.segment import Segment
from pathingest.profiles import Profile
from pathingest.values.patterns import lazy

# What may stand round a heading: Markdown's marks, a colon, numbering.
_MARKS = "#*_ :.)0123456789"
_NUMBER = lazy(
    r"[\W_]*(?:(?:step|part|section|chapter|schritt|teil|abschnitt|kapitel)\W{1,3})?"
    r"(?:\d{1,3}(?:\.\d{1,2})*|[ivx]{1,5})(?:[\W_]+(?=\w)|(?<=\d)(?=[^\W\d]))"
)
# How texts begin that a number written in letters may head: "Step 3", "III."
NUMBERED = frozenset(
    ("st", "pa", "se", "ch", "sc", "te", "ab", "ka", "i.", "i)", "ii", "iv", "v.", "v)", "vi", "ix", "x.", "x)")
)
# After these a line goes on, or tells something: it is no heading.
_GOES_ON = ",;\u2026"
_SHORT = 72


def heading_role(segment: Segment, profile: Profile) -> Role | None:
    """The canonical role of a heading.

    A number, marks or a picture round its words ("3. Roadmap", "Step 3 \u2014 Roadmap", "## Overview") are no matter.
    """
    markup = segment.markup
    if (segment.kind == "item" and segment.ordinal is None) or (markup and (markup.row or markup.group)):
        return None
    text = segment.text.casefold()
    found = profile.headings.get(text)
    if found is None and is_decorated(text):
        found = profile.headings.get(text.strip(_MARKS)) or profile.headings.get(bare(text))
    if found is None and profile.heading_patterns and len(text) <= _SHORT:
        found = _by_pattern(bare(text), profile)
    return found


def marked_role(segment: Segment, profile: Profile) -> Role | None:
    """`heading_role` for what the markup shows as a heading: marks and pictures round it are no matter either."""
    found = heading_role(segment, profile)
    return found or _by_pattern(bare(segment.text.casefold()), profile)


def is_decorated(text: str) -> bool:
    """Whether something but its own words may stand at an end of a text, which is in lower case."""
    return not (text[0].isalpha() and text[-1].isalpha()) or text[:2] in NUMBERED


def bare(text: str) -> str:
    """A heading's own words, in lower case: no number, mark or picture before them, no mark but "?" after them.

    The text itself where it goes on: "Overview, part two", "Roadmap\u2026".
    """
    number = _NUMBER.match(text)
    start = number.end() if number else 0
    while start < len(text) and not text[start].isalnum():
        start += 1
    end = len(text)
    while end > start and not text[end - 1].isalnum():
        end -= 1
    tail = text[end:]
    if any(mark in tail for mark in _GOES_ON):
        return text
    closed = ")" if ")" in tail and text.count("(", start, end) > text.count(")", start, end) else ""
    return f"{text[start:end]}{closed}{'?' if '?' in tail else ''}"


def _by_pattern(text: str, profile: Profile) -> Role | None:
    found = profile.headings.get(text) or profile.headings.get(text.rstrip("?") if text[-1:] == "?" else f"{text}?")
    if found:
        return found
    return next((role for pattern, role in profile.heading_patterns if _compiled(pattern).fullmatch(text)), None)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return lazy(pattern)


def with_headings(profile: Profile, more: Mapping[str, Role]) -> Profile:
    """The profile with some of a page's own headings, in lower case, among its own."""
    longest = max([profile.longest_heading, *map(len, more)])
    return replace(profile, headings={**profile.headings, **more}, longest_heading=longest)
