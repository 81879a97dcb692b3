"""Whether a page is a career pathway at all, and what it is where it is none: a job ad, a list, a course, a post.

A page of a known layout is one by its headings. Elsewhere the title must name an occupation to reach, and the page must
have what leads there: sections, phases, or the voice of somebody who went that way.
"""

from __future__ import annotations

from pathingest.lines import Line
from pathingest.model.section import Outline
from pathingest.model.segment import Content, Segment
from pathingest.model.source import Source
from pathingest.profiles import GENERIC, Profile
from pathingest.sections import _bounds as bounds
from pathingest.sections import kinds
from pathingest.sections.evidence import leads_somewhere, signs_of

TOO_LITTLE = "the page is no career pathway: too little of it leads to the role that it names"


def why_not(
    source: Source, outline: Outline[Line], profile: Profile, content: Content, *, briefly: bool = False
) -> str | None:
    """Why there is no record of this page; None for a pathway.

    What else a page is that leads nowhere is not looked for where it is to be said `briefly`: that takes long.
    """
    if source.problem:
        return source.problem
    if not source.text.strip("\ufeff \t\r\n\v\f\x00"):
        return "the file has only white space" if source.text.strip("\ufeff") else "the file is empty"
    if profile.name != GENERIC and (why := _not_of_layout(outline, profile)) is None:
        return None
    signs = signs_of(outline, profile)
    if briefly and profile.name == GENERIC and not leads_somewhere(outline, signs, profile):
        return TOO_LITTLE
    other = kinds.otherwise(outline, profile)
    is_pathway = not other and leads_somewhere(outline, signs, profile)
    if profile.name != GENERIC:
        return None if is_pathway else why
    if is_pathway and not signs.strong and kinds.listed(outline, profile):
        is_pathway = False  # it names pathways or jobs, and has no section of its own for one
    listed = _headed_pathways(outline, profile, signs.strong)
    lowest = max((head.level for head in listed), default=0)
    # A post has few as examples, among other headings that are as high.
    if listed and 2 * len(listed) >= sum(1 < head.level <= lowest for head in kinds.headings(outline)):
        return f"the page is a list of pathways: it has {len(listed)} of them under headings of their own"
    if any(statement.kind == "job_posting" for statement in content.statements):
        return "the page is a job ad: its structured data is a JobPosting"
    if kind := kinds.stated(outline, content.statements, surely=True):
        return f"the page is {kind}"
    # Where the title names all of its roles, the moves that its headings name may only illustrate it.
    roles = outline.header.roles
    if is_pathway and (not listed or all(role is None or role.segment is outline.header.title for role in roles)):
        return None
    own = content.title if source.media_type == "text/markdown" else None  # a web page's head names its site too
    return f"the page is {other or kinds.what(source, outline, content.statements, profile, own)}"


def _headed_pathways(outline: Outline[Line], profile: Profile, strong: int) -> list[Segment]:
    """The headings of different pathways; none for too few.

    A page that names its own roles in its title may name others below, where it leads on to them.
    """
    title = outline.header.title
    is_top = title is not None and title.level == 1
    if is_top and outline.header.roles[1] and strong:
        return []
    named = {head.text.casefold(): head for head in kinds.headings(outline) if kinds.names_pathway(head.text, profile)}
    if title and is_top:
        named.pop(title.text.casefold(), None)
    return list(named.values()) if len(named) >= bounds.PATHWAYS else []


def _not_of_layout(outline: Outline[Line], profile: Profile) -> str | None:
    """Why a page of a known layout is no pathway."""
    header = outline.header
    if not any(header.roles) and header.role_lines[0] is None:
        return "the page names no role: neither its title nor role lines say to which job it leads"
    if not kinds.STRONG.isdisjoint(outline.by_role):
        return None
    if (listed := len(kinds.pathways(outline.sections[0].lines, profile))) >= bounds.PATHWAYS:
        return f"the page is a list of pathways: it names {listed}, and describes none"
    if header.site or (_is_of_site(outline, profile) and len(outline.sections) > 1):
        return None
    return "the page has a title of roles but none of a pathway's sections or badges"


def _is_of_site(outline: Outline[Line], profile: Profile) -> bool:
    """Whether the headline speaks as this site's do: it begins with its word of address, and has one of its words."""
    headline = outline.header.headline
    words = headline.text.casefold().replace("-", " ").split() if headline else []
    return bool(words) and words[0] in profile.title_address and not profile.title_words.isdisjoint(words)
