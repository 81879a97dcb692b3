"""Badges with an unknown word, told by where the other skills of a page have theirs: right below the name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from pathingest.fields import _bounds as bounds
from pathingest.fields._groups import Group
from pathingest.lines import Line
from pathingest.lines.badges import Badge, is_glued, unknown_badge
from pathingest.values.placeholders import is_placeholder


def with_badges(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines; those that stand where others have a badge, and look like one, as badges.

    What is not known of them is read as nothing: the word of "Foundational8 weeks", the time of "CriticalTBD",
    and a placeholder.
    """
    free = [i for i, line in enumerate(lines) if not (line.is_item or line.row or line.level)]
    known = {i for i in free if lines[i].badge}
    timed = {i + 1 for i in known if i + 1 in known and _is_pair(lines[i].badge, lines[i + 1].badge)}
    above = {i - 1 for i in known if timed and _is_mere_time(lines[i].badge)}
    near = [i for i in free if i and i not in known and (lines[i - 1].level or lines[i - 1].is_name)]
    looks = {i: badge for i in near if (badge := _unknown(lines[i], is_above=i in above))}
    found = {i: badge for i, badge in looks.items() if _is_below_name(lines, i, known | looks.keys())}
    found |= {i: _nothing(lines[i]) for i in free if i - 1 in known and _is_time_to_come(lines, i)}
    is_sure = known or all(is_glued(badge) or is_placeholder(lines[i].text) for i, badge in found.items())
    if len(known) + len(found) < bounds.BADGES or not is_sure:
        return lines
    are_glued = any(badge and is_glued(badge) for badge in (lines[i].badge for i in known))
    return [_as_badge(line, found[i], glued=are_glued) if i in found else line for i, line in enumerate(lines)]


def _is_pair(first: Badge | None, second: Badge | None) -> bool:
    """Whether a badge says a priority, and the one below it a time."""
    return first is not None and first.priority is not None and first.duration is None and _is_mere_time(second)


def _is_mere_time(badge: Badge | None) -> bool:
    return badge is not None and badge.priority is None


def _unknown(line: Line, *, is_above: bool) -> Badge | None:
    """What a line states as a badge that has a word more, or is one above a time: "Foundational", "8 weeks"."""
    if badge := unknown_badge(line.segment, line.words.profile):
        return badge
    if is_placeholder(line.text):
        return _nothing(line)
    is_word = is_above and line.is_name and line.segment.kind != "paragraph" and line.text.count(" ") <= 1
    return _nothing(line) if is_word else None


def _nothing(line: Line) -> Badge:
    """A badge of which nothing is understood."""
    return Badge(line.segment, None, 0, 0, None)


def _is_time_to_come(lines: Sequence[Line], i: int) -> bool:
    """Whether a placeholder stands for the time below a priority; what ends a skill may stand for its guidance."""
    above = lines[i - 1].badge
    if above is None or above.duration is not None or not is_placeholder(lines[i].text):
        return False
    return i + 1 < len(lines) and not (lines[i + 1].level or lines[i + 1].is_name)


def _is_below_name(lines: Sequence[Line], i: int, badges: AbstractSet[int] | Mapping[int, Badge]) -> bool:
    """Whether a line stands right below what is a name: a heading, or a line that is no text of the skill before it."""
    above = lines[i - 1]
    if above.level:
        return True
    if i - 1 in badges or above.is_item or above.is_number or not above.is_name:
        return False
    return i - 2 not in badges or any(a in badges and a + 2 in badges for a in (i - 4, i))


def _as_badge(line: Line, badge: Badge, *, glued: bool) -> Line:
    """A line as a badge; where words are glued to times, a number after a space may be the word's ("Tier 26 weeks")."""
    found = Line(line.segment, line.words)
    found.badge = badge
    if glued and badge.duration and not is_glued(badge):
        head, figure = line.text[: badge.duration.value.start], line.text[badge.duration.value.start :]
        if figure[:2].isdigit() and head.rstrip()[-1:].isalnum():
            found.badge = badge._replace(duration=None)
    return found


def divided(group: Group) -> list[Group]:
    """A heading's group, cut where another name stands in it: one whose badges say again what the last one's said."""
    lines = group.body
    if any(line.meaning.label in ("tasks", "resources") for line in lines):
        return [group]  # what follows are phases, whose heading was lost
    cuts: list[int] = []
    said: set[str] = set()
    i = 0
    while i < len(lines):
        end = i + 1
        while end < len(lines) and (lines[end].badge or lines[end].segment.kind == "label"):
            end += 1
        own = _said(lines[i:end])
        is_name = not (lines[i].badge or lines[i].level or lines[i].is_item or lines[i].is_number) and lines[i].is_name
        if is_name and lines[i].segment.kind != "label" and said & own:
            cuts.append(i)
            said = own
        else:
            said |= own
        i = end
    if not cuts:
        return [group]
    ends = [*cuts, len(lines)]
    others = [Group(lines[a], tuple(lines[a + 1 : b])) for a, b in pairwise(ends)]
    return [Group(group.heading, tuple(lines[: cuts[0]])), *others]


def _said(lines: Sequence[Line]) -> set[str]:
    """What badges among lines state."""
    badges = [line.badge for line in lines if line.badge]
    said = {"priority"} if any(badge.priority for badge in badges) else set()
    return said | ({"duration"} if any(badge.duration for badge in badges) else set())
