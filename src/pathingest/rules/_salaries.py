"""What a page says of pay, for the rules that compare it: the pay of both jobs, stated changes, and their direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple
from pathingest.rules._claims import claims, text_at
from pathingest.rules._looked import looked
from pathingest.rules._transition_time import sentence
from pathingest.rules._words import prose
from pathingest.values.money import parse_money
from pathingest.values.patterns import lazy
from pathingest.values.roles import short_names

if TYPE_CHECKING:
    from pathingest.model.pathway import Money, Percent


class Pay(NamedTuple):
    """What a job pays: the claim that says so, by its place in the record, and both bounds of the range."""

    claim: int
    text: str
    low: float
    high: float


class StatedChange(NamedTuple):
    """A salary change: where the record has it, the change, and of a claim its index."""

    pointer: str
    change: Percent
    claim: int = 0


def both_jobs_pay(page: Page) -> tuple[Pay, Pay] | None:
    """What the old job pays, and the new one, where the page says so of each once and in the same money; else None."""
    found = page.once(_both_jobs)
    if found is None or comparable(found[0][0][1]) != comparable(found[1][0][1]):
        return None
    old, new = map(_one_pay, found)
    return (old, new) if old and new else None


def two_currencies(page: Page) -> list[tuple[int, Money]]:
    """(claim, pay) of the old job and of the new one, where each is stated in a currency of its own; else none."""
    found = page.once(_both_jobs)
    if found is None or None in (sides := [pays[0][1].currency for pays in found]) or sides[0] == sides[1]:
        return []
    return [pays[0] for pays in found]


def _both_jobs(page: Page) -> tuple[list[tuple[int, Money]], list[tuple[int, Money]]] | None:
    """(claim, pay) of all that is said of the old job's pay, and of the new one's; None unless both are stated."""
    record, said = page.record, claims(page, "salary")
    if len(said) < len(("old", "new")) or not (record.from_role and record.to_role):
        return None
    old, new = record.from_role.name.casefold(), record.to_role.name.casefold()
    if old in new or new in old or any(_is_of_level(role, claim.about) for _, claim in said for role in (old, new)):
        return None
    in_full = _in_full(old), _in_full(new)
    short = in_full[0] + short_names(old, new), in_full[1] + short_names(new, old)
    for called in (in_full, short):
        of_old, of_new = (
            [(i, claim.value) for i, claim in said if claim.about and claim.about.casefold() in forms]
            for forms in called
        )
        if of_old and of_new:
            return of_old, of_new
    return None


def _in_full(role: str) -> tuple[str, ...]:
    return role, f"{role}s", f"{role}es"


def stated_changes(page: Page) -> list[StatedChange]:
    """The salary changes that prose states, in page order."""
    return [StatedChange(f"/claims/{i}/text", claim.value, i) for i, claim in claims(page, "salary_change")]


def is_later(page: Page, said: StatedChange) -> bool:
    """Whether the sentence says that a change comes years after the move: "after five years, a raise of 30-40%"."""
    claim = page.record.claims[said.claim]
    if claim.at not in page.once(_of_later):
        return False
    text = text_at(page.record, claim.at)
    at = text.find(claim.text)
    if at < 0:
        return False
    end = at + len(claim.text)
    begin, stop = sentence(text, at, end)
    before, after = _OTHERWISE.split(text[begin:at])[-1], text[end:stop]
    return bool(_LATER.search(before) or _LATER.match(after.lstrip(" ,(\u2013\u2014")) or _LATER.search(_clause(after)))


def _of_later(page: Page) -> frozenset[str]:
    """The pointers of the texts with changes of pay that may say of one that it comes later."""
    places = {claim.at for _, claim in claims(page, "salary_change")}
    return frozenset([at for at in places if any(sign in text_at(page.record, at) for sign in _OF_LATER)])


def _clause(text: str) -> str:
    return _CLAUSE_END.split(text, maxsplit=1)[0]


# What says of a change that it is not that of the move. One of the first is in whatever `_LATER` finds.
_OF_LATER = ("year", "Year", "ime", "ventual", "long", "Long", "later", "Later", "road", " line", "xperience")
_OTHERWISE = lazy(r";|\bbut\b", re.IGNORECASE)
_CLAUSE_END = lazy(r"[,;:\u2014(]|\b(?:and|but|while|which|then|whereas)\b", re.IGNORECASE)
_LATER = lazy(
    r"\b(?:(?:after|within|over|by|inside)\s+(?:(?:an?|about|around|roughly|at\s+least|only|just|the|your|next|first|another|"
    r"perhaps|some)\s+){0,2}(?:\d{1,2}(?:\s?(?:-|\u2013|to|or)\s?\d{1,2})?\+?|an?|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"fifteen|twenty|few|several|some|many|couple\s+of|first|second|third)(?:\s+(?:to|or)\s+\w+)?[\s-]+"
    r"(?:more\s+|full\s+|further\s+)?years?\b(?!\s+of\s+(?:\w+\s+){0,2}(?:stud(?:y|ies|ying)|training|school|learning|courses?|"
    r"preparation|practice)\b)|(?:by|in|from|after)\s+(?:your\s+|the\s+)?(?:year\s+(?:\d|two|three|four|five|ten)|"
    r"(?:second|third|fourth|fifth|tenth|\d(?:nd|rd|th))\s+year)|years?\s+(?:later|on)\b|over\s+time|with\s+time|in\s+time\b|"
    r"over\s+the\s+(?:years|long)|eventual(?:ly)?|in\s+the\s+long(?:er)?\s+(?:run|term)|long(?:er)?[-\s]term|later(?:\s+on)?\b|"
    r"down\s+the\s+(?:road|line)|with\s+(?:more|growing)\s+experience|as\s+you\s+gain\s+(?:more\s+)?experience)",
    re.IGNORECASE,
)


class Reversed(NamedTuple):
    """A range that is written from high to low, where it is, and what it was read as."""

    pointer: str
    text: str
    read: str = "no pay"


def reversed_changes(page: Page) -> Iterator[Reversed]:
    """The changes of pay that are written from high to low, of which no sign shows that they fall: "40-20%"."""
    summary = page.record.salary_change
    stated = [StatedChange("/salary_change", summary)] if summary else []
    for pointer, change, _ in (*stated, *stated_changes(page)):
        found = _FALLING.search(change.text) if change.low != change.high else None
        if found and float(found["first"]) > float(found["second"]) and not _FALLS_FROM.search(change.text):
            yield Reversed(pointer, change.text, shown(change))


_FALLING = lazy(
    r"(?<![\d.,\u2212\u2013-])(?P<first>\d{1,4}(?:\.\d{1,2})?)\s?%?\s?(?:[-\u2013\u2014]|[^\W\d]{1,3}\s)\s?\+?"
    r"(?P<second>\d{1,4}(?:\.\d{1,2})?)\s?(?:%|percent|per\ cent|Prozent)"
)
_FALLS_FROM = lazy(
    r"\bfrom\b.*\b(?:down|fall\w*)\b|\b(?:drop|down|fall|fell|cut|declin|decreas|reduc)\w*\s+from\b", re.IGNORECASE
)


def mixed_changes(page: Page) -> Iterator[Reversed]:
    """The changes of pay from an amount in one currency to an amount in another: "from $60,000 to GBP 45,000"."""
    text, _, said = looked(page)
    if sum(map(text.__contains__, _SIGNS)) + len(_CODES & said) < len(("from", "to")):  # most pages
        return
    for pointer, text in prose(page.record):
        for found in _FROM_TO.finditer(text):
            if not _may_be_one_currency(found["first"], found["second"]):
                yield Reversed(pointer, found[0])


def _may_be_one_currency(first: str, second: str) -> bool:
    """Whether two amounts may be in one currency: a dollar sign may be that of any of several."""
    one, other = parse_money(first), parse_money(second)
    if one is None or other is None:
        return True
    if one.currency and other.currency:
        return one.currency == other.currency
    known, text = (one.currency, second) if one.currency else (other.currency, first)
    again = parse_money(text, currency=known)
    return known is None or again is None or again.currency == known


_SIGNS = "$\u20ac\u00a3\u00a5\u20b9"
_CODES = frozenset(b"usd eur gbp chf cad aud".split())  # two of both are in such a page


def reversed_ranges(page: Page) -> Iterator[Reversed]:
    """The ranges of pay in prose whose first amount is the higher one; falling pay ("down from … to …") is none."""
    if not any(map(_may_fall, _ranges(looked(page).text))):  # most pages
        return
    for pointer, text in prose(page.record):
        for found in _ranges(text):
            before = text[slice(*sentence(text, found.start(), found.start()))][:_LEAD]
            low, high = (parse_money(found[part]) for part in ("first", "second"))
            if low and high and low.low and high.low and low.low > high.low and not _FALLS.search(before):
                yield Reversed(pointer, found[0])


def _ranges(text: str) -> Iterator[re.Match[str]]:
    """The ranges of money with signs, by their signs: to look for one sign after the other takes the least time."""
    for sign in _SIGNS:
        end = 0
        while (at := text.find(sign, end)) >= 0:
            found = _RANGE.match(text, at)
            end = found.end() if found else at + 1
            if found:
                yield found


def _may_fall(found: re.Match[str]) -> bool:
    """Whether the first figure of a range may be the higher one: a look that costs little."""
    first, second = ("".join(filter(str.isdigit, found[part])) for part in ("first", "second"))
    is_plain = not any(mark in found[0] for mark in ".kK")
    return (len(first), first) > (len(second), second) or (len(first) != len(second) and not is_plain)


_LEAD = 200
_AMOUNT = rf"[{_SIGNS}]\s?\d[\d.,]{{2,12}}(?<=\d)(?:\s?[kK]\b)?"
_MONEY = rf"(?:[{_SIGNS}]|\b[A-Z]{{3}}\s|\b[A-Z]{{1,3}}\$)\s?\d[\d.,]{{1,12}}(?<=\d)(?:\s?[kK]\b)?(?:\s[A-Z]{{3}}\b)?"
_BEHIND = rf"\b\d[\d.,]{{1,12}}(?<=\d)(?:\s?[kK]\b)?\s?(?:[{_SIGNS}]|[A-Z]{{3}}\b)"
_FROM_TO = lazy(
    rf"(?P<first>{_MONEY}|{_BEHIND})\s?(?:[-\u2013\u2014]|to(?:\s(?:about|around|roughly))?)\s?(?P<second>{_MONEY}|{_BEHIND})"
)
_RANGE = lazy(rf"(?P<first>{_AMOUNT})\s?(?:[-–—−]|to)\s?(?P<second>{_AMOUNT})")
_FALLS = lazy(
    r"\b(?:from|drop\w*|falls?|fell|falling|down|cut\w*|decreas\w*|reduc\w*|lower\w*|declin\w*)\b", re.IGNORECASE
)


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


def _is_of_level(role: str, about: str | None) -> bool:
    """Whether a claim names a level of the role ("junior bakers"): then the job has no one pay."""
    if about is None or role not in (said := about.casefold()):
        return False
    return any(said.endswith((f" {role}{end}", f"-{role}{end}")) for end in ("", "s", "es"))


def _one_pay(said: list[tuple[int, Money]]) -> Pay | None:
    """The pay of a job: none where a bound is open, or where two ranges of it (of juniors, of seniors) are stated."""
    if len({(money.low, money.high, money.currency, money.period) for _, money in said}) != 1:
        return None
    claim, money = said[0]
    if money.low is None or money.high is None or money.low <= 0:
        return None
    return Pay(claim, money.text, money.low, money.high)


def comparable(money: Money) -> tuple[str | None, str | None, str]:
    """What two amounts must share to be compared; of a sign that several currencies share, the sign itself."""
    return money.currency, money.period, "" if money.currency else sign_of(money.text)


def sign_of(text: str) -> str:
    """What an amount has beside its number, in a fixed order: the sign of a currency, if it is one."""
    return "".join(sorted({char for char in text if not _is_of_number(char)}))


def _is_of_number(char: str) -> bool:
    return char.isdigit() or char.isspace() or char in "kKmM.,-–—'’"
