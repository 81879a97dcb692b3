"""Headings that no profile knows: where one breaks a section's shape, a section of role "other" begins.

Each role has a shape (prose, entries, phases, items, groups, answers). A line that looks like a heading and cannot be
part of that shape opens an unknown section; where it could be part, it stays: a wrongly opened section would tear a
known one apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import accumulate

from pathingest.lines import Line, looks
from pathingest.model.section import Role, Section
from pathingest.profiles import Profile
from pathingest.sections import _bounds as bounds

Lines = tuple[Line, ...]
# Whether an unknown section begins at a line that looks like a heading, by its place, and the line below it.
Opens = Callable[[int, Line, Line | None], bool]


def split_unknown(section: Section[Line], profile: Profile) -> list[Section[Line]]:
    """The section, and the unknown ones that begin inside it."""
    shape = _SHAPES.get(section.role)
    if shape is None:
        return [section]
    lines = section.lines
    first, opens = 0, None
    if last_sign := _LAST_SIGNS.get(
        section.role
    ):  # nothing before a phase's or a plan's last sign is of another section
        first = next((i for i in range(len(lines), 0, -1) if last_sign(lines[i - 1])), 0)
    # The headings that the profile lists for having no field: only their words tell them from a skill's name.
    listed = profile.other_headings
    for i, line in enumerate(lines[first:], first):
        if line.is_item or not line.is_heading:
            continue
        opens = opens or shape(lines)
        below = lines[i + 1] if i + 1 < len(lines) else None
        if opens(i, line, below) or (f"{line.folded} ".startswith(listed) and line.is_title_case):
            return [section._replace(lines=lines[:i]), *_others(lines[i:])]
    return [section]


def _others(lines: Lines) -> list[Section[Line]]:
    """Unknown sections: the first line is a heading, and so is each later one between two texts."""
    cuts = [0, *(i for i in range(2, len(lines) - 1) if lines[i].is_title and not lines[i - 1].is_heading)]
    ends = [*cuts[1:], len(lines)]
    return [Section("other", lines[a].segment, lines[a + 1 : b]) for a, b in zip(cuts, ends, strict=True)]


def _first(which: Iterable[bool]) -> int:
    """The place of the first line that is so; past the end of any section for none."""
    return next((i for i, is_so in enumerate(which) if is_so), _NOWHERE)


_NOWHERE = 1 << 60


def _prose(_: Lines) -> Opens:
    """Between paragraphs: a title followed by text; a lone short line may be a paragraph without its full stop."""
    return lambda _, line, below: below is not None and (below.is_item or (line.is_title_case and not below.is_heading))


def _entries(lines: Lines) -> Opens:
    """Among skills: names are followed by text, a list belongs to none of them."""
    first = _first(not line.is_item for line in lines)
    return lambda i, _, below: below is not None and below.is_item and first < i


def _badged_entries(lines: Lines) -> Opens:
    """Among skills that all have a badge: a title after the last of them, with text under it."""
    badges = [i for i, line in enumerate(lines) if _is_badge(line)]
    last = badges[-1] if len(badges) >= bounds.ESTABLISHED else 0
    known = frozenset(badges)
    established = last and sum(i not in known and line.is_heading for i, line in enumerate(lines[:last])) == len(badges)
    above_list = _entries(lines)

    def opens(i: int, line: Line, below: Line | None) -> bool:
        if below is None:
            return False
        if above_list(i, line, below):
            return True
        return bool(established) and i > last + 1 and line.is_title_case and not below.is_heading

    return opens


def _is_badge(line: Line) -> bool:
    """A line that begins with a badge's word, or with a duration."""
    if line.is_item or len(line.text) > bounds.SKILL_BADGE:
        return False
    return line.folded.startswith(line.words.badges) or line.lead > 0


def _items(lines: Lines) -> Opens:
    """After a list's items."""
    first = _first(line.is_item for line in lines)
    return lambda i, *_: first < i


def _intro(_: Lines) -> Opens:
    """Under a heading that only introduces others: a heading of a list."""
    return lambda _, __, below: below is not None and below.is_item


def _groups(lines: Lines) -> Opens:
    """In a plan: a heading that states no time, after one that does."""
    bulleted = any(line.is_item for line in lines)
    first = _first(not line.is_item and line.states_time for line in lines)

    def opens(i: int, line: Line, below: Line | None) -> bool:
        if below is None:
            return False
        if not bulleted and not (line.is_title_case and below.text[-1] in looks.NO_HEADING_ENDS):
            return False  # it may be a task that lost its bullet
        return first < i and not line.states_time

    return opens


def _answers(lines: Lines) -> Opens:
    """After an answer: a title of several words, where a question would have its mark, with text or links under it."""
    last_text = next((i for i in range(len(lines) - 1, -1, -1) if not lines[i].is_title), -1)

    def opens(i: int, line: Line, below: Line | None) -> bool:
        if i == 0 or below is None or " " not in line.text or not line.is_title_case or _is_torn(lines[i - 1].text):
            return False
        return not below.is_heading or last_text <= i

    return opens


def _is_torn(text: str) -> bool:
    """Whether a text is the mere beginning of one: a word or two without an end."""
    return text.count(" ") < bounds.TORN and text[-1] not in looks.NO_HEADING_ENDS


def _phases(lines: Lines) -> Opens:
    """In a roadmap: a title with neither number nor duration, where the phases before it have one.

    A phase's title is followed by its duration, its tasks' label or, where those were not scraped, its tasks.
    """
    bulleted = any(line.is_item for line in lines)
    first = _first(line.is_number for line in lines)
    counts: list[tuple[int, int]] = []  # of durations and of titles before each line, counted when first asked for

    def opens(i: int, line: Line, below: Line | None) -> bool:
        if i == 0 or below is None or below.is_heading or lines[i - 1].meaning.label or lines[i - 1].is_number:
            return False
        if not bulleted and not line.is_title_case:
            return False  # it may be a task that lost its bullet
        if first < i:
            return True
        if not counts:
            timed, titled = (line.lead > 0 for line in lines), map(_is_phase_title, lines)
            counts.extend(zip(accumulate(timed, initial=0), accumulate(titled, initial=0), strict=True))
        return bounds.ESTABLISHED <= counts[i][0] == counts[i][1]

    return opens


def _is_phase_title(line: Line) -> bool:
    """A phase's title: a line, or what is glued to a duration; items are none."""
    return not line.is_item and (not line.lead or line.text[line.lead : line.lead + 1].isalnum())


_SHAPES: dict[Role, Callable[[Lines], Opens]] = {
    "overview": _prose,
    "transferable_skills": _entries,
    "skills_to_learn": _badged_entries,
    "roadmap": _phases,
    "reality_check": _intro,
    "rewards": _items,
    "tradeoffs": _items,
    "challenges": _items,
    "action_plan": _groups,
    "faq": _answers,
}
_LAST_SIGNS: dict[Role, Callable[[Line], bool]] = {
    "roadmap": lambda line: line.is_number or line.meaning.label is not None or line.lead > 0,
    "action_plan": lambda line: line.is_time,
}
