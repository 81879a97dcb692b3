"""Skills in whatever form a page gives them: under headings, in a table, as items "Name: text", or as bare lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from pathingest.fields._groups import groups, unnumbered
from pathingest.fields._text import entries, is_sentence, looks_like_name
from pathingest.model.evidence import LABEL, Stretch
from pathingest.model.segment import Segment, joined
from pathingest.profiles import Profile
from pathingest.profiles.tables import read_tables
from pathingest.values.patterns import lazy

_SEAM = lazy(r":\s+|\s+-\s+|\s*\u2014\s*|\s+[|\u00b7]\s+")
_LONGEST_NAME = 90
_LONGEST_BADGE = 72
_MOST_WORDS = 10
_MOST = 0.6
_SENTENCE = lazy(r"[.!?]\s")
_PARENTHESIS = lazy(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")


class Skill(NamedTuple):
    """A skill: its name, its badges, and the text under it."""

    name: Segment
    badges: tuple[Segment, ...] = ()
    body: tuple[Segment, ...] = ()


class Skills(NamedTuple):
    """The skills of a section, and the labels met on the way."""

    found: tuple[Skill, ...]
    marks: tuple[Stretch, ...] = ()


def read_skills(segments: Sequence[Segment], profile: Profile, is_badge: Callable[[Segment], bool]) -> Skills | None:
    """The skills, where the page shows their form; null for bare lines, which are read by their looks."""
    if any(segment.markup for segment in segments):
        if any(segment.markup and segment.markup.row for segment in segments):
            return _in_tables(segments, profile)
        if headed := groups(segments):
            return _joined([_headed(group.heading, group.body, is_badge) for group in headed])
    return _seamed(segments, is_badge)


def described(segments: Sequence[Segment], profile: Profile) -> Skills:
    """Skills that have no badges."""
    found = read_skills(segments, profile, lambda _: False)
    return found or Skills(tuple([Skill(entry.name, (), entry.body) for entry in entries(segments)]))


def _joined(parts: Sequence[Skills]) -> Skills:
    found = tuple([skill for part in parts for skill in part.found])
    return Skills(found, tuple([mark for part in parts for mark in part.marks]))


# --- tables ----------------------------------------------------------------------------------------------------------


def _in_tables(segments: Sequence[Segment], profile: Profile) -> Skills:
    """One skill for each row that has a name."""
    skills = []
    marks = []
    for table in read_tables(segments, profile):
        marks += [Stretch(*cell.span, LABEL) for cell in table.head.values()]
        for row in table.rows:
            names = table.cells(row, "name")
            if names:
                badges = (*table.cells(row, "priority"), *table.cells(row, "duration"))
                skills.append(Skill(names[0], badges, (*names[1:], *table.cells(row, "guidance"))))
    return Skills(tuple(skills), tuple(marks))


# --- headings --------------------------------------------------------------------------------------------------------


def _headed(heading: Segment, body: Sequence[Segment], is_badge: Callable[[Segment], bool]) -> Skills:
    """A name that is a heading: what is glued to it is parted, badges are found, all else is text."""
    name, badges = _parted(unnumbered(heading), is_badge)
    texts = []
    marks = []
    below = [*body[1:], None]
    for segment, following in zip(body, below, strict=False):
        if is_badge(segment):
            badges.append(segment)
        elif segment.level and (_heads_text(segment) or (following and is_badge(following))):
            marks.append(Stretch(*segment.span, LABEL))
        else:
            texts.append(segment)
    return Skills((Skill(name, tuple(badges), _without_chips(texts)),), tuple(marks))


def _without_chips(texts: Sequence[Segment]) -> tuple[Segment, ...]:
    """The texts under a name but chips that say nothing known ("Worth the effort"), where other text is there."""
    prose = tuple([text for text in texts if text.kind != "label" or not looks_like_name(text)])
    return prose or tuple(texts)


def _heads_text(segment: Segment) -> bool:
    """Whether a heading below a name only says that text follows."""
    return segment.text.casefold().rstrip(" :?") in _TEXT_LABELS


_TEXT_LABELS = frozenset(
    """how to learn it|how to learn|how to close it|how to close the gap|how to get there|why it matters|why|how
    |guidance|description|details|what it is|what to do|action|actions|learning path|how it transfers|how it helps
    |why it helps|how to build it|how to develop it|recommendation|how to practise|how to practice""".replace(
        "\n    ", ""
    ).split("|")
)


def _parted(name: Segment, is_badge: Callable[[Segment], bool]) -> tuple[Segment, list[Segment]]:
    """A name and the badge beside it in one line: in parentheses, after a dash, or in markup of its own."""
    text = name.text
    if match := _PARENTHESIS.search(text):
        badge = name.cut(*match.span(1)) if match[1].strip() and match.start() else None
        if badge and is_badge(badge):
            return name.cut(0, match.start()), [badge]
    seams = [match.span() for match in _SEAM.finditer(text)]
    gaps = name.markup.gaps if name.markup else ()
    near = len(text) - _LONGEST_BADGE
    seams += [(len(text[:index].rstrip()), index) for index, _ in gaps if index >= near]
    for start, end in sorted([seam for seam in seams if seam[1] >= near]):
        if start > 0 and end < len(text):
            badge = name.cut(end, len(text))
            if is_badge(badge):
                return name.cut(0, start), [badge]
    return name, []


# --- items -----------------------------------------------------------------------------------------------------------


def _seamed(segments: Sequence[Segment], is_badge: Callable[[Segment], bool]) -> Skills | None:
    """Items "Name: text"; null where the lines are not mostly so."""
    segments = _mended(segments)
    first = next((i for i, segment in enumerate(segments) if _may_hold(segment)), len(segments))
    while 0 < first < len(segments) and _is_bare_item(segments[first - 1]):
        first -= 1
    items = segments[first:]
    if not items and segments and all(map(_is_named_line, segments)):
        items = segments  # a list that lost its bullets
    elif not items or not all(_may_hold(item) or _is_bare_item(item) for item in items):
        return None
    seams = [_seam(item) for item in items]
    parted = [seam is not None or bool(_parted(item, is_badge)[1]) for item, seam in zip(items, seams, strict=True)]
    if sum(parted) < max(1, _MOST * len(items)):
        return None
    return _joined([_item(item, seam, is_badge) for item, seam in zip(items, seams, strict=True)])


def _mended(segments: Sequence[Segment]) -> Sequence[Segment]:
    """Items that a tool broke into lines whole again: a bare line goes on with what has not ended.

    So do bare lines between two items that have bullets, if they end a sentence. Where what is before a bare line has
    ended, it begins the name in the next line, if that has the mark of one.
    """
    holds = list(map(_may_hold, segments))
    held = sum(holds)
    if held == len(segments) or held < max(_FEWEST, len(segments) / 3):
        return segments
    ends_item = _ends_item(segments)
    whole: list[list[Segment]] = []
    last_held = -1
    for i, segment in enumerate(segments):
        begun = bool(whole) and whole[-1][0].kind == segment.kind == "line" and last_held < i - len(whole[-1])
        unended = (_is_bare(segment) or begun) and bool(whole) and not is_sentence(whole[-1][-1].text)
        if whole and (unended or (whole[-1][0].kind == "item" and _is_bare(segment) and ends_item[i])):
            whole[-1].append(segment)
        else:
            whole.append([segment])
        last_held = i if holds[i] else last_held
    return [joined(lines) if len(lines) > 1 else lines[0] for lines in whole]


def _is_bare(segment: Segment) -> bool:
    """A line of plain text with no mark of an item."""
    return segment.kind == "line" and segment.markup is None and not _may_hold(segment)


def _ends_item(segments: Sequence[Segment]) -> list[bool]:
    """Whether, from each segment on, bare lines end a sentence and an item follows."""
    found = [False] * len(segments)
    for i, (segment, following) in reversed(list(enumerate(pairwise(segments)))):
        if _is_bare(segment):
            found[i] = found[i + 1] if _is_bare(following) else following.kind == "item" and is_sentence(segment.text)
    return found


_FEWEST = 2


def _is_named_line(segment: Segment) -> bool:
    """Whether a bare line is "Name: text" in itself: few words before the mark, and more after it."""
    seam = _seam(segment)
    if seam is None or segment.text[0].islower():
        return False
    name, text = segment.text[: seam[0]], segment.text[seam[1] :]
    return name.count(" ") < _FEW and text.count(" ") >= _FEW


_FEW = 6


def _is_bare_item(segment: Segment) -> bool:
    """Whether a line of plain text is "Name: text" though no mark is left of the name's own markup."""
    return segment.kind == "line" and segment.markup is None and _is_named_line(segment)


def _may_hold(segment: Segment) -> bool:
    """An item, or a paragraph whose name stands out by markup of its own."""
    if segment.kind == "item":
        return True
    return segment.markup is not None and any(_stands_out(segment, *seam) for seam in _seams(segment))


def _seam(segment: Segment) -> tuple[int, int] | None:
    """Where the name ends and its text begins: where the name's own markup ends, else at the first mark."""
    found = _seams(segment)
    marked = [seam for seam in found if _stands_out(segment, *seam)]
    for start, end in marked or found[:1]:
        name = segment.text[:start]
        if start and end < len(segment.text) and name.count(" ") < _MOST_WORDS and not _SENTENCE.search(name):
            return start, end
    return None


def _seams(segment: Segment) -> list[tuple[int, int]]:
    return [match.span() for match in _SEAM.finditer(segment.text[: _LONGEST_NAME + 4])]


def _stands_out(segment: Segment, start: int, _: int) -> bool:
    """Whether the first markup in the line ends where the name does, with its colon or without."""
    gaps = segment.markup.gaps if segment.markup else ()
    return bool(gaps) and gaps[0][0] in (start, start + 1)


def _item(segment: Segment, seam: tuple[int, int] | None, is_badge: Callable[[Segment], bool]) -> Skills:
    if seam is None:
        name, badges = _parted(segment, is_badge)
        return Skills((Skill(name, tuple(badges)),)) if looks_like_name(name) else Skills(())
    name, badges = _parted(segment.cut(0, seam[0]), is_badge)
    text = segment.cut(seam[1], len(segment.text))
    if is_badge(text):
        return Skills((Skill(name, (*badges, text)),))
    return Skills((Skill(name, tuple(badges), (text,)),))
