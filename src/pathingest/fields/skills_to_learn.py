"""Skills to learn: names with a badge ("Important6 weeks") and guidance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from pathingest.fields import Field, Reading
from pathingest.fields._skills import Skill, Skills, read_skills
from pathingest.fields._text import entries, stated_duration
from pathingest.model.evidence import LABEL, Stretch
from pathingest.model.extraction import Extraction, Note, Read, Stated, quote_all
from pathingest.model.segment import Segment
from pathingest.model.source import Span
from pathingest.profiles import Profile
from pathingest.values.duration import parse_duration
from pathingest.values.patterns import lazy
from pathingest.values.text import key
from pathingest.values.vocabulary import parse_priority, priority_prefix, vocabulary

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
    lines = reading.outline.content("skills_to_learn")
    facts: dict[tuple[int, int], _Badge | None] = {}

    def fact(segment: Segment) -> _Badge | None:
        place = (segment.start, segment.end)
        if place not in facts:
            facts[place] = _fact(segment, profile)
        return facts[place]

    shown = read_skills(lines, profile, lambda segment: fact(segment) is not None) or _by_looks(lines, profile, fact)
    notes: list[Note] = []
    skills = []
    for i, skill in enumerate(shown.found):
        own = [badge for segment in skill.badges if (badge := fact(segment))]
        priority = next((badge for badge in own if badge.priority), None)
        duration = next((badge.duration for badge in own if badge.duration), None)
        notes.extend(_glued(badge, i) for badge in own if _is_glued(badge))
        skills.append(
            {
                "name": skill.name,
                "priority": priority and _priority(priority),
                "duration": duration,
                "guidance": quote_all(skill.body),
            }
        )
    labelled = (segment for skill in shown.found for segment in skill.badges if ":" in segment.text)
    marks = [mark for segment in labelled for mark in _labels(segment, profile)]
    return Extraction(skills, (*shown.marks, *marks), tuple(notes))


def _by_looks(lines: Sequence[Segment], profile: Profile, fact: Callable[[Segment], _Badge | None]) -> Skills:
    """The skills of lines that nothing but their looks tells apart."""
    segments = [segment for line in lines for segment in _at_markup(line, fact) or _parted(line, profile)]
    short = [segment for segment in segments if len(segment.text) <= _LONGEST_FACT]
    # An item is a badge if it says so itself: "Priority: High" below the skill's own item.
    badges = {segment.start for segment in short if (segment.kind != "item" or ":" in segment.text) and fact(segment)}
    return Skills(tuple([Skill(*entry) for entry in entries(segments, badges)]))


def _at_markup(line: Segment, fact: Callable[[Segment], _Badge | None]) -> tuple[Segment, ...]:
    """A name and its badge in one line, parted where the badge's own markup begins; nothing if there is none."""
    if not line.markup or fact(line):  # "5 to 7 weeks" is one badge, whatever stands between its words
        return ()
    near = len(line.text) - _LONGEST_FACT
    for index in [index for index, _ in line.markup.gaps if index >= near]:
        tail = line.cut(index, len(line.text))._replace(kind="line")
        name = line.text[:index].rstrip(_SEPARATORS)
        if name and fact(tail):
            return line.cut(0, len(name)), tail
    return ()


def _fact(segment: Segment, profile: Profile) -> _Badge | None:
    """What a badge states, with labels or without ("Priority: High · Time: 6 weeks"); null for what is no badge."""
    text = segment.text
    if len(text) > _LONGEST_FACT or text[-1] in ".!?":
        return None
    plain = segment if segment.kind != "item" else segment._replace(kind="line")
    badge = _badge(plain, profile) if len(text) <= _LONGEST_BADGE else None
    if badge or not _MARK.search(text):
        return badge
    return _in_pieces(plain, profile)


def _in_pieces(segment: Segment, profile: Profile) -> _Badge | None:
    """A badge of several pieces, each of which is a priority or a duration, with a label before it or not."""
    priority: _Badge | None = None
    duration: Stated | None = None
    for start, end in _pieces(segment.text):
        begin = start + _label_end(segment.text[start:end], profile)
        value = segment.text[begin:end]
        if not value.strip():
            continue
        meant = profile.priorities.get(key(value)) or parse_priority(value)
        if meant and priority is None:
            priority = _Badge(segment, meant, begin, end, None)
        elif duration is None and (stated := stated_duration(segment, begin, end)):
            duration = stated
        else:
            return None
    if priority:
        return priority._replace(duration=duration)
    return _Badge(segment, None, 0, 0, duration) if duration else None


def _pieces(text: str) -> list[tuple[int, int]]:
    """[start, end) of what stands between the marks of a badge."""
    cuts = [match.span() for match in _MARK.finditer(text) if text[match.start()] != ":"]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    return [(a, b) for a, b in zip(starts, ends, strict=True) if a < b]


_MARK = lazy(r"\s*[|\u00b7\u2022;/]\s*|,\s+|\s+[-\u2014*]\s+|\s*[()]\s*|:\s+")
_LONGEST_FACT = 72


def _label_end(piece: str, profile: Profile) -> int:
    """Where the value begins in a piece of a badge: after "Priority:" and the like; 0 without a label."""
    head, mark, _ = piece.partition(":")
    if not mark or not _is_label(key(head), profile):
        return 0
    rest = piece[len(head) + 1 :]
    return len(piece) - len(rest.lstrip())


def _is_label(name: str, profile: Profile) -> bool:
    words = vocabulary()["skill_labels"]
    return (
        profile.columns.get(name) in ("priority", "duration") or name in words["priority"] or name in words["duration"]
    )


def _labels(segment: Segment, profile: Profile) -> list[Stretch]:
    """The labels inside a badge."""
    ends = [(start, start + _label_end(segment.text[start:end], profile)) for start, end in _pieces(segment.text)]
    return [Stretch(*segment.locate(start, end), LABEL) for start, end in ends if end > start]


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
    folded = text.casefold()
    if len(folded) == len(text):
        for word, priority in profile.priorities.items():
            if folded.startswith(word) and _ends_word(text[len(word) :]):
                return priority, len(word)
    return priority_prefix(text) or (None, 0)


def _ends_word(rest: str) -> bool:
    """Whether a badge's word ends where `rest` begins: no letter goes on with it, but a time may ("about 3 months")."""
    found = parse_duration(rest) if rest[:1].islower() else None
    return not rest[:1].islower() or (found is not None and (found.start, found.end) == (0, len(rest)))


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
