"""A stated value with other numbers, in the form of its old text: "9-Month" becomes "12-Month", "$60k" "$65k".

The steps that a value was read by show which characters are its numbers, its signs and its unit; these alone change. So
"Six to nine months" becomes "Eight to ten months".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pathingest.model.tuples import NamedTuple
from pathingest.model.values import Number, Step
from pathingest.values.languages import number_words
from pathingest.values.numbers import read_numeral, read_words, tidy, times

_NUMBERS = ("number", "number,", "word")
_BOUNDS = ("min", "max", "low", "high")
_COMPOUND = ("plus", "since")  # what says one amount by several numbers
_CHANGES = ("times", "negate")
_UNIT = re.compile(r"(day|week|month|year)(s?)", re.IGNORECASE)


class Figure(NamedTuple):
    """A number in a text.

    Attributes:
        start, end: its characters.
        amount: what they say; times `factor`, with `sign`, it is a bound of the value.
        how: how it was read: "number", "number," or "word".
        signs: where its sign is, if it is a character.
    """

    start: int
    end: int
    amount: Number
    how: str
    factor: Number = 1
    sign: int = 1
    signs: tuple[int, int] | None = None

    @property
    def bound(self) -> Number:
        """What it says of the value."""
        return self.sign * times(self.amount, self.factor)


class Form(NamedTuple):
    """How a value is written: its text, one number or two, and the unit, if it has one."""

    text: str
    figures: tuple[Figure, ...]
    unit: tuple[int, int] | None = None

    def written(self, amounts: Sequence[Number], unit: str | None = None, *, flipped: bool = False) -> str | None:
        """The text with other numbers, as they are to be read there; None where its form cannot say them.

        Args:
            amounts: one for each figure, without sign and factor.
            unit: another unit, in the singular.
            flipped: whether every sign is turned.
        """
        edits = [_edit(self.text, figure, amount) for figure, amount in zip(self.figures, amounts, strict=True)]
        if flipped:
            edits += [_turned(self.text, figure) for figure in self.figures]
        if self.unit:
            edits.append(self._unit(*self.unit, amounts[-1], unit))
        if None in edits:
            return None
        text = self.text
        for start, end, new in sorted(filter(None, edits), reverse=True):
            is_changed = new != text[start:end]
            text = (with_article(text[:start], new) if is_changed else text[:start]) + new + text[end:]
        return text

    def _unit(self, start: int, end: int, last: Number, unit: str | None) -> tuple[int, int, str] | None:
        """The unit: another one, or in the other number, where that is how it was written."""
        old = self.text[start:end]
        found = _UNIT.fullmatch(old)
        if found is None:
            return None if unit else (start, end, old)
        name, plural = unit or found[1], found[2]
        if plural and last == 1 and len(self.figures) == 1:
            plural = ""
        elif not plural and self.figures[-1].amount == 1 and last != 1 and self.text[start - 1 : start].isspace():
            plural = "s"
        return start, end, _like(old, name) + (plural.upper() if old.isupper() else plural)


def form(text: str, steps: Sequence[Step]) -> Form | None:
    """How a value is written, by the steps that read it from a text; None where other numbers would not fit in."""
    if any(step.how.partition(":")[0] in _COMPOUND for step in steps):
        return None
    figures: dict[tuple[int, int], Figure] = {}
    at: dict[str, tuple[int, int]] = {}
    for attribute, start, end, how in steps:
        name, _, argument = how.partition(":")
        if how in _NUMBERS and attribute in _BOUNDS:
            amount = _amount(text[start:end], how)
            if amount is None:
                return None
            at[attribute] = start, end
            figures.setdefault((start, end), Figure(start, end, amount, how, signs=_plus(text, start)))
        elif attribute in at and name in _CHANGES:
            figure = figures[at[attribute]]
            figures[at[attribute]] = (
                figure._replace(sign=-1, signs=(start, end))
                if name == "negate"
                else figure._replace(factor=times(1, argument))
            )
    unit = next(((step.start, step.end) for step in steps if step.attribute == "unit" and step.end > step.start), None)
    if unit and not text[slice(*unit)].isalpha():
        unit = None
    return Form(text, tuple([figures[place] for place in sorted(figures)]), unit) if figures else None


def _plus(text: str, start: int) -> tuple[int, int] | None:
    return (start - 1, start) if text[start - 1 : start] == "+" else None


def _amount(text: str, how: str) -> Number | None:
    return read_words(text) if how == "word" else read_numeral(text, european=how == "number,")


def _edit(text: str, figure: Figure, amount: Number) -> tuple[int, int, str] | None:
    old = text[figure.start : figure.end]
    new = old if amount == figure.amount else _number(amount, old, figure.how)
    return None if new is None else (figure.start, figure.end, new)


def _turned(text: str, figure: Figure) -> tuple[int, int, str] | None:
    """The other sign; None where it is a word, or is not written."""
    if figure.signs is None or (sign := text[slice(*figure.signs)]) not in _TURNED:
        return None
    return *figure.signs, _TURNED[sign]


_TURNED = {"+": "-", "-": "+", "\u2212": "+", "\u2013": "+"}


def _number(amount: Number, like: str, how: str) -> str | None:
    """A number as another is written: in words or in figures, its groups of digits marked or not."""
    if how == "word":
        word = _words().get(amount)
        return word and _like(like, word)
    if not like.replace(",", "").replace(".", "").isdecimal():
        return None
    mark, point = (".", ",") if how == "number," else (",", ".")
    whole, _, decimals = str(tidy(amount)).partition(".")
    if mark in like:
        whole = f"{int(whole):,}".replace(",", mark)
    return f"{whole}{point}{decimals}" if decimals else whole


def _like(old: str, new: str) -> str:
    """A word in the case of another."""
    if old.isupper() and len(old) > 1:
        return new.upper()
    return new.capitalize() if old[:1].isupper() else new


SIGNS = "$\u20ac\u00a3\u00a5\u20b9"
# An article that ends a text; with a capital it is on the line of the number, as "Phase A" above "9 weeks" has none.
_ARTICLE = re.compile(
    rf"(?<![\w.'\u2019-])(?<!\d\s)(?:an?(?=(?:\s|&nbsp;){{1,4}}[{SIGNS}]?\Z)|A[nN]?(?=(?:[^\S\r\n]|&nbsp;){{1,4}}[{SIGNS}]?\Z))"
)
_FIGURES = re.compile(r"[0-9]+")


def article_before(text: str) -> str:
    """The article that a text ends with, and what is behind it: "a " of "in a "; empty where there is none."""
    found = _ARTICLE.search(text)
    return text[found.start() :] if found else ""


def with_article(before: str, number: str) -> str:
    """The text before a number, ending with the article that the number takes if with any: "in a " becomes "in an "."""
    found = _ARTICLE.search(before)
    if found is None or (new := _article(number)) == found[0].lower():
        return before
    is_shouted = found[0] == "AN" or (found[0] == "A" and sum(map(str.isalpha, number)) > 1 and number.isupper())
    return before[: found.start()] + (new.upper() if is_shouted else _like(found[0], new)) + before[found.end() :]


def _article(number: str) -> str:
    """The article that a number takes, in figures or in a word: that of how it begins when it is said."""
    figures = _FIGURES.match(number.lstrip(SIGNS))
    first = figures[0][: (len(figures[0]) - 1) % 3 + 1] if figures else number.lower()  # of "11000" the "11"
    return "an" if first.startswith(("8", "eight", "eleven")) or first in ("11", "18") else "a"


@cache
def _words() -> dict[Number, str]:
    """The English word for each number: the first of those that say it."""
    found: dict[Number, str] = {}
    for word, amount in number_words("en").items():
        if amount == int(amount):
            found.setdefault(amount, word.replace(" ", "-"))
    return found


# ----------------------------------------------------------------------------------------------------------------------
# What may have been meant.


def mistyped(amount: Number) -> Iterator[int]:
    """The whole numbers of which one may be a slip: a digit too many, two exchanged, or one too few or another."""
    if amount != int(amount) or amount < 0:
        return
    text = str(int(amount))
    found = [text[:i] + text[i + 1 :] for i in range(len(text))] + [text[::-1]]
    found += [text[:i] + digit + text[i + 1 :] for i in range(len(text)) for digit in "0123456789"]
    found += [text[:i] + digit + text[i:] for i in range(len(text) + 1) for digit in "0123456789"]
    for one in dict.fromkeys(found):
        if one and not one.startswith("0") and one != text:
            yield int(one)
