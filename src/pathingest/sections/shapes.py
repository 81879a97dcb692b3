"""Headings that no profile knows: where one breaks a section's shape, a section of role "other" begins.

Each role has a shape (prose, entries, phases, items, groups, answers). A line that looks like a heading and cannot be
part of that shape opens an unknown section; where it could be part, it stays: a wrongly opened section would tear a
known one apart.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import accumulate, product

from pathingest.lines import Line, looks
from pathingest.lines.badges import unknown_badge
from pathingest.model.section import Role, Section
from pathingest.profiles import Profile
from pathingest.sections import _bounds as bounds

Lines = tuple[Line, ...]


def split_unknown(section: Section[Line], profile: Profile) -> list[Section[Line]]:
    """The section, and the unknown ones that begin inside it."""
    lines = section.lines
    opens = _SHAPES.get(section.role)
    others = [i for i, line in enumerate(lines) if not line.is_item] if opens else []
    if not (opens and others):
        return [section]
    starts = opens(lines, others) + _listed(lines, others, profile.other_headings)
    if starts and (sign := _LAST_SIGNS.get(section.role)):
        last = _last(lines, sign)
        starts = [i for i in starts if i > last]
    if not starts:
        return [section]
    start = min(starts)
    return [section._replace(lines=lines[:start]), *_others(lines[start:])]


def _last(lines: Lines, sign: Callable[[Line], object]) -> int:
    """The place of the last line with a sign; -1 for none."""
    return next((i for i in range(len(lines) - 1, -1, -1) if sign(lines[i])), -1)


def _listed(lines: Lines, others: list[int], headings: tuple[str, ...]) -> list[int]:
    """The headings that the profile lists for having no field; only their words show that they name no skill."""
    begins = _beginnings(headings)
    near = [i for i in others if lines[i].text[:2] in begins]
    return [i for i in near if f"{lines[i].folded} ".startswith(headings) and lines[i].is_title]


@cache
def _beginnings(headings: tuple[str, ...]) -> frozenset[str]:
    """Their first two letters in either case, for a look that costs little."""
    return frozenset(a + b for text in headings for a, b in product(*((c, c.upper()) for c in text[:2])))


def _others(lines: Lines) -> list[Section[Line]]:
    """Unknown sections: the first line is a heading, and so is each later one between two texts."""
    cuts = [0, *(i for i in range(2, len(lines) - 1) if lines[i].is_title and not lines[i - 1].is_heading)]
    ends = [*cuts[1:], len(lines)]
    return [Section("other", lines[a].segment, lines[a + 1 : b]) for a, b in zip(cuts, ends, strict=True)]


# --- shapes: the headings that cannot be part of a section; `others` are its lines that are no items ------------------


def _prose(lines: Lines, others: list[int]) -> list[int]:
    """Between paragraphs: a title followed by text; a lone short line may be a paragraph without its full stop."""
    heads = [i for i in others if i + 1 < len(lines) and lines[i].is_heading]
    return [i for i in heads if lines[i + 1].is_item or _is_above_text(lines, i)]


def _is_above_text(lines: Lines, i: int) -> bool:
    return lines[i].is_title_case and not lines[i + 1].is_heading


def _intro(lines: Lines, others: list[int]) -> list[int]:
    """Under a heading that only introduces others: a heading of a list."""
    return [i for i in others if i + 1 < len(lines) and lines[i + 1].is_item and lines[i].is_heading]


def _entries(lines: Lines, others: list[int]) -> list[int]:
    """Among skills: names are followed by text, a list belongs to none of them."""
    return _intro(lines, others[1:])


def _badged_entries(lines: Lines, others: list[int]) -> list[int]:
    """Among skills that all have a badge: a title after the last of them, with text under it."""
    after = _last(lines, _is_badge) + 2
    late = [i for i in others if after <= i < len(lines) - 1 and lines[i].is_heading and _is_above_text(lines, i)]
    return _entries(lines, others) + (late if late and _are_badged(lines[: after - 1]) else [])


def _are_badged(lines: Lines) -> bool:
    """Whether there are as many badges as names, and enough of them."""
    badges = list(map(_is_badge, lines))
    names = [line for line, is_badge in zip(lines, badges, strict=True) if not is_badge and line.is_heading]
    return bounds.ESTABLISHED <= sum(badges) == len(names)


def _is_badge(line: Line) -> bool:
    """A line that begins with a badge's word, or with a duration, or ends with one after another word."""
    if line.is_item or len(line.text) > bounds.SKILL_BADGE:
        return False
    if line.folded.startswith(line.words.badges) or line.lead > 0:
        return True
    return unknown_badge(line.segment, line.words.profile) is not None


def _items(lines: Lines, others: list[int]) -> list[int]:
    """After a list's items."""
    return [i for count, i in enumerate(others) if i > count and lines[i].is_heading]


def _groups(lines: Lines, others: list[int]) -> list[int]:
    """In a plan: a heading that states no time, after one that does."""
    free = [i for i in others if i + 1 < len(lines) and lines[i].is_heading and not lines[i].states_time]
    if free and len(others) == len(lines):  # then it may be a task that lost its bullet
        free = [i for i in free if lines[i].is_title_case and lines[i + 1].text[-1:] in looks.NO_HEADING_ENDS]
    timed = next((i for i in others if lines[i].states_time), len(lines))
    return [i for i in free if i > timed]


def _answers(lines: Lines, others: list[int]) -> list[int]:
    """After an answer: a title of several words, where a question would have its mark, with text or links under it."""
    titles = [i for i in others if 0 < i < len(lines) - 1 and lines[i].is_title and " " in lines[i].text]
    last_text = _last(lines, lambda line: not line.is_title)
    return [i for i in titles if (i >= last_text or not lines[i + 1].is_heading) and not _is_torn(lines[i - 1].text)]


def _is_torn(text: str) -> bool:
    """Whether a text is the mere beginning of one: a word or two without an end."""
    return text.count(" ") < bounds.TORN and text[-1:] not in looks.NO_HEADING_ENDS


def _phases(lines: Lines, others: list[int]) -> list[int]:
    """In a roadmap: a title with neither number nor duration, where the phases before it have one.

    A phase's title is followed by its duration, its tasks' label or, where those were not scraped, its tasks.
    """
    after = _last(lines, _is_marked) + 2
    late = [i for i in others if after <= i < len(lines) - 1]
    found = [i for i in late if lines[i].is_heading and not lines[i + 1].is_heading]
    if found and len(others) == len(lines):  # then it may be a task that lost its bullet
        found = [i for i in found if lines[i].is_title_case]
    if not found or any(line.is_number for line in lines):
        return found
    timed = list(accumulate([line.lead > 0 for line in lines]))
    titled = list(accumulate(map(_is_phase_title, lines)))
    return [i for i in found if bounds.ESTABLISHED <= timed[i - 1] == titled[i - 1]]


def _is_phase_title(line: Line) -> bool:
    """A phase's title: a line, or what is glued to a duration; items are not."""
    return not line.is_item and (not line.lead or line.text[line.lead : line.lead + 1].isalnum())


def _is_marked(line: Line) -> bool:
    """A phase's number, or a label inside of one."""
    return line.is_number or line.meaning.label is not None


_SHAPES: dict[Role, Callable[[Lines, list[int]], list[int]]] = {
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
# Nothing before the last of these is of another section.
_LAST_SIGNS: dict[Role, Callable[[Line], bool]] = {
    "roadmap": lambda line: _is_marked(line) or line.lead > 0,
    "action_plan": lambda line: line.is_time,
}
