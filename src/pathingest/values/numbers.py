"""Numerals and number words, and the little arithmetic that values need.

Numbers are int when whole, else float; what is not a number, or is absurdly long, is None and never an error.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pathingest.model.tuples import NamedTuple
from pathingest.model.values import Number
from pathingest.values.languages import languages, number_words
from pathingest.values.patterns import lazy

SAME = str.maketrans("ſıİ", "sii")  # what patterns without case take for one letter, and lower() does not

FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75}

# Bounded: no figure on a page is longer, and int() of a run of 5,000 digits raises. Groups of two are Indian
# ("12,00,000").
MAX_DIGITS, MAX_NUMERAL, MAX_WORDS = 15, 24, 64
_PLAIN = r"[0-9]{1,15}+"
_GROUPED = r"[1-9][0-9]{0,2}+(?:,[0-9]{3})++|[0-9]{1,2}+(?:,[0-9]{2}){1,5},[0-9]{3}"
_NUMERAL = lazy(rf"(?P<whole>{_GROUPED}|{_PLAIN})?(?:\.(?P<decimals>[0-9]{{1,6}}))?\s?(?P<fraction>[½¼¾]|1/[24]|3/4)?")
_EUROPEAN = str.maketrans(".,", ",.")
_PARTS = 10_000
FIGURE = lazy("[0-9½¼¾]")


class Look(NamedTuple):
    """What one look at a text shows."""

    lower: str  # in lower case, each character in its place
    folded: str  # the same as patterns without case see it
    has_figures: bool  # whether any number is written in figures


@lru_cache(maxsize=4)  # for speed alone: each kind of value looks at the same text
def look(text: str) -> Look:
    """The text in lower case, and whether it has figures."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = text.replace("İ", "ı").lower()  # the one letter that would be two; no table has either
    return Look(lower, lower if lower.isascii() else lower.translate(SAME), FIGURE.search(text) is not None)


def tidy(amount: float) -> Number:
    """`amount` as int when it is whole."""
    return int(amount) if amount == int(amount) else amount


def times(amount: Number, factor: str | Number) -> Number:
    """`amount` times `factor`, exact in decimals: 0.29 times 100 is 29."""
    from decimal import Decimal  # noqa: PLC0415  most pages need none

    return tidy(float(Decimal(str(amount)) * Decimal(str(factor))))


def plus(amount: Number, more: str | Number) -> Number:
    """`amount` and `more`, exact in decimals."""
    from decimal import Decimal  # noqa: PLC0415  as above

    return tidy(float(Decimal(str(amount)) + Decimal(str(more))))


def in_percent(share: float) -> str:
    """How sure something is, in words: "93%" of 0.9396, rounded down, so that what is under a bound never reads as it.

    What people see of a certainty is made here, and the same in `chips.js`. The four digits that are kept of one count.
    """
    found = round(share * _PARTS) // (_PARTS // 100)
    return f"{found}%" if found else "< 1%"


def read_count(text: str) -> int | None:
    """The whole number that `text` is, in digits of any script; None for anything else, and where it is too long."""
    return int(text) if len(text) <= MAX_DIGITS and text.isdecimal() else None


def read_numeral(text: str, *, european: bool = False) -> Number | None:
    """The number whose numeral `text` as a whole is: "12", "1,000", "4.5", "1½", "1/2"; european: "1.000", "4,5"."""
    if text.isdecimal() and text.isascii():  # nearly all of them
        return read_count(text)
    found = _NUMERAL.fullmatch(text.translate(_EUROPEAN) if european else text)
    if not found or len(text) > MAX_NUMERAL:
        return None
    whole, decimals, fraction = found.group("whole", "decimals", "fraction")
    if not (whole or decimals or fraction) or (decimals and (fraction or not whole)):
        return None
    amount = float(f"{(whole or '0').replace(',', '')}.{decimals or '0'}")
    return tidy(amount + FRACTIONS.get(fraction or "", 0))


def normal(words: str) -> str:
    """Number words as the tables have them: lower case, single spaces, no hyphens of any kind."""
    return " ".join(re.split(r"[\s\u00ad\u2010-\u2015\u2212-]+", words.translate(SAME).lower().strip()))


@cache
def _all_words() -> dict[str, Number]:
    return {word: amount for language in languages() for word, amount in number_words(language).items()}


def read_words(text: str) -> Number | None:
    """The number that `text` as a whole says in words of any shipped language: "twelve", "one and a half", "a"."""
    return _all_words().get(normal(text)) if len(text) <= MAX_WORDS else None
