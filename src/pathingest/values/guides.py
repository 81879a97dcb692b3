"""Titles that lead to one role: "How to Become a Data Analyst", "Data Engineering Roadmap for Data Analysts".

The words are in `guides.toml`. A title is parted at its separators; in the first stretch that leads to a name, or whose
name is followed by "roadmap" and the like, that name is the role to reach.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product

from pathingest.model.tuples import NamedTuple
from pathingest.values.guide_words import ARROW, Words, all_words, known_words, starts_of, words_or_english
from pathingest.values.occupations import (
    Occupation,
    is_plural,
    is_tool,
    name_at,
    nouns_in,
    occupation,
    singular,
    without_praise,
    without_stop,
)
from pathingest.values.patterns import SENTENCE_END, caseless, folded, lazy, may_match

Span = tuple[int, int]

LONGEST = 200  # code points of such a title
_SEPARATOR = lazy(
    r"\s*:(?=\s|$)\s*|\s*[|\u2014\u2015?!\uff1f\uff01\uff1a]\s*|\s+[-\u2013\u2022\u00b7]\s+|\s+[(\[]|" + SENTENCE_END
)
_CHAIN = lazy(ARROW)
_BEHIND_LABEL = lazy(r"\s*:\s+|\s*[|\u2014]\s*|\s+[-\u2013\u00b7]\s+")
_ASIDE = lazy(r"\s+\([^()]*\)$")
_PAIR = 2  # roles
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


def read_guide(title: str, language: str = "en") -> Guide | None:
    """The role that a title leads to; None where it leads to none."""
    if len(title) > LONGEST:
        return None
    for known, words in known_words(language).items():
        if found := _read(title, words, known):
            return found
    return None


def find_move(text: str, language: str = "en") -> tuple[Span, Span] | None:
    """The current and the target role that prose names as such: "… my transition from a nurse to a data analyst"."""
    in_one_case = caseless(text)
    forms = [
        (lead, find, words, known)
        for known, words in known_words(language).items()
        for lead, second, find in _MOVES
        if may_match(words[lead], in_one_case) and may_match(words[second], in_one_case)
    ]
    if not forms or nouns_in(text, language) < _PAIR:  # as in nearly all texts
        return None
    found = (
        find(text, match.end(), words, known)
        for lead, find, words, known in forms
        for match in words[lead].finditer(text)
    )
    return next(filter(None, found), None)


def _left(text: str, start: int, words: Words, language: str) -> tuple[Span, Span] | None:
    """The job that somebody comes from, and the one to go to: "from a nurse to a data analyst"."""
    current = _named(text, start, words, language)
    target = current and words["target"].match(text, current[0][1])
    named = target and _named(text, target.end(), words, language)
    while (
        named and (beyond := _CHAIN.match(text, named[0][1])) and (last := _named(text, beyond.end(), words, language))
    ):
        named = last  # "from Cook → Sous Chef → Head Chef"
    if current is None or named is None or (current[1], named[1]) == ("weak", "weak"):
        return None
    # No "from law, HR and research to design, IT and sales".
    return None if "," in text[current[0][0] : named[0][1]] else (current[0], named[0])


def _wished(text: str, start: int, words: Words, language: str) -> tuple[Span, Span] | None:
    """The job of somebody who asks, and the one aimed at: "I'm a nurse, and I'd like to become a data analyst"."""
    current = _named(text, start, words, language)
    wish = words["wish"].match(text, current[0][1]) if current and current[1] == "job" else None
    named = _named(text, wish.end(), words, language) if wish else None
    is_move = current and named and named[1] != "weak" and _is_only(text, current[0], words, language)
    return (current[0], named[0]) if current and named and is_move else None


def _addressed(text: str, start: int, words: Words, language: str) -> tuple[Span, Span] | None:
    """The job of the readers, and the one they aim at: "This guide is for nurses who want to become data analysts"."""
    aim = words["toward"].search(text, start, start + _READERS)
    current = _named(text, start, words, language, aim.start()) if aim else None
    named = _named(text, aim.end(), words, language) if aim else None
    if aim is None or current is None or named is None or named[1] == "weak" or current[0][1] < aim.start():
        return None
    is_job = current[1] == "job" and is_plural(text[slice(*current[0])])
    return (current[0], _one(text, named[0])) if is_job and _is_only(text, current[0], words, language) else None


# How prose names two roles: two patterns without which it does not, of which the former leads to the first role, and
# what finds them behind that.
_MOVES = (("current", "target", _left), ("present", "wish", _wished), ("addressed", "toward", _addressed))


def tells(page: str, language: str) -> frozenset[str]:
    """What the texts of a page in one case tell of jobs: a "move", a "past" job, one that somebody "gained".

    What `find_move`, `find_former` or `find_gained` finds in a text is told, and little else. Behind each text is a
    semicolon, which nothing is read across that leads to a name, or is one.
    """
    forms: list[tuple[str, str, _Find]] = [("past", "past", _named), ("gained", "gained", _named)]
    forms += [(lead, "move", find) for lead, _, find in _MOVES]
    leads = [
        (folded(words[lead]), said, find, words)
        for words in known_words(language).values()
        for lead, said, find in forms
    ]
    told: set[str] = set()
    for place in (match.start() for match in starts_of(_STARTS, language).finditer(page)):
        told.update(
            said
            for lead, said, find, words in leads
            if (match := lead.match(page, place)) and find(page, match.end(), words, language)
        )
    return frozenset(told)


_Find = Callable[[str, int, Words, str], object]
_STARTS = ("from", "presents", "readers", "was", "gains")  # the lists that these forms begin with


def _one(text: str, job: Span) -> Span:
    """A job without the mark of the plural: "product managers"."""
    name = text[slice(*job)].casefold()
    return (job[0], job[1] - 1) if singular(name) == name[:-1] else job


_READERS = 120  # code points of a job, and of what those wish who have it


def _is_only(text: str, job: Span, words: Words, language: str) -> bool:
    """Whether a job is somebody's only one: "a nurse or a teacher" are two, and "a team player" is none."""
    if words["beside"].search(text, *job):
        return False
    beside = words["beside"].match(text, job[1])
    other = _named(text, beside.end(), words, language) if beside else None
    return other is None and not is_beginner(text[slice(*job)], language)


def find_present(text: str, language: str = "en") -> list[Span]:
    """The jobs that prose says its reader has: "As a nurse, you already …", "your experience as a nurse"."""
    words = words_or_english(language)
    said = [
        known[0] for lead in words["as_held"].finditer(text) if (known := _named(text, lead.end(), words, language))
    ]
    already = [span for span in said if words["still"].match(text, span[1])]
    found = already + [span for span, _ in _after(words["readers_post"], text, words, language)]
    return [
        span
        for span in found
        if occupation(text[slice(*span)], language) == "job" and _is_only(text, span, words, language)
    ]


def find_former(text: str, language: str = "en") -> list[Span]:
    """The occupations that prose says somebody had: "I worked as a line cook"."""
    words = words_or_english(language)
    return [span for span, _ in _after(words["past"], text, words, language)]


def find_gained(text: str, language: str = "en") -> list[Span]:
    """The jobs that prose says somebody came to have: "my first day as a web developer"."""
    words = words_or_english(language)
    return [span for span, kind in _after(words["gained"], text, words, language) if kind == "job"]


def _after(lead: re.Pattern[str], text: str, words: Words, language: str) -> list[tuple[Span, Occupation]]:
    """The occupations that prose names after some words."""
    found = [_named(text, match.end(), words, language) for match in lead.finditer(text)]
    return [known for known in found if known and known[1] != "weak"]


def _named(
    text: str, start: int, words: Words, language: str, end: int | None = None
) -> tuple[Span, Occupation] | None:
    """The name of an occupation at a place in prose, after an article and an adjective or two that are none of it."""
    end = len(text) if end is None else end
    article = words["article"].match(text, start, end)
    start = without_praise(text, article.end() if article else start, end, language)
    return name_at(text, start, end, language)


def _read(title: str, words: Words, language: str) -> Guide | None:
    breaks = [match.span() for match in _SEPARATOR.finditer(title)]
    all_forms = _FORMS if nouns_in(title, language) else ((_led,),)  # which alone finds names that no table knows
    starts = [0, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(title)]
    stretches = list(zip(starts, ends, strict=True))
    for forms, (begin, end) in product(all_forms, stretches):
        start = next((i for i in range(begin, end) if title[i].isalnum()), begin)
        start -= start > begin and title[start - 1] == "."  # ".NET Developer"
        found = next(filter(None, (form(title, start, end, words, language) for form in forms)), None)
        if found:
            others = [place for place in stretches if place[1] != end] if found.to_role else []
            is_led = words["lead"].match(title, start, end) is not None  # "How to Become a Pilot: From Nursing to Cook"
            if not (found.from_role or is_led) and (way := _elsewhere(title, others, words, language)):
                return way._replace(is_story=found.is_story)
            current = found.from_role or _readers(title, others, words, language)
            last = max(end, found.to_role[1] if found.to_role else end)
            return found._replace(from_role=current, headline=_headline(title, start, last))
    return None


def _elsewhere(title: str, stretches: list[Span], words: Words, language: str) -> Guide | None:
    """The way from one known occupation to another that is in another stretch: "Cyber Roadmap - Help Desk to SOC"."""
    for begin, end in stretches:
        found = _joined(title, begin, end, words, language)
        roles = (found.from_role, found.to_role) if found else ()
        if roles and all(role and occupation(title[slice(*role)], language) in ("job", "field") for role in roles):
            return found
    return None


def _readers(title: str, stretches: list[Span], words: Words, language: str) -> Span | None:
    """The job of those whom another stretch is for: "Career Pivots for Engineers - How to Transition to …"."""
    for begin, end in stretches:
        for said in words["audience"].finditer(title, begin, end):
            span = _audience(title, said.start(), end, words, language)
            is_whole = span and (span[1] == end or words["goer"].fullmatch(title, span[1], end))
            if span and is_whole and is_plural(title[slice(*span)]):
                return span
    return None


def _led(title: str, start: int, end: int, words: Words, language: str) -> Guide | None:
    """A name that something leads up to: "How to become a …"."""
    for pattern in (words["story"], words["lead"], words["topic"], words["span"]):
        is_story, is_sure = pattern is words["story"], pattern in (words["story"], words["lead"])
        lead = pattern.match(title, start, end)
        if not lead:
            continue
        article = words["article"].match(title, lead.end(), end)
        begin = without_praise(title, article.end() if article else lead.end(), end, language)
        if words["degree"].match(title, begin):
            continue
        if known := name_at(title, begin, end, language):
            span, kind = known
            if is_beginner(title[slice(*span)], language) or (pattern is words["span"] and span[1] < end):
                continue
            last = max(title.rfind(" ", start, start + len(lead.group().rstrip())), start - 1)  # before its last word
            if words["current"].fullmatch(title, last + 1, lead.end()) and (
                way := _reached(title, span, end, words, language)
            ):
                return way._replace(is_story=is_story)  # "Ma reconversion de serveur à développeur"
            if words["audience"].fullmatch(title, last, lead.end()) and is_plural(title[slice(*span)]):
                # "Roadmap for Data Analysts": who it is for
                return _reached(title, span, end, words, language) or Guide(None, span, None, kind, is_sure, is_story)
            audience = _audience(title, span[1], end, words, language)
            if audience is None and kind == "job" and (said := words["before"].match(title, span[1], end)):
                audience = _whose(title, said.end(), end, language)
            is_sure = is_sure or (kind == "job" and words["way"].search(lead.group()) is not None)
            return Guide(span, audience, None, kind, is_sure, is_story)
        # "How to Become a Beekeeper": the article says that a name follows.
        unknown = _ARTICLED.match(title, begin, end)
        if unknown and article and begin == article.end():
            return Guide(unknown.span("name"), None, None, None, is_sure, is_story)
    return None


def _reached(title: str, current: Span, end: int, words: Words, language: str) -> Guide | None:
    """What those reach whom a guide is for: "A Guide for Web Developers Transitioning to …"."""
    joint = words["joint"].match(title, current[1], end)
    article = words["article"].match(title, joint.end(), end) if joint else None
    known = name_at(title, article.end() if article else joint.end(), end, language) if joint else None
    if known is None or known[1] == "weak":
        return None
    return Guide(known[0], current, None, known[1], is_sure=True, is_story=False)


def _labelled(title: str, start: int, end: int, words: Words, language: str) -> Guide | None:
    """A name after a label and a mark: "Job Profile: Data Analyst", "90-Day Study Plan - Data Analyst"."""
    mark = _BEHIND_LABEL.match(title, end) if words["label"].fullmatch(title, start, end) else None
    if mark and ":" not in mark.group() and " " not in title[start:end]:
        return None  # "Roadmap - Example Mentor" may be a site's
    known = name_at(title, mark.end(), len(title), language) if mark else None
    if known is None or known[1] == "weak":
        return None
    span, kind = known
    goes_on = _SEPARATOR.match(title, span[1]) or words["using"].match(title, span[1])
    is_whole = span[1] == len(title) or goes_on is not None
    return Guide(span, None, None, kind, is_sure=False, is_story=False) if is_whole else None


def _past_praise(title: str, start: int, end: int, words: Words) -> int:
    """Where the words end that praise what follows; there may be none, which the pattern finds too."""
    return next(words["praises"].finditer(title, start, end)).end()


def _above_label(title: str, start: int, end: int, words: Words, language: str) -> Guide | None:
    """A job or a field whose label comes after it: "Data Engineer - Learning Path", "Nursing: Your Honest Roadmap"."""
    between = _SEPARATOR.match(title, end)
    start = _past_praise(title, start, end, words)
    known = name_at(title, start, end, language) if between and words["behind"].match(title, between.end()) else None
    if known is None or known[0] != (start, end) or known[1] == "weak":
        return None
    return Guide((start, end), None, None, known[1], is_sure=False, is_story=False)


def _inside(title: str, start: int, end: int, words: Words, language: str) -> Guide | None:
    """A job that somebody becomes: "Things You Need to Know to Become a Medical Assistant"."""
    for said in words["become"].finditer(title, start, end):
        article = words["article"].match(title, said.end(), end)
        begin = without_praise(title, article.end() if article else said.end(), end, language)
        known = name_at(title, begin, end, language)
        is_job = known is not None and known[1] == "job" and not is_beginner(title[slice(*known[0])], language)
        if known and is_job and not words["degree"].match(title, begin):
            who = _who(title, start, said.start(), language)
            return Guide(known[0], who, None, "job", is_sure=who is not None, is_story=False)
    return None


def _who(title: str, start: int, end: int, language: str) -> Span | None:
    """The job of the one who becomes something: "A Research Pharmacist Wants to Become a Data Scientist"."""
    for word in _WORD.finditer(title, start, end):
        known = name_at(title, word.start(), end, language)
        if known and known[1] == "job":
            is_near = len(title[known[0][1] : end].split()) <= _VERBS
            return known[0] if is_near and not is_plural(title[slice(*known[0])]) else None
    return None


_VERBS = 2  # words: "wants", "would like"


def _joined(title: str, start: int, end: int, words: Words, language: str) -> Guide | None:
    """Two names that "to" or an arrow joins, with praise and "roadmap" round them: "Complete QA to SDET Roadmap".

    After "from" the first may be a name that no table knows: "De fleuriste à développeur web".
    """
    if not words["joint"].search(title, start, end):
        return None  # as most titles
    begin = _past_praise(title, start, end, words)
    opening = words["current"].match(title, begin, end)
    begin = opening.end() if opening else begin
    article = words["article"].match(title, begin, end) if opening else None
    begin = without_praise(title, article.end() if article else begin, end, language)
    for joint in words["joint"].finditer(title, begin, end):
        first = occupation(title[begin : joint.start()], language)
        if not first and (
            is_nothing(title[begin : joint.start()]) or (opening and _ARTICLED.fullmatch(title, begin, joint.start()))
        ):
            first = "weak"
        article = words["article"].match(title, joint.end(), end)
        after = without_praise(title, article.end() if article else joint.end(), end, language)
        known = name_at(title, after, end, language) if first else None
        if known is None or is_beginner(title[slice(*known[0])], language):
            continue
        known = _last_joined(title, known, end, words, language)
        span, kind = known
        said = words["post"].match(title, span[1], end)
        stop = said.end() if said else span[1]
        rest = words["end"].match(title, stop, end)
        stop = rest.end() if rest else stop
        year = _YEAR.match(title, stop, end)
        stop = year.end() if year else stop
        is_whole = not title[stop:end].strip(" .") or words["clause"].match(title, stop, end)
        if (first, kind) != ("weak", "weak") and is_whole:
            return Guide(span, (begin, joint.start()), None, kind, is_sure=True, is_story=False)
    return None


_YEAR = lazy(r"\s+(?:19|20)\d\d(?!\d)")


def _last_joined(
    title: str, known: tuple[Span, Occupation], end: int, words: Words, language: str
) -> tuple[Span, Occupation]:
    """The last name of several that follow one another: "QA → Developer → Architect"."""
    while joint := words["joint"].match(title, known[0][1], end):
        beyond = name_at(title, without_praise(title, joint.end(), end, language), end, language)
        if beyond is None:
            break
        known = beyond
    return known


def _ended(title: str, start: int, end: int, words: Words, language: str) -> Guide | None:
    """A name that "roadmap" and the like, or who it is for, follow."""
    if not any(words[said].search(title, start, end) for said in ("end", "audience")):
        return None  # as most titles
    begin = without_praise(title, _past_praise(title, start, end, words), end, language)
    known = _job_before_end(title, begin, end, words, language) or name_at(title, begin, end, language)
    if known is None:
        return _purpose(title, begin, end, words, language)
    span, kind = known
    closing = words["end"].match(title, span[1], end)
    audience = _audience(title, closing.end() if closing else span[1], end, words, language)
    is_way = words["way"].search(title) is not None
    if closing is None and not (is_way and audience and is_plural(title[slice(*audience)])):
        return None  # "Marketing for Plumbers" is to be of use in their job
    if closing and not is_way and kind == "job" and is_plural(title[slice(*span)]):
        return None  # "Teachers Guide to Plumbing Careers"
    is_project = all(map(words["project"].fullmatch, _WORD.findall(title[slice(*span)].casefold())))
    if closing and is_project and not words["career"].search(closing.group()):  # "Software Career Path" is none
        return None
    is_sure = bool(closing and (words["way"] if kind == "job" else words["career"]).search(closing.group()))
    return Guide(span, audience, None, kind, is_sure, is_story=False) if kind != "weak" else None


def _purpose(title: str, start: int, end: int, words: Words, language: str) -> Guide | None:
    """What learning something else is for: "Go Language Roadmap for Backend Development"."""
    for closing in words["end"].finditer(title, start, end):
        said = words["audience"].match(title, closing.end(), end)
        is_way = words["study"].search(closing.group()) or is_tool(
            title[start : closing.start()].rsplit(maxsplit=1)[-1]
        )
        known = name_at(title, said.end(), end, language) if said and is_way else None
        if known is None or known[0][1] < end or known[1] == "weak" or is_plural(title[slice(*known[0])]):
            continue
        if not all(map(words["project"].fullmatch, _WORD.findall(title[start : closing.start()].casefold()))):
            return Guide(known[0], None, None, known[1], is_sure=False, is_story=False)
    return None


_WORD = lazy(r"\w+")


def _job_before_end(title: str, start: int, end: int, words: Words, language: str) -> tuple[Span, Occupation] | None:
    """A job, and no tool, whose roadmap says for what it is: "Product Manager Development Roadmap"."""
    for closing in words["end"].finditer(title, start, end):
        name = title[start : closing.start()]
        kind = occupation(name, language) if not is_tool(name) else None
        is_joined = closing.group()[0] == "-" and words["study"].search(closing.group())  # "Cyber-Learning Roadmap"
        if kind == "job" or (kind == "field" and is_joined):
            return (start, closing.start()), kind
    return None


def _audience(title: str, start: int, end: int, words: Words, language: str) -> Span | None:
    """The job of those whom a guide is for."""
    said = words["audience"].match(title, start, end)
    return _whose(title, said.end(), end, language) if said else None


def _whose(title: str, start: int, end: int, language: str) -> Span | None:
    """A job that somebody leaves, at a place."""
    known = name_at(title, without_praise(title, start, end, language), end, language)
    return known[0] if known and known[1] != "weak" and not is_beginner(title[slice(*known[0])], language) else None


def bare_role(text: str, start: int, end: int, language: str) -> Span:
    """A role without what only says whose it is, how good one wants to be at it, or that it is a job."""
    start = without_praise(text, start, end, language)
    end = start + len(without_stop(text[start:end]))
    known = known_words(language).values()
    for before in ("owner", "holder", "reader"):
        lead = next(filter(None, (words[before].match(text, start, end) for words in known)), None)
        start = lead.end() if lead and occupation(text[lead.end() : end], language) else start
    for said in ("post", "end"):  # "nurse role", "Backend → AI Transition"
        matches = (match for words in known for match in words[said].finditer(text, start, end))
        stops = [match.start() for match in matches if match.end() == end]
        end = next((stop for stop in stops if occupation(text[start:stop], language) in ("job", "field")), end)
    clauses = (match.start() for words in known for match in words["clause"].finditer(text, start, end))
    if not occupation(text[start:end], language):  # no "Doctors Without Borders Logistician"
        end = next(clauses, end)
    aside = _ASIDE.search(text, start, end)
    return (start, aside.start()) if aside and occupation(text[start : aside.start()], language) else (start, end)


def is_own(text: str) -> bool:
    """Whether a title speaks of its writer, in any language: "My Way to Nursing"."""
    return any(words["writer"].search(text) for words in all_words())


def is_nothing(name: str) -> bool:
    """Whether what somebody leaves is no role, in any language: "scratch"."""
    return any(words["nought"].fullmatch(name.casefold()) for words in all_words())


def is_beginner(name: str, language: str) -> bool:
    """Who has no job to leave yet."""
    noun = singular(name.casefold())
    return any(words["beginner"].fullmatch(noun) for words in known_words(language).values()) or not occupation(
        name, language
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
