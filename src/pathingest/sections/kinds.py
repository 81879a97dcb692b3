"""What a page is that is no career pathway: a job ad, a list, a course, a post; and with which sign it says so.

The words are in `kinds.toml`; those of all languages count, as few texts have words of two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from pathingest.lines import Line
from pathingest.model.section import Outline, Role
from pathingest.model.segment import Segment, Statement
from pathingest.model.source import Source
from pathingest.model.tuples import NamedTuple
from pathingest.profiles import Profile
from pathingest.sections import _bounds as bounds
from pathingest.values.guides import read_guide
from pathingest.values.occupations import is_post, occupation
from pathingest.values.patterns import lazy
from pathingest.values.roles import LONGEST_TITLE, read_title
from pathingest.values.schema_types import is_article, is_course, is_never, kind_of_page
from pathingest.values.vocabulary import read_table


class _Kind(NamedTuple):
    """What a page may be, what a sign of it weighs, and the patterns: of its title, lines, parts and front matter."""

    said: str
    weight: int
    title: re.Pattern[str]
    line: re.Pattern[str]
    phrase: re.Pattern[str]
    front: re.Pattern[str]


@cache
def words() -> dict[str, re.Pattern[str]]:
    """Patterns of the words that tell kinds of pages apart, by name; what each is of is said in the table."""
    texts: dict[str, list[str]] = {}
    for table in read_table("kinds").values():
        for name, said in table.items():
            texts.setdefault(name, []).extend(said)
    any_of = {name: "|".join(said) or "(?!)" for name, said in texts.items()}
    return {name: lazy(rf"(?<!\w)(?:{said})(?!\w)", re.IGNORECASE) for name, said in any_of.items()}


@cache
def known_kinds() -> dict[str, _Kind]:
    """What a page may be, by name."""
    places, nothing = ("title", "line", "phrase", "front"), lazy("(?!)")
    return {
        name: _Kind(*named, *(words().get(f"{name}_{place}", nothing) for place in places))
        for name, named in _KINDS.items()
    }


# Sections that only pathways have; other pages share the rest.
STRONG: frozenset[Role] = frozenset({"transferable_skills", "skills_to_learn", "roadmap", "action_plan"})
# What a page may be instead, in the order in which it is taken of as many signs, and how much each sign of it weighs.
_LIST, _POST = "a list of pathways", "a blog post"
_KINDS = {
    "other": ("no career pathway", 2),
    "prompt": ("no career pathway", 2),
    "job_ad": ("a job ad", 2),
    "list": (_LIST, 1),
    "salary": ("a salary page", 1),
    "course": ("a course", 1),
    "tutorial": ("a tutorial", 1),
    "post": (_POST, 1),
}


def otherwise(outline: Outline[Line], profile: Profile) -> str:
    """What a page is that leads to no role, though one is named in its title or text; empty for nothing."""
    header, title, texts = outline.header, title_of(outline), list(texts_of(outline))
    if header.roles[1] is None:
        return ""
    if all(role and role.segment is header.title for role in header.roles):
        return _in_spite_of_title(outline, profile, texts)
    if sign := words()["ad_sign"].search(title):
        return f"a job ad: its title says {sign.group()!r}"
    if len(offers := _different(list(_found(words()["offer_phrase"], texts)))) >= bounds.OFFERS:
        return f"a course: it says {_quoted(offers)}"
    if "roadmap" not in outline.by_role and (project := _told(known_kinds()["other"], texts)):
        return f"no career pathway: it says {project}"
    if prompt := _prompt(outline, texts, bounds.KIND_SIGNS):
        return prompt
    if len(grades := _different(list(_found(words()["grade"], list(_headings(outline)))))) >= bounds.GRADES:
        return f"no career pathway: it is a ladder of grades, {_quoted(grades)}"
    if listed := _jobs_of_items(outline, profile):
        return f"{_LIST}: {listed}"
    guide = read_guide(title, profile.language)
    if guide and guide.is_sure:
        return ""
    if found := words()["other_title"].search(title):
        return f"no career pathway: its title says {found.group()!r}"
    of_field = guide is not None and guide.kind == "field"
    return f"{_LIST}: {listed}" if of_field and (listed := _jobs(outline, profile, all_of_level=True)) else ""


def _in_spite_of_title(outline: Outline[Line], profile: Profile, texts: Sequence[str]) -> str:
    """What a page is whose title names two roles: more must speak for it, or the roles be no occupations."""
    if prompt := _prompt(outline, texts, bounds.KIND_SIGNS + 1):
        return prompt
    is_known = any(occupation(role.text, profile.language) for role in outline.header.roles if role)
    taught = "" if is_known else _told(known_kinds()["course"], texts)
    return f"a course: it says {taught}" if taught else ""


def _prompt(outline: Outline[Line], texts: Sequence[str], least: int) -> str:
    """That a page without a section of pathways tells a model what to write, or applicants what they are asked."""
    if outline.by_role.keys() <= _PLAIN and not count(words()["change"], texts):
        said = _told(known_kinds()["prompt"], texts, least)
        return f"no career pathway: it says {said}" if said else ""
    return ""


_PLAIN: frozenset[Role] = frozenset({"header", "closing", "other", "overview"})


def stated(outline: Outline[Line], statements: Sequence[Statement], *, surely: bool) -> str:
    """What a page's structured data says that it is; `surely`, whatever its title says. Empty for nothing.

    A course is surely one if it is all that the page is about, and the page looks like one as well or has its name.
    """
    pages = {kind.removeprefix(_PAGE): parts for kind, parts in statements if kind.startswith(_PAGE)}
    for name, parts in pages.items():
        kind = kind_of_page(name)
        is_sure = is_never(name) or (
            is_course(name) and not any(map(is_article, pages)) and _is_course(outline, parts.get("name", ()))
        )
        if kind and (is_sure or not surely):
            return f"{kind}: its structured data is of type {name}"
    return ""


_PAGE = "page "


def _is_course(outline: Outline[Line], name: Sequence[Segment]) -> bool:
    title = {*title_of(outline).casefold().split()}
    named = {word for segment in name for word in segment.text.casefold().split()}
    return bool(_signs(known_kinds()["course"], list(texts_of(outline)))) or bool(title and named and named <= title)


def what(
    source: Source,
    outline: Outline[Line],
    statements: Sequence[Statement],
    profile: Profile,
    document: Segment | None = None,
) -> str:
    """What a page is that is no pathway, with the sign that tells; `document` is the title in the page's head."""
    header = outline.header
    if kind := _kind(source, outline, profile, [title.text for title in (header.title, document) if title]):
        return kind
    if front := list(filter(known_kinds()["post"].front.fullmatch, _front(source))):
        return f"{_POST}: its front matter has {front[0]!r}"
    if kind := stated(outline, statements, surely=False):
        return kind
    if (target := header.roles[1]) is None:
        return "no career pathway: its title names no job or field of work to reach"
    if not (occupation(spaced(target.text), profile.language) or is_post(target.text, profile.language)):
        return f"no career pathway: it leads to {target.text!r}, which is no known job or field of work"
    roles = [role.replace("_", " ") for role in outline.by_role if role not in ("header", "closing", "other")]
    parts = [*roles, *(["facts in its header"] if header.badges else [])]
    return f"no career pathway: of a pathway's parts it has {'only ' if parts else 'none'}{', '.join(parts)}"


def _kind(source: Source, outline: Outline[Line], profile: Profile, titles: list[str]) -> str:
    """What a page of other words is than a pathway: the kind whose signs weigh most; empty for too few."""
    texts = [text for text in texts_of(outline) if text]
    titles = [title for title in titles or texts[:1] if len(title) <= LONGEST_TITLE]
    best, most = "", 0
    for name, kind in known_kinds().items():
        signs = [*_signs(kind, texts), *_other_signs(name, source, texts)]
        titled = next(filter(None, map(kind.title.search, titles)), None)
        names = listed(outline, profile) if name == "list" else ""
        weight = kind.weight * len(signs) + (bounds.TITLE_SIGN if titled or names else 0)
        if weight > most and (titled or names or len(signs) >= bounds.KIND_SIGNS):
            why = f"its title says {titled.group()!r}" if titled else names or f"it says {_quoted(signs)}"
            best, most = f"{kind.said}: {why}", weight
    return best or _dated(texts, titles)


def _other_signs(name: str, source: Source, texts: Sequence[str]) -> list[str]:
    """The signs of a kind of page that are no words: code, and a date, of which several may be the parts of a life."""
    if name == "post":  # many sites give all of their pages a date
        return _dates(texts)[:1]
    may_have = name == "tutorial" and any(mark in source.text for mark in _CODE_MARKS)
    code = [match.group().strip() for match in islice(_CODE.finditer(source.text), 2)] if may_have else []
    return [*code[1:], *filter(known_kinds()[name].front.fullmatch, _front(source))]


def _front(source: Source) -> list[str]:
    """The keys of a page's front matter in lower case, and its layout."""
    found = _FRONT.match(source.text)
    keys = _KEY.findall(found["keys"]) if found else []
    return [" ".join(key.replace("=", ":").replace('"', "").replace("'", "").split()).casefold() for key in keys]


def _dated(texts: list[str], titles: list[str]) -> str:
    """That a page is a post, by a day at its top or below its title, which a site's menu may stand above."""
    top = texts.index(titles[0]) if titles and titles[0] in texts else 0
    for date in (date for first in (0, top) for date in _dates(texts[first : first + bounds.DATED])):
        if _DAY.search(date):
            return f"{_POST}: below its title it says {date!r}"
    return ""


def _quoted(signs: list[str]) -> str:
    return " and ".join(map(repr, signs[:2]))


def _dates(texts: Sequence[str]) -> list[str]:
    """The short lines that are dates."""
    short = (text for text in texts if len(text) <= bounds.SIGN)
    return [text for text in short if words()["post_date"].fullmatch(_MARKS.sub("", text).rstrip(" ,.*"))]


def _told(kind: _Kind, texts: Sequence[str], least: int = bounds.KIND_SIGNS) -> str:
    """The signs of a kind of page that texts hold; empty for too few."""
    signs = _signs(kind, texts)
    return _quoted(signs) if len(signs) >= least else ""


def _signs(kind: _Kind, texts: Sequence[str]) -> list[str]:
    """The different signs of a kind of page that texts hold: lines that are signs as they are, and parts of any."""
    bare = (_MARKS.sub("", text).rstrip(" :.#*") for text in texts if len(text) <= bounds.SIGN)
    return _different([*filter(kind.line.fullmatch, bare), *_found(kind.phrase, texts)])


def _found(pattern: re.Pattern[str], texts: Sequence[str]) -> Iterator[str]:
    return (match.group() for text in texts for match in pattern.finditer(text))


def _different(said: list[str]) -> list[str]:
    return list(dict.fromkeys(map(str.casefold, said)))


def is_own_story(outline: Outline[Line]) -> bool:
    """Whether a page tells of its writer: it says "I" often, and more often than it speaks to the reader."""
    title = outline.header.title
    texts = [text for text in texts_of(outline) if title is None or text != title.text]  # "My Roadmap" is no story yet
    own, address = count(words()["own"], texts), count(words()["address"], texts)
    if outline.header.kind == "story":
        return own > address and (own >= bounds.OWN_NAMED or any(outline.header.roles))
    least = bounds.OWN_NAMED if all(outline.header.roles) else bounds.OWN
    return own >= least and own > 2 * address


def is_titled(title: str) -> bool:
    """Whether a title says what else than a pathway its page is: "Carpenter Bootcamp"."""
    return len(title) <= LONGEST_TITLE and any(kind.title.search(title) for kind in known_kinds().values())


def is_ad(texts: Sequence[str]) -> bool:
    """Whether texts are those of a job ad."""
    return bool(_told(known_kinds()["job_ad"], texts))


def listed(outline: Outline[Line], profile: Profile) -> str:
    """What a page lists several of, instead of describing one; empty for none."""
    title = outline.header.title if outline.header.title and outline.header.title.level else None  # no item of a list
    lines = [line for section in outline.sections for line in section.lines if line.segment is not title]
    if "roadmap" not in outline.by_role and len(named := pathways(lines, profile)) > bounds.PATHWAYS:
        return f"it names {len(named)}, and describes none"
    roles = {reached(line.text, profile) for line in lines if line.is_item} - {""}
    if len(roles) >= 2 * bounds.JOBS:  # links to guides to the role of the page lead to one
        return f"it lists guides to {len(roles)} roles"
    return _jobs(outline, profile)


def reached(text: str, profile: Profile) -> str:
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
    for number, segment in enumerate(headings(outline)):
        above = [heading for heading in above if heading[0] < segment.level]
        group = (segment.level,) if all_of_level else (segment.level, above[-1][1] if above else -1)
        groups.setdefault(group, set()).add(_NUMBER.sub("", segment.text).casefold())
        above.append((segment.level, number))
    for names in groups.values():
        jobs = [name for name in names if occupation(name.split(" - ")[0], profile.language) == "job"]
        if len(jobs) >= bounds.JOBS and 2 * len(jobs) >= len(names):
            return f"it has a heading for each of {len(jobs)} jobs"
    return ""


def pathways(lines: Sequence[Line], profile: Profile) -> list[str]:
    """The different pathways that lines name."""
    return list(
        dict.fromkeys(line.folded for line in lines if not line.is_sentence and names_pathway(line.text, profile))
    )


def names_pathway(text: str, profile: Profile) -> bool:
    """Whether a text names two roles as titles do."""
    if len(text) > LONGEST_TITLE or " " not in text:
        return False
    if title := read_title(text, language=profile.language, patterns=profile.title_patterns):
        return all(occupation(text[slice(*role)], profile.language) for role in (title.from_role, title.to_role))
    guide = read_guide(text, profile.language)
    return bool(guide and guide.from_role and guide.to_role)


def headings(outline: Outline[Line]) -> Iterator[Segment]:
    """What the markup shows as headings."""
    for section in outline.sections:
        if section.heading and section.heading.level:
            yield section.heading
        yield from (line.segment for line in section.lines if line.is_shown)


def _headings(outline: Outline[Line]) -> Iterator[str]:
    """The headings of sections, and those inside of them."""
    for section in outline.sections:
        yield from [section.heading.text] if section.heading else []
        yield from [line.text for line in section.lines if line.segment.kind == "heading"]


def texts_of(outline: Outline[Line]) -> Iterator[str]:
    """The texts of a page's headings and lines."""
    for section in outline.sections:
        if section.heading:
            yield section.heading.text
        yield from (line.text for line in section.lines)


def count(pattern: re.Pattern[str], texts: Sequence[str]) -> int:
    """How often texts have words of a pattern."""
    return sum(len(pattern.findall(text)) for text in texts)


def title_of(outline: Outline[Line]) -> str:
    """The title that a page is read by; empty for none."""
    return spaced(outline.header.title.text) if outline.header.title else ""


def spaced(title: str) -> str:
    """A title whose words hyphens join, with spaces for them: "Cloud-Security-Roadmap"."""
    return title if " " in title else _JOINT.sub(" ", title)


_CODE_MARKS = ("```", "~~~", "<pre", "{%")
_CODE = lazy(r"^[ \t]*(?:```|~~~)|<pre\b|\{%-? *highlight", re.MULTILINE)
_DAY = lazy(r"\b\d{1,2}(?:st|nd|rd|th)?\b")  # "May 2024" may be when somebody took a degree
_JOINT = lazy(r"(?<=\w)-(?=\w)")
_MARKS = lazy(r"^[^\w(]+")  # "🛠 Tech Stack"
_HEAD_END = lazy(r":\s|\s[-\u2013\u2014]\s")
_NUMBER = lazy(r"^\d{1,2}[.)]\s*")
_FRONT = lazy(r"\ufeff?(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<keys>(?:(?!(?P=fence))[^\r\n]*\r?\n){0,60})")
_KEY = lazy(r"(?m)^(layout[ \t]*[:=][ \t]*[\"']?[\w-]+|[\w-]+(?=[ \t]*[:=]))")
