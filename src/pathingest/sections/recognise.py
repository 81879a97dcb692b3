"""Whether a page is a career pathway at all: a list of pathways, a blog post or an error page is not one."""

from __future__ import annotations

from pathingest.lines import Line
from pathingest.model.section import Outline, Role
from pathingest.model.source import Source
from pathingest.profiles import GENERIC, Profile
from pathingest.sections import _bounds as bounds

# Sections that only pathways have; other pages share the rest.
_STRONG: tuple[Role, ...] = ("transferable_skills", "skills_to_learn", "roadmap", "action_plan")
_COMMON: frozenset[Role] = frozenset({"header", "closing", "other"})


def why_not(source: Source, outline: Outline[Line], profile: Profile) -> str | None:
    """Why there is no record of this page; None for a pathway."""
    if source.problem:
        return source.problem
    if not source.text.strip("\ufeff \t\r\n\v\f\x00"):
        return "the file has only white space" if source.text.strip("\ufeff") else "the file is empty"
    header = outline.header
    if header.title is None and header.role_lines[0] is None:
        return "the page names no two roles: neither its title nor role lines say from which job to which"
    if any(role in outline.by_role for role in _STRONG):
        return _too_little(outline, profile)
    listed = _titles(outline)
    if listed >= bounds.PATHWAYS:
        return f"the page lists {listed} pathways instead of describing one"
    if (
        header.site
        or len(header.badges) >= bounds.BADGES
        or (_is_of_site(outline, profile) and len(outline.sections) > 1)
    ):
        return None
    return "the page has a title of two roles but none of a pathway's sections or badges"


def _too_little(outline: Outline[Line], profile: Profile) -> str | None:
    """Whether a page of a layout that nobody knows has too few sections and badges to be one by more than chance.

    A blog post may well have "next steps"; the words of a known layout were looked for already when it was chosen.
    """
    signs = len(outline.by_role.keys() - _COMMON) + len(outline.header.badges)
    if profile.name != GENERIC or signs >= profile.least_headings:
        return None
    return f"only {signs} of its headings and labels are those of a pathway; a profile of its site may know the others"


def _titles(outline: Outline[Line]) -> int:
    """How many lines of the header read as pathways' titles."""
    return sum(line.title is not None for line in outline.sections[0].lines if " " in line.text)


def _is_of_site(outline: Outline[Line], profile: Profile) -> bool:
    """Whether the headline speaks as this site's do: it begins with its word of address, and has one of its words."""
    header = outline.header
    if not (header.title and header.parts and header.parts.headline):
        return False
    words = header.title.text[slice(*header.parts.headline)].casefold().replace("-", " ").split()
    return bool(words) and words[0] in profile.title_address and not profile.title_words.isdisjoint(words)
