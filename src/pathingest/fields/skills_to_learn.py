"""Skills to learn: names with a badge ("Important6 weeks") and guidance."""

from __future__ import annotations

from typing import NamedTuple

from pathingest.fields import Field, Reading
from pathingest.fields._text import entries, stated_duration
from pathingest.model.extraction import Extraction, Note, Read, Stated, quote_all
from pathingest.model.segment import Segment
from pathingest.model.source import Span
from pathingest.profiles import Profile
from pathingest.values.vocabulary import parse_priority, priority_prefix

_LONGEST_BADGE = 48
_SEPARATORS = " :|\u00b7\u2022,/()-\u2014"


class _Badge(NamedTuple):
    """What a badge states: a priority in `text[start:end]`, a duration, or both."""

    segment: Segment
    priority: str | None
    start: int
    end: int
    duration: Stated | None


def extract(reading: Reading) -> Extraction:
    """One skill for each name, in page order."""
    profile = reading.profile
    notes: list[Note] = []
    skills = []
    lines = reading.outline.content("skills_to_learn")
    segments = [segment for line in lines for segment in _parted(line, profile)]
    short = [segment for segment in segments if len(segment.text) <= _LONGEST_BADGE]
    badges = {segment.start: badge for segment in short if (badge := _badge(segment, profile))}
    for i, entry in enumerate(entries(segments, badges)):
        own = [badges[segment.start] for segment in entry.badges]
        priority = next((badge for badge in own if badge.priority), None)
        duration = next((badge.duration for badge in own if badge.duration), None)
        notes.extend(_glued(badge, i) for badge in own if _is_glued(badge))
        skills.append(
            {
                "name": entry.name,
                "priority": priority and _priority(priority),
                "duration": duration,
                "guidance": quote_all(entry.body),
            }
        )
    return Extraction(skills, notes=tuple(notes))


def _parted(segment: Segment, profile: Profile) -> tuple[Segment, ...]:
    """A line as it is; where a name has its badge on its own line ("Statistics Important6 weeks"), the two."""
    text = segment.text
    if not text[-1].isalpha() or segment.kind == "item" or len(text) > _LONGEST_BADGE + _LONGEST_BADGE:
        return (segment,)
    for word in profile.badge_words:
        at = text.rfind(word, 1)
        if at > 0 and (text[at - 1] == " " or not word[0].islower()):
            end = len(text[:at].rstrip(_SEPARATORS))
            tail = segment.cut(at, len(text))
            badge = _badge(tail, profile)
            if end and badge and badge.duration:
                return segment.cut(0, end), tail
    return (segment,)


def _badge(segment: Segment, profile: Profile) -> _Badge | None:
    """A line that states a priority, a duration, or both, and nothing else."""
    text = segment.text
    if segment.kind == "item" or text[-1] in ".!?":
        return None
    priority, end = _leading_priority(text, profile)
    start = end + len(text[end:]) - len(text[end:].lstrip(_SEPARATORS))
    duration = stated_duration(segment, start, len(text.rstrip(") "))) if start < len(text) else None
    if start == len(text) or duration:
        return _Badge(segment, priority, 0, end, duration) if priority or duration else None
    return _trailing_priority(segment, profile)


def _leading_priority(text: str, profile: Profile) -> tuple[str | None, int]:
    """The badge word that a line begins with, and its length: the profile's own words first."""
    key = text.casefold()
    if len(key) == len(text):
        for word, priority in profile.priorities.items():
            if key.startswith(word) and not text[len(word) : len(word) + 1].islower():
                return priority, len(word)
    return priority_prefix(text) or (None, 0)


def _trailing_priority(segment: Segment, profile: Profile) -> _Badge | None:
    """A duration with the priority after it ("6 weeks, important")."""
    text = segment.text
    if not text[0].isdigit():
        return None
    for cut in (i for i, letter in enumerate(text) if letter in _SEPARATORS):
        word = text[cut:].strip(_SEPARATORS)
        priority = profile.priorities.get(word.casefold()) or (parse_priority(word) if word else None)
        if priority and (duration := stated_duration(segment, 0, len(text[:cut].rstrip(_SEPARATORS)))):
            start = text.index(word, cut)
            return _Badge(segment, priority, start, start + len(word), duration)
    return None


def _priority(badge: _Badge) -> Read:
    word = badge.segment.text[badge.start : badge.end]
    part = badge.segment.part(badge.start, badge.end)
    return Read(str(badge.priority), part, (f"priority: {word!r} is {badge.priority}",))


def _is_glued(badge: _Badge) -> bool:
    return bool(badge.priority and badge.duration and badge.duration.shift == badge.end)


def _glued(badge: _Badge, index: int) -> Note:
    segment = badge.segment
    return Note("glued-field", f"/skills_to_learn/{index}/duration", Span(segment.start, segment.end), segment.text)


FIELD = Field(extract)
