"""Whose time a length is: of who changes jobs, or a career's, an age's, a degree's; and levels of a job by name."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pathingest.model.tuples import NamedTuple
from pathingest.model.values import ParsedDuration, ParsedEffort
from pathingest.values.languages import DASH, any_of, lexicon
from pathingest.values.occupations import name_at
from pathingest.values.patterns import lazy
from pathingest.values.roads import is_aside
from pathingest.values.vocabulary import read_table

Span = tuple[int, int]

_ADULT = 16  # years; who is younger changes no career
_BEFORE = 96  # code points looked at before a length
_CLAUSE = 8  # words before a length that may deny it, or say who worked so long
_NEAR = 4
_OF = 6  # code points after a length that hold "of", and white space on both sides
_TOKEN = lazy(r"[^\W\d_]+|[0-9]+|\S")
_STOPS = lazy(r"[.;!?()|\n\u2022\u2026]")
_CLAUSES = lazy(r"[.;!?)|,\n\u2022\u2026]")
_WORDS = lazy(r"[dl]['\u2019](?=\w)|[\w'\u2019-]+|[:(=\u2013\u2014]")
_MARKS = frozenset(":(=\u2013\u2014")


def is_own_time(text: str, found: ParsedDuration | ParsedEffort, *, label: str = "", language: str = "en") -> bool:
    """Whether a length that `text` states, or hours, are of the change itself, as far as the words beside it tell.

    They are not if they are somebody's age, past years or level ("taught for 8 years", "Senior (5+ years)"), what
    something is named by ("a 4-year degree"), of something else ("the exam lasts 2 hours"), or denied ("not in 3
    months"). `label` is what is before the text, as a table's row begins.
    """
    if label:
        head = f"{label}: "
        text, shift = head + text, len(head)
        found = found._replace(start=found.start + shift, end=found.end + shift)
    words = _words(language)
    before = _tokens(text, found.start)
    if _is_of_thing(text, found, words) or _is_set(text, found, before, words):
        return False
    if isinstance(found, ParsedEffort):
        return True
    if _is_past(text, found, before, words) or _is_denied(before, words) or not words.bound.isdisjoint(before[-_NEAR:]):
        return False
    if found.unit != "year":
        return not _is_deadline(text, found, words)
    return not (
        _is_deadline(text, found, words)
        or words.banded.search(text, max(0, found.start - _BEFORE), found.start)
        or _is_of_somebody(text, found, before, words)
        or _is_named(text, found, before, words)
    )


def levels(text: str, language: str = "en") -> list[Span]:
    """Where a text names levels of a job: "entry-level", "Principal/Staff Level", "Senior", "Niveau confirmé"."""
    return [match.span() for match in _words(language).level.finditer(text)]


def is_of_change(text: str, start: int, language: str = "en") -> bool:
    """Whether what a text states at `start` is of a change as a whole: "The move takes 4 months"."""
    words = _words(language)
    head, _ = _subject(text, start, words)
    return bool(head) and head[-1] in words.change


def names_topic(heading: str, language: str = "en") -> bool:
    """Whether a heading names what the figures below it may be about: "Money matters", but not "Before you start"."""
    return not (heading.endswith("?") or is_aside(heading) or _words(language).vague.match(heading))


class _Words(NamedTuple):
    """The words of one language."""

    language: str
    level: re.Pattern[str]
    banded: re.Pattern[str]
    post: re.Pattern[str]
    named: re.Pattern[str]
    study: re.Pattern[str]
    verbs: frozenset[str]
    past: tuple[str, ...]
    deadline: re.Pattern[str]
    spans: frozenset[str]
    plans: frozenset[str]
    studied: frozenset[str]
    own: frozenset[str]
    ages: frozenset[str]
    things: frozenset[str]
    of: frozenset[str]
    bound: frozenset[str]
    within: frozenset[str]
    denials: frozenset[str]
    breaks: frozenset[str]
    others: frozenset[str]
    endings: tuple[str, ...]
    stages: frozenset[str]
    tails: frozenset[str]
    lasts: frozenset[str]
    parts: frozenset[str]
    articles: frozenset[str]
    may: frozenset[str]
    turns: frozenset[str]
    states: frozenset[str]
    stated: re.Pattern[str]
    thing: re.Pattern[str]
    chore: re.Pattern[str]
    since: re.Pattern[str]
    after: frozenset[str]
    place: re.Pattern[str]
    did: re.Pattern[str]
    people: frozenset[str]
    ahead: frozenset[str]
    change: frozenset[str]
    vague: re.Pattern[str]
    holds: re.Pattern[str]
    copulas: frozenset[str]


@cache
def _words(language: str) -> _Words:
    tables: dict[str, dict[str, list[str]]] = read_table("own_time")
    table = tables.get(language, tables["en"])
    context = lexicon(language).context
    level = _level(table)
    between = (
        rf"(?:(?!{any_of({*context['breaks'], *context['of'], *context['study']})}\b)[\w+#./&’'-]{{1,24}}+\s){{0,3}}"
    )
    flags = re.IGNORECASE
    sets = {name: frozenset(words) for name, words in table.items()}
    taught = [*table["courses"], *table["study"], *context["study"]]
    endings = [rf"[\w-]{{2,24}}{ending}" for ending in table["past"]]
    done = "|".join([any_of([*table["verbs"], *table["did"]]), *endings])
    return _Words(
        language=language,
        level=lazy(level, flags),
        # "Senior Data Engineer (" before "5-8 years"
        banded=lazy(rf"(?:^|[\n.;|\u2022])\W*{level}(?:\s[\w/&-]+){{0,3}}\s*[(:|,{DASH}]\s*$", flags),
        post=lazy(rf"\s+{any_of(table['posts'])}\s+", flags),
        named=lazy(rf"[\s-]{between}{any_of(table['things'])}\b", flags),
        study=lazy(rf"\s+(?:{any_of(context['of'])}\s+)?(?:[\w-]+\s+)?{any_of(context['study'])}\b", flags),
        verbs=sets["verbs"],
        past=tuple(table["past"]),
        deadline=lazy(rf"{any_of(table['deadlines'])}\b.*\s{any_of(context['of'])}\s", flags),
        spans=sets["spans"],
        plans=sets["plans"],
        studied=sets["study"],
        own=sets["own"],
        ages=sets["ages"],
        things=sets["things"],
        of=context["of"],
        bound=sets["bound"] | context["experience"],
        within=context["spans"],
        denials=sets["denials"],
        breaks=context["breaks"] | {","},
        others=sets["others"],
        endings=tuple(table["endings"]),
        stages=sets["stages"],
        tails=sets["tails"],
        lasts=sets["lasts"],
        parts=sets["parts"],
        articles=sets["articles"],
        may=sets["may"],
        turns=sets["turns"],
        states=sets["states"],
        stated=lazy(rf"\s+{any_of(table['states'])}\b", flags),
        # "a 30-day free trial"
        thing=lazy(
            rf"[\s-](?:(?!{any_of(table['parts'])}\b)[\w-]{{1,24}}+\s){{0,2}}{any_of(table['others'])}\b", flags
        ),
        chore=lazy(rf"\s+{any_of(table['chores'])}\b(?!\s+{any_of(table['aims'])}\b)", flags),
        since=lazy(rf"(?<!\w){any_of(table['since'])}\s$", flags),
        after=sets["after"],
        # "at one hospital", but not "in a part-time course"
        place=lazy(rf"\s+{any_of(table['places'])}\s+(?!(?:[\w'\u2019-]{{1,24}}+\s+){{0,3}}{any_of(taught)}\b)", flags),
        did=lazy(rf",?\s+{any_of(table['people'])}\s+(?:[\w-]+ly\s+)?(?P<verb>{done})\b", flags),
        people=sets["people"] | sets["own"],
        ahead=sets["ahead"],
        change=sets["change"],
        # "store it for 10 days", "keep your payslips for 6 years"
        holds=lazy(
            rf"(?<![\w-]){any_of(table['holds'])}\s(?:(?:[\w'\u2019-]{{1,24}}+\s){{0,4}}{any_of(context['spans'])}\s)?$",
            flags,
        ),
        copulas=sets["copulas"],
        vague=lazy(rf"\W*{any_of(table['vague'])}(?!\w)", flags),
    )


def _level(table: dict[str, Any]) -> str:
    one, noun = any_of(table["levels"]), any_of(table["nouns"])
    return rf"(?<![\w-])(?:{noun}\s)?{one}(?:\s?[/&{DASH}]\s?{one})?(?:[\s-]{noun})?(?![\w'’])"


def _tokens(text: str, end: int) -> list[str]:
    """The words before `end` in the same sentence, in lower case, after a "^"."""
    start = max(0, end - _BEFORE)
    left = text[start:end].lower()
    return ["^", *_TOKEN.findall(_STOPS.split(left)[-1])]


def _subject(text: str, start: int, words: _Words) -> tuple[list[str], bool]:
    """The words for what lasts as long as is said at `start`, and whether it is a label; none if nothing does.

    Without those that only belong to it: "warranty" of "the warranty of your laptop ends after".
    """
    clause = _CLAUSES.split(text[max(0, start - _BEFORE) : start].lower())[-1]
    said = _WORDS.findall(clause)
    turn = max((i for i, word in enumerate(said) if word in words.turns), default=-1)
    said = said[turn + 1 :]
    near = range(max(0, len(said) - _NEAR - 1), len(said))
    last = max((i for i in near if said[i] in words.lasts or said[i] in _MARKS), default=0)
    head = said[1 if said[:1] and said[0].replace("\u2019", "'") in words.articles else 0 : last]
    head = head[: next((i for i, word in enumerate(head) if word in words.parts), len(head))]
    while head and (head[-1] in words.may or head[-1] in words.tails or head[-1].endswith("ly")):
        head.pop()
    return head, last > 0 and said[last] in _MARKS


def _is_of_thing(text: str, found: ParsedDuration | ParsedEffort, words: _Words) -> bool:
    """Whether something else lasts so long: "the exam lasts 2 hours", "a 30-day trial", "a contract of 12 months"."""
    if "-" in found.text.rpartition(" ")[2] and words.thing.match(text, found.end):
        return True
    is_hours = isinstance(found, ParsedEffort) or found.unit == "hour"
    head, is_label = _subject(text, found.start, words)
    before = _tokens(text, found.start)
    if not head and not words.of.isdisjoint((before[-1], found.text.partition(" ")[0].lower())):
        head = [word for word in before if word not in words.tails | words.of]  # "a contract of 12 months"
    if not head or (head[-1] in words.change and not is_hours):
        return False
    is_step = is_label and head[-1] in words.stages and not is_hours
    is_other = head[-1] in words.others or " ".join(head[-2:]) in words.others or head[-1].endswith(words.endings)
    return is_other and not is_step and not words.study.match(text, found.end)


def _is_set(text: str, found: ParsedDuration | ParsedEffort, before: list[str], words: _Words) -> bool:
    """Whether it is how long something stays as it is, or a chore takes: "valid for 3 years", "one day to apply"."""
    state = next((word for word in reversed(before[:-1]) if not word.endswith("ly")), "")
    return (
        (before[-1] in words.within | words.parts and state in words.states)
        or (before[-1] in words.ahead and before[-2] in words.copulas)
        or words.stated.match(text, found.end) is not None
        or words.chore.match(text, found.end) is not None
    )


def _is_past(text: str, found: ParsedDuration, before: list[str], words: _Words) -> bool:
    """Whether it is over, or of others' days to come: "since 12 years", "after 3 years at one hospital"."""
    if not words.studied.isdisjoint(before[-_CLAUSE:]) or words.study.match(text, found.end):
        return False
    earlier = max(0, found.start - _BEFORE), found.start
    if words.since.search(text, *earlier) or words.holds.search(text, *earlier):
        return True
    if before[-1] in words.after and words.place.match(text, found.end):
        return True
    if found.unit != "year" or before[-2:-1] not in (["^"], [","]):
        return False
    if before[-1] in words.spans and (did := words.did.match(text, found.end)):  # "For 12 years I led a ward"
        return did["verb"].lower() not in words.studied
    said = _TOKEN.findall(_STOPS.split(text[found.end : found.end + _BEFORE].lower())[0])
    return before[-1] in words.ahead and not words.may.isdisjoint(said) and words.people.isdisjoint(said)


def _is_denied(before: list[str], words: _Words) -> bool:
    """Whether it is what something did not take: "not in 3 months"."""
    if before[-1] not in words.within:
        return False
    clause = before[-_CLAUSE - 1 : -1]
    last = max((i for i, word in enumerate(clause) if word in words.denials), default=None)
    return last is not None and words.breaks.isdisjoint(clause[last:])


def _is_deadline(text: str, found: ParsedDuration, words: _Words) -> bool:
    """Whether it ends with what begins it: "within a year of applying", but not "within a year of study"."""
    deadline = words.deadline.match(text[found.start : found.end + _OF])
    return deadline is not None and not words.study.match(text, found.end)


def _is_of_somebody(text: str, found: ParsedDuration, before: list[str], words: _Words) -> bool:
    """Whether these years are an age, or a career."""
    if not words.studied.isdisjoint(before[-_CLAUSE:]) or words.study.match(text, found.end):
        return False
    if before[-1] in words.ages and (found.min or 0) >= _ADULT:
        return True
    if before[-1] in words.own and "-" not in found.text.rpartition(" ")[2]:
        return True
    post = words.post.match(text, found.end)
    planned = not words.plans.isdisjoint(before[-_NEAR:])
    if post and not planned and name_at(text, post.end(), len(text), words.language):
        return True
    said = before[-_CLAUSE:] if before[-1] in words.spans else []
    return not words.verbs.isdisjoint(said) or (
        not planned and any(word.endswith(words.past) for word in said[-_NEAR:])
    )


def _is_named(text: str, found: ParsedDuration, before: list[str], words: _Words) -> bool:
    """Whether something is named by these years: "a 4-year degree", "une licence de 3 ans"."""
    return bool(words.named.match(text, found.end)) or (before[-1] in words.of and before[-2] in words.things)
