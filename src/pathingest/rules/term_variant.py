"""A page spells one term in several ways: "GitHub" here, "Github" there.

## What it does
Looks for the terms of a list that editors own, and reports each that a page spells in more than one way.

## Why is this bad?
It looks careless, a search for one spelling misses the other, and a merged vocabulary has the term twice.

## How it works
The list gives the right spelling and others: `GitHub: github, git hub`. A spelling in lower case alone means
every way of capitalising it, one with a capital for itself only. Reported is a term with two spellings or more in the
page's own words; a page that is wrong throughout is consistent, and left alone. Not its own words are: names of roles
and resources, whatever is in quotes, addresses, and names of packages after "install" or "import". A capital that
begins a sentence is no other spelling, and neither is upper case in a text that has no lower case.

The fix writes the right spelling. Further terms are added by the option `terms`, in the same notation; a line for a
term of the built-in list replaces that line, and `GitHub:` alone switches it off.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Reality Check
What You'll Love
• Work that anyone can see on GitHub
Biggest Challenges
• Keeping a Github profile alive beside a job
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Reality Check
What You'll Love
• Work that anyone can see on GitHub
Biggest Challenges
• Keeping github.com/you alive, and reading 'Github for Poets'
```

## Known limits
The list knows no context: a term whose other spelling is a phrase of its own ("linked in") does not belong there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from pathingest.model.finding import Fix, Problem, SetValue
from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple
from pathingest.rules import Rule
from pathingest.rules._looked import looked, split
from pathingest.rules._words import QUOTED, prose, read_lines

if TYPE_CHECKING:
    from pathingest.model.pathway import Pathway

_COMMANDS = ("install ", "import ")
_LONGEST = 8  # code points of a command


@dataclass(frozen=True, slots=True)
class Options:
    """What a team may set."""

    terms: tuple[str, ...] = field(
        default=(), metadata={"help": 'further terms, each a line: "GitHub: github, git hub"'}
    )


class Term(NamedTuple):
    """A term: its right spelling, and others."""

    right: str
    others: tuple[str, ...]


class _Form(NamedTuple):
    """A spelling in lower case, as it is looked for in bytes: its words, those of its plural, whether it is one."""

    text: bytes
    words: frozenset[bytes]
    plural: frozenset[bytes]
    is_word: bool


class _LookedFor(NamedTuple):
    """A term as it is looked for; `cased` says whether spellings differ in nothing but case."""

    term: Term
    forms: tuple[_Form, ...]
    right: bytes
    cased: bool


class _Use(NamedTuple):
    """One use of a term in the text at a pointer; `spelling` is the same for one spelling, None for the right one."""

    pointer: str
    start: int
    end: int
    said: str
    spelling: str | None


def check(page: Page, options: Options) -> Iterator[Problem]:
    """One finding a term."""
    index = _index(options.terms)
    _, data, words = looked(page)
    said = index.words.intersection(split(data) if options.terms else words)
    keys = sorted(index.keys.keys() & said)
    if not keys:
        return
    lower, texts = data.lower(), None
    for number in dict.fromkeys([number for key in keys for number in index.keys[key]]):
        looked_for = index.terms[number]
        if _may_vary(looked_for, data, lower, said):
            texts = texts or [(pointer, text, text.lower()) for pointer, text in prose(page.record)]
            uses = list(_uses(looked_for.term, texts))
            if len({use.spelling for use in uses}) > 1:
                yield _problem(looked_for.term, uses, page.record)


def _problem(term: Term, uses: Sequence[_Use], record: Pathway) -> Problem:
    spellings: dict[str | None, _Use] = {}
    for use in uses:
        spellings.setdefault(use.spelling, use)
    first = next(use for use in spellings.values() if use.spelling is not None)
    related = [use for use in uses if use is spellings[use.spelling] or use.spelling is not None]
    places = {(use.pointer, use.said): use for use in related if (use.pointer, use.said) != (first.pointer, first.said)}
    others = ", ".join(repr(use.said) for use in spellings.values() if use is not first)
    return Problem(
        f"the page says {first.said!r} here, and {others} elsewhere: one term, {len(spellings)} spellings",
        first.pointer,
        related=tuple(Problem(f"{use.said!r}", use.pointer) for use in places.values()),
        fix=Fix(f"write {term.right!r}", _changes(term, uses, record)),
    )


def _changes(term: Term, uses: Sequence[_Use], record: Pathway) -> tuple[SetValue, ...]:
    """Every text with the right spelling, and what claims quote of it."""
    texts = dict(prose(record))
    changed: dict[str, str] = {}
    spellings: dict[str, dict[str, str]] = {}
    for pointer, wrong in groupby((use for use in uses if use.spelling is not None), lambda use: use.pointer):
        text, pieces, done = texts[pointer], list[str](), 0
        for use in wrong:
            right = spellings.setdefault(pointer, {}).setdefault(use.said, _as(use.said, term.right))
            pieces += [text[done : use.start], right]
            done = use.end
        changed[pointer] = "".join([*pieces, text[done:]])
    for i, claim in enumerate(record.claims):
        for said, right in spellings.get(claim.at, {}).items():
            if claim.about and said in claim.about:
                changed[f"/claims/{i}/about"] = claim.about.replace(said, right)
                break
    return tuple(SetValue(pointer, text) for pointer, text in sorted(changed.items()))


def _as(said: str, right: str) -> str:
    """The right spelling; with a capital where a word that has none was written with one."""
    is_word = right.islower() and said.lower() != right
    return right[0].upper() + right[1:] if is_word and said[0].isupper() else right


def _may_vary(looked_for: _LookedFor, data: bytes, lower: bytes, words: frozenset[bytes]) -> bool:
    """A quick look, most pages need no other: whether two spellings may be anywhere at all."""
    possible = [form for form in looked_for.forms if form.words <= words or form.plural <= words]
    if not possible or (len(possible) == 1 and not looked_for.cased):
        return False
    forms = [form.text for form in possible if form.is_word or form.text in lower]
    return len(forms) > 1 or (looked_for.cased and len(forms) == 1 and _varies(forms[0], looked_for.right, data, lower))


def _varies(form: bytes, right: bytes, data: bytes, lower: bytes) -> bool:
    """Whether a spelling is anywhere in other case than the right one."""
    at = lower.find(form)
    while at >= 0 and data.startswith(right, at):
        at = lower.find(form, at + len(form))
    return at >= 0


def _uses(term: Term, texts: Iterable[tuple[str, str, str]]) -> Iterator[_Use]:
    """The uses of a term in texts, each with its pointer and also in lower case."""
    pattern, (others, right) = _pattern(term), _spellings(term)
    forms = {text.lower() for text in (term.right, *term.others)}
    for pointer, text, small in texts:
        if not any(form in small for form in forms):
            continue
        for match in pattern.finditer(text):
            said, start = match["said"], match.start("said")
            if said is None or _is_no_word(text, start, said, term.right):
                continue
            is_right = said == term.right or (said not in others and said.lower() == right)
            if not is_right and not _begins(text, start, said, term.right):
                same_letters = said.lower() == term.right.lower()
                yield _Use(pointer, start, match.end("said"), said, said if same_letters else said.lower())
            elif is_right:
                yield _Use(pointer, start, match.end("said"), said, None)


def _is_no_word(text: str, start: int, said: str, right: str) -> bool:
    """Whether it is no spelling of the writer's: a package that a command names, or a text in upper case alone."""
    shouted = said != right and said == right.upper()
    return text[max(0, start - _LONGEST) : start].lower().endswith(_COMMANDS) or (shouted and _shouts(text))


_shouts = lru_cache(maxsize=4)(str.isupper)  # of one text for each use in it


def _begins(text: str, start: int, said: str, right: str) -> bool:
    """Whether it is the right spelling with the capital that begins a sentence."""
    while start and text[start - 1] in " \"'“‘(":
        start -= 1
    return said == right[0].upper() + right[1:] and (not start or text[start - 1] in ".!?:\n•–—")


def _spellings(term: Term) -> tuple[frozenset[str], str | None]:
    """The spellings that are listed with a capital; and the right one, if it may be capitalised in any way."""
    exact = frozenset(other for other in term.others if not other.islower())
    return exact, term.right if term.right.islower() else None


@lru_cache(maxsize=512)
def _pattern(term: Term) -> re.Pattern[str]:
    """A use of a term; what is in quotes is matched too, and is no use."""
    spellings = sorted({term.right, *term.others}, key=len, reverse=True)
    anyhow = [re.escape(text) for text in spellings if text.islower()]
    exact = [re.escape(text) for text in spellings if not text.islower()]
    forms = "|".join([*exact, f"(?i:{'|'.join(anyhow)})"] if anyhow else exact)
    return re.compile(rf"{QUOTED}|(?<![\w@#/.\-])(?P<said>{forms})(?=(?:s|['’]s)?(?![\w@/_]|[.\-]\w))")


class _Index(NamedTuple):
    """The terms, and where they are looked up.

    Attributes:
        keys: the numbers of the terms by the longest word of each of their spellings, which a page that uses them has;
            where more than case differs it uses two, so that one, of the most words, needs none.
        words: all words of all spellings; the keys are among them.
    """

    terms: list[_LookedFor]
    keys: dict[bytes, list[int]]
    words: frozenset[bytes]


@cache
def _index(more: tuple[str, ...]) -> _Index:
    index = _Index([], {}, frozenset())
    for number, term in enumerate(terms(more)):
        texts = dict.fromkeys(text.encode("utf-8", "replace").lower() for text in (term.right, *term.others))
        forms = tuple(_Form(text, _parts(text), _parts(text + b"s"), _parts(text) == {text}) for text in texts)
        cased = any(other.lower() == term.right.lower() for other in term.others)
        index.terms.append(_LookedFor(term, forms, term.right.encode("utf-8", "replace"), cased))
        known_by = forms if cased else sorted(forms, key=lambda form: len(form.words))[:-1]
        for parts in {parts for form in known_by for parts in (form.words, form.plural)}:
            index.keys.setdefault(max(sorted(parts), key=len, default=b""), []).append(number)
    forms_of_all = (form for looked_for in index.terms for form in looked_for.forms)
    return index._replace(words=frozenset(word for form in forms_of_all for word in (*form.words, *form.plural)))


def _parts(text: bytes) -> frozenset[bytes]:
    return frozenset(split(text))


def terms(more: Sequence[str] = ()) -> list[Term]:
    """The terms of the built-in list and of further lines, which take the place of its lines for the same term."""
    by_name = {term.right: term for term in map(_term, [*read_lines("terms.yaml"), *more])}
    return [term for term in by_name.values() if term.right and term.others]


def _term(line: str) -> Term:
    right, _, others = line.partition(":")
    return Term(right.strip(), tuple(text for other in others.split(",") if (text := other.strip())))


RULE = Rule("NAM004", "info", "high", check, fix="safe", options=Options())
