"""Which lines head sections, of what role, and why.

A heading is one by the profile's words, whatever is around them; where the markup shows levels, by what it shows;
for a section that the page lacks otherwise, by another site's name for it, or with a typo.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from pathingest.lines import Line, retyped
from pathingest.model.extraction import Note
from pathingest.model.section import REALITY, Role
from pathingest.profiles import Profile
from pathingest.sections import _bounds as bounds
from pathingest.sections.misspelt import misspelt_headings
from pathingest.sections.synonyms import common_names
from pathingest.values.roles import Title, read_title

# Where a section of its own may be below the heading: it divides what is above it.
_DIVIDED: tuple[Role, ...] = ("header", "other", "reality_check", *REALITY)
Headings = dict[int, Role]


class Found(NamedTuple):
    """The lines, headings that were glued to a duration apart, and which of them head what.

    Attributes:
        shown: whether the markup shows which lines are headings.
        notes: what was doubtful.
    """

    lines: tuple[Line, ...]
    headings: Headings
    shown: bool
    notes: tuple[Note, ...] = ()


def find_headings(lines: tuple[Line, ...], end: int, profile: Profile, slug: str | None) -> Found:
    """The headings among the lines before `end`, where the footer begins.

    Where names or typos show more, lines are typed again with those among the profile's headings.
    """
    found = _find(lines[:end], profile, slug)
    for also in (common_names, misspelt_headings):
        if more := also(lines, found.headings.values()):
            lines = retyped(lines, {heading.text: heading.role for heading in more})
            notes = tuple([heading.note for heading in more if heading.note])
            found = _find(lines[:end], lines[0].words.profile, slug)._replace(notes=notes)
    return found


def _find(lines: tuple[Line, ...], profile: Profile, slug: str | None) -> Found:
    if _has_levels(lines):
        return Found(lines, _by_level(lines, profile, slug), shown=True)
    lines = _unglued(lines, profile)
    return Found(lines, _by_words(lines, profile), shown=False)


# --- by words alone --------------------------------------------------------------------------------------------------


def _by_words(lines: tuple[Line, ...], profile: Profile) -> Headings:
    longest, patterns = profile.longest_heading, profile.heading_patterns
    within: Role = "header"
    found: Headings = {}
    for i, line in [(i, line) for i, line in enumerate(lines) if line.may_head]:
        if len(line.text) <= longest and (role := line.role) and not (patterns and _is_part(line, within, role)):
            found[i] = within = role
    return found


def _is_part(line: Line, within: Role, role: Role) -> bool:
    """Whether a heading of other pages belongs to its section here: a question, or a part of a plan ("First week")."""
    if within == "faq":
        return role != "closing" and line.text.endswith("?")
    return within == "action_plan" and line.horizon is not None


def _unglued(lines: tuple[Line, ...], profile: Profile) -> tuple[Line, ...]:
    """The lines; headings that are glued to a phase's duration ("12 weeksReality Check") apart from it."""
    figures = [(i, line) for i, line in enumerate(lines) if line.is_figure and not line.is_number]
    ends = lines[0].words.heading_ends if figures else ()
    longest = profile.longest_heading + bounds.GLUED_DURATION
    whole, at = [], 0
    for i, line in figures:
        text = line.text
        if len(text) <= longest and line.folded.endswith(ends) and line.segment.kind == "line":
            found = line.found
            if found and found.start == 0 and text[found.end :].casefold() in profile.headings:
                whole += [*lines[at:i], line.cut(0, found.end), line.cut(found.end, len(text))]
                at = i + 1
    return (*whole, *lines[at:]) if at else lines


# --- by level --------------------------------------------------------------------------------------------------------
# A heading that the profile knows opens its section. One that it does not know opens an unknown section if its level is
# no deeper than that of the section it is in; a deeper one is part of that section.


def _has_levels(lines: tuple[Line, ...]) -> bool:
    """Whether the page's sections have headings whose level the markup shows."""
    return len([line for line in lines if line.is_shown and line.shown_role]) >= bounds.SHOWN


class _Within(NamedTuple):
    """The section that is open: its role, and the level of its heading; 0 for the header, which has none."""

    role: Role
    level: int


def _by_level(lines: tuple[Line, ...], profile: Profile, slug: str | None) -> Headings:
    """The headings that open a section."""
    within = _Within("header", 0)
    header: list[Line] = []
    found: Headings = {}

    def title(line: Line) -> Title | None:
        return read_title(line.text, slug=slug, language=profile.language, patterns=profile.title_patterns)

    for i, line in enumerate(lines):
        if line.is_shown and (role := _opens(line, within, header, title)):
            within = _Within(role, line.segment.level)
            found[i] = role
        elif not found and not line.is_boilerplate:
            header.append(line)
    return found


def _opens(line: Line, within: _Within, header: Sequence[Line], title: Callable[[Line], Title | None]) -> Role | None:
    """The role of the section that a heading opens; None where it opens none."""
    level, role = line.segment.level, line.shown_role
    deeper = 0 < within.level < level
    if role:
        part = role != "closing" and _is_part_shown(line, within.role)
        # What closes a page ends any section: pages that head sections with h1 have it one level below.
        nested = within.role in _DIVIDED or (role == "closing" and level <= bounds.HIGH) if deeper else not part
        # A heading of the first level is a title, unless there was one.
        return (
            role if nested and (level > 1 or within.level or any(line.segment.level == 1 for line in header)) else None
        )
    if not within.level:
        return "other" if level > 1 and _is_below_title(line, header, title) else None
    if within.role == "reality_check" or (not deeper and not _is_part_shown(line, within.role)):
        return "other"
    return None


def _is_below_title(line: Line, header: Sequence[Line], title: Callable[[Line], Title | None]) -> bool:
    """Whether a heading of the header is below the page's title, and is no fact."""
    if line.meaning.label or (header and header[-1].meaning.label):
        return False  # a fact's label, or its value
    return any(title(other) for other in header if other.segment.level == 1) and title(line) is None


def _is_part_shown(line: Line, within: Role) -> bool:
    """Whether a heading belongs to its section though its level is the section's own: its words show it."""
    if within == "faq":
        return line.text.endswith("?")
    if within == "roadmap":
        return line.place is not None
    return within == "action_plan" and line.states_time
