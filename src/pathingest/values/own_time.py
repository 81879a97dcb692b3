"""Whose time a length is: of who changes jobs, or a career's, an age's, a degree's; and levels of a job by name."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pathingest.model.tuples import NamedTuple
from pathingest.model.values import Duration
from pathingest.values.languages import DASH, any_of, lexicon
from pathingest.values.occupations import name_at
from pathingest.values.patterns import lazy
from pathingest.values.vocabulary import read_table

Span = tuple[int, int]

_ADULT = 16  # years; who is younger changes no career
_BEFORE = 96  # code points looked at before a length
_CLAUSE = 8  # words before a length that may deny it, or say who worked so long
_NEAR = 4
_OF = 6  # code points after a length that hold "of", and white space on both sides
_TOKEN = lazy(r"[^\W\d_]+|[0-9]+|\S")
_STOPS = lazy(r"[.;!?()|\n\u2022\u2026]")


def is_own_time(text: str, found: Duration, *, label: str = "", language: str = "en") -> bool:
    """Whether a length that `text` states is of the change itself, as far as the words beside it tell.

    It is not if it is somebody's age, past years or level ("taught for 8 years", "Senior (5+ years)"), what something
    is named by ("a 4-year degree"), or denied ("not in 3 months"). `label` is what is before the text, as a table's
    row begins.
    """
    if label:
        head = f"{label}: "
        text, shift = head + text, len(head)
        found = found._replace(start=found.start + shift, end=found.end + shift)
    words = _words(language)
    before = _tokens(text, found.start)
    if _is_denied(before, words) or not words.sets["bound"].isdisjoint(before[-_NEAR:]):
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


class _Words(NamedTuple):
    """The words of one language: patterns, and sets by their names in the table."""

    language: str
    level: re.Pattern[str]
    banded: re.Pattern[str]
    post: re.Pattern[str]
    named: re.Pattern[str]
    study: re.Pattern[str]
    deadline: re.Pattern[str]
    past: tuple[str, ...]
    sets: dict[str, frozenset[str]]


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
    own = {name: frozenset(words) for name, words in table.items()}
    shared = {"of": context["of"], "within": context["spans"], "breaks": context["breaks"] | {","}}
    sets = {**own, **shared, "bound": own["bound"] | context["experience"]}
    return _Words(
        language=language,
        level=lazy(level, flags),
        # "Senior Data Engineer (" before "5-8 years"
        banded=lazy(rf"(?:^|[\n.;|\u2022])\W*{level}(?:\s[\w/&-]+){{0,3}}\s*[(:|,{DASH}]\s*$", flags),
        post=lazy(rf"\s+{any_of(table['posts'])}\s+", flags),
        named=lazy(rf"[\s-]{between}{any_of(table['things'])}\b", flags),
        study=lazy(rf"\s+(?:{any_of(context['of'])}\s+)?(?:[\w-]+\s+)?{any_of(context['study'])}\b", flags),
        deadline=lazy(rf"{any_of(table['deadlines'])}\b.*\s{any_of(context['of'])}\s", flags),
        past=tuple(table["past"]),
        sets=sets,
    )


def _level(table: dict[str, Any]) -> str:
    one, noun = any_of(table["levels"]), any_of(table["nouns"])
    return rf"(?<![\w-])(?:{noun}\s)?{one}(?:\s?[/&{DASH}]\s?{one})?(?:[\s-]{noun})?(?![\w'’])"


def _tokens(text: str, end: int) -> list[str]:
    """The words before `end` in the same sentence, in lower case, after a "^"."""
    start = max(0, end - _BEFORE)
    left = text[start:end].lower()
    return ["^", *_TOKEN.findall(_STOPS.split(left)[-1])]


def _is_denied(before: list[str], words: _Words) -> bool:
    """Whether it is what something did not take: "not in 3 months"."""
    if before[-1] not in words.sets["within"]:
        return False
    clause = before[-_CLAUSE - 1 : -1]
    last = max((i for i, word in enumerate(clause) if word in words.sets["denials"]), default=None)
    return last is not None and words.sets["breaks"].isdisjoint(clause[last:])


def _is_deadline(text: str, found: Duration, words: _Words) -> bool:
    """Whether it ends with what begins it: "within a year of applying", but not "within a year of study"."""
    deadline = words.deadline.match(text[found.start : found.end + _OF])
    return deadline is not None and not words.study.match(text, found.end)


def _is_of_somebody(text: str, found: Duration, before: list[str], words: _Words) -> bool:
    """Whether these years are an age, or a career."""
    if not words.sets["study"].isdisjoint(before[-_CLAUSE:]) or words.study.match(text, found.end):
        return False
    if before[-1] in words.sets["ages"] and (found.min or 0) >= _ADULT:
        return True
    if before[-1] in words.sets["own"] and "-" not in found.text.rpartition(" ")[2]:
        return True
    post = words.post.match(text, found.end)
    planned = not words.sets["plans"].isdisjoint(before[-_NEAR:])
    if post and not planned and name_at(text, post.end(), len(text), words.language):
        return True
    said = before[-_CLAUSE:] if before[-1] in words.sets["spans"] else []
    return not words.sets["verbs"].isdisjoint(said) or (
        not planned and any(word.endswith(words.past) for word in said[-_NEAR:])
    )


def _is_named(text: str, found: Duration, before: list[str], words: _Words) -> bool:
    """Whether something is named by these years: "a 4-year degree", "une licence de 3 ans"."""
    return bool(words.named.match(text, found.end)) or (
        before[-1] in words.sets["of"] and before[-2] in words.sets["things"]
    )
