"""Headings that a site's profile does not list and many sites have: "Roadmap" where the profile knows "The Road".

Only where the markup shows the heading, as high as those that the profile knows, and only for a section that the page
lacks otherwise: a name means more to its own site than to others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pathingest.model.section import REQUIRED, Role
from pathingest.model.segment import TERM, Segment
from pathingest.profiles import GENERIC, Profile, generic
from pathingest.sections.headings import bare, marked_role


def common_names(segments: tuple[Segment, ...], profile: Profile, found: Collection[Role]) -> Mapping[str, Role]:
    """Unknown headings that the generic profile knows, by their own words, each of a section that was not found.

    Two headings of one section are none: nothing tells which is meant.
    """
    missing = _SECTIONS - frozenset(found)
    if not missing or profile.name == GENERIC:
        return {}
    heads = [segment for segment in segments if 0 < segment.level < TERM]
    known = [segment.level for segment in heads if marked_role(segment, profile) in _SECTIONS]
    unknown = [segment for segment in heads if segment.level in known and not marked_role(segment, profile)]
    if not unknown:
        return {}
    roles = {bare(segment.text.casefold()): marked_role(segment, generic()) for segment in unknown}
    named = [role for role in roles.values() if role]
    return {text: role for text, role in roles.items() if role in missing and named.count(role) == 1}


_SECTIONS = frozenset(REQUIRED)
