"""Badges: how important a skill is, how long it takes, or both ("Important6 weeks", "Need: High · Time: 1 year")."""

from __future__ import annotations

from pathingest.lines import bounds, looks
from pathingest.lines.times import duration_in, stated
from pathingest.model.evidence import LABEL, Stretch
from pathingest.model.extraction import Stated
from pathingest.model.segment import Segment
from pathingest.model.tuples import NamedTuple
from pathingest.model.values import Duration
from pathingest.profiles import Profile
from pathingest.values.patterns import lazy
from pathingest.values.text import key
from pathingest.values.vocabulary import parse_priority, priority_prefix, vocabulary

SEPARATORS = " :|\u00b7\u2022,/()-\u2014"
_ASIDE = lazy(r"\s*\(([^()]*)\)$")
_MARK = lazy(r"\s*[|\u00b7\u2022;/]\s*|,\s+|\s+[-\u2014*]\s+|\s*[()]\s*|:\s+")


class Badge(NamedTuple):
    """What a badge states: a priority in `text[start:end]`, a duration, or both."""

    segment: Segment
    priority: str | None
    start: int
    end: int
    duration: Stated[Duration] | None


def read_badge(segment: Segment, profile: Profile, whole: Stated[Duration] | None) -> Badge | None:
    """What a badge states, with labels or without; None for what is no badge.

    `whole` is the duration that all of the text states.
    """
    text = segment.text
    if len(text) <= bounds.BADGE and (badge := plain_badge(segment, profile, whole)):
        return badge
    is_labelled = _MARK.search(text) or profile.open_label(text.casefold())
    return _in_pieces(segment, profile) if is_labelled else None


def plain_badge(segment: Segment, profile: Profile, whole: Stated[Duration] | None) -> Badge | None:
    """What a text states that is a priority, a duration, or both, and nothing else."""
    text = segment.text
    priority, end = _leading_priority(text, profile)
    start = end + len(text[end:]) - len(text[end:].lstrip(SEPARATORS))
    stop = len(text.rstrip(") "))
    duration = whole if (start, stop) == (0, len(text)) else stated(segment, start, stop, profile.language)
    if start == len(text) or duration:
        return Badge(segment, priority, 0, end, duration) if priority or duration else None
    return _trailing_priority(segment, profile) or _with_rest(segment, priority, (end, start), profile.language)


def _with_rest(segment: Segment, priority: str | None, seam: tuple[int, int], language: str) -> Badge | None:
    """A badge that says more than is known: "Critical10 weeks (part-time)", "CriticalOne semester".

    The seam is where the priority's word ends, and where what follows begins.
    """
    text, (end, start) = segment.text, seam
    aside = _ASIDE.search(text, start) if text[-1] == ")" else None
    duration = stated(segment, start, aside.start(), language) if aside else None
    # "12+ weeks (ongoing)" are not 12 weeks
    if aside and duration and not duration_in(aside[1], language):
        return Badge(segment, priority, 0, end, duration)
    if not priority or start > end:
        return None
    return Badge(segment, priority, 0, end, None) if begins_with_number(text[start:]) else None


def unknown_badge(segment: Segment, profile: Profile) -> Badge | None:
    """What a text states that would be a badge but for a word: "Foundational8 weeks", "CriticalTBD", "Gold · 6 weeks".

    Where it stands must show that it is one: a name may look so too.
    """
    text = segment.text
    if len(text) > bounds.BADGE or text[-1] in looks.STOPS:
        return None
    priority, end = _leading_priority(text, profile)
    if priority:
        is_parted = end < len(text) and (text[end].isupper() or _MARK.match(text, end))
        return Badge(segment, priority, 0, end, None) if is_parted else None
    aside = _ASIDE.search(text) if text[-1] == ")" else None
    found = _ending(segment, aside.start() if aside else len(text), profile.language)
    if found is None:
        return None
    start = found.shift + found.value.start
    head = text[:start]
    words = head[_label_end(head, profile) :].strip(SEPARATORS).split()
    most = 1 if head[-1] == " " and head.rstrip()[-1:].isalnum() else bounds.BADGE_WORDS
    if len(words) > most or any(map(str.isdigit, head)) or (head[0].islower() and not head[-1].isalpha()):
        return None
    # "A12 weeks" may be twelve weeks, or two of what is called "A1"; so may "Level 12 weeks".
    is_named = bool(words) and len(words[-1]) == 1 and head[-1].isalpha() and text[start:][:2].isdigit()
    is_counted = head[-1] == " " and duration_in(text[: start + len(found.value.text)], profile.language) is None
    return Badge(segment, None, 0, 0, None if is_named or is_counted else found)


def _ending(segment: Segment, end: int, language: str) -> Stated[Duration] | None:
    """The duration that a text ends with, behind something else; in "Mid-level3 weeks" the word counts nothing."""
    text = segment.text
    found = duration_in(text[:end], language)
    if found and 0 < found.start < found.end == end:
        return Stated(found, segment)
    digit = next((i for i in range(1, end) if text[i].isdigit()), end)
    return stated(segment, digit, end, language)


def is_glued(badge: Badge) -> bool:
    """Whether what a badge states is glued to a word before it."""
    at = badge.duration.shift + badge.duration.value.start if badge.duration else badge.end
    return 0 < at < len(badge.segment.text) and badge.segment.text[at - 1].isalpha()


def begins_with_number(text: str) -> bool:
    """Whether a text begins with a number, in digits or as a word."""
    return text[0].isdigit() or text.partition(" ")[0].lower() in vocabulary()["positions"]["numbers"]


def _leading_priority(text: str, profile: Profile) -> tuple[str | None, int]:
    """The badge word that a line begins with, and its length: the profile's own words first."""
    folded = text.casefold()
    if folded.startswith(tuple(profile.priorities)) and len(folded) == len(text):
        for word, priority in profile.priorities.items():
            if folded.startswith(word) and _ends_word(text[len(word) :], profile.language):
                return priority, len(word)
    return priority_prefix(text) or (None, 0)


def _ends_word(rest: str, language: str) -> bool:
    """Whether a badge's word ends where `rest` begins: no letter goes on with it, but a time may ("about 3 months")."""
    found = duration_in(rest, language) if rest[:1].islower() else None
    return not rest[:1].islower() or (found is not None and (found.start, found.end) == (0, len(rest)))


def _trailing_priority(segment: Segment, profile: Profile) -> Badge | None:
    """A duration with the priority after it ("6 weeks, important")."""
    text = segment.text
    if not text[0].isdigit():
        return None
    for cut in (i for i, char in enumerate(text) if char in SEPARATORS):
        word = text[cut:].strip(SEPARATORS)
        priority = profile.priorities.get(word.casefold()) or (parse_priority(word) if word else None)
        if priority and (duration := stated(segment, 0, len(text[:cut].rstrip(SEPARATORS)), profile.language)):
            start = text.index(word, cut)
            return Badge(segment, priority, start, start + len(word), duration)
    return None


def _in_pieces(segment: Segment, profile: Profile) -> Badge | None:
    """A badge of several pieces, each of which is a priority or a duration, with a label before it or not."""
    priority: Badge | None = None
    duration: Stated[Duration] | None = None
    for start, end in _pieces(segment.text):
        begin = start + _label_end(segment.text[start:end], profile)
        value = segment.text[begin:end]
        if not value.strip():
            continue
        meant = profile.priorities.get(key(value)) or parse_priority(value)
        if meant and priority is None:
            priority = Badge(segment, meant, begin, end, None)
        elif duration is None and (found := stated(segment, begin, end, profile.language)):
            duration = found
        else:
            return None
    if priority:
        return priority._replace(duration=duration)
    return Badge(segment, None, 0, 0, duration) if duration else None


def _pieces(text: str) -> list[tuple[int, int]]:
    """[start, end) of what is between the marks of a badge."""
    cuts = [match.span() for match in _MARK.finditer(text) if text[match.start()] != ":"]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    return [(a, b) for a, b in zip(starts, ends, strict=True) if a < b]


def _label_end(piece: str, profile: Profile) -> int:
    """Where the value begins in a piece of a badge: after "Priority:" and the like; 0 without a label."""
    if name := profile.open_label(piece.casefold()):
        return len(name) + 1 if profile.labels[name] == "timeline" else 0
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


def badge_labels(segment: Segment, profile: Profile) -> list[Stretch]:
    """The labels inside a badge."""
    ends = [(start, start + _label_end(segment.text[start:end], profile)) for start, end in _pieces(segment.text)]
    return [Stretch(*segment.locate(start, end), LABEL) for start, end in ends if end > start]
