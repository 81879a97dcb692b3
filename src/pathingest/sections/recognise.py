"""Whether a page is a career pathway at all, and what it is where it is none: a job ad, a list, a course, a post.

A page of a known layout is one by its headings. Elsewhere the title must name an occupation to reach, and the page must
have what leads there: sections, phases, or the voice of somebody who went that way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from pathingest.lines import Line
from pathingest.lines.vocabulary import vocabulary_of
from pathingest.model.section import Header, Outline, Role
from pathingest.model.segment import Content, Segment
from pathingest.model.source import Source
from pathingest.profiles import GENERIC, Profile
from pathingest.sections import _bounds as bounds
from pathingest.values.guides import read_guide
from pathingest.values.occupations import is_post, may_name, occupation
from pathingest.values.patterns import lazy
from pathingest.values.roles import LONGEST_TITLE, read_title
from pathingest.values.vocabulary import read_table

# Sections that only pathways have; other pages share the rest.
_STRONG: tuple[Role, ...] = ("transferable_skills", "skills_to_learn", "roadmap", "action_plan")
_COMMON: frozenset[Role] = frozenset({"header", "closing", "other"})


def why_not(source: Source, outline: Outline[Line], profile: Profile, content: Content) -> str | None:
    """Why there is no record of this page; None for a pathway."""
    if source.problem:
        return source.problem
    if not source.text.strip("\ufeff \t\r\n\v\f\x00"):
        return "the file has only white space" if source.text.strip("\ufeff") else "the file is empty"
    if profile.name != GENERIC:
        why = _not_of_layout(outline, profile)
        return why if why and not _leads_somewhere(outline, _Signs.of(outline, profile), profile) else None
    signs = _Signs.of(outline, profile)
    title = outline.header.title
    # A page that names its own roles in its title may name others below, where it leads on to them.
    if not (title and title.level == 1 and outline.header.roles[1] and signs.strong):
        listed = {segment.text.casefold() for segment in _headings(outline) if _names_pathway(segment.text, profile)}
        listed -= {title.text.casefold()} if title and title.level == 1 else set()
        if len(listed) >= bounds.PATHWAYS:
            return f"the page is a list of pathways: it has {len(listed)} of them under headings of their own"
    if any(statement.kind == "job_posting" for statement in content.statements):
        return "the page is a job ad: its structured data is a JobPosting"
    if _leads_somewhere(outline, signs, profile):
        return None
    own = content.title if source.media_type == "text/markdown" else None  # a web page's head names its site too
    return f"the page is {_what(source, outline, signs, profile, own)}"


def _not_of_layout(outline: Outline[Line], profile: Profile) -> str | None:
    """Why a page of a known layout is no pathway."""
    header = outline.header
    if not any(header.roles) and header.role_lines[0] is None:
        return "the page names no role: neither its title nor role lines say to which job it leads"
    if any(role in outline.by_role for role in _STRONG):
        return None
    if (listed := len(_pathways(outline.sections[0].lines, profile))) >= bounds.PATHWAYS:
        return f"the page is a list of pathways: it names {listed}, and describes none"
    if header.site or (_is_of_site(outline, profile) and len(outline.sections) > 1):
        return None
    return "the page has a title of roles but none of a pathway's sections or badges"


def _is_of_site(outline: Outline[Line], profile: Profile) -> bool:
    """Whether the headline speaks as this site's do: it begins with its word of address, and has one of its words."""
    headline = outline.header.headline
    words = headline.text.casefold().replace("-", " ").split() if headline else []
    return bool(words) and words[0] in profile.title_address and not profile.title_words.isdisjoint(words)


# --- pages of a layout that nobody knows -----------------------------------------------------------------------------


class _Signs(NamedTuple):
    """What speaks for a pathway.

    Attributes:
        known: how many of its roles are occupations by their words.
        titled: how many of them its title names, or a line that is no sentence.
        strong: how many sections it has that only pathways have.
        all: how many sections and badges of pathways.
        career: how many words of careers it has.
        change: how often it speaks of a change of careers, ten times where its title does.
        tale: how often a story says that it tells of the writer's way, ten times where its title does.
        move: how often it speaks of moving from or into something.
        headings: how many headings the markup shows below its title.
        levels: how many levels of learners its headings name.
        story: whether it tells of the writer's own way.
        going: whether its title says that somebody changes from one to the other.
        way: whether its title says that it leads somewhere.
        asked: whether its title asks how one becomes something, and some text answers.
        other: what else it is in spite of a role in its title, with the sign that tells; empty for nothing.
    """

    known: int
    titled: int
    strong: int
    all: int
    career: int
    change: int
    tale: int
    move: int
    headings: int
    levels: int
    story: bool
    going: bool
    way: bool
    asked: bool
    other: str

    @classmethod
    def of(cls, outline: Outline[Line], profile: Profile) -> _Signs:
        header, words = outline.header, _words()
        roles = outline.by_role.keys() - _COMMON
        texts = list(_texts(outline))
        headings = [segment.text for segment in _headings(outline) if segment.level > 1]
        title = spaced(header.title.text) if header.title else ""
        return cls(
            known=sum(_is_known(role.text, profile) for role in header.roles if role),
            titled=sum(
                role.segment is header.title or not Line(role.segment, vocabulary_of(profile)).is_sentence
                for role in header.roles
                if role
            ),
            strong=len(roles & {*_STRONG}),
            all=len(roles) + len(header.badges),
            career=_count(words.career, texts),
            change=_count(words.change, texts) + 10 * _count(words.change, [title]),
            tale=_count(words.tale, texts) + 10 * _count(words.tale, [title]) if header.kind == "story" else 0,
            move=_count(words.move, texts),
            headings=len(headings),
            levels=len({match.group().casefold() for text in headings for match in words.level.finditer(text)}),
            story=header.kind == "story",
            going=words.going.search(title) is not None,
            way=words.way.search(title) is not None,
            asked=words.asked.search(title) is not None
            and sum(text.count(" ") for text in texts if text != title) >= bounds.ASKED,
            other=_other(outline, title, texts, profile),
        )


def _is_known(role: str, profile: Profile) -> bool:
    """Whether a role is an occupation by its words, or says that it is one: "Leadership Position"."""
    return occupation(spaced(role), profile.language) in ("job", "field") or is_post(role, profile.language)


def _other(outline: Outline[Line], title: str, texts: Sequence[str], profile: Profile) -> str:
    """What a page is that leads to no role, though one is named in its title or text; empty for nothing."""
    header = outline.header
    if header.roles[1] is None or all(role and role.segment is header.title for role in header.roles):
        return ""
    if offers := _said(_words().offer, texts, least=bounds.OFFERS):
        return f"a course: it says {offers}"
    if "roadmap" not in outline.by_role and (project := _told(_words().kinds["other"], texts)):
        return f"no career pathway: it says {project}"
    if listed := _jobs_of_items(outline, profile):
        return f"{_LIST}: {listed}"
    guide = read_guide(title, profile.language)
    if guide and guide.is_sure:
        return ""
    if found := _words().other.search(title):
        return f"no career pathway: its title says {found.group()!r}"
    of_field = guide is not None and guide.kind == "field"
    return f"{_LIST}: {listed}" if of_field and (listed := _jobs(outline, profile, all_of_level=True)) else ""


def _said(pattern: re.Pattern[str], texts: Sequence[str], lines: Sequence[str] = (), *, least: int) -> str:
    """Two of the different signs that texts hold, and lines that are signs as they are; empty for too few."""
    said = [*lines, *(match.group() for text in texts for match in pattern.finditer(text))]
    signs = list(dict.fromkeys(map(str.casefold, said)))
    return " and ".join(map(repr, signs[:2])) if len(signs) >= least else ""


def _headings(outline: Outline[Line]) -> Iterator[Segment]:
    """What the markup shows as headings."""
    for section in outline.sections:
        if section.heading and section.heading.level:
            yield section.heading
        yield from (line.segment for line in section.lines if line.is_shown)


def _texts(outline: Outline[Line]) -> Iterator[str]:
    for section in outline.sections:
        if section.heading:
            yield section.heading.text
        yield from (line.text for line in section.lines)


def _count(pattern: re.Pattern[str], texts: Sequence[str]) -> int:
    return sum(len(pattern.findall(text)) for text in texts)


def spaced(title: str) -> str:
    """A title whose words hyphens join, with spaces for them: "Cloud-Security-Roadmap"."""
    return title if " " in title else _JOINT.sub(" ", title)


def is_own_story(outline: Outline[Line]) -> bool:
    """Whether a page tells of its writer: it says "I" often, and more often than it speaks to the reader."""
    title, words = outline.header.title, _words()
    texts = [text for text in _texts(outline) if title is None or text != title.text]  # "My Roadmap" is no story yet
    own, address = _count(words.own, texts), _count(words.address, texts)
    if outline.header.kind == "story":
        return own > address
    least = bounds.OWN_NAMED if all(outline.header.roles) else bounds.OWN
    return own >= least and own > 2 * address


def _leads_somewhere(outline: Outline[Line], signs: _Signs, profile: Profile) -> bool:
    """Whether a page leads to an occupation: the better its title says to which, the less else it takes."""
    header = outline.header
    named = sum(role is not None for role in header.roles)
    if signs.other:
        return False
    if signs.story:
        own = signs.change + signs.tale
        said = own + signs.career >= bounds.CAREER or all(header.roles)
        is_told = signs.known > 1 and (signs.titled > 0 or own > 0)
        has_plan = signs.known > 0 and (said or signs.strong > 0) and not _is_bare(header)
        return signs.change >= bounds.CHANGE or is_told or has_plan
    if header.roles[1] is None:
        return False
    title = spaced(header.title.text) if header.title else ""
    if named > 1:
        if not signs.known and not all(may_name(role.text, profile.language) for role in header.roles if role):
            return False  # "CPU allocation → It is the thing that …"
        if not (signs.known or signs.career or signs.change or header.headline):
            return False  # "From Couch to Marathon", with skills, a roadmap and questions
        if not (signs.titled or signs.way or signs.going or (signs.strong and signs.all >= bounds.SIGNS_UNKNOWN)):
            return False  # a move that is told in passing
        least = (bounds.SIGNS_UNKNOWN, bounds.SIGNS_HALF_KNOWN, 1)[signs.known]
        has_plan = signs.known > 0 and signs.strong > 0
        has_plan |= signs.known > 1 and signs.change + signs.move > 0 and signs.headings >= bounds.HEADINGS
        has_plan |= signs.all >= least or (signs.known > 0 and signs.career >= bounds.CAREER * (3 - signs.known))
        told = signs.career + _count(_words().career, [title]) >= (1 if signs.known > 1 else bounds.CAREER)
        is_going = signs.going and signs.known > 0 and (told or (signs.known > 1 and signs.headings >= bounds.HEADINGS))
        return has_plan or (is_going and profile.name == GENERIC and not _listed(outline, profile))
    guide = read_guide(title, profile.language)
    told = signs.all + signs.career >= (1 if signs.headings >= bounds.HEADINGS else bounds.TOLD)
    if signs.known and guide and guide.is_sure and (told or (signs.asked and not _kind(outline, profile, [title]))):
        return True
    if _is_bare(header):
        return signs.known > 0 and ("roadmap" in outline.by_role or (told and _is_answered(outline, profile)))
    is_vague = guide is not None and not guide.is_sure and not signs.way
    least = bounds.CAREER * (1 if guide and guide.kind == "job" else 2)
    if is_vague and signs.career + signs.change < least:  # "Migration Planner Guide" is one of a tool
        return False
    if signs.known:
        is_way = signs.career >= bounds.CAREER or (signs.levels >= bounds.LEVELS and _words().roadmap.search(title))
        if signs.way and is_way and signs.headings >= bounds.HEADINGS:
            return True
        told = signs.career >= 2 * bounds.CAREER and not is_vague  # "Getting Started with DevOps" has jobs of machines
        return signs.strong > 0 or signs.all >= bounds.SIGNS_HALF_KNOWN or told
    return signs.strong > 0 and signs.all >= bounds.SIGNS_HALF_KNOWN and signs.career + signs.change > 0


def _is_bare(header: Header) -> bool:
    """Whether a title is no more than a job's name, as that of an ad."""
    return bool(header.title and header.roles[1] and header.roles[1].text == header.title.text)


def _is_answered(outline: Outline[Line], profile: Profile) -> bool:
    """Whether a page about a job, and no ad, has a heading that leads to it: "How to Become a Data Analyst"."""
    role = outline.header.roles[1]
    asking = (segment.text for segment in _headings(outline) if _words().asked.search(segment.text))
    is_named = role is not None and role.text.casefold() in {_reached(text, profile) for text in asking}
    return is_named and not _told(_words().kinds["job_ad"], list(_texts(outline)))


class _Words(NamedTuple):
    own: re.Pattern[str]
    address: re.Pattern[str]
    career: re.Pattern[str]
    change: re.Pattern[str]
    tale: re.Pattern[str]
    move: re.Pattern[str]
    going: re.Pattern[str]
    asked: re.Pattern[str]
    way: re.Pattern[str]
    level: re.Pattern[str]
    roadmap: re.Pattern[str]
    other: re.Pattern[str]
    offer: re.Pattern[str]
    kinds: dict[str, _Kind]


class _Kind(NamedTuple):
    """What a page may be instead, and the patterns that tell: in its title, as a short line, as a part of any."""

    said: str
    title: re.Pattern[str]
    line: re.Pattern[str]
    phrase: re.Pattern[str]


@cache
def _words() -> _Words:
    """The words that tell kinds of pages apart; those of all languages, as few texts have words of two."""
    table: dict[str, Any] = read_table("kinds")
    any_of = {
        name: [text for words in table.values() for text in words.get(name, ())]
        for name in {name for words in table.values() for name in words}
    }

    def pattern(name: str) -> re.Pattern[str]:
        return lazy(rf"(?<!\w)(?:{'|'.join(any_of.get(name, ())) or '(?!)'})(?!\w)", re.IGNORECASE)

    kinds = {
        name: _Kind(said, *(pattern(f"{name}_{place}") for place in ("title", "line", "phrase")))
        for name, said in _KINDS.items()
    }
    own, address, career, change, tale, move, going, asked, way, level, roadmap = map(pattern, _Words._fields[:-3])
    other, offer = pattern("other_title"), pattern("offer_phrase")
    return _Words(own, address, career, change, tale, move, going, asked, way, level, roadmap, other, offer, kinds)


# What a page may be instead, in the order in which it is asked.
_LIST, _POST = "a list of pathways", "a blog post"
_KINDS = {
    "other": "no career pathway",
    "job_ad": "a job ad",
    "salary": "a salary page",
    "course": "a course",
    "list": _LIST,
    "post": _POST,
}


def _what(
    source: Source, outline: Outline[Line], signs: _Signs, profile: Profile, document: Segment | None = None
) -> str:
    """What a page is that is no pathway, with the sign that tells; `document` is the title in the page's head."""
    if signs.other:
        return signs.other
    header = outline.header
    if kind := _kind(outline, profile, [title.text for title in (header.title, document) if title]):
        return kind
    if found := _FRONT.match(source.text):
        return f"{_POST}: its front matter has {found['key']!r}"
    if header.roles[1] is None:
        return "no career pathway: its title names no job or field of work to reach"
    return f"no career pathway: of what pathways have, it has {signs.all or 'nothing'}"


def _kind(outline: Outline[Line], profile: Profile, titles: list[str]) -> str:
    """What a page of other words is than a pathway, with the sign that tells; empty for nothing."""
    texts = [text for text in _texts(outline) if text]
    titles = titles or texts[:1]
    for kind in _words().kinds.values():
        if found := next(filter(None, map(kind.title.search, titles)), None):
            return f"{kind.said}: its title says {found.group()!r}"
        if said := _told(kind, texts):
            return f"{kind.said}: it says {said}"
        if kind.said == _LIST and (listed := _listed(outline, profile)):
            return f"{kind.said}: {listed}"
        dated = next((text for text in _lines(kind, texts[: bounds.DATED]) if _YEAR.search(text)), None)
        if kind.said == _POST and dated:
            return f"{kind.said}: below its title it says {dated!r}"
    return ""


def _told(kind: _Kind, texts: Sequence[str]) -> str:
    """The signs of a kind of page that texts hold; empty for too few."""
    return _said(kind.phrase, texts, _lines(kind, texts), least=bounds.KIND_SIGNS)


def _lines(kind: _Kind, texts: Sequence[str]) -> list[str]:
    return [
        text for text in texts if len(text) <= bounds.SIGN and kind.line.fullmatch(_MARKS.sub("", text).rstrip(" :.#*"))
    ]


def _listed(outline: Outline[Line], profile: Profile) -> str:
    """What a page lists several of, instead of describing one; empty for none."""
    lines = [line for section in outline.sections for line in section.lines]
    if len(pathways := _pathways(lines, profile)) > bounds.PATHWAYS:
        return f"it names {len(pathways)}, and describes none"
    reached = {_reached(line.text, profile) for line in lines if line.is_item} - {""}
    if len(reached) >= 2 * bounds.JOBS:  # links to guides to the role of the page lead to one
        return f"it lists guides to {len(reached)} roles"
    return _jobs(outline, profile)


def _reached(text: str, profile: Profile) -> str:
    """The role that a text leads to as titles do ("Backend Roadmap"); empty for none."""
    guide = read_guide(text, profile.language)
    return text[slice(*guide.to_role)].casefold() if guide and guide.to_role else ""


def _jobs_of_items(outline: Outline[Line], profile: Profile) -> str:
    """The jobs that most items of a page begin with: "Project Manager: leads projects"; empty for few."""
    items = [line.text for section in outline.sections for line in section.lines if line.is_item]
    heads = [_HEAD_END.split(text, maxsplit=1) for text in items]
    jobs = [head[0].casefold() for head in heads if head[1:] and occupation(head[0], profile.language) == "job"]
    is_list = len({*jobs}) >= 3 * bounds.JOBS and 2 * len(jobs) >= len(items)
    return f"it lists {len({*jobs})} jobs" if is_list else ""


def _jobs(outline: Outline[Line], profile: Profile, *, all_of_level: bool = False) -> str:
    """The jobs that most headings below the same heading name, or most of their level; empty for few."""
    groups: dict[tuple[int, ...], set[str]] = {}
    above: list[tuple[int, int]] = []  # level and number of the headings that a heading is below
    for number, segment in enumerate(_headings(outline)):
        above = [heading for heading in above if heading[0] < segment.level]
        group = (segment.level,) if all_of_level else (segment.level, above[-1][1] if above else -1)
        groups.setdefault(group, set()).add(_NUMBER.sub("", segment.text).casefold())
        above.append((segment.level, number))
    for names in groups.values():
        jobs = [name for name in names if occupation(name.split(" - ")[0], profile.language) == "job"]
        if len(jobs) >= bounds.JOBS and 2 * len(jobs) >= len(names):
            return f"it has a heading for each of {len(jobs)} jobs"
    return ""


_YEAR = lazy(r"\b20\d{2}\b")
_JOINT = lazy(r"(?<=\w)-(?=\w)")
_MARKS = lazy(r"^[^\w(]+")  # "🛠 Tech Stack"
_HEAD_END = lazy(r":\s|\s[-\u2013\u2014]\s")
_NUMBER = lazy(r"^\d{1,2}[.)]\s*")
_FRONT = lazy(
    r"\ufeff?(?P<fence>---|\+\+\+)[ \t]*\r?\n(?:(?!(?P=fence))[^\r\n]*\r?\n){0,30}?"
    r"(?P<key>(?:date|datetime|pubdate|publishdate|published|authors?|posted)(?=[ \t]*[:=])"
    r"|layout:[ \t]*[\"']?(?:blog-?)?post\b)",
    re.IGNORECASE,
)


def _pathways(lines: Sequence[Line], profile: Profile) -> list[str]:
    """The different pathways that lines name."""
    return list(
        dict.fromkeys(line.folded for line in lines if not line.is_sentence and _names_pathway(line.text, profile))
    )


def _names_pathway(text: str, profile: Profile) -> bool:
    """Whether a text names two roles as titles do."""
    if len(text) > LONGEST_TITLE or " " not in text:
        return False
    if title := read_title(text, language=profile.language, patterns=profile.title_patterns):
        return all(occupation(text[slice(*role)], profile.language) for role in (title.from_role, title.to_role))
    guide = read_guide(text, profile.language)
    return bool(guide and guide.from_role and guide.to_role)
