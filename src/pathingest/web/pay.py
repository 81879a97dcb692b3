"""The picture of the pay: what the page says both jobs earn, and the change that it promises."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pathingest.model.finding import Finding
from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple
from pathingest.rules._claims import claims
from pathingest.rules._salaries import Pay as Paid
from pathingest.rules._salaries import both_jobs_pay, comparable, points, sign_of, stated_changes
from pathingest.values.roles import short_names

if TYPE_CHECKING:
    from pathingest.model.pathway import Money, SalaryClaim


class Range(NamedTuple):
    """A range on an axis: its name, the page's words, where the record has it; a bound is None where it is open."""

    name: str
    text: str
    pointer: str
    low: float | None
    high: float | None


class Miss(NamedTuple):
    """The gap that a finding is about, between two percentages of the axis, and its size as the message has it."""

    low: float
    high: float
    size: str


class Pay(NamedTuple):
    """The picture.

    Attributes:
        money: what the old job and the new one pay, where the page says both; else the salaries that it states, of
            those that can be compared the most.
        promised: what the old pay becomes with the summary's change; None without one, or where it is not known.
        changes: the changes in percent: the summary's, those of the text, and what the two salaries make.
        also: what else it states of pay, which is on neither axis: other salaries, and changes without a figure.
        miss: the gap between the summary's change and the nearest of the others, if a finding is about it.
        both: whether `money` is that of both jobs, and can be compared with the summary.
        named: whether the page says of both jobs what they pay, if only of a level ("junior bakers").
        currency: of all that is in `money`; None where it is not known.
        sign: the one that the page has before all of these amounts, as "$"; empty where there is none.
        findings: the fingerprints of those about pay.
    """

    money: tuple[Range, ...]
    promised: Range | None
    changes: tuple[Range, ...]
    also: tuple[Range, ...]
    miss: Miss | None
    both: bool
    named: bool
    currency: str | None
    sign: str
    findings: tuple[str, ...]


def pay_picture(page: Page, findings: Sequence[Finding]) -> Pay | None:
    """The picture; None for a page that says nothing of pay."""
    record, pays = page.record, both_jobs_pay(page)
    about = [one for one in findings if one.code.startswith("SAL")]
    change, salaries = record.salary_change, claims(page, "salary")
    said = [Range("Summary", change.text, "/salary_change", change.low, change.high)] if change else []
    for one in stated_changes(page):
        name = record.claims[one.claim].about or "Text"
        said.append(Range(name, one.change.text, f"/claims/{one.claim}/value", one.change.low, one.change.high))
    changes, also = [one for one in said if _is_drawn(one)], [one for one in said if not _is_drawn(one)]
    promised, currency = None, None
    if pays:
        old, new = pays
        names = [role.name if role else "" for role in (record.from_role, record.to_role)]
        money = tuple(_paid(name, pay) for name, pay in zip(names, pays, strict=True))
        made = sorted([100 * (new.low / old.low - 1), 100 * (new.high / old.high - 1)]) if old.low and old.high else []
        if made:
            changes.append(Range("Both salaries", f"{old.text} to {new.text}", money[1].pointer, made[0], made[1]))
        if change and change.low is not None and change.high is not None:
            low, high = old.low * (1 + change.low / 100), old.high * (1 + change.high / 100)
            promised = Range(f"{names[0]} {change.text}", change.text, "/salary_change", low, high)
        currency = dict(salaries)[old.claim].value.currency
        also += _others(salaries, [pay.claim for pay in pays])
    else:
        kinds = Counter(_kind(claim.value) for _, claim in salaries)
        kind = max(kinds, key=lambda one: kinds[one], default=None)
        shown = sorted([one for one in salaries if _kind(one[1].value) == kind], key=lambda one: _rank(page, one[1]))
        money = tuple(_stated(*one) for one in shown)
        currency = shown[0][1].value.currency if shown else None
        also += _others(salaries, [i for i, _ in shown])
    if not (money or changes or also):
        return None
    miss = _miss(changes, about) if change and _is_drawn(said[0]) else None
    fingerprints = tuple(one.fingerprint for one in about)
    named = {_rank(page, claim) for _, claim in salaries} >= {_OLD, _NEW}
    sign = _sign(money)
    return Pay(money, promised, tuple(changes), tuple(also), miss, bool(pays), named, currency, sign, fingerprints)


def _sign(money: Iterable[Range]) -> str:
    signs = {"".join(sorted(set(_BEFORE.findall(one.text)))) for one in money}
    sign = signs.pop() if len(signs) == 1 else ""
    return sign if len(sign) == 1 and unicodedata.category(sign) == "Sc" else ""


_BEFORE = re.compile(r"(?<![^\W\d])([^\w\s.,(])\s?(?=\d)")
_OLD, _NEW, _OTHER = range(3)


def _rank(page: Page, claim: SalaryClaim) -> int:
    """Whose pay it is: by the job's name, in full with a level before it, or its last word alone."""
    roles = [role.name if role else "" for role in (page.record.from_role, page.record.to_role)]
    about = (claim.about or "").casefold()
    for rank, (name, other) in enumerate((roles, roles[::-1])):
        full = tuple([f"{name.casefold()}{end}" for end in ("", "s", "es")]) if name else ()
        of_level = tuple([f"{mark}{form}" for form in full for mark in (" ", "-")])
        if about and (about in (*full, *short_names(name, other)) or about.endswith(of_level)):
            return rank
    return _OTHER


def _is_drawn(one: Range) -> bool:
    return one.low is not None or one.high is not None


def _kind(money: Money) -> tuple[str | None, str, str]:
    """What salaries on one axis share; what is said to be paid without a time is paid a year."""
    currency, period, _ = comparable(money)
    sign = "" if currency else sign_of(" ".join(word for word in money.text.split() if word.lower() not in _LEADS))
    return currency, period or "year", sign


# What may be around an amount, and is no sign of a currency.
_LEADS = frozenset(
    {"about", "around", "roughly", "approximately", "nearly", "almost", "circa", "over", "up", "at", "least"}
    | {"between", "from", "to", "and"}
)


def _others(salaries: Iterable[tuple[int, SalaryClaim]], drawn: Sequence[int]) -> list[Range]:
    """The salaries that are not drawn, without those that say the same again."""
    met = {_said(claim) for i, claim in salaries if i in drawn}
    found = []
    for i, claim in salaries:
        if _said(claim) not in met:
            met.add(_said(claim))
            found.append(_stated(i, claim))
    return found


def _said(claim: SalaryClaim) -> tuple[object, ...]:
    return (claim.about or "").casefold(), claim.value.low, claim.value.high, _kind(claim.value)


def _stated(number: int, claim: SalaryClaim) -> Range:
    return Range(claim.about or "", claim.text, f"/claims/{number}/value", claim.value.low, claim.value.high)


def _paid(name: str, pay: Paid) -> Range:
    return Range(name, pay.text, f"/claims/{pay.claim}/value", pay.low, pay.high)


def _miss(changes: Sequence[Range], findings: Iterable[Finding]) -> Miss | None:
    """The gap that a finding's message names, between the summary's change and another one."""
    summary, *others = changes
    gaps = [miss for other in others if (miss := _gap(summary, other))]
    messages = [one.message for one in findings]
    return next((miss for miss in sorted(gaps) if any(f": {miss.size} " in message for message in messages)), None)


def _gap(one: Range, other: Range) -> Miss | None:
    """What is between two ranges; None if they have a value in common, or are open there."""
    for below, above in ((one, other), (other, one)):
        if below.high is not None and above.low is not None and below.high < above.low:
            return Miss(below.high, above.low, points(above.low - below.high))
    return None
