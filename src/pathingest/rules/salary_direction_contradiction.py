"""The page says that the salary rises, and counts a higher salary among what is lost; or the reverse.

## What it does
Compares the direction of the salary change with what the reality check says of pay.

## Why is this bad?
It is the plainest contradiction a page can have, and about money.

## How it works
The change rises if both its bounds are above 0, and falls if both are below; the summary's change is taken, else what
prose states for the time of the move, if all of it goes one way. It is contradicted by an item that *names* pay as
something had or lost:

| the change | under what is lost | under what is gained |
|---|---|---|
| rises | a higher salary, a pay rise | a lower salary, a pay cut |
| falls | not looked at | a higher salary, a pay rise |

Under what is lost, a lower salary is how many writers say that pay is lost: nothing follows from it. The words must
be at the item's beginning, or after "and" or a comma. An item is left alone if it has a negation, a condition or
another time ("no longer", "if", "at first", "potential", "eventually"), or speaks of a part of the pay ("higher pay for
night shifts", "bonus").

## Fails
```text
From Baker to Miller: Your 9-Month Transition Guide
Salary Change
+20%
Reality Check
What You Might Miss
• Higher pay and free bread
```

## Passes
```text
From Baker to Miller: Your 9-Month Transition Guide
Salary Change
-20%
Reality Check
What You Might Miss
• Higher pay and free bread
What You'll Love
• Higher salary potential in the long run
```

## Known limits
Items in other languages than English are not understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._salaries import StatedChange, is_later, shown, stated_changes

if TYPE_CHECKING:
    from pathingest.model.pathway import Percent

_PAY = ("salar", "pay", "compensation", "income", "earning", "wage")
_LOST, _GAINED = "tradeoffs", "rewards"
_HEADINGS = {_LOST: "what is lost", _GAINED: "what is gained"}


def check(page: Page) -> Iterator[Problem]:
    """One finding for each item that contradicts the change."""
    said = _change(page)
    rises = said and _rises(said.change)
    if said is None or rises is None:
        return
    for part, more in ((_LOST, True), (_GAINED, False)) if rises else ((_GAINED, True),):
        items: Sequence[str] = getattr(page.record.reality_check, part)
        for i, item in enumerate(items):
            lower = item.lower()
            if any(word in lower for word in _PAY) and (named := _named(item, more=more)):
                yield _problem(said, f"/reality_check/{part}/{i}", named, part)


def _problem(said: StatedChange, pointer: str, named: str, part: str) -> Problem:
    message = f"{named!r} is among {_HEADINGS[part]}, but the salary change is {shown(said.change)}"
    related = Problem(f"the salary change is {said.change.text}", said.pointer)
    return Problem(message, pointer, related=(related,))


def _change(page: Page) -> StatedChange | None:
    if change := page.record.salary_change:
        return StatedChange("/salary_change", change)
    stated = [said for said in stated_changes(page) if not is_later(page, said)]
    return stated[0] if stated and len({_rises(said.change) for said in stated}) == 1 else None


def _rises(change: Percent) -> bool | None:
    """Whether a change goes up; None where it may go either way, or a bound is open on that side."""
    if change.low is not None and change.low > 0:
        return True
    return False if change.high is not None and change.high < 0 else None


def _named(item: str, *, more: bool) -> str | None:
    """The words of an item that name more pay, or less, as a plain fact."""
    patterns = _patterns()
    found = patterns["more" if more else "less"].search(item)
    if found is None or patterns["unsure"].search(item) or patterns["part"].search(found["named"]):
        return None
    if patterns["denied"].search(item, 0, found.start("named")):
        return None
    return found["named"]


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    pay = r"(?:salar(?:y|ies)|pay(?:check|cheque)?s?|compensation|incomes?|earnings|wages?)"
    before, adjective = r"(?:^|[,;:(]\s*|\band\s+|&\s*)(?:an?\s+|the\s+|your\s+|much\s+)*", r"(?:[\w-]+\s+){0,2}?"
    kinds = (
        "cut|rise|raise|grade|gap|scale|transparency|negotiation|expectation|range|band|period|equity|ceiling|tax|bracket|"
        "housing|household|famil|area|countr"
    )
    not_of_it = rf"(?!\s+(?:{kinds}))"
    more = rf"(?:higher|better|bigger|larger|greater|increased|superior)\s+{adjective}{pay}"
    less = rf"(?:lower|smaller|worse|reduced|decreased)\s+{adjective}{pay}"
    return {
        "more": re.compile(rf"{before}(?P<named>{more}\b{not_of_it}|{pay}\s+(?:rise|raise)\b)", re.IGNORECASE),
        "less": re.compile(rf"{before}(?P<named>{less}\b{not_of_it}|{pay}\s+cut\b)", re.IGNORECASE),
        # What is said before it: there a word is enough.
        "denied": re.compile(
            r"\b(?:no|not|never|without|nor|neither|less|lack\w*|los(?:e|ing)|despite|instead|pressure|expect\w*|chas\w+)\b|n['’]t\b",
            re.IGNORECASE,
        ),
        # What makes it a condition, another time, or pay for something: phrases, as items are about more than pay.
        "unsure": re.compile(
            r"\b(?:if|unless|until|once|when|while|although|though|but|may|might|could|can|would|potential(?:ly)?|"
            r"possibl[ey]|eventual(?:ly)?|initial(?:ly)?|temporar(?:y|ily)|over\s+time|later\s+(?:on|in)|long(?:er)?[-\s]term|"
            r"in\s+the\s+(?:long(?:er)?\s+run|end|future)|at\s+(?:first|the\s+(?:start|beginning|top))|to\s+start\s+with|"
            r"start(?:ing)?\s+out|(?:in|for|during)\s+(?:the|your)\s+first|senior\s+levels?|(?:in|for|at)\s+(?:some|certain)|"
            r"(?:after|within|over|in)\s+(?:\w+\s+){0,2}(?:years?|months?|promotions?|training|probation)|"
            r"(?:for|from|on|with|of|through|during|at)\s+(?:\w+\s+){0,2}(?:overtime|nights?|weekends?|shifts?|holidays?|"
            r"bonus(?:es)?|tips|commissions?|freelanc\w*))\b",
            re.IGNORECASE,
        ),
        "part": re.compile(
            r"\b(?:overtime|nights?|weekends?|shifts?|holidays?|bonus(?:es)?|tips?|commissions?|freelanc\w*|hourly|later|future)\b",
            re.IGNORECASE,
        ),
    }


RULE = Rule("SAL003", "error", "high", check, supersedes=("SAL005",))
