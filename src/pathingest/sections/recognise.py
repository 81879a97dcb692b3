"""Whether a page is a career pathway at all: a list of pathways, a blog post or an error page is none."""

from __future__ import annotations

from pathingest.model.section import Outline, Role
from pathingest.model.source import Source
from pathingest.profiles import Profile
from pathingest.values.roles import read_title

# What a page shows for being a pathway. Headings that other pages share weigh less; so does a title of two roles.
_STRONG: tuple[Role, ...] = ("transferable_skills", "skills_to_learn", "roadmap", "action_plan")
_WEAK: tuple[Role, ...] = ("overview", "reality_check", "rewards", "tradeoffs", "challenges", "faq", "closing")
_ENOUGH = 3
_LIST = 3


def why_not(source: Source, outline: Outline, profile: Profile) -> str | None:
    """Why there is no record of this page; null for a pathway."""
    if source.problem:
        return source.problem
    if not source.text.strip("\ufeff \t\r\n\v\f\x00"):
        return "the file is empty"
    if all(role is None for role in _role_names(outline)):
        return "the page names no two roles: neither its title nor role lines say from which job to which"
    strong = sum(role in outline.by_role for role in _STRONG)
    listed = _titles(outline, profile) if not strong else 0
    if listed >= _LIST:
        return f"the page lists {listed} pathways instead of describing one"
    if _weight(outline, profile, strong) < _ENOUGH:
        return "the page has a title of two roles but none of a pathway's sections or badges"
    return None


def _role_names(outline: Outline) -> tuple[object, ...]:
    """What names the roles; both nulls where nothing does."""
    header = outline.header
    return (header.title, header.role_lines[0] and header.role_lines[1])


def _titles(outline: Outline, profile: Profile) -> int:
    """How many lines of the header read as pathways' titles."""
    lines = [segment.text for segment in outline.sections[0].segments]
    return sum(read_title(line, language=profile.language) is not None for line in lines if " " in line)


def _weight(outline: Outline, profile: Profile, strong: int) -> int:
    """How much speaks for a pathway."""
    header = outline.header
    weak = sum(role in outline.by_role for role in _WEAK)
    return 2 * strong + min(weak, 2) + min(len(header.badges), 2) + 2 * header.site + _title_weight(outline, profile)


def _title_weight(outline: Outline, profile: Profile) -> int:
    """A title that speaks as this site's titles do: "Your" and one of the profile's title words, or a duration."""
    header = outline.header
    if not (header.title and header.parts and header.parts.headline):
        return 0
    words = header.title.text[slice(*header.parts.headline)].casefold().replace("-", " ").split()
    addressed = words[0] in profile.title_address
    return 2 if addressed and not profile.title_words.isdisjoint(words) else 0
