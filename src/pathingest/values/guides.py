"""Titles that lead to one role: "How to Become a Data Analyst", "Data Engineering Roadmap for Data Analysts".

The words are in `guides.toml`. A title is parted at its separators; in the first stretch that leads to a name, or whose
name is followed by "roadmap" and the like, that name is the role to reach.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from pathingest.values.occupations import Occupation, is_plural, name_at, occupation, singular, without_praise
from pathingest.values.patterns import SENTENCE_END, lazy
from pathingest.values.vocabulary import read_table

Span = tuple[int, int]

LONGEST = 200  # code points of such a title
_SEPARATOR = lazy(
    r"\s*:(?=\s|$)\s*|\s*[|\u2014\u2015?!\uff1f\uff01\uff1a]\s*|\s+[-\u2013\u2022\u00b7]\s+|\s+[(\[]|" + SENTENCE_END
)
# What may stand between a role and "to": what it is, what it pays.
_ASIDE = r"(?:\s+(?:role|position|job|career|background|profile))?(?:\s*\([^()]{0,60}\)|\s+with[^.,;]{0,40})?,?"
_ARROW = r"\s*(?:[→➔➜➝➞⟶⇒►▶»]|[-=]+>)\s*"
_CHAIN = lazy(_ARROW)
_POSITION = lazy(r"\s+(?:roles?|positions?|jobs?|careers?)(?!\w)", re.IGNORECASE)
_CAREER = lazy(r"\bcareer\b", re.IGNORECASE)
_COLON = lazy(r"\s*:\s+")
_BETTER = lazy(r"(?:better|more|(?:10|ten)x)\b", re.IGNORECASE)
_ARTICLED = lazy(r"(?P<name>[^\W\d_][\w&/+#'.-]*(?: [^\W\d_][\w&/+#'.-]*){0,3})$")


class Guide(NamedTuple):
    """Where a title names the role to reach, and the one to leave if it does; where its headline is.

    Attributes:
        kind: what the role to reach is by its words; None for a name that no table knows.
        is_sure: whether it says that somebody becomes that, so that no subject is meant.
        is_story: whether somebody's own move is told.
    """

    to_role: Span | None
    from_role: Span | None
    headline: Span | None
    kind: Occupation | None
    is_sure: bool
    is_story: bool


class _Grammar(NamedTuple):
    lead: re.Pattern[str]
    topic: re.Pattern[str]
    story: re.Pattern[str]
    end: re.Pattern[str]
    way: re.Pattern[str]
    praise: re.Pattern[str]
    joint: re.Pattern[str]
    audience: re.Pattern[str]
    before: re.Pattern[str]
    becomes: re.Pattern[str]
    label: re.Pattern[str]
    current: re.Pattern[str]
    target: re.Pattern[str]
    was: re.Pattern[str]
    gained: re.Pattern[str]
    article: re.Pattern[str]


@cache
def _grammar(language: str) -> _Grammar | None:
    table: dict[str, Any] = read_table("guides")
    if language not in table:
        return None
    words = table[language]

    def any_of(name: str) -> str:
        listed = [word.replace(" ", r"[\s-]+") for word in words[name]]
        return "|".join(sorted(listed, key=len, reverse=True)) or "(?!)"

    praise = rf"(?:(?:{any_of('praise')})[\s-]+)*"
    flags = re.IGNORECASE
    return _Grammar(
        lead=lazy(rf"{praise}(?:{any_of('leads')})(?:\s+|(?<=['\u2019]))", flags),
        topic=lazy(rf"{praise}(?:{any_of('topics')})\s+", flags),
        story=lazy(rf"{praise}(?:{any_of('stories')})\s+", flags),
        end=lazy(rf"\s+{praise}(?:{any_of('ends')})(?!\w|\s+(?:{any_of('things')})(?!\w))", flags),
        way=lazy(rf"\b(?:{any_of('ways')})", flags),
        praise=lazy(praise, flags),
        joint=lazy(rf"\s+(?:{any_of('to')})\s+|{_ARROW}", flags),
        audience=lazy(rf"\s+(?:{any_of('for')})\s+", flags),
        before=lazy(rf"\s+(?:{any_of('as')})\s+", flags),
        becomes=lazy(rf"(?<!\w)(?:{any_of('becomes')})\s+", flags),
        label=lazy(rf"{praise}(?:{any_of('labels')})", flags),
        current=lazy(rf"(?<!\w)(?:{any_of('from')})(?:\s+|(?<='))", flags),
        target=lazy(rf"{_ASIDE}(?:\s+(?:{any_of('to')})\s+|{_ARROW})", flags),
        gained=lazy(rf"(?<!\w)(?:{any_of('gains')})\s+", flags),
        was=lazy(rf"(?<!\w)(?:{any_of('was')})\s+", flags),
        article=lazy(rf"(?:(?:{any_of('articles')})\s+|l['\u2019])+", flags),
    )


def read_guide(title: str, language: str = "en") -> Guide | None:
    """The role that a title leads to; None where it leads to none."""
    if len(title) > LONGEST:
        return None
    for known in dict.fromkeys((language, "en")):
        grammar = _grammar(known)
        if grammar and (found := _read(title, grammar, known)):
            return found
    return None


def find_move(text: str, language: str = "en") -> tuple[Span, Span] | None:
    """The current and the target role that prose names as such: "… my transition from a nurse to a data analyst"."""
    for known in dict.fromkeys((language, "en")):
        grammar = _grammar(known)
        if grammar is None:
            continue
        for lead in grammar.current.finditer(text):
            current = _named(text, lead.end(), grammar, known)
            target = current and grammar.target.match(text, current[0][1])
            named = target and _named(text, target.end(), grammar, known)
            while (
                named
                and (beyond := _CHAIN.match(text, named[0][1]))
                and (last := _named(text, beyond.end(), grammar, known))
            ):
                named = last  # "from Cook → Sous Chef → Head Chef"
            if current and named and (current[1], named[1]) != ("weak", "weak"):
                return current[0], named[0]
    return None


def find_former(text: str, language: str = "en") -> list[Span]:
    """The occupations that prose says somebody had: "I worked as a line cook"."""
    grammar = _grammar(language) or _grammar("en")
    return [span for span, _ in _after(grammar.was, text, grammar, language)] if grammar else []


def find_gained(text: str, language: str = "en") -> list[Span]:
    """The jobs that prose says somebody came to have: "my first day as a web developer"."""
    grammar = _grammar(language) or _grammar("en")
    found = _after(grammar.gained, text, grammar, language) if grammar else []
    return [span for span, kind in found if kind == "job"]


def _after(lead: re.Pattern[str], text: str, grammar: _Grammar, language: str) -> list[tuple[Span, Occupation]]:
    """The occupations that prose names after some words."""
    found = [_named(text, match.end(), grammar, language) for match in lead.finditer(text)]
    return [known for known in found if known and known[1] != "weak"]


def _named(text: str, start: int, grammar: _Grammar, language: str) -> tuple[Span, Occupation] | None:
    """The name of an occupation at a place in prose, after an article and an adjective or two that are none of it."""
    article = grammar.article.match(text, start)
    start = without_praise(text, article.end() if article else start, len(text), language)
    return name_at(text, start, len(text), language)


def _read(title: str, grammar: _Grammar, language: str) -> Guide | None:
    breaks = [match.span() for match in _SEPARATOR.finditer(title)]
    starts = [0, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(title)]
    stretches = list(zip(starts, ends, strict=True))
    for forms, (begin, end) in product(_FORMS, stretches):
        start = next((i for i in range(begin, end) if title[i].isalnum()), begin)
        found = next(filter(None, (form(title, start, end, grammar, language) for form in forms)), None)
        if found:
            others = [place for place in stretches if place[1] != end] if found.to_role else []
            current = found.from_role or _readers(title, others, grammar, language)
            last = max(end, found.to_role[1] if found.to_role else end)
            return found._replace(from_role=current, headline=_headline(title, start, last))
    return None


def _readers(title: str, stretches: list[Span], grammar: _Grammar, language: str) -> Span | None:
    """The job of those whom another stretch is for: "Career Pivots for Engineers - How to Transition to …"."""
    for begin, end in stretches:
        for said in grammar.audience.finditer(title, begin, end):
            span = _audience(title, said.start(), end, grammar, language)
            if span and span[1] == end and is_plural(title[slice(*span)]):
                return span
    return None


_LEAVING = ("de", "du", "von", "vom", "from")


def _led(title: str, start: int, end: int, grammar: _Grammar, language: str) -> Guide | None:
    """A name that something leads up to: "How to become a …"."""
    for pattern in (grammar.story, grammar.lead, grammar.topic):
        is_story, is_sure = pattern is grammar.story, pattern is not grammar.topic
        lead = pattern.match(title, start, end)
        if not lead:
            continue
        article = grammar.article.match(title, lead.end(), end)
        begin = without_praise(title, article.end() if article else lead.end(), end, language)
        if _BETTER.match(title, begin):
            continue
        if known := name_at(title, begin, end, language):
            span, kind = known
            if is_beginner(title[slice(*span)], language):
                continue
            last = lead.group().split()[-1].casefold()
            if last in _LEAVING and (way := _reached(title, span, end, grammar, language)):
                return way._replace(is_story=is_story)  # "Ma reconversion de serveur à développeur"
            if last in ("for", "für", "pour", "para") and is_plural(title[slice(*span)]):
                # "Roadmap for Data Analysts": who it is for
                return _reached(title, span, end, grammar, language) or Guide(None, span, None, kind, is_sure, is_story)
            audience = _audience(title, span[1], end, grammar, language)
            if audience is None and kind == "job" and (said := grammar.before.match(title, span[1], end)):
                audience = _whose(title, said.end(), end, language)
            is_sure = is_sure or (kind == "job" and grammar.way.search(lead.group()) is not None)
            return Guide(span, audience, None, kind, is_sure, is_story)
        # "How to Become a Beekeeper": the article says that a name follows.
        unknown = _ARTICLED.match(title, begin, end) if article else None
        if unknown and begin == (article and article.end()):
            return Guide(unknown.span("name"), None, None, None, is_sure, is_story)
    return None


def _reached(title: str, current: Span, end: int, grammar: _Grammar, language: str) -> Guide | None:
    """What those reach whom a guide is for: "A Guide for Web Developers Transitioning to …"."""
    joint = grammar.joint.match(title, current[1], end)
    article = grammar.article.match(title, joint.end(), end) if joint else None
    known = name_at(title, article.end() if article else joint.end(), end, language) if joint else None
    if known is None or known[1] == "weak":
        return None
    return Guide(known[0], current, None, known[1], is_sure=True, is_story=False)


def _labelled(title: str, start: int, end: int, grammar: _Grammar, language: str) -> Guide | None:
    """A name after a label and a colon: "Job Profile: Data Analyst"."""
    colon = _COLON.match(title, end) if grammar.label.fullmatch(title, start, end) else None
    known = name_at(title, colon.end(), len(title), language) if colon else None
    if known is None or known[1] == "weak":
        return None
    span, kind = known
    is_whole = span[1] == len(title) or _SEPARATOR.match(title, span[1]) is not None
    return Guide(span, None, None, kind, is_sure=False, is_story=False) if is_whole else None


def _above_label(title: str, start: int, end: int, grammar: _Grammar, language: str) -> Guide | None:
    """A job whose label comes after it: "Data Engineer - Learning Path"."""
    between = _SEPARATOR.match(title, end)
    known = name_at(title, start, end, language) if between and grammar.label.fullmatch(title, between.end()) else None
    is_job = known == ((start, end), "job")
    return Guide((start, end), None, None, "job", is_sure=False, is_story=False) if is_job else None


def _inside(title: str, start: int, end: int, grammar: _Grammar, language: str) -> Guide | None:
    """A job that somebody becomes: "Things You Need to Know to Become a Medical Assistant"."""
    for said in grammar.becomes.finditer(title, start, end):
        article = grammar.article.match(title, said.end(), end)
        begin = without_praise(title, article.end() if article else said.end(), end, language)
        known = name_at(title, begin, end, language)
        is_job = known is not None and known[1] == "job" and not is_beginner(title[slice(*known[0])], language)
        if known and is_job and not _BETTER.match(title, begin):
            return Guide(known[0], None, None, "job", is_sure=False, is_story=False)
    return None


def _joined(title: str, start: int, end: int, grammar: _Grammar, language: str) -> Guide | None:
    """Two names that "to" or an arrow joins, with praise and "roadmap" round them: "Complete QA to SDET Roadmap".

    After "from" the first may be a name that no table knows: "De fleuriste à développeur web".
    """
    praise = grammar.praise.match(title, start, end)
    begin = praise.end() if praise else start
    opening = grammar.current.match(title, begin, end)
    begin = opening.end() if opening else begin
    article = grammar.article.match(title, begin, end) if opening else None
    begin = without_praise(title, article.end() if article else begin, end, language)
    for joint in grammar.joint.finditer(title, begin, end):
        first = occupation(title[begin : joint.start()], language)
        if opening and not first and _ARTICLED.fullmatch(title, begin, joint.start()):
            first = "weak"
        article = grammar.article.match(title, joint.end(), end)
        known = name_at(title, article.end() if article else joint.end(), end, language) if first else None
        if known is None or is_beginner(title[slice(*known[0])], language):
            continue
        span, kind = known
        said = _POSITION.match(title, span[1], end)
        stop = said.end() if said else span[1]
        rest = grammar.end.match(title, stop, end)
        stop = rest.end() if rest else stop
        if (first, kind) != ("weak", "weak") and not title[stop:end].strip(" ."):
            return Guide(span, (begin, joint.start()), None, kind, is_sure=True, is_story=False)
    return None


def _ended(title: str, start: int, end: int, grammar: _Grammar, language: str) -> Guide | None:
    """A name that "roadmap" and the like, or who it is for, follow."""
    praise = grammar.praise.match(title, start, end)
    begin = without_praise(title, praise.end() if praise else start, end, language)
    known = name_at(title, begin, end, language)
    if known is None:
        return None
    span, kind = known
    closing = grammar.end.match(title, span[1], end)
    audience = _audience(title, closing.end() if closing else span[1], end, grammar, language)
    is_way = grammar.way.search(title) is not None
    if closing is None and not (is_way and audience and is_plural(title[slice(*audience)])):
        return None  # "Marketing for Plumbers" is to be of use in their job
    if closing and not is_way and kind == "job" and is_plural(title[slice(*span)]):
        return None  # "Teachers Guide to Plumbing Careers"
    is_sure = bool(closing and (grammar.way if kind == "job" else _CAREER).search(closing.group()))
    return Guide(span, audience, None, kind, is_sure, is_story=False) if kind != "weak" else None


def _audience(title: str, start: int, end: int, grammar: _Grammar, language: str) -> Span | None:
    """The job of those whom a guide is for."""
    said = grammar.audience.match(title, start, end)
    return _whose(title, said.end(), end, language) if said else None


def _whose(title: str, start: int, end: int, language: str) -> Span | None:
    """A job that somebody leaves, at a place."""
    known = name_at(title, without_praise(title, start, end, language), end, language)
    return known[0] if known and known[1] != "weak" and not is_beginner(title[slice(*known[0])], language) else None


def is_beginner(name: str, language: str) -> bool:
    """Who has no job to leave yet."""
    return singular(name.casefold()) in _BEGINNERS or not occupation(name, language)


_BEGINNERS = frozenset(
    {"student", "graduate", "beginner", "professional", "expert", "undergraduate", "trainee", "intern"}
)
_FORMS = (
    (_led, _joined, _ended),
    (_labelled, _above_label, _inside),
)  # the latter where no stretch has one of the former


def _headline(title: str, start: int, end: int) -> Span | None:
    """The stretch beside the role's: after it, else before it."""
    for first, last in ((end, len(title)), (0, start)):
        text = title[first:last]
        begin = first + len(text) - len(text.lstrip(" :|\u2014-?!\u00b7\u2022").removeprefix(". "))
        stop = last - len(text) + len(text.rstrip(" :|\u2014-\u00b7\u2022"))
        said = any(map(str.isalnum, title[begin:stop]))  # a picture alone is none
        if said and title[begin] not in "([" and not title[first:begin].endswith(("(", "[")):
            return begin, stop
    return None
