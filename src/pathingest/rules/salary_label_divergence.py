"""One range of pay is stated for differently named roles.

## What it does
Compares the salary ranges that pages state of one job, and reports a range that one page gives for "backend developers"
and another for "senior backend developers".

## Why is this bad?
Either the range is that of all of them, or of the seniors alone. Readers who compare pages cannot know.

## How it works
A range (two different amounts, one currency, one period) is stated for a name; words of rank before it
("senior", "entry-level") belong to the name. It counts for the role, of the two that the pathway joins, that has more
of the name's words; for both, if that is a draw. Ranges that agree to the digit are compared among pages with that
role at that end, and reported if the names differ, case and plural set aside: at the name that fewest pages use.
Different jobs that pay the same are no contradiction, and ranges without a name are not compared.

## Fails
```text
From Baker to Food Chemist: Your 8-Month Transition Guide
Frequently Asked Questions
What about the pay?
Bakers earn $30,000-$42,000 a year.
```

```text
From Baker to Perfumer: Your 9-Month Transition Guide
Frequently Asked Questions
What about the pay?
Senior bakers earn $30,000-$42,000 a year.
```

## Passes
```text
From Baker to Food Chemist: Your 8-Month Transition Guide
Frequently Asked Questions
What about the pay?
Bakers earn $30,000-$42,000 a year.
```

```text
From Florist to Perfumer: Your 9-Month Transition Guide
Frequently Asked Questions
What about the pay?
Senior florists earn $30,000-$42,000 a year.
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import TYPE_CHECKING

from pathingest.model.finding import Conflict, Fact, PlacedFact
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._across import elsewhere, group_by_value, minority, places
from pathingest.rules._claims import text_at
from pathingest.rules._names import key
from pathingest.values.roles import short_names

if TYPE_CHECKING:
    from pathingest.model.pathway import Pathway

_RANKS = {
    *("assistant", "associate", "beginning", "chief", "entry-level", "experienced", "graduate", "head", "junior"),
    *("lead", "mid-career", "mid-level", "principal", "senior", "staff", "trainee"),
}

_LONGEST = 120  # code points of the words of rank before a name


def gather(page: Page) -> Iterator[Fact]:
    """Each range that is stated for a role; its last word alone is no other name of it."""
    record = page.record
    roles = [role.name for role in (record.from_role, record.to_role) if role]
    short = {called for name, other in permutations(roles, 2) for called in short_names(name, other)}
    for i, claim in enumerate(record.claims):
        if claim.kind == "salary" and claim.about and claim.value.low and claim.value.high:
            if claim.about.casefold() in short:  # the same name, and no other
                continue
            money = claim.value
            if money.low != money.high:
                label = _label(claim.about, claim.text, text_at(record, claim.at))
                for role in _roles(_words(claim.about), record):
                    amounts = (money.low, money.high, money.currency, money.period)
                    yield Fact((role, *amounts), _words(label), f"/claims/{i}/text", label)


def across(facts: Sequence[PlacedFact]) -> Iterator[Conflict]:
    """One finding a range."""
    found = group_by_value(facts, lambda stated: stated.fact.value)
    if len(found) == 1:
        return
    odd = found.pop(minority(found))
    others = [(f"of {facts[0].fact.text!r}", facts) for facts in found.values()]
    at = odd[0]
    yield Conflict(f"{at.quoted} is stated for {at.fact.text!r} here, {elsewhere(others)}", at, places(others))


def _label(about: str, amount: str, text: str) -> str:
    """The name that an amount is stated for, with the words of rank before it."""
    start = text.rfind(about, 0, max(text.find(amount), 0))
    ranks: list[str] = []
    for word in reversed(text[max(0, start - _LONGEST) : max(start, 0)].split()):
        if word.casefold() not in _RANKS:
            break
        ranks.insert(0, word)
    return " ".join([*ranks, about])


def _roles(about: frozenset[str], record: Pathway) -> list[str]:
    """The role that a name fits better, or both; as keys that keep the two ends of a pathway apart."""
    roles = {"from": record.from_role, "to": record.to_role}
    names = {end: role.name for end, role in roles.items() if role}
    common = {end: len(about & _words(name)) for end, name in names.items()}
    return [f"{end} {key(name)}" for end, name in names.items() if common[end] == max(common.values())]


def _words(name: str) -> frozenset[str]:
    """A name's words, in the singular as far as an "s" shows."""
    return frozenset(word.rstrip("s") for word in name.casefold().replace("/", " ").split())


RULE = Rule("COR003", "info", "medium", gather=gather, across=across)
