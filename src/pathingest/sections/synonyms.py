"""Headings that a site's profile does not list and many sites have: "Roadmap" where the profile knows "The Road".

Only where the markup shows the heading, as high as those that the profile knows, and only for a section that the page
lacks otherwise: a name means more to its own site than to others.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pathingest.lines import Line
from pathingest.lines.vocabulary import bare, vocabulary_of
from pathingest.model.section import REQUIRED, Role
from pathingest.profiles import GENERIC, generic, in_language
from pathingest.sections.misspelt import Meant

_SECTIONS = frozenset(REQUIRED)


def common_names(lines: Sequence[Line], found: Collection[Role]) -> list[Meant]:
    """Unknown headings that the generic profile knows, by their own words, each of a section that was not found.

    Two headings of one section are no synonyms: nothing shows which is meant.
    """
    missing = _SECTIONS.difference(found)
    heads = [line for line in lines if line.is_shown] if missing else []
    if not heads or heads[0].words.profile.name == GENERIC:
        return []
    known = [line.level for line in heads if line.shown_role in _SECTIONS]
    unknown = [line for line in heads if line.level in known and not line.shown_role]
    words = vocabulary_of(in_language(generic(), heads[0].words.profile.language)) if unknown else None
    roles = {line: Line(line.segment, words).shown_role for line in unknown if words}
    named = list({bare(line.folded): role for line, role in roles.items()}.values())
    return [
        Meant(bare(line.folded), role, line.segment)
        for line, role in roles.items()
        if role in missing and named.count(role) == 1
    ]
