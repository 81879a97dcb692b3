"""Whether a page leads to an occupation: what counts for it, and how much of what is enough for which page.

The better a title says to which occupation it leads, the less else its page must have.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from pathingest.lines import Line
from pathingest.lines.times import duration_in
from pathingest.lines.vocabulary import vocabulary_of
from pathingest.model.section import Outline, Role
from pathingest.model.tuples import NamedTuple
from pathingest.profiles import Profile
from pathingest.sections import _bounds as bounds
from pathingest.sections import kinds
from pathingest.sections.kinds import STRONG, count, spaced
from pathingest.values.guides import read_guide
from pathingest.values.occupations import is_post, may_name, occupation

_COMMON: frozenset[Role] = frozenset({"header", "closing", "other"})

# What a title that names roles makes of its page: somebody's own way; a move from one role to another; a guide by which
# one surely becomes something; the name of a job and no more, as that of an ad; what may as well be about a subject or
# a tool ("Migration Planner Guide"); any other guide; a job that is only named in it.
_Form = Literal["story", "move", "becoming", "name", "subject", "guide", "mention"]


class Signs(NamedTuple):
    """What counts for a pathway; all are counts, or 1 for what is so.

    Attributes:
        named: how many roles it names.
        known: how many of its roles are occupations by their words.
        nameable: whether all of its roles may be names at all: no "CPU allocation → It is the thing that …".
        job: whether its title leads to a job, and not to a field of work.
        titled: how many of them its title names, or a line that is no sentence.
        headline: whether its title has one.
        strong: how many sections it has that only pathways have.
        roadmap: whether it has a plan.
        all: how many sections and badges of pathways.
        career: how many words of careers it has, its title once more.
        change: how often it speaks of a change of careers, ten times where its title does.
        tale: how often a story says that it tells of the writer's way, ten times where its title does.
        move: how often it speaks of moving from or into something.
        headings: how many headings the markup shows below its title.
        levels: how many levels of learners the headings of a roadmap name.
        going: whether its title says that somebody changes from one to the other.
        way: whether its title says that it leads somewhere.
        planned: whether its title says in which time one learns.
        asked: whether its title asks how one becomes something, and some text answers.
        answered: whether it is about a job, no ad, and has a heading that leads to it: "How to Become a Data Analyst".
    """

    named: int
    known: int
    nameable: int
    job: int
    titled: int
    headline: int
    strong: int
    roadmap: int
    all: int
    career: int
    change: int
    tale: int
    move: int
    headings: int
    levels: int
    going: int
    way: int
    planned: int
    asked: int
    answered: int

    @property
    def careers(self) -> int:
        """How much it speaks of careers and of changing them."""
        return self.career + self.change

    @property
    def told(self) -> int:
        """How much a story speaks of careers, and of the writer's own."""
        return self.careers + self.tale

    @property
    def moves(self) -> int:
        """How much it speaks of a move."""
        return self.change + self.move

    @property
    def any(self) -> int:
        """How much of any kind it has."""
        return self.all + self.career


def signs_of(outline: Outline[Line], profile: Profile) -> Signs:
    """The signs of a page."""
    header, words, title, language = outline.header, kinds.words(), kinds.title_of(outline), profile.language
    guide = read_guide(title, language)
    roles = outline.by_role.keys() - _COMMON
    texts = list(kinds.texts_of(outline))
    named = [role for role in header.roles if role]
    headings = [segment.text for segment in kinds.headings(outline) if segment.level > 1]
    levels = {match.group().casefold() for text in headings for match in words["level"].finditer(text)}
    is_answer = sum(text.count(" ") for text in texts if text != title) >= bounds.ASKED

    def said(pattern: re.Pattern[str], weight: int) -> int:
        return count(pattern, texts) + weight * count(pattern, [title])

    return Signs(
        named=len(named),
        known=sum(  # "Leadership Position" says itself that it is one
            occupation(spaced(role.text), language) in ("job", "field") or is_post(role.text, language)
            for role in named
        ),
        nameable=all(may_name(role.text, profile.language) for role in named),
        job=guide is not None and guide.kind == "job",
        titled=sum(
            role.segment is header.title or not Line(role.segment, vocabulary_of(profile)).is_sentence for role in named
        ),
        headline=header.headline is not None,
        strong=len(roles & STRONG),
        roadmap="roadmap" in roles,
        all=len(roles) + len(header.badges),
        career=said(words["career"], 1),
        change=said(words["change"], 10),
        tale=said(words["tale"], 10) if header.kind == "story" else 0,
        move=count(words["move"], texts),
        headings=len(headings),
        levels=len(levels) if words["roadmap"].search(title) else 0,
        going=words["going"].search(title) is not None,
        way=words["way"].search(title) is not None,
        planned=words["study"].search(title) is not None and duration_in(title, profile.language) is not None,
        asked=words["asked"].search(title) is not None and is_answer,
        answered=_is_answered(outline, profile, texts),
    )


def _is_answered(outline: Outline[Line], profile: Profile, texts: list[str]) -> bool:
    role = outline.header.roles[1]
    asking = (segment.text for segment in kinds.headings(outline) if kinds.words()["asked"].search(segment.text))
    is_named = role is not None and role.text.casefold() in {kinds.reached(text, profile) for text in asking}
    return is_named and not kinds.is_ad(texts)


def _enough() -> dict[_Form, tuple[Mapping[str, int], ...]]:
    """What is enough, by the form of a page: a row for each set of signs, with how many of each it takes."""
    guide: tuple[Mapping[str, int], ...] = (
        {"known": 1, "strong": 1},
        {"known": 1, "all": bounds.SIGNS_HALF_KNOWN},
        {"known": 1, "levels": bounds.LEVELS, "headings": bounds.HEADINGS},
        {"strong": 1, "all": bounds.SIGNS_HALF_KNOWN, "careers": 1},
    )
    return {
        "story": (
            {"change": bounds.CHANGE},
            {"known": 2},
            {"known": 1, "named": 2, "told": 1},  # "New release makes it easy to crash servers" tells of no career
            {"known": 1, "told": bounds.CAREER},
            {"change": 1, "told": 2 * bounds.CAREER},
            {"known": 1, "strong": 1},
        ),
        "move": (
            {"known": 2, "all": 1},
            {"known": 2, "titled": 1, "career": bounds.CAREER},
            {"known": 2, "moves": 1, "headings": bounds.HEADINGS},
            {"known": 2, "going": 1, "career": 1},
            {"known": 2, "going": 1, "headings": bounds.HEADINGS},
            {"known": 2, "going": 1, "titled": 2, "moves": 1},
            {"known": 2, "way": 1, "titled": 2},
            {"known": 1, "strong": 1},
            {"known": 1, "all": bounds.SIGNS_HALF_KNOWN},
            {"known": 1, "career": 2 * bounds.CAREER},
            {"known": 1, "going": 1, "career": bounds.CAREER},
            # With skills, a roadmap and questions, but of no career: "From Couch to Marathon".
            {"nameable": 1, "all": bounds.SIGNS_UNKNOWN, "careers": 1},
            {"nameable": 1, "all": bounds.SIGNS_UNKNOWN, "headline": 1},
        ),
        "becoming": (
            *guide,
            {"known": 1, "any": bounds.TOLD},
            {"known": 1, "any": 1, "headings": bounds.HEADINGS},
            {"known": 1, "job": 1, "way": 1, "headings": bounds.HEADINGS},
            {"known": 1, "asked": 1},
        ),
        "name": (
            {"known": 1, "roadmap": 1},
            {"known": 1, "answered": 1},
        ),
        "subject": (
            {"job": 1, "strong": 1, "careers": bounds.CAREER},
            {"job": 1, "all": bounds.SIGNS_HALF_KNOWN, "careers": bounds.CAREER},
            {"strong": 1, "careers": 2 * bounds.CAREER},
            {"all": bounds.SIGNS_HALF_KNOWN, "careers": 2 * bounds.CAREER},
        ),
        "mention": (
            {"known": 1, "roadmap": 1, "way": 1},
            {"known": 1, "roadmap": 1, "career": bounds.CAREER},
        ),
        "guide": (
            *guide,
            {"known": 1, "career": 2 * bounds.CAREER},
            {"known": 1, "way": 1, "career": bounds.CAREER, "headings": bounds.HEADINGS},
            {"known": 1, "planned": 1, "headings": bounds.HEADINGS},
        ),
    }


def leads_somewhere(outline: Outline[Line], signs: Signs, profile: Profile) -> bool:
    """Whether a page that is nothing else leads to an occupation."""
    form = _form(outline, signs, profile)
    return form is not None and is_enough(form, signs)


def is_enough(form: _Form, signs: Signs) -> bool:
    """Whether a page of this form has all that one of the rows takes."""
    return any(all(getattr(signs, sign) >= least for sign, least in row.items()) for row in _enough()[form])


def _form(outline: Outline[Line], signs: Signs, profile: Profile) -> _Form | None:
    """What a page's title makes of it; None where it leads to no role."""
    header = outline.header
    guide = read_guide(kinds.title_of(outline), profile.language)
    if header.kind == "story":
        return "story"
    if header.roles[1] is None:
        return None
    if signs.named > 1:
        return "move"
    if guide and guide.is_sure:
        return "becoming"
    if header.title and header.roles[1].text == header.title.text:
        return "name"
    if guide is None and header.roles[1].segment is header.title and not header.role_lines[0]:
        return None if kinds.is_titled(kinds.title_of(outline)) else "mention"
    return "subject" if guide and not signs.way else "guide"
