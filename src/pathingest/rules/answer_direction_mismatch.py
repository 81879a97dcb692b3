"""An answer says in words that pay falls, and the summary that it rises; or the reverse.

## What it does
Compares the direction of the summary's salary change with what answers say of pay in plain words.

## Why is this bad?
Readers ask what they will earn, and get two answers on one page.

## How it works
The summary's change rises if both its bounds are above 0, and falls if both are below. It is contradicted by a sentence
of an answer that says the opposite as a fact about the reader: "expect a pay cut", "you will earn less", "the salary is
lower", "pay falls", "most earn less than before"; or "expect a raise", "you will earn more", "salaries are higher",
"pay rises". The answer's question must be about pay, or the sentence be its first. A change of one value counts too ("a
15% drop"), where the answer states no other figure of pay.

Left alone are sentences with a negation, a condition, another time or a part of the pay or of the people ("at first",
"junior", "may", "unless", "some", "bonus"), or about another country or firm; answers that say the summary's direction,
too; and answers with ranges of percentages or amounts of money, which SAL001 and SAL002 compare.

## Fails
```text
From Baker to Miller: Your 9-Month Transition Guide
Salary Change
+20%
FAQ
What will I earn?
Expect a pay cut. Mills pay less than bakeries.
```

## Passes
```text
From Baker to Miller: Your 9-Month Transition Guide
Salary Change
+20%
FAQ
What will I earn?
Expect a pay cut at first, and a higher salary after a year.
Will I earn less?
No.
```

## Known limits
Answers in other languages than English are not understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._claims import claims_at
from pathingest.rules._salaries import shown
from pathingest.rules._transition_time import sentence
from pathingest.rules._words import words
from pathingest.values.patterns import lazy

if TYPE_CHECKING:
    from pathingest.model.pathway import Faq, Pathway

# One of these is in whatever says that pay falls, or rises.
_LESS = (
    *("less", "lower", "cut", "drop", "fall", "decreas", "declin", "reduc", "loss", "smaller", "worse"),
    *("shrink", "down"),
)
_MORE = (
    *("more", "higher", "raise", "rise", "increas", "bump", "jump", "boost", "uplift", "hike", "better"),
    *("bigger", "grow", "up"),
)
_PAY = ("pay", "paid", "alar", "earn", "money", "income", "wage", "compensat", "raise", "financ")


def check(page: Page) -> Iterator[Problem]:
    """One finding an answer."""
    change = page.record.salary_change
    if change is None or change.low is None or change.high is None or change.low * change.high <= 0:
        return
    rises = change.low > 0
    joined = "\n".join([entry.answer for entry in page.record.faq if entry.answer]).lower()
    asked = any(word in (entry.question or "").lower() for entry in page.record.faq for word in _PAY)
    if not asked and not any(word in joined for word in (_LESS if rises else _MORE)):
        return
    record = page.record
    for i, entry in enumerate(record.faq):
        if not entry.answer:
            continue
        has_figures = _has_figures(page, f"/faq/{i}/answer")
        said = _one_change(page, i, entry, rises=rises) if has_figures else _said(entry, record, rises=rises)
        if said is None:
            continue
        goes = "falls" if rises else "rises"
        message = f"the answer says that pay {goes} ({said!r}), but the salary change is {shown(change)}"
        related = Problem(f"the salary change is {change.text}", "/salary_change")
        yield Problem(message, f"/faq/{i}/answer", related=(related,))


def _said(entry: Faq, record: Pathway, *, rises: bool) -> str | None:
    """The words of an answer that contradict the direction, as a plain fact; None where it says the direction too."""
    if plain := _plain_answer(entry, rises=rises):
        return plain
    answer = entry.answer or ""
    lower = answer.lower()
    if not any(word in lower for word in (_LESS if rises else _MORE)):
        return None
    patterns = _patterns()
    against, along = patterns["falls" if rises else "rises"], patterns["rises" if rises else "falls"]
    text = _spoken(answer, record)
    found = against.search(text)
    if found is None or along.search(text):
        return None
    about_pay = bool(patterns["question"].search(entry.question or ""))
    for k, part in enumerate(patterns["end"].split(text)):
        said = against.search(part)
        if said and (about_pay or k == 0) and not _is_unsure(part):
            return said[0].replace(_NEW, "the new role").replace(_OLD, "the old one")
    return None


def _one_change(page: Page, i: int, entry: Faq, *, rises: bool) -> str | None:
    """The one change of one value that an answer states, and no other figure, where it is a plain fact against it."""
    at, answer = f"/faq/{i}/answer", entry.answer or ""
    found = claims_at(page, "salary_change", at)
    if len(found) != 1 or claims_at(page, "salary", at):
        return None
    text, value = found[0].text, found[0].value
    if value.low != value.high or (value.low or 0) * (1 if rises else -1) >= 0:
        return None
    patterns = _patterns()
    start = answer.find(text)
    begin, end = sentence(answer, start, start + len(text))
    said = answer[begin:end]
    is_asked = patterns["question"].search(entry.question or "")
    if (
        start < 0
        or not (is_asked or (begin == 0 and patterns["question"].search(said)))
        or _is_unsure(said)
        or patterns["rises" if rises else "falls"].search(answer)
        or _OF_ELSE.search(said)
    ):
        return None
    return str(text)


def _is_unsure(sentence: str) -> bool:
    """Whether a sentence says what it says of some people, under a condition, or of another time."""
    patterns = _patterns()
    return bool(patterns["unsure"].search(patterns["most"].sub("you", sentence)))


# What else may fall by a share, or be cut; and what raises pay that is no change of job.
_OF_ELSE = lazy(
    r"(?i)\b(?:tax\w*|hours?|costs?|prices?|rents?|rates?|demand|openings?|vacanc\w+|jobs|chance\w*|risk|stress|workload"
    r"|applica\w+|inflation|pension|savings?|time|promot\w+|certificat\w+|experience|seniority|annual\w*|negotiat\w+|of\s+(?:people|readers|those|all))\b"
)


def _plain_answer(entry: Faq, *, rises: bool) -> str | None:
    """What answers "Will I earn more?" with a plain no, or "Will I earn less?" with a yes, against the direction."""
    question, answer = entry.question or "", entry.answer or ""
    said = _ANSWERED.match(answer)
    asked = _ASKED.search(question) if said else None
    if asked is None or said is None or (asked["up"] and asked["down"]) or not (asked["up"] or asked["down"]):
        return None
    first = answer[said.end() :].partition(". ")[0]
    goes_up = bool(asked["up"]) == bool(said["yes"])
    return said[0] if goes_up != rises and not _QUALIFIED.search(first) else None


_ASKED = lazy(
    r"(?i)^(?:so,?\s+)?(?:will|do|does|is|am|can|would|should)\b(?=.*\b(?:pay|paid|salar\w+|earn\w*|money|incomes?|wages?)\b)"
    r"(?=(?:.*\b(?P<up>go\s+up|rise|increase|more|better|higher|raise)\b)?)"
    r"(?=(?:.*\b(?P<down>go\s+down|cut|drop|fall|less|lower|worse)\b)?)"
)
_ANSWERED = lazy(
    r"(?i)\W*(?:(?P<yes>yes|yep|certainly|of\s+course|absolutely)|no|nope|not\s+at\s+all|unfortunately\s+not)\b(?!\s+\w)"
)
_QUALIFIED = lazy(
    r"(?i)\b(?:at\s+first|initial\w*|first|start\w*|begin\w*|right\s+away|immediately|yet|necessarily|always|depend\w*|if|unless"
    r"|until|most\s+of\s+the\s+time|in\s+most|but|although|though|some|junior|entry)\b"
)

_NEW, _OLD = "newrole", "oldrole"


def _spoken(text: str, record: Pathway) -> str:
    """An answer with one word for each role, in whatever form it names them, and "expect" for "can expect"."""
    names = [words(role.name.partition("(")[0]) for role in (record.to_role, record.from_role) if role]
    text = _CAN.sub("expect", text) if "expect" in text else text
    if (
        " than " not in text
        or len(names) < len((_NEW, _OLD))
        or not all(names)
        or names[0][-1] in names[1]
        or names[1][-1] in names[0]
    ):
        return text
    for name, word in zip(names, (_NEW, _OLD), strict=True):
        before = "".join(f"(?:{re.escape(part)}[ -])?" for part in name[:-1])
        text = re.sub(rf"(?i)\b(?:an?\s+)?{before}{re.escape(name[-1])}(?:e?s)?\b", word, text)
    return text


# All readers, in other words; "most bakers" may be others ("most bakers earn less than millers").
_MOST = (
    r"(?:^|(?<=[.!?:]\s))[Mm]ost(?:\s+(?:people|readers|newcomers|switchers|(?:career\s+)?changers|of\s+them"
    r"|of\s+our\s+readers|(?:people\s+)?who\s+(?:switch|move|change|make\s+(?:this|the)\s+(?:move|switch|change))))?"
    r"(?=\s+(?:will\s+)?(?:earn|make|take|accept|face|get|see)\b)"
)
_CAN = lazy(r"(?i)(?:can|should|may\s+well)\s+expect")


def _has_figures(page: Page, pointer: str) -> bool:
    return bool(claims_at(page, "salary", pointer) or claims_at(page, "salary_change", pointer))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    pay = r"(?:salar(?:y|ies)|pay(?:\s?checks?)?|incomes?|earnings|wages?|compensation)"
    expect = (
        rf"(?:expect|(?:prepare|plan|budget|brace)\s+for|(?:you(?:'ll|\s+will)?|{_MOST}(?:\s+will)?)\s+(?:\w+\s+)?"
        r"(?:take|face|accept|get|see|receive))"
    )
    aside = (
        r"(?:an?|the|some)?\s*(?:(?:small|modest|big|large|significant|substantial|noticeable|considerable|real|clear|slight"
        r"|sharp|steep|nice|solid)\s+)?"
    )
    verb = r"(?:is|are|will\s+be|tends?\s+to\s+be|usually\s+is|is\s+usually)"
    you = (
        rf"(?:\byou(?:'ll|\s+will)?|{_MOST}(?:\s+will)?)\s+(?:(?:usually|typically|generally|most\s+likely|probably|almost\s+certainly|definitely"
        r"|certainly)\s+)?"
    )

    other = r"(?:expectation|band|grade|ceiling|scale|potential|range|transparency)"
    often = r"(?:(?:usually|typically|generally)\s+)?"

    def one(alone: str, nouns: str, comparative: str, verbs: str, amount: str, reverse: str) -> re.Pattern[str]:
        """What says that pay goes one way: a thing to expect, what the reader earns, or what pay does."""
        return lazy(
            rf"\b{expect}\s+{aside}(?:{pay}\s+(?:{nouns})\b|(?:{alone})\b|(?:{comparative})\s+{pay}\b(?!\s+{other})"
            rf"|to\s+(?:earn|make)\s+(?:{amount})\b)"
            rf"|{you}(?:earn|make|be\s+paid)\s+(?:\w+\s+)?(?:{amount})\b(?!\s+than\s+(?:enough|just)|\s+(?!than\b)[a-z])"
            rf"|\b(?:your|the)\s+{pay}\s+(?:{verb}\s+(?:\w+\s+)?(?:{comparative})\b"
            rf"|(?:will\s+|usually\s+|typically\s+)?(?:{verbs})\b)"
            # Alone, and of the move: neither of a season ("falls in winter") nor of years ("rises with experience").
            rf"|(?:^|(?<=[.!?:]\s)){pay}\s+(?:will\s+|usually\s+|typically\s+|generally\s+)?(?:{verbs})"
            rf"(?=\s*(?:[.,;!]|$)|\s+(?:slightly|sharply|noticeably|clearly|a\s+(?:little|bit|lot)"
            rf"|in\s+this\s+(?:move|switch|transition)|with\s+(?:this|the)\s+(?:move|switch|change)|when\s+you\s+switch)\b)"
            rf"|^{pay}\s+{verb}\s+(?:\w+\s+)?(?:{comparative})\b"
            rf"|\b{expect}\s+{aside}(?:{nouns})\s+in\s+(?:your\s+)?{pay}\b"
            rf"|\b(?:it|(?:this|the|your)\s+(?:new\s+)?(?:job|role|work|position|field|career))\s+{often}pays\s+"
            rf"(?:\w+\s+)?{amount}\b(?!\s+(?!than\b)[a-z])"
            rf"|\b{_NEW}\s+{often}(?:earn|make|are\s+paid)\s+(?:\w+\s+)?{amount}\s+than\s+{_OLD}\b"
            rf"|\b{_OLD}\s+{often}(?:earn|make|are\s+paid)\s+(?:\w+\s+)?{reverse}\s+than\s+{_NEW}\b",
            re.IGNORECASE,
        )

    less = "cuts?|drops?|decreases?|reductions?|loss"
    more = "raises?|rises?|increases?|bumps?|jumps?|boosts?|uplifts?|hikes?"
    return {
        "falls": one(
            "(?!)",
            less,
            "lower|smaller|reduced|worse",
            r"drops?|falls?|decreases?|shrinks?|goe?s?\s+down|declines?",
            "less",
            "more",
        ),
        "rises": one(
            "raise", more, "higher|better|bigger", r"rises?|increases?|grows?|jumps?|goe?s?\s+up", "more", "less"
        ),
        "question": lazy(
            r"\b(?:earn\w*|pay|paid|salar\w+|money|income|wages?|compensation|raise|financial\w*)\b", re.IGNORECASE
        ),
        "most": lazy(_MOST),
        "end": lazy(r"(?<=[.!?])\s+|\n+"),
        "unsure": lazy(
            r"\b(?:no|not|never|without|nor|neither|despite|instead|if|unless|until|once|when|while|although|though|but|"
            r"may|might|could|can|would|potential(?:ly)?|possibl[ey]|eventual(?:ly)?|later|long|future|after|"
            r"initial(?:ly)?|first|start(?:ing|s|er)?|begin\w*|entry|junior|trainee|apprentic\w*|intern\w*|temporar\w*|"
            r"years?|months?|during|over\s+time|short[- ]term|senior|lead|top|some|certain|many|most|sometimes|often|"
            r"overtime|nights?|shifts?|bonus\w*|tips|commissions?|freelanc\w*|contract\w*|hourly|part[- ]time|public|"
            r"private|nonprofits?|startups?|government|agenc\w+|region\w*|abroad|cities|rural|stress|fewer|depend\w*|"
            r"compared\s+to|with\s+each|as\s+you|at\s+(?!all)\w+|than\s+(?!(?:you|they\s+(?:do|did)|now|before|today|in|as|oldrole|newrole)))\b|n['\u2019]t\b|\?",
            re.IGNORECASE,
        ),
    }


RULE = Rule("SAL005", "warning", "medium", check)
