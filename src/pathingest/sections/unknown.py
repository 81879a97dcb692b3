"""Headings that no profile knows: where one breaks a section's shape, a section of role "other" begins.

Each role has a shape (prose, entries, phases, items, groups, answers). A line that looks like a heading and cannot be
part of that shape opens an unknown section; where it could be part, it stays: a wrongly opened section would tear a
known one apart.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from pathingest.model.section import Role, Section
from pathingest.model.segment import Segment
from pathingest.profiles import Profile
from pathingest.values.duration import parse_duration
from pathingest.values.horizons import is_horizon, parse_horizon
from pathingest.values.text import is_ordinal, is_title_case, key

# Whether an unknown section begins at a segment, by its place; how to tell that in a section of some role.
Opens = Callable[[int], bool]
Shape = Callable[[tuple[Segment, ...], Profile], Opens]

_LONGEST = 70
_MOST_WORDS = 10
_LONGEST_DURATION = 24
_SENTENCE_ENDS = ".!?;,\u2026\u3002\uff01\uff1f"


def looks_like_heading(segment: Segment) -> bool:
    """Short, begins with a capital or a letter without case, and is no sentence."""
    text = segment.text
    if segment.kind == "item" or (segment.markup and segment.markup.row):
        return False
    if len(text) > _LONGEST or text[-1] in _SENTENCE_ENDS or text[0].islower():
        return False
    return text.count(" ") < _MOST_WORDS and (text[0].isalpha() or any(map(str.isalpha, text)))


def split_unknown(section: Section, profile: Profile) -> list[Section]:
    """The section, and the unknown ones that begin inside it."""
    shape = _SHAPES.get(section.role)
    if shape is None:
        return [section]
    segments = section.segments
    opens = shape(segments, profile)
    # The headings that the profile lists for having no field: only their words tell them from a skill's name.
    listed = profile.other_headings
    last_sign = _LAST_SIGNS.get(section.role)
    first = last_sign(segments, profile) + 1 if last_sign else 0
    for i, segment in enumerate(segments[first:], first):
        if segment.kind != "item" and looks_like_heading(segment) and (opens(i) or _is_listed(segment.text, listed)):
            known = Section(section.role, section.heading, segments[:i], section.boilerplate)
            return [known, *_others(segments[i:])]
    return [section]


def _is_listed(text: str, listed: tuple[str, ...]) -> bool:
    """Whether a title begins with the words of one that is listed: "Why This Path", not "What helps is practice"."""
    return f"{text.casefold()} ".startswith(listed) and is_title_case(text)


def _last_sign(segments: tuple[Segment, ...], profile: Profile) -> int:
    """Where a roadmap last shows a phase's number, label or duration: nothing before it is of another section."""
    for i in range(len(segments) - 1, -1, -1):
        segment = segments[i]
        if is_position(segment) or key(segment.text) in profile.labels or starts_with_duration(segment):
            return i
    return -1


def _last_time(segments: tuple[Segment, ...], profile: Profile) -> int:
    """Where a plan last heads tasks by a time: nothing before it is of another section."""
    for i in range(len(segments) - 1, -1, -1):
        if segments[i].kind != "item" and (key(segments[i].text) in profile.horizons or is_horizon(segments[i].text)):
            return i
    return -1


def _others(segments: tuple[Segment, ...]) -> list[Section]:
    """Unknown sections: the first segment is a heading, and so is each later one between two texts."""
    later = range(2, len(segments) - 1)
    cuts = [0, *(i for i in later if _is_title(segments[i]) and not looks_like_heading(segments[i - 1]))]
    ends = [*cuts[1:], len(segments)]
    return [Section("other", segments[a], segments[a + 1 : b]) for a, b in zip(cuts, ends, strict=True)]


def _next(segments: tuple[Segment, ...], i: int) -> Segment | None:
    return segments[i + 1] if i + 1 < len(segments) else None


def _in_prose(segments: tuple[Segment, ...], i: int, _: Profile) -> bool:
    """Between paragraphs: a title followed by text; a lone short line may be a paragraph without its full stop."""
    following = _next(segments, i)
    if following is None:
        return False
    return following.kind == "item" or (is_title_case(segments[i].text) and not looks_like_heading(following))


def _in_entries(segments: tuple[Segment, ...], i: int, _: Profile) -> bool:
    """Among skills: names are followed by text, a list belongs to none of them."""
    following = _next(segments, i)
    return following is not None and following.kind == "item" and any(s.kind != "item" for s in segments[:i])


def _in_badged_entries(segments: tuple[Segment, ...], profile: Profile) -> Opens:
    """Among skills that all have a badge: a title after the last of them, with text under it."""
    badges = [j for j, segment in enumerate(segments) if _is_badge(segment, profile)]
    established = len(badges) >= _ESTABLISHED and _names(segments[: badges[-1]], profile) == len(badges)

    def opens(i: int) -> bool:
        if _in_entries(segments, i, profile):
            return True
        following = _next(segments, i)
        if following is None or not _is_title(segments[i]) or looks_like_heading(following):
            return False
        return established and i > badges[-1] + 1

    return opens


def _is_badge(segment: Segment, profile: Profile) -> bool:
    """A line that begins with a badge's word, or with a duration."""
    text = segment.text
    short = len(text) <= _LONGEST_BADGE and segment.kind != "item"
    return short and (text.casefold().startswith(tuple(profile.priorities)) or starts_with_duration(segment))


def _names(segments: tuple[Segment, ...], profile: Profile) -> int:
    """How many lines among skills look like their names."""
    return sum(looks_like_heading(segment) and not _is_badge(segment, profile) for segment in segments)


_LONGEST_BADGE = 40


def _in_items(segments: tuple[Segment, ...], _: Profile) -> Opens:
    """After a list's items."""
    first = next((i for i, segment in enumerate(segments) if segment.kind == "item"), len(segments))
    return lambda i: first < i


def _in_intro(segments: tuple[Segment, ...], i: int, _: Profile) -> bool:
    """Under a heading that only introduces others: a heading of a list."""
    following = _next(segments, i)
    return following is not None and following.kind == "item"


def _in_groups(segments: tuple[Segment, ...], profile: Profile) -> Opens:
    """In a plan: a heading that states no time, after one that does."""

    def states_time(segment: Segment) -> bool:
        return key(segment.text) in profile.horizons or parse_horizon(segment.text) is not None

    bulleted = any(segment.kind == "item" for segment in segments)
    first = next((i for i, line in enumerate(segments) if line.kind != "item" and states_time(line)), len(segments))

    def opens(i: int) -> bool:
        following = _next(segments, i)
        if not bulleted and not is_title_case(segments[i].text):
            return False  # it may be a task that lost its bullet
        if not bulleted and (not following or following.text[-1] not in _SENTENCE_ENDS):
            return False  # among tasks that lost their bullets
        return following is not None and first < i and not states_time(segments[i])

    return opens


def _in_answers(segments: tuple[Segment, ...], _: Profile) -> Opens:
    """After an answer: a title of several words, where a question would have its mark, with text or links under it."""
    last_text = next((i for i in range(len(segments) - 1, -1, -1) if not _is_title(segments[i])), -1)

    def opens(i: int) -> bool:
        text, following = segments[i].text, _next(segments, i)
        if i == 0 or not following or " " not in text or not is_title_case(text) or _is_torn(segments[i - 1].text):
            return False
        return not looks_like_heading(following) or last_text <= i

    return opens


def _is_torn(text: str) -> bool:
    """Whether a text is the mere beginning of one: a word or two without an end."""
    return text.count(" ") < _TORN and text[-1] not in _SENTENCE_ENDS


_TORN = 2


def _is_title(segment: Segment) -> bool:
    return looks_like_heading(segment) and is_title_case(segment.text)


def _in_phases(segments: tuple[Segment, ...], profile: Profile) -> Opens:
    """In a roadmap: a title with neither number nor duration, where the phases before it have one.

    A phase's title is followed by its duration, its tasks' label or, where those were not scraped, its tasks.
    """
    bulleted = any(segment.kind == "item" for segment in segments)
    first = next((i for i, segment in enumerate(segments) if is_position(segment)), len(segments))
    timed = [0, *accumulate(starts_with_duration(segment) for segment in segments)]
    titles = [0, *accumulate(_is_phase_title(segment) for segment in segments)]

    def opens(i: int) -> bool:
        following = _next(segments, i)
        if i == 0 or following is None or (following.kind != "item" and looks_like_heading(following)):
            return False
        before = segments[i - 1]
        if key(before.text) in profile.labels or is_position(before):
            return False
        if not bulleted and not is_title_case(segments[i].text):
            return False  # it may be a task that lost its bullet
        return first < i or (timed[i] >= _ESTABLISHED and timed[i] == titles[i])

    return opens


# So many phases, each with a duration, make a duration part of a phase; so many badges, a badge part of a skill.
_ESTABLISHED = 3


def _is_phase_title(segment: Segment) -> bool:
    """A phase's title: a line, or what is glued to a duration; items are none."""
    text, end = segment.text, _duration_end(segment)
    return segment.kind != "item" and (not end or text[end : end + 1].isalnum())


def is_position(segment: Segment) -> bool:
    """A line that holds a phase's number alone."""
    return segment.kind != "item" and is_ordinal(segment.text)


def starts_with_duration(segment: Segment) -> bool:
    """A phase's duration, alone or with what follows it glued to it: its first task, or the next phase's title."""
    return _duration_end(segment) > 0


def _duration_end(segment: Segment) -> int:
    """Where the duration ends that a line begins with; 0 for none."""
    text = segment.text[:40].partition("- ")[0]
    if segment.kind == "item" or not (text[:1].isdigit() or 0 < len(text) <= _LONGEST_DURATION):
        return 0
    found = parse_duration(text)
    return found.end if found and found.start == 0 else 0


_LAST_SIGNS: dict[Role, Callable[[tuple[Segment, ...], Profile], int]] = {
    "roadmap": _last_sign,
    "action_plan": _last_time,
}


def _each(opens: Callable[[tuple[Segment, ...], int, Profile], bool]) -> Shape:
    """A shape that needs to know nothing of the section as a whole."""
    return lambda segments, profile: lambda i: opens(segments, i, profile)


_SHAPES: dict[Role, Shape] = {
    "overview": _each(_in_prose),
    "transferable_skills": _each(_in_entries),
    "skills_to_learn": _in_badged_entries,
    "roadmap": _in_phases,
    "reality_check": _each(_in_intro),
    "rewards": _in_items,
    "tradeoffs": _in_items,
    "challenges": _in_items,
    "action_plan": _in_groups,
    "faq": _in_answers,
}
