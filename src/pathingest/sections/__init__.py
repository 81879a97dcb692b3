"""Lines to an outline: each line finds its section."""

from __future__ import annotations

from itertools import pairwise

from pathingest.lines import Line
from pathingest.lines.footer import footer_start
from pathingest.model.section import REALITY, Outline, Role, Section
from pathingest.model.segment import Segment
from pathingest.profiles import Profile
from pathingest.sections import _bounds as bounds
from pathingest.sections.header import SUMMARY, read_header
from pathingest.sections.headings import Found, find_headings
from pathingest.sections.shapes import split_unknown
from pathingest.sections.tables import with_tables
from pathingest.values.text import key

__all__ = ["outline"]


def outline(
    lines: tuple[Line, ...], profile: Profile, slug: str | None = None, document: Segment | None = None
) -> Outline[Line]:
    """The page cut at its headings.

    A heading that comes twice (a table of contents, a second copy) counts where something stands under it first;
    what stands under the others goes to a section of role "other", so that nothing is lost. Facts of the header may
    stand in sections of their own ("At a glance"). `document` is the title in the page's head or front matter.
    """
    end = footer_start(lines)
    found = find_headings(lines, end, profile, slug, document.text if document else "")
    sections = _cut(found)
    if found.shown:
        roles = {*found.headings.values()}
        if "roadmap" in roles and "action_plan" not in roles:
            sections = list(map(_as_plan, sections))
        sections = _joined(list(map(_with_facts, sections)))
    else:
        sections = [part for section in sections for part in split_unknown(section, profile)]
    footer = [line.segment for line in lines[end:]]
    sections[-1] = sections[-1]._replace(boilerplate=(*sections[-1].boilerplate, *footer))
    by_role: dict[Role, Section[Line]] = {}
    kept: list[Section[Line]] = []
    for section in [part for whole in sections for part in with_tables(whole)]:
        role = section.role
        first = by_role.get(role)
        if first is None or not first.lines or role in _REPEATED:
            by_role[role] = section
        elif section.lines:
            kept.append(section._replace(role="other"))
            continue
        kept.append(section)
    below = kept[1].heading if len(kept) > 1 else None
    facts = [line for section in kept[1:] if section.role == "header" for line in section.lines]
    return Outline(tuple(kept), read_header(kept[0].lines, profile, slug, facts, document, below), by_role, found.notes)


_REPEATED: tuple[Role, ...] = ("header", "salaries", "other")


def _cut(found: Found) -> list[Section[Line]]:
    """The lines by section; the header first, even if nothing is in it."""
    lines, headings = found.lines, found.headings
    starts = [*headings, len(lines)]
    sections = [_section("header", None, lines[: starts[0]])]
    for (start, role), end in zip(headings.items(), starts[1:], strict=True):
        is_bare = start in found.bare
        body, heading = lines[start + (not is_bare) : end], None if is_bare else lines[start].segment
        if found.shown and heading and not heading.level and body:  # the heading below it says the same
            sections.append(_section(role, heading, body[1:]))
            sections[-1] = sections[-1]._replace(boilerplate=(body[0].segment, *sections[-1].boilerplate))
        elif found.shown and role == "closing":
            sections.append(Section(role, heading, (), tuple([line.segment for line in body])))
        else:
            sections.append(_section(role, heading, body))
        if found.titles:
            titles = tuple([lines[i] for i in range(start, end) if i in found.titles])
            sections[-1] = sections[-1]._replace(titles=titles)
    return sections


def _section(role: Role, heading: Segment | None, lines: tuple[Line, ...]) -> Section[Line]:
    """A section, what the layout says on every page apart from its lines."""
    boilerplate = [line.segment for line in lines if line.is_boilerplate]
    if boilerplate:
        lines = tuple([line for line in lines if not line.is_boilerplate])
    return Section(role, heading, lines, tuple(boilerplate))


def _as_plan(section: Section[Line]) -> Section[Line]:
    """An unknown section beside the roadmap whose parts are weeks or months with lists ("Week 1:"), as an action plan.

    Nothing else is a part of it: no other heading of theirs, and no text before them.
    """
    lines = section.lines
    if section.role != "other" or not lines or not _is_part_of_calendar(lines[0]):
        return section
    heads = [i for i, line in enumerate(lines) if line.level == lines[0].level and not line.is_item and line.place]
    alike = [line for line in lines if 0 < line.level <= lines[0].level]
    is_plan = len(heads) >= bounds.LISTED and all(_is_part_of_calendar(lines[i]) for i in heads)
    has_lists = all(any(line.is_item for line in lines[a:b]) for a, b in pairwise([*heads, len(lines)]))
    return section._replace(role="action_plan") if is_plan and has_lists and len(alike) in (0, len(heads)) else section


def _is_part_of_calendar(line: Line) -> bool:
    return not line.is_item and line.place is not None and line.place.duration is not None


def _with_facts(section: Section[Line]) -> Section[Line]:
    """An unknown section that holds nothing but the header's facts under whatever heading, as what it is."""
    if section.role == "other":
        labelled = sum(_is_labelled(line) for line in section.lines)
        if labelled >= bounds.FACTS and 2 * labelled >= len(section.lines):
            return section._replace(role="header")
    return section


def _is_labelled(line: Line) -> bool:
    profile = line.words.profile
    names = key(line.text.partition(":")[0]), profile.open_label(line.folded)
    return any(profile.labels.get(name) in SUMMARY for name in names)


def _joined(sections: list[Section[Line]]) -> list[Section[Line]]:
    """The sections, those that share a role under different headings ("Technical skills", "Soft skills") as one.

    The headings of the later ones stay sections of their own, so that they are reported as headings.
    """
    first: dict[Role, int] = {}
    for i, section in enumerate(sections):
        if not section.lines:
            continue
        at = first.setdefault(section.role, i)
        if at < i and _go_together(sections[at], section):
            first_part = sections[at]
            lines, titles = first_part.lines + section.lines, first_part.titles + section.titles
            sections[at] = first_part._replace(lines=lines, titles=titles)
            sections[i] = section._replace(lines=())
    return sections


def _go_together(first: Section[Line], second: Section[Line]) -> bool:
    if second.heading is None:  # a section that goes on
        return second.role != "other"
    return second.role in _JOINED and first.heading is not None and key(first.heading.text) != key(second.heading.text)


_JOINED: tuple[Role, ...] = ("overview", "transferable_skills", "skills_to_learn", *REALITY, "faq")
