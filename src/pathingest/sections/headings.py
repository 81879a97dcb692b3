"""Which lines head sections: those that a profile knows, whatever stands round their words."""

from __future__ import annotations

import re
from functools import cache

from pathingest.model.section import Role
from pathingest.model.segment import Segment
from pathingest.profiles import Profile
from pathingest.values.text import key

# What may stand round a heading: Markdown's marks, a colon, numbering.
MARKS = "#*_ :.)0123456789"
_NUMBERED = re.compile(
    r"(?:(?:part|section|chapter|teil) )?(?:\d{1,2}|[ivx]{1,4})(?:[.):]| -| \u2014| \|) ?(?=\S)|[\W_]+"
)
_TRAILING = re.compile(r"[^\w?!)\"']+$")
_SHORT = 72


def heading_role(segment: Segment, profile: Profile) -> Role | None:
    """The canonical role of a heading; a number or a mark before it ("3. Roadmap", "## Overview") is no matter."""
    markup = segment.markup
    if (segment.kind == "item" and segment.ordinal is None) or (markup and (markup.row or markup.group)):
        return None
    text = segment.text.casefold()
    found = profile.headings.get(text)
    if found is None and (text[0] in MARKS or text[-1] in MARKS):
        found = profile.headings.get(text.strip(MARKS))
    if found is None and profile.heading_patterns and len(text) <= _SHORT:
        found = _by_pattern(bare(text), profile)
    return found


def marked_role(segment: Segment, profile: Profile) -> Role | None:
    """`heading_role` for what the markup shows as a heading: marks and pictures round it are no matter either."""
    found = heading_role(segment, profile)
    return found or _by_pattern(bare(segment.text.casefold()), profile)


def bare(text: str) -> str:
    """A heading's own words, in lower case: without a number or a picture before it."""
    return key(_TRAILING.sub("", text[_end(text) :]))


def _end(text: str) -> int:
    """Where the words begin, after marks and numbers."""
    end = 0
    while match := _NUMBERED.match(text, end):
        end = match.end()
    return end


def _by_pattern(text: str, profile: Profile) -> Role | None:
    found = profile.headings.get(text) or profile.headings.get(text.rstrip("?") if text[-1:] == "?" else f"{text}?")
    if found:
        return found
    return next((role for pattern, role in profile.heading_patterns if _compiled(pattern).fullmatch(text)), None)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def is_footer(text: str) -> bool:
    """Whether a line only says whose page it is."""
    return len(text) <= _LONGEST_FOOTER and _FOOTER.match(text) is not None


_FOOTER = re.compile(
    r"(?:copyright )?(?:\u00a9|\(c\)) ?(?:\d{4}|\w)|copyright (?:\d{4}|\u00a9)|all rights reserved", re.IGNORECASE
)
_LONGEST_FOOTER = 140
