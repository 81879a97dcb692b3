"""Pages whose markup shows headings and their levels: sections are cut there, and nothing is guessed.

A heading that the profile knows opens its section. One that it does not know opens an unknown section if its level is
no deeper than that of the section it stands in; a deeper one is part of that section.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pathingest.model.section import REALITY, Role, Section
from pathingest.model.segment import TERM, Segment
from pathingest.profiles import Profile
from pathingest.sections.footer import is_footer
from pathingest.sections.headings import marked_role
from pathingest.values.horizons import parse_horizon
from pathingest.values.positions import read_position
from pathingest.values.roles import Title, read_title
from pathingest.values.text import boilerplate_key, key

_HIGH = 2
_LEAST = 2  # headings of sections that show their level, for all of them to be taken to
_FACTS = 2  # badges that make facts of a section whose heading says nothing
# Where a section of its own may stand below the heading: it divides what is above it.
_DIVIDED: tuple[Role, ...] = ("header", "other", "reality_check", *REALITY)
_SUMMARY = ("difficulty", "timeline", "salary_change", "demand")


@dataclass(slots=True)
class _Open:
    """A section while it is read."""

    role: Role = "header"
    heading: Segment | None = None
    content: list[Segment] = field(default_factory=list)
    boilerplate: list[Segment] = field(default_factory=list)

    @property
    def level(self) -> int:
        """The level of its heading; 0 for the header."""
        return self.heading.level if self.heading else 0

    def closed(self) -> Section:
        """The section as it is now."""
        return Section(self.role, self.heading, tuple(self.content), tuple(self.boilerplate))


def has_levels(segments: tuple[Segment, ...], profile: Profile) -> bool:
    """Whether the page's sections have headings whose level the markup shows."""
    found = 0
    for segment in segments:
        if segment.markup and 0 < segment.markup.level < TERM and marked_role(segment, profile):
            found += 1
            if found == _LEAST:
                return True
    return False


def cut_at_levels(segments: tuple[Segment, ...], profile: Profile, slug: str | None = None) -> list[Section]:
    """Sections at the headings that open one; the header first, even if nothing stands in it."""
    sections: list[_Open] = [_Open()]
    for segment in segments:
        within = sections[-1]
        role = _opens(segment, within, profile, slug)
        if role:
            sections.append(_Open(role, segment))
        elif within.role == "closing" or _is_boilerplate(segment.text, profile):
            within.boilerplate.append(segment)
        else:
            within.content.append(segment)
    return _joined([_with_facts(section, profile) for section in sections])


def _is_boilerplate(text: str, profile: Profile) -> bool:
    known = len(text) in profile.boilerplate_sizes and boilerplate_key(text) in profile.boilerplate
    return known or is_footer(text)


def _opens(segment: Segment, within: _Open, profile: Profile, slug: str | None) -> Role | None:
    """The role of the section that a segment opens; null where it opens none."""
    level = segment.level
    if not 0 < level < TERM:
        return None
    role = marked_role(segment, profile)
    deeper = bool(within.heading) and level > within.level
    if role:
        part = role != "closing" and _is_part(segment, within.role, profile)
        # What closes a page ends any section: pages that head sections with h1 have it one level below.
        nested = within.role in _DIVIDED or (role == "closing" and level <= _HIGH) if deeper else not part
        return role if nested and (level > 1 or within.heading or _titled(within)) else None
    if within.heading is None:
        return "other" if level > 1 and _below_title(segment, within, profile, slug) else None
    if within.role == "reality_check" or (not deeper and not _is_part(segment, within.role, profile)):
        return "other"
    return None


def _titled(header: _Open) -> bool:
    """Whether a heading of the first level stands in the header: a later one is no title, but a section's."""
    return any(line.level == 1 for line in header.content)


def _below_title(segment: Segment, header: _Open, profile: Profile, slug: str | None) -> bool:
    """Whether a heading of the header stands below the page's title, and is no fact."""
    if key(segment.text) in profile.labels or (header.content and key(header.content[-1].text) in profile.labels):
        return False  # a fact's label, or its value
    titles = (_title(line, profile, slug) for line in header.content if line.level == 1)
    return any(titles) and _title(segment, profile, slug) is None


def _title(segment: Segment, profile: Profile, slug: str | None) -> Title | None:
    return read_title(segment.text, slug=slug, language=profile.language, patterns=profile.title_patterns)


def _is_part(segment: Segment, role: Role, profile: Profile) -> bool:
    """Whether a heading belongs to its section though its level is the section's own: its words show it."""
    text = segment.text
    if role == "faq":
        return text.endswith("?")
    if role == "roadmap":
        return read_position(text, profile.positions) is not None
    return role == "action_plan" and (key(text) in profile.horizons or parse_horizon(text) is not None)


def _with_facts(section: _Open, profile: Profile) -> _Open:
    """An unknown section that holds nothing but the header's facts under whatever heading, as what it is."""
    if section.role == "other":
        labelled = sum(_is_labelled(segment, profile) for segment in section.content)
        if labelled >= _FACTS and 2 * labelled >= len(section.content):
            section.role = "header"
    return section


def _is_labelled(segment: Segment, profile: Profile) -> bool:
    label = profile.labels.get(key(segment.text.partition(":")[0]))
    return label in _SUMMARY


def _joined(sections: list[_Open]) -> list[Section]:
    """The sections, those that share a role under different headings ("Technical skills", "Soft skills") as one.

    The headings of the later ones stay sections of their own, so that they are told as headings.
    """
    first: dict[Role, _Open] = {}
    joined: list[_Open] = []
    for section in sections:
        earlier = first.get(section.role)
        if earlier and section.role in _JOINED and earlier.content and section.content and _differ(earlier, section):
            earlier.content += section.content
            section.content = []
        elif section.content:
            first.setdefault(section.role, section)
        joined.append(section)
    return [section.closed() for section in joined]


def _differ(first: _Open, second: _Open) -> bool:
    names = [key(section.heading.text) for section in (first, second) if section.heading]
    return len(set(names)) > 1


_JOINED: tuple[Role, ...] = ("overview", "transferable_skills", "skills_to_learn", *REALITY, "faq")
