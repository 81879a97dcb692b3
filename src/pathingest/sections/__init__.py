"""Lines to an outline: each line finds its section."""

from __future__ import annotations

from dataclasses import dataclass, field

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


def outline(lines: tuple[Line, ...], profile: Profile, slug: str | None = None) -> Outline[Line]:
    """The page cut at its headings.

    A heading that comes twice (a table of contents, a second copy) counts where something stands under it first;
    what stands under the others goes to a section of role "other", so that nothing is lost. Facts of the header may
    stand in sections of their own ("At a glance").
    """
    end = footer_start(lines)
    found = find_headings(lines, end, profile, slug)
    opened = _cut(found)
    if found.shown:
        sections = [section.closed() for section in _joined([_with_facts(section) for section in opened])]
    else:
        sections = [part for section in opened for part in split_unknown(section.closed(), profile)]
    footer = [line.segment for line in lines[end:]]
    sections[-1] = sections[-1]._replace(boilerplate=(*sections[-1].boilerplate, *footer))
    by_role: dict[Role, Section[Line]] = {}
    kept: list[Section[Line]] = []
    for section in [part for whole in sections for part in with_tables(whole)]:
        first = by_role.get(section.role)
        if first is None or not first.lines or section.role in _REPEATED:
            by_role[section.role] = section
        elif section.lines:
            kept.append(section._replace(role="other"))
            continue
        kept.append(section)
    facts = [line for section in kept[1:] if section.role == "header" for line in section.lines]
    return Outline(tuple(kept), read_header(kept[0].lines, profile, slug, facts), by_role, found.notes)


_REPEATED: tuple[Role, ...] = ("header", "salaries", "other")


@dataclass(slots=True)
class _Open:
    """A section while it is read."""

    role: Role = "header"
    heading: Segment | None = None
    lines: list[Line] = field(default_factory=list)
    boilerplate: list[Segment] = field(default_factory=list)

    def closed(self) -> Section[Line]:
        """The section as it is now."""
        return Section(self.role, self.heading, tuple(self.lines), tuple(self.boilerplate))


def _cut(found: Found) -> list[_Open]:
    """The lines by section; the header first, even if nothing stands in it."""
    sections = [within := _Open()]
    headings, shown = found.headings, found.shown
    for i, line in enumerate(found.lines):
        if i in headings:
            within = _Open(headings[i], line.segment)
            sections.append(within)
        elif line.is_boilerplate or (shown and within.role == "closing"):
            within.boilerplate.append(line.segment)
        else:
            within.lines.append(line)
    return sections


def _with_facts(section: _Open) -> _Open:
    """An unknown section that holds nothing but the header's facts under whatever heading, as what it is."""
    if section.role == "other":
        labelled = sum(_is_labelled(line) for line in section.lines)
        if labelled >= bounds.FACTS and 2 * labelled >= len(section.lines):
            section.role = "header"
    return section


def _is_labelled(line: Line) -> bool:
    return line.words.profile.labels.get(key(line.text.partition(":")[0])) in SUMMARY


def _joined(sections: list[_Open]) -> list[_Open]:
    """The sections, those that share a role under different headings ("Technical skills", "Soft skills") as one.

    The headings of the later ones stay sections of their own, so that they are told as headings.
    """
    first: dict[Role, _Open] = {}
    for section in sections:
        earlier = first.get(section.role)
        if earlier and section.role in _JOINED and earlier.lines and section.lines and _differ(earlier, section):
            earlier.lines += section.lines
            section.lines = []
        elif section.lines:
            first.setdefault(section.role, section)
    return sections


def _differ(first: _Open, second: _Open) -> bool:
    names = [key(section.heading.text) for section in (first, second) if section.heading]
    return len(set(names)) > 1


_JOINED: tuple[Role, ...] = ("overview", "transferable_skills", "skills_to_learn", *REALITY, "faq")
