"""Priorities, and where a page itself says that its skills are in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.model.segment import Segment
from pathingest.model.source import Span
from pathingest.model.tuples import NamedTuple
from pathingest.values.patterns import lazy

if TYPE_CHECKING:
    from pathingest.model.pathway import Pathway

RANK = {"critical": 0, "important": 1, "nice_to_have": 2}
WORDS = {"critical": "critical", "important": "important", "nice_to_have": "nice to have"}

_ORDERED = r"""\b(?:prioriti[sz]ed|ordered|ranked|sorted|arranged|listed|sequenced|organi[sz]ed|presented)\b
    [^.!?;]{0,40}?\b(?:by|in(?:\ the)?\ order\ of|according\ to|based\ on|in\ terms\ of)\ (?:\w+\ ){0,3}?
    (?:importance|priorit(?:y|ies)|relevance|urgency|criticality|impact|how\ (?:important|critical|much))\b
    | \b(?:in|by)\ (?:\w+\ )?order\ of\ (?:\w+\ )?(?:importance|priority|relevance|urgency)\b
    | \bin\ (?:\w+\ )?priority\ order\b | \bin\ (?:\w+\ )?order\ of\ how\ (?:important|critical|much)\b
    | \b(?:most\ (?:important|critical|essential|urgent|relevant)(?:\ \w+){0,2}|(?:highest|top)\ priorit(?:y|ies))
        \ (?:come\ |comes\ |go\ |stand\ )?(?:first|at\ the\ top|on\ top)\b
    | \b(?:start(?:s|ing)?|begin(?:s|ning)?)\ with\ (?:the\ )?most\ (?:important|critical|essential|urgent)\b
    | \bfrom\ (?:the\ )?most\ (?:important|critical|essential|urgent)\b[^.!?;]{0,30}\bto\ (?:the\ )?(?:least|nice)\b
    | \bfrom\ (?:the\ )?(?:highest|top)\ (?:to\ (?:the\ )?lowest\ )?priority\b
    | \bfrom\ (?:critical|must[-\ ]haves?|essential)\ to\ (?:nice|optional)"""
# What denies it, in the clause before it or in it, or leaves the ordering to somebody else.
_DENIED = r"""\b(?:no|not|never|neither|nor|without|\w+n't|cannot|rather\ than|instead\ of|unlike|regardless
    |(?:should|must|can|could|may|to)\ be)\b"""
_REVERSED = r"""\b(?:ascending|increasing|reversed?|(?:least\ important|lowest\ priority)\ (?:\w+\ )?first
    |(?:least\ to|lowest\ to)|most\ important\ (?:\w+\ )?last|by\ yourself|on\ your\ own)\b"""
# Each way of saying so has one of these.
_HINTS = ("importan", "priorit", "relevan", "urgen", "critical", "impact", "much", "essential", "must")
_SENTENCE = lazy(r"(?:[^.!?]++|[.!?](?!\s|$))+")
_CLAUSE = lazy(r"[,;:(\u2014]|\bbut\b")


class OrderClaim(NamedTuple):
    """Where a page says that its skills are in order of importance: which of `Page.raw`, and the place in it."""

    number: int
    span: Span
    text: str


def ranks(record: Pathway) -> list[tuple[int, int]]:
    """(rank, index) of the skills to learn that have a priority."""
    return [(RANK[skill.priority], i) for i, skill in enumerate(record.skills_to_learn) if skill.priority]


def inversions(ranked: Sequence[tuple[int, int]]) -> dict[int, int]:
    """The skills that come after less important ones, each with how many these are."""
    late: dict[int, int] = {}
    before = [0] * len(RANK)
    for rank, i in ranked:
        if count := sum(before[rank + 1 :]):
            late[i] = count
        before[rank] += 1
    return late


def statement(page: Page) -> OrderClaim | None:
    """The page's own statement that its skills are in the order of their importance, if it makes one."""
    return page.once(_statement)


def _statement(page: Page) -> OrderClaim | None:
    for number, raw in enumerate(page.raw, 1):
        for segment in _said_of_all(raw):
            if found := _place(segment):
                return OrderClaim(number, found, raw.source.text[slice(*found)])
    return None


def beside(page: Page, said: OrderClaim) -> Problem:
    """The statement as a place beside another."""
    number = said.number if page.origin else 0  # a raw page is its own first one
    return Problem("here the page says that they are in order of importance", span=said.span, page=number)


def _said_of_all(page: Page) -> Iterator[Segment]:
    """The texts under the skills' heading that speak of all of them: the heading, the lead, what the layout says."""
    section = page.outline.by_role.get("skills_to_learn")
    if section is None or page.tree is None or not page.record.skills_to_learn:
        return
    if section.heading:
        yield section.heading
    yield from section.boilerplate
    first = page.evidence.proof("/skills_to_learn/0/name")
    if first and first.spans:
        start = first.spans[0][0]
        yield from [line.segment for line in section.lines if line.segment.end <= start]


def _place(segment: Segment) -> Span | None:
    """The sentence of a text that says so."""
    folded = segment.text.casefold()
    if not any(hint in folded for hint in _HINTS):
        return None
    for sentence in _SENTENCE.finditer(segment.text):
        said = sentence[0]
        if _says_so(said):
            start = sentence.start() + len(said) - len(said.lstrip())
            return segment.locate(start, sentence.start() + len(said.rstrip()))
    return None


def _says_so(sentence: str) -> bool:
    said = sentence.lower()  # half the time of patterns that ignore case
    found = _pattern(_ORDERED).search(said)
    if found is None or _pattern(_REVERSED).search(said):
        return False
    begin = max((mark.end() for mark in _CLAUSE.finditer(sentence, 0, found.start())), default=0)
    return not _pattern(_DENIED).search(said, begin, found.end())


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """Compiled when first used: most pages need none."""
    return re.compile(text, re.VERBOSE)
