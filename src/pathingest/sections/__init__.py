"""Segments and a profile to an outline: each line finds its section."""

from __future__ import annotations

from dataclasses import replace

from pathingest.model.section import Outline, Role, Section
from pathingest.model.segment import Segment
from pathingest.profiles import Profile
from pathingest.sections.broken import with_whole_phrases
from pathingest.sections.footer import FOOTER_STARTS, footer_start, is_footer
from pathingest.sections.header import read_header
from pathingest.sections.headings import heading_role, is_decorated, with_headings
from pathingest.sections.levels import cut_at_levels, has_levels
from pathingest.sections.misspelt import misspelt_headings
from pathingest.sections.synonyms import common_names
from pathingest.sections.tables import part_unknown_columns, with_rows
from pathingest.sections.unknown import split_unknown
from pathingest.values.duration import parse_duration
from pathingest.values.horizons import parse_horizon
from pathingest.values.text import boilerplate_key

__all__ = ["heading_role", "outline"]


def outline(segments: tuple[Segment, ...], profile: Profile, slug: str | None = None) -> Outline:
    """The page cut at its headings; for roles that no heading has, at those that have it by another name or a typo."""
    segments = with_whole_phrases(segments, profile)
    cut = _outlined(segments, profile, slug)
    if names := common_names(segments, profile, cut.by_role):
        profile = with_headings(profile, names)
        cut = _outlined(segments, profile, slug)
    typos = misspelt_headings(segments, profile, cut.by_role)
    if not typos:
        return cut
    again = _outlined(segments, with_headings(profile, {typo.text: typo.role for typo in typos}), slug)
    return replace(again, notes=tuple(typo.note for typo in typos))


def _outlined(segments: tuple[Segment, ...], profile: Profile, slug: str | None) -> Outline:
    """The page cut at the headings that the profile lists.

    A heading that comes twice (a table of contents, a second copy) counts where something stands under it first;
    what stands under the others goes to a section of role "other", so that nothing is lost. Facts of the header may
    stand in sections of their own ("At a glance").
    """
    end = footer_start(segments)
    text, footer = segments[:end], segments[end:]
    if has_levels(text, profile):
        sections = cut_at_levels(text, profile, slug)
    else:
        sections = [part for section in _cut(text, profile) for part in split_unknown(section, profile)]
    if footer:
        sections[-1] = sections[-1]._replace(boilerplate=(*sections[-1].boilerplate, *footer))
    sections = [with_rows(section, profile) for section in sections]
    sections = [part for section in sections for part in part_unknown_columns(section, profile)]
    by_role: dict[Role, Section] = {}
    kept = []
    for section in sections:
        first = by_role.get(section.role)
        if first is None or not first.segments or section.role in _REPEATED:
            by_role[section.role] = section
        elif section.segments:
            kept.append(Section("other", section.heading, section.segments, section.boilerplate))
            continue
        kept.append(section)
    facts = [segment for section in kept[1:] if section.role == "header" for segment in section.segments]
    return Outline(tuple(kept), read_header(kept[0].segments, profile, slug, facts), by_role)


_REPEATED: tuple[Role, ...] = ("header", "salaries", "other")


def _cut(segments: tuple[Segment, ...], profile: Profile) -> list[Section]:
    """Sections at every heading that the profile knows; the header first, even if nothing stands in it."""
    sections = []
    role: Role = "header"
    heading: Segment | None = None
    content: list[Segment] = []
    boilerplate: list[Segment] = []
    headings, longest, sizes = profile.headings, profile.longest_heading, profile.boilerplate_sizes
    patterns = bool(profile.heading_patterns)
    for line in segments:
        for segment in _unglued(line, profile) if line.text[0].isdigit() else (line,):
            text = segment.text
            size = len(text)
            # Looked up here, and not in a call: most lines are short, and few of them are headings.
            may_be = size <= longest and (patterns or (folded := text.casefold()) in headings or is_decorated(folded))
            if (
                may_be
                and (found := heading_role(segment, profile))
                and not (patterns and _is_part(segment, role, found))
            ):
                sections.append(Section(role, heading, tuple(content), tuple(boilerplate)))
                role, heading, content, boilerplate = found, segment, [], []
            elif (size in sizes and boilerplate_key(text) in profile.boilerplate) or (
                text[0] in FOOTER_STARTS and is_footer(text)
            ):
                boilerplate.append(segment)
            else:
                content.append(segment)
    sections.append(Section(role, heading, tuple(content), tuple(boilerplate)))
    return sections


def _is_part(segment: Segment, within: Role, found: Role) -> bool:
    """Whether a heading of other pages belongs to its section here: a question, or a part of a plan ("First week")."""
    if within == "faq":
        return found != "closing" and segment.text.endswith("?")
    return within == "action_plan" and parse_horizon(segment.text) is not None


def _unglued(segment: Segment, profile: Profile) -> tuple[Segment, ...]:
    """A heading that is glued to a phase's duration ("12 weeksReality Check") parted from it."""
    text = segment.text
    short = len(text) <= profile.longest_heading + _LONGEST_DURATION
    if not short or segment.kind != "line":
        return (segment,)
    if profile.heading_patterns or text.casefold().endswith(tuple(profile.headings)):
        found = parse_duration(text)
        if found and found.start == 0 and text[found.end :].casefold() in profile.headings:
            return segment.cut(0, found.end), segment.cut(found.end, len(text))
    return (segment,)


_LONGEST_DURATION = 24
