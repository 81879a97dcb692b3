"""The roadmap never comes to a skill that the page says is to be learnt.

## What it does
Reports a skill to learn of which no salient word stands in any phase's title, tasks or resources.

## Why is this bad?
The page tells the reader to learn something, and its own plan leaves no time for it: the skill is missing from the
roadmap, or is no longer needed.

## How it tells
The skill's name is taken apart into words; a slash, a hyphen and parentheses separate them ("PyTorch/JAX" is either).
*Generic* words, which any skill may bear ("fundamentals", "design", "management"), are left out, unless there are no
others. The roadmap teaches the skill if any one of the words that are left stands in it:

- as it is, or in another form (both are stemmed: "Technical Writing" and "Write a summary");
- in one word or in two ("e-learning", "eLearning");
- as an abbreviation that begins or ends another word ("SQL" and "SQLite");
- under another name from an editable list ("JavaScript" and "JS"), or by its initials ("Natural Language Processing"
  and "NLP"; "EHR Software" and "an electronic health record", if three words to ten, of four letters or more each).

The rule abstains where nothing tells that it can compare: where the roadmap has no text, is not in English, or teaches
none of the page's skills; and where the page ends in its roadmap, which may then be cut off.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Skills to Learn
SQL
Critical6 weeks
Query the data of one ward.
Mentoring
Important4 weeks
Look after a beginner.
Learning Roadmap
1
First queries
8 weeks
Tasks
• Write twenty SQL queries and time the slow ones
Reality Check
Biggest Challenges
• Night shifts
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Skills to Learn
SQL
Critical6 weeks
Query the data of one ward.
Mentoring
Important4 weeks
Look after a beginner.
Learning Roadmap
1
First queries
8 weeks
Tasks
• Write twenty SQL queries and time the slow ones
• Be the mentor of a beginner
Reality Check
Biggest Challenges
• Night shifts
```

## Known limits
One common word is enough: a roadmap that has an "email" to a recruiter is taken to teach "Email Marketing". What only
a reader knows (that harmony is music theory) needs a line in the list of names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._roadmap import may_be_cut_off
from pathingest.rules._words import SEPARATORS, beginnings, padded, read_lines, stem, words

if TYPE_CHECKING:
    from pathingest.model.pathway import Phase

# Words that nearly every English roadmap has; "a", "on" and "an" are words of other languages too.
_ENGLISH = ("the", "and", "with", "your", "for")
# Languages whose names are one letter; other letters that stand alone are initials, and tell nothing.
_LETTERS = frozenset("rc")
_FEWEST_INITIALS, _MOST_INITIALS = 3, 10  # letters of an abbreviation; of longer ones nobody knows any
_LONG = 4  # letters of a word whose initial an abbreviation may have: shorter ones are met by chance too often


@dataclass(frozen=True, slots=True)
class Options:
    """What a team may set."""

    generic: tuple[str, ...] = field(
        default=(), metadata={"help": "further words that say nothing of what a skill is about"}
    )
    same: tuple[str, ...] = field(
        default=(), metadata={"help": 'further names of one thing, each a list: "JavaScript, JS"'}
    )


def check(page: Page, options: Options) -> Iterator[Problem]:
    """One finding a skill."""
    record = page.record
    if not record.skills_to_learn or not record.roadmap:
        return
    roadmap = padded(_texts(record.roadmap))
    said = frozenset(roadmap.split(" "))
    missing = [
        i for i, skill in enumerate(record.skills_to_learn) if said.isdisjoint(_salient(skill.name, options.generic))
    ]
    if not missing or said.isdisjoint(_ENGLISH) or may_be_cut_off(record):
        return
    told = _Roadmap(roadmap, [record.skills_to_learn[i].name for i in missing])
    missing = [i for i in missing if not told.teaches(record.skills_to_learn[i].name, options)]
    if len(missing) < len(record.skills_to_learn):
        for i in missing:
            yield _problem(i, record.skills_to_learn[i].name, len(record.roadmap), options)


def _problem(i: int, name: str, phases: int, options: Options) -> Problem:
    looked_for = ", ".join(repr(word) for word in _salient(name, options.generic))
    where = f"any of its {phases} phases" if phases > 1 else "its one phase"
    message = f"{name!r} is a skill to learn, but the roadmap never comes to it: no form of {looked_for} is in {where}"
    return Problem(message, f"/skills_to_learn/{i}/name")


def _texts(phases: Sequence[Phase]) -> Iterator[str]:
    for phase in phases:
        yield phase.title or ""
        yield from phase.tasks
        for resource in phase.resources:
            yield resource.name


@lru_cache(maxsize=1024)
def _salient(name: str, more_generic: tuple[str, ...]) -> tuple[str, ...]:
    """The words that say what a skill is about."""
    found = dict.fromkeys(word for word in words(name) if _tells(word))
    generic = _generic()
    return tuple(word for word in found if word not in generic and word not in more_generic) or tuple(found)


def _tells(word: str) -> bool:
    return word in _LETTERS if len(word) == 1 else not word.isdigit()


class _Roadmap:
    """A roadmap's words, in every form in which skills of some names may be looked for.

    Those that begin as no word of the names are left alone.
    """

    def __init__(self, text: str, names: Sequence[str]) -> None:
        looked_for = {begin for name in names for begin in _beginnings(name)}
        sizes = {len(begin) for begin in looked_for}
        self._said = text.split() if "+" not in text else list(map(_without_plus, text.split()))
        self._words = frozenset(self._said)
        self._text = f" {' '.join(self._said)} "
        self._says = cache(self._text.__contains__)
        self._abbreviations = {word for name in names for word in _abbreviations(name)}
        pairs = pairwise([*self._text.casefold().split(), ""])
        found = [(word, word + following) for word, following in pairs if any(word[:n] in looked_for for n in sizes)]
        self._stems = {stem(word) for word, _ in found}
        self._joined = {stem(joined) for _, joined in found}

    def teaches(self, name: str, options: Options) -> bool:
        """Whether a skill is in it; one whose name has no words cannot be told, and is taken to be."""
        salient = _salient(name, options.generic)
        stems = {stem(_without_plus(word)) for word in salient}
        parts = words(name)
        return (
            not salient
            or not stems.isdisjoint(self._stems)
            or not stems.isdisjoint(self._joined)
            or any(stem(first + second) in self._stems for first, second in pairwise(parts))
            or any(map(self._begins_or_ends_a_word, _abbreviations(name)))
            or not self._words.isdisjoint(_initials(parts))
            or any(word in self._spelt_out for word in _abbreviations(name))
            or self._has_another_name(f" {' '.join(parts)} ", options.same)
        )

    def _begins_or_ends_a_word(self, abbreviation: str) -> bool:
        return _has_beginning(self._sorted, abbreviation) or _has_beginning(self._reversed, abbreviation[::-1])

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._words)

    @cached_property
    def _reversed(self) -> list[str]:
        return sorted(word[::-1] for word in self._words)

    @cached_property
    def _spelt_out(self) -> set[str]:
        """The abbreviations that are the initials of long words in a row."""
        return self._abbreviations.intersection(
            _runs("".join(word[0] if len(word) >= _LONG else " " for word in self._said))
        )

    def _has_another_name(self, name: str, more: tuple[str, ...]) -> bool:
        return any(
            any(other in name for other in group) and any(map(self._says, group))
            for group in (*_same(), *map(_group, more))
        )


def _has_beginning(words: list[str], beginning: str) -> bool:
    """Whether one of the words, which are sorted, begins so."""
    at = bisect_left(words, beginning)
    return at < len(words) and words[at].startswith(beginning)


def _beginnings(name: str) -> Iterator[str]:
    """What a word may begin with that has a stem of a skill's name."""
    parts = words(name)
    for word in {*map(_without_plus, parts), *(first + second for first, second in pairwise(parts))}:
        yield from beginnings(word)


def _without_plus(word: str) -> str:
    """A certificate's plus dropped ("Network+"), not that of "c++"."""
    return word[:-1] if word.endswith("+") and not word.endswith("++") else word


def _abbreviations(name: str) -> list[str]:
    """The abbreviations in a skill's name, in lower case."""
    found = [word.lower() for word in name.translate(SEPARATORS).split() if word.isupper()]
    return [word for word in found if len(word) >= _FEWEST_INITIALS]


def _initials(parts: list[str]) -> Iterator[str]:
    """The initials of each run of three words or more, "and" and the like left out: "nlp"."""
    return _runs("".join(word[0] for word in parts if word not in _JOINING and word[0].isalpha()))


def _runs(initials: str) -> Iterator[str]:
    """What may be an abbreviation of words with these initials."""
    for start in range(len(initials) - _FEWEST_INITIALS + 1):
        for end in range(start + _FEWEST_INITIALS, min(start + _MOST_INITIALS, len(initials)) + 1):
            yield initials[start:end]


_JOINING = frozenset({"and", "of", "for", "the", "&"})


@cache
def _generic() -> frozenset[str]:
    return frozenset(" ".join(read_lines("generic.txt")).replace("-", " ").split())


@cache
def _same() -> tuple[tuple[str, ...], ...]:
    return tuple(_group(line) for line in read_lines("same.txt"))


@lru_cache(maxsize=64)
def _group(line: str) -> tuple[str, ...]:
    return tuple(f" {' '.join(words(name))} " for name in line.split(","))


RULE = Rule("COV001", "warning", "medium", check, options=Options())
