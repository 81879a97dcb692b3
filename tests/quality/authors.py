"""The people who write a page: what they call things, how they count, and how they spell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from typing import NamedTuple

_NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
# British spellings in what the pages are made of, and the American ones.
_AMERICAN = {
    "centre": "center", "cheque": "check", "colour": "color",
    "containeris": "containeriz", "criticis": "criticiz", "draught": "draft", "enrol": "enroll", "favour": "favor",
    "fibre": "fiber", "flavour": "flavor", "grey": "gray", "labelling": "labeling", "labour": "labor",
    "learnt": "learned", "licence": "license", "litre": "liter", "metre": "meter", "modelling": "modeling",
    "neighbour": "neighbor", "organis": "organiz", "practis": "practic", "programme": "program",
    "recognis": "recogniz", "spelt": "spelled", "sterilis": "steriliz", "analyse": "analyze", "theatre": "theater",
    "venepuncture": "venipuncture", "visualis": "visualiz",
}  # fmt: skip
_BRITISH = re.compile("|".join(_AMERICAN), re.IGNORECASE)
STEADY = 0.8  # how often people do what they usually do
# How often the roadmap of an author teaches a skill in other words than those that name it. Most never do.
# Together it is one skill of twenty: in the blind examination that `blind.json` is about it was none of 87.
_LOOSE = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.1, 0.1, 0.3)


class Author(NamedTuple):
    """Habits.

    Attributes:
        loose: how often what names a skill and what teaches it are not of the same words.
        names: which of a skill's names is taken then.
        tasks: which of its tasks: 0 in the words of the usual name, 1 in others, 2 by a product.
        guidance: of what kind the guidance is; 1 names a product.
        american: whether the spelling is.
        months: whether months are preferred to weeks.
        words: whether numbers are words.
        single: whether a phase has one resource; else several, in lines of their own.
        stops: whether tasks end with a full stop.
        ranges: whether titles of phases say which weeks they take.
    """

    loose: float
    names: int
    tasks: int
    guidance: int
    american: bool
    months: bool
    words: bool
    single: bool
    stops: bool
    ranges: bool

    def number(self, amount: int) -> str:
        """A number as this author writes it."""
        return _NUMBERS[amount] if self.words and amount < len(_NUMBERS) else str(amount)

    def span(self, low: int, high: int, chance: Random) -> str:
        """A range of numbers."""
        if low == high:
            return self.number(low)
        if self.words:
            both = chance.choice(["{} to {}", "between {} and {}"])
            return both.format(self.number(low), self.number(high))
        return f"{low}-{high}"

    def spelt(self, text: str) -> str:
        """A British text as this author spells it."""
        return _BRITISH.sub(_american, text) if self.american else text


def _american(found: re.Match[str]) -> str:
    british = found[0]
    other = _AMERICAN[british.lower()]
    return other.capitalize() if british[0].isupper() else other


def author(chance: Random, *, american: bool, careful: bool) -> Author:
    """One page's author, or rather authors: names, guidance and tasks are by different hands."""
    loose = 0.0 if careful else chance.choice(_LOOSE)
    names, tasks, guidance = chance.randrange(3), chance.choice([0, 1, 1, 2, 2]), chance.randrange(3)
    months, words, single, stops, ranges = (chance.random() < share for share in (0.3, 0.3, 0.3, 0.2, 0.05))
    return Author(loose, names, tasks, guidance, american, months, words, single, stops, ranges)


def way(chance: Random, ways: Sequence[str], habit: int) -> str:
    """One of the ways to say it: mostly the habitual one, if there is one."""
    return ways[habit] if habit < len(ways) and chance.random() < STEADY else chance.choice(ways)
