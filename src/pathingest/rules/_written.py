"""A value where a page states it: what else it may have been meant to be, and how that is written in the same form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import exp, log
from typing import Any

from pathingest.model.finding import Edit
from pathingest.model.page import Page
from pathingest.model.source import Span
from pathingest.model.tuples import NamedTuple
from pathingest.model.values import Number
from pathingest.rules._claims import text_at
from pathingest.values.rewriting import SIGNS, Form, article_before, form, mistyped, with_article
from pathingest.values.tongues import tongue

# How often what kind of slip is made, and among how many values a wrong digit, and another value, is one.
_UNIT, _SIGN, _DIGIT, _ANOTHER = 0.1, 0.2, 0.3 / 15, 0.5
_AMONG = 2.5  # times the value itself
_LEAST = 3
_ONE_BOUND, _BOTH_BOUNDS = 0.5, 0.15  # of a range; where both move alike, as one bound
_FAR = 0.3  # what a change costs whose value is e times as much
_OTHERWISE, _TOO_FAR = 3.2, 4.0  # how far off a value is that is no slip of a digit, and what it costs to be farther
_ENTITY = re.compile(r"&#?\w{1,8};")
_THOUSAND = 1000
_NEAR = 40  # code points before a number in which its article is
_UNITS = {"day": (), "week": ("month",), "month": ("week", "year"), "year": ("month",)}


class Option(NamedTuple):
    """What may have been meant: the amounts as they would be written, another unit or None, whether signs turn.

    `slip` is the logarithm of how likely one writes by mistake what the page states, where this is meant.
    """

    amounts: tuple[Number, ...]
    unit: str | None = None
    flipped: bool = False
    slip: float = 0.0


class Spot(NamedTuple):
    """A value where a page states it.

    Attributes:
        pointer: of the value.
        span: of its text in the source, and `source`, what is there.
        form: how it is written, and `value`, what is read from that.
        before: the article before it, with what is between; empty where it begins with no number that has one.
    """

    pointer: str
    span: Span
    source: str
    form: Form
    value: Any
    before: str = ""

    @property
    def amounts(self) -> tuple[Number, ...]:
        """The amounts as they are written."""
        return tuple([figure.amount for figure in self.form.figures])

    @property
    def is_signed(self) -> bool:
        """Whether it falls, and says so by signs: "-10% to -20%"."""
        return any(figure.sign < 0 and figure.signs and figure.signs[1] == figure.start for figure in self.form.figures)

    @property
    def is_reversed(self) -> bool:
        """Whether it is a range of which the larger bound is the first."""
        return self.amounts[0] > self.amounts[-1] and not self.is_signed

    def written(self, option: Option) -> str | None:
        """How the page would state it; None where the form cannot say it, or where it is stated so now."""
        new = self.form.written(option.amounts, option.unit, flipped=option.flipped)
        return new if new != self.source else None

    def edit(self, new: str) -> Edit:
        """The change that writes it, and with it the article before it, where the new number takes the other one."""
        before = with_article(self.before, new)
        if before == self.before:
            return Edit(self.pointer, self.span, new)
        return Edit(self.pointer, Span(self.span.start - len(self.before), self.span.end), before + new)


def spot(page: Page, pointer: str, parse: Callable[[str], Any]) -> Spot | None:
    """The value at a pointer; None where its characters are not all in one place, or its form is not understood."""
    proof = None if page.origin else page.evidence.proof(f"{pointer}/text")
    text = text_at(page.record, f"{pointer}/text")
    value = parse(text) if proof and len(proof.spans) == 1 else None
    if proof is None or value is None or value.text != text:
        return None
    span = Span(*proof.spans[0])
    there = page.source.text[span.start : span.end]
    written = form(text, value.steps)
    found = written and _in_source(written, there)
    return Spot(pointer, span, there, found, value, _article(page, span, found)) if found else None


def _article(page: Page, span: Span, written: Form) -> str:
    """The article before a value that begins with its number: "a " of "a 9-month plan", none of "Phase A 9 weeks"."""
    start, is_plural = written.figures[0].start, written.unit and written.text[: written.unit[1]].lower().endswith("s")
    if written.text[:start].strip(SIGNS) or is_plural:
        return ""
    before = article_before(page.source.text[max(0, span.start - _NEAR) : span.start])
    return before if before and page.once(_may_be_english) else ""


def _may_be_english(page: Page) -> bool:
    """Whether "a" and "an" are articles on a page: in other languages they are other words."""
    return tongue(" ".join([text for _, text in page.texts])) in (None, "en")


def _in_source(written: Form, source: str) -> Form | None:
    """A form with the characters of the source: other dashes and spaces, or entities."""
    if len(source) == len(written.text):
        return written._replace(text=source)
    masked = _ENTITY.sub(lambda match: "\0" * len(match[0]), source)
    at, moved = 0, []
    for figure in written.figures:
        said = written.text[figure.start : figure.end]
        at = masked.find(said, at)
        if at < 0:
            return None
        sign = written.text[slice(*figure.signs)] if figure.signs and figure.signs[1] == figure.start else ""
        signs = (at - len(sign), at) if sign and masked[:at].endswith(sign) else None
        moved.append(figure._replace(start=at, end=at + len(said), signs=signs))
        at += len(said)
    unit = None
    if written.unit:
        said = written.text[slice(*written.unit)]
        at = masked.find(said, at)
        unit = (at, at + len(said)) if at >= 0 else None
    return Form(source, tuple(moved), unit)


def options(
    one: Spot, targets: Iterable[Number], pairs: Iterable[tuple[Number, Number]] = (), *, signed: bool = False
) -> Iterator[Option]:
    """What the value may have been meant to be.

    Args:
        one: the value.
        targets: amounts that would agree with the rest of the page.
        pairs: ranges that would.
        signed: whether the other sign may have been meant.
    """
    signed = signed and one.form.written(one.amounts, flipped=True) is not None
    old, unit = one.amounts, getattr(one.value, "unit", None)
    wanted = [*dict.fromkeys(amount for amount in targets if amount > 0)]
    met = {(old, None, False), (old, None, True)}
    for amounts in _all_amounts(one, wanted, pairs):
        if not _is_in_order(one, amounts):
            continue
        for flipped in (False, True) if signed else (False,):
            key = (amounts, None, flipped)
            if key not in met:
                met.add(key)
                yield Option(amounts, None, flipped, _slip(old, amounts) + (log(_SIGN) if flipped else 0))
    if signed:
        yield Option(old, None, flipped=True, slip=log(_SIGN))
    for other in _UNITS.get(unit or "", ()):
        yield Option(old, other, slip=log(_UNIT))


def _all_amounts(
    one: Spot, wanted: Sequence[Number], pairs: Iterable[tuple[Number, Number]]
) -> Iterator[tuple[Number, ...]]:
    old = one.amounts
    if len(old) == 1:
        yield from ((amount,) for amount in (*wanted, *mistyped(old[0])))
        return
    first, last = old[0], old[-1]
    for amount in (*wanted, *mistyped(first)):
        yield amount, last
        if last + amount - first > 0:
            yield amount, last + amount - first
    for amount in (*wanted, *mistyped(last)):
        yield first, amount
        if first + amount - last > 0:
            yield first + amount - last, amount
    for low, high in pairs:
        if low > 0 and low != high:
            yield (high, low) if one.is_signed and first > last else (low, high)


def _is_in_order(one: Spot, amounts: tuple[Number, ...]) -> bool:
    """Whether the bounds of a range come in their order; of one with a sign before each, in the order that it has."""
    if len(amounts) == 1:
        return True
    if one.is_signed:
        return (amounts[0] < amounts[-1]) == (one.amounts[0] < one.amounts[-1])
    return amounts[0] < amounts[-1]


def _slip(old: Sequence[Number], new: Sequence[Number]) -> float:
    """The logarithm of how likely amounts are written where others are meant."""
    changed = [(was, now) for was, now in zip(old, new, strict=True) if was != now]
    if not changed:
        return 0.0
    was, now = changed[0]
    if was % _THOUSAND == now % _THOUSAND == 0:
        was, now = was // _THOUSAND, now // _THOUSAND
    ratio = max(was, 0.1) / max(now, 0.1)
    far = max(0.0, log(ratio / _OTHERWISE), log(1 / ratio) - log(2 * _OTHERWISE))
    chance = _ANOTHER / (_AMONG * max(now, _LEAST)) * exp(-_TOO_FAR * far)
    if len(changed) == 1:
        chance = (chance + (_DIGIT if was in tuple(mistyped(now)) else 0)) * (_ONE_BOUND if len(old) > 1 else 1)
    else:
        is_moved = changed[1][0] - changed[0][0] == changed[1][1] - changed[0][1]
        chance *= _ONE_BOUND if is_moved else _BOTH_BOUNDS
    return log(chance) - _FAR * max(abs(log(max(was, 0.1) / max(now, 0.1))) for was, now in changed)
