"""A page mixes British and American spelling: "organise" here, "behavior" there.

## What it does
Looks for words that are spelt in one way in Britain and in another in America, and reports a page that uses both ways.

## Why is this bad?
It looks as if several hands had written the page, and none had read it.

## How it works
The words are those of a table that editors may change (`spellings.txt` among the rules' data); no rule of endings, as
"advertise", "exercise" and "supervise" are spelt so everywhere. Words that one of the two countries spells both ways,
or that are two words in Britain ("license", "practice", "program", "check", "meter"), are not in it.

Counted are words in lower case in the page's own words. So proper names ("Labour Party", "Center for Internet
Security") do not count, nor what is in quotes, names of resources and roles, and addresses. Words in "-ize" are
British as well ("organize" and "colour" are the spelling of Oxford): they are American only beside words in "-ise".

A page is reported if each side has two distinct words at least, or one has one and the other `majority` or more: then
the one is the slip. One finding a page, at the first word of the rarer side.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Overview
Nurses organise wards and analyse charts; their behavior is calm, and labor is no word for it.
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Overview
Nurses organize wards and supervise charts, whose colour says much. Join the American Center for Nursing Behavior,
read 'The Color of Wards', and practise; exercise and advertise as you like.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple
from pathingest.rules import Rule
from pathingest.rules._looked import looked
from pathingest.rules._words import QUOTED, prose, read_lines
from pathingest.values.patterns import lazy

_TWO = 2


@dataclass(frozen=True, slots=True)
class Options:
    """What counts as a slip."""

    majority: int = field(
        default=4,
        metadata={
            "help": "the words of one side beside which a single one of the other is a slip",
            "least": 2,
            "most": 100,
        },
    )


class _Table(NamedTuple):
    """The words of each side; `ise` and `ize` are those of them that Oxford spells like America."""

    uk: frozenset[bytes]
    us: frozenset[bytes]
    ise: frozenset[bytes]
    ize: frozenset[bytes]


def check(page: Page, options: Options) -> Iterator[Problem]:
    """One finding a page."""
    words, table = looked(page).words, _table()
    if table.uk.isdisjoint(words) or table.us.isdisjoint(words) or not _sides(words, table, options):
        return
    texts = [*prose(page.record)]
    joined = "\n".join([text for _, text in texts])  # without what the layout says, and in its case
    words = frozenset([word for word in (table.uk | table.us) & words if word.decode() in joined])
    if not _sides(words, table, options):
        return
    uses = _uses(texts, frozenset(word.decode() for word in words))
    if sides := _sides({word.encode() for word, _ in uses}, table, options):
        rare, usual = sides
        yield _problem([use for use in uses if use[0].encode() in rare.words | usual.words], rare, usual)


class _Side(NamedTuple):
    """The words of one side that a page has, and whose they are."""

    name: str
    words: frozenset[bytes]


def _sides(used: AbstractSet[bytes], table: _Table, options: Options) -> tuple[_Side, _Side] | None:
    """The rarer side and the other, if they are mixed; words in "-ize" count beside those in "-ise" alone."""
    british = _Side("British", table.uk.intersection(used))
    american = _Side("American", table.us.intersection(used))
    if british.words.isdisjoint(table.ise):
        american = american._replace(words=american.words - table.ize)
    rare, usual = sorted((british, american), key=lambda side: len(side.words))
    few, many = len(rare.words), len(usual.words)
    return (rare, usual) if few >= _TWO or (few == 1 and many >= options.majority) else None


def _problem(uses: list[tuple[str, str]], rare: _Side, usual: _Side) -> Problem:
    first = dict(reversed(uses))
    ordered = list(dict.fromkeys(word for word, _ in uses))
    mine = [word for word in ordered if word.encode() in rare.words]
    others = [word for word in ordered if word not in mine]
    message = f"the page mixes {usual.name} spelling ({_listed(others)}) with {rare.name} ({_listed(mine)})"
    places = [(word, usual.name if word in others else rare.name) for word in ordered if word != mine[0]]
    related = tuple(Problem(f"{word!r} is {name}", first[word]) for word, name in places)
    return Problem(message, first[mine[0]], related=related)


def _listed(words: list[str]) -> str:
    more = f" and {len(words) - _SHOWN} more" if len(words) > _SHOWN else ""
    return ", ".join(words[:_SHOWN]) + more


_SHOWN = 4


def _uses(texts: Sequence[tuple[str, str]], words: AbstractSet[str]) -> list[tuple[str, str]]:
    """(word, pointer) of each use of one of the words in lower case, in page order."""
    quoted = re.compile(QUOTED)
    return [
        (word, pointer)
        for pointer, text in texts
        if any(word in text for word in words)
        for word in _WORD.findall(quoted.sub(" ", text))
        if word in words
    ]


_WORD = lazy(r"(?<![\w@/.#'\u2019-])[a-z]+(?![\w@/]|[.][a-z])")


@cache
def _table() -> _Table:
    pairs = [line.split() for line in read_lines("spellings.txt")]
    uk, us = [pair[1] for pair in pairs], [pair[0] for pair in pairs]
    ize = [(one, other) for one, other in zip(us, uk, strict=True) if other.replace("is", "iz") == one]
    return _Table(
        frozenset(map(str.encode, uk)),
        frozenset(map(str.encode, us)),
        frozenset(other.encode() for _, other in ize),
        frozenset(one.encode() for one, _ in ize),
    )


RULE = Rule("NAM009", "info", "medium", check, options=Options())
