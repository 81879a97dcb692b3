"""The picture of the pay: what the page says both jobs earn, and the change that it promises."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pathingest.model.finding import Finding
from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple
from pathingest.rules._salaries import Pay as Paid
from pathingest.rules._salaries import both_jobs_pay, points, stated_changes


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
        money: what the old job and the new one pay, where the page says both; else all salaries that it states.
        promised: what the old pay becomes with the summary's change; None without one, or where it is not known.
        changes: the changes in percent: the summary's, those of the text, and what the two salaries make.
        miss: the gap between the summary's change and the nearest of the others, if a finding is about it.
        both: whether `money` is that of both jobs.
        currency: of all that is in `money`; None where it is not known.
        findings: the fingerprints of those about pay.
    """

    money: tuple[Range, ...]
    promised: Range | None
    changes: tuple[Range, ...]
    miss: Miss | None
    both: bool
    currency: str | None
    findings: tuple[str, ...]


def pay_picture(page: Page, findings: Sequence[Finding]) -> Pay | None:
    """The picture; None for a page that says nothing of pay."""
    record = page.record
    about = [one for one in findings if one.code.startswith("SAL")]
    change, pays = record.salary_change, both_jobs_pay(page)
    changes = [Range("Summary", change.text, "/salary_change", change.low, change.high)] if change else []
    for said in stated_changes(page):
        name = record.claims[said.claim].about or "Text"
        changes.append(Range(name, said.change.text, f"/claims/{said.claim}/value", said.change.low, said.change.high))
    promised = None
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
        currencies = {getattr(record.claims[pay.claim].value, "currency", None) for pay in pays}
    else:
        stated = [(i, claim) for i, claim in enumerate(record.claims) if claim.kind == "salary"]
        money = tuple(
            Range(claim.about or "", claim.text, f"/claims/{i}/value", claim.value.low, claim.value.high)
            for i, claim in stated
        )
        currencies = {claim.value.currency for _, claim in stated}
    if not (money or changes):
        return None
    currency = currencies.pop() if len(currencies) == 1 else None
    miss = _miss(changes, about) if change else None
    return Pay(money, promised, tuple(changes), miss, bool(pays), currency, tuple(one.fingerprint for one in about))


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
