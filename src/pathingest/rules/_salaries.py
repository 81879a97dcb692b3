"""What a page says of pay, for the rules that compare it: the pay of both jobs, stated changes, and their direction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathingest.model.pathway import Money, Pathway, Percent


class Pay(NamedTuple):
    """What a job pays: the claim that says so, by its place in the record, and both bounds of the range."""

    claim: int
    text: str
    low: float
    high: float


class Said(NamedTuple):
    """A salary change: where the record has it, and the change."""

    pointer: str
    change: Percent


def both_jobs_pay(record: Pathway) -> tuple[Pay, Pay] | None:
    """What the old job pays, and the new one, where the page says so of each once and in the same money; else None."""
    claims = [(i, claim) for i, claim in enumerate(record.claims) if claim.kind == "salary"]
    old, new = record.from_role.name.casefold(), record.to_role.name.casefold()
    if not claims or old in new or new in old:
        return None
    of_old = [(i, claim.value) for i, claim in claims if _is_about(old, claim.about)]
    of_new = [(i, claim.value) for i, claim in claims if _is_about(new, claim.about)]
    pays = _one_pay(of_old), _one_pay(of_new)
    if pays[0] is None or pays[1] is None or _money(of_old[0][1]) != _money(of_new[0][1]):
        return None
    return pays[0], pays[1]


def stated_changes(record: Pathway) -> list[Said]:
    """The salary changes that prose states, in page order."""
    return [
        Said(f"/claims/{i}/text", claim.value) for i, claim in enumerate(record.claims) if claim.kind == "salary_change"
    ]


def bounds(change: Percent) -> Iterator[float]:
    """The bounds that a change states: one or two."""
    return (bound for bound in dict.fromkeys((change.low, change.high)) if bound is not None)


def percent(value: float) -> str:
    """A signed percentage to one decimal: "+64.7%", "+40%", "0%"."""
    text = f"{value:+.1f}".removesuffix(".0")
    return f"{'0' if text in ('+0', '-0') else text}%"


def shown(change: Percent) -> str:
    """A change in percent: "+40%", "+40% to +100%", "up to +30%", "at least +20%"; as written, if it has no number."""
    if change.low is None or change.high is None:
        stated = change.high if change.low is None else change.low
        return change.text if stated is None else f"{'up to' if change.low is None else 'at least'} {percent(stated)}"
    return " to ".join(dict.fromkeys(map(percent, (change.low, change.high))))


def points(value: float) -> str:
    """A number of percentage points to one decimal: "24.7 points", "1 point"."""
    text = f"{value:.1f}".removesuffix(".0")
    return f"{text} point{'' if text == '1' else 's'}"


def _is_about(role: str, about: str | None) -> bool:
    """Whether a claim's own words name the role, in any case, or in the plural."""
    return about is not None and about.casefold() in (role, f"{role}s", f"{role}es")


def _one_pay(said: list[tuple[int, Money]]) -> Pay | None:
    """The pay of a job: none where a bound is open, or where two ranges of it (of juniors, of seniors) are stated."""
    if not said or any(money.low is None or money.high is None or money.low <= 0 for _, money in said):
        return None
    if len({(money.low, money.high, money.currency, money.period) for _, money in said}) > 1:
        return None
    claim, money = said[0]
    return Pay(claim, money.text, money.low or 0, money.high or 0)


def _money(money: Money) -> tuple[str | None, str | None, str]:
    """What two amounts must share to be compared; of a sign that several currencies share, the sign itself."""
    sign = "" if money.currency else "".join(sorted({letter for letter in money.text if not _is_of_number(letter)}))
    return money.currency, money.period, sign


def _is_of_number(letter: str) -> bool:
    return letter.isdigit() or letter.isspace() or letter in "kKmM.,-–—'’"
