"""The prose speaks of a role that is another page's: "your experience as a Pastry Chef" on a page for nurses.

## What it does
Reports roles that the text says the reader has, or leaves, and that are not the page's current role.

## Why is this bad?
The text was copied from another page, and its advice is probably for that page's readers, too.

## How it works
Three phrases say what readers are: "your experience (background, years, time, work, career, training, skills ...) as a
X"; "As a X, you already ..."; and "from X to Y", where the move, transition, switch or the like is named before it. X
must be written as a role's name is, with capitals throughout ("Pastry Chef"); in lower case it counts in "your
experience (background, career, days, time, training, years) as a X" alone, and only in two words or more that are known
as a job ("pastry chef"). It is another page's if

- it shares no word with either of the page's roles, in any form ("Nursing", "Nurse"), nor is it initials of theirs;
- it is of a field, by a table of words that editors may change (`fields.txt` among the rules' data), that the page's
  current role is not of: in one field a role is often called by another's name ("Attorney", "Lawyer");
- in "from X to Y", Y is the page's target role, or shares a word with it.

What is in quotes is not the page's own; a sentence with a condition or about others ("if you have experience as a
Scrum Master", "unlike a Pastry Chef", "whether") says nothing of the reader, and neither does a role that the page
names beside the reader's ("as a Nurse or Medical Coder"). One finding for each such role.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Overview
Your experience as a Pastry Chef is worth a lot here.
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Overview
Your experience as a Registered Nurse is worth a lot here. If you have worked as a Pastry Chef before, say so.
As an analyst, you read charts all day.
```

## Known limits
One word in lower case is left alone: "your years as a carer", "your skills as a teacher" may be said of a side of the
page's own role. English alone is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple
from pathingest.rules import Rule
from pathingest.rules._looked import looked, places
from pathingest.rules._placeholders import placeholder
from pathingest.rules._roles import roles
from pathingest.rules._transition_time import sentence
from pathingest.rules._words import QUOTED, prose, read_lines, stem, words
from pathingest.values.occupations import occupation

if TYPE_CHECKING:
    from pathingest.model.pathway import Pathway


def check(page: Page) -> Iterator[Problem]:
    """One finding a role."""
    record = page.record
    first = record.from_role
    if first is None or not _may_have(looked(page).data, record):
        return
    own = _own(record)
    said = {*words(first.name), *words(first.label or "")}
    taken = own.union(*[field.every for field in _fields() if not field.every.isdisjoint(said)])
    found: dict[str, list[str]] = {}
    for pointer, text in prose(record):
        for role in _foreign(text, own, taken):
            found.setdefault(role, []).append(pointer)
    for role, pointers in found.items():
        related = [Problem("and here", other) for other in dict.fromkeys(pointers[1:]) if other != pointers[0]]
        related.append(Problem(f"the current role is {first.name!r}", "/from_role/name"))
        message = f"the text takes its readers for {role!r}, but the page is for {first.name!r}"
        yield Problem(message, pointers[0], related=tuple(related))


def _may_have(data: bytes, record: Pathway) -> bool:
    """A look that costs little: "experience as a", "As a" or "from", and behind it a role that is not the page's."""
    own = {word.encode() for _, role in roles(record) for word in role.name.lower().split()}
    for at in places(b" as a", data):
        found = _ROLE.match(data, at) if data.endswith(_LASTING_OR_ELSE, 0, at) else None
        if found and (found[1] or b"").lower() not in own:
            return True
    for at in places(b"As a", data):
        found = _ROLE_AND_YOU.match(data, at)
        if found and found[1].lower() not in own:
            return True
    return any(
        data[max(0, at - _LONGEST) : at].lower().endswith(_MOVES) and _MOVE.match(data, at)
        for at in places(b" from ", data)
    )


_MOVES = (
    *(b"tion", b"transitioning", b"move", b"moving", b"switch", b"switching", b"shift", b"shifting", b"change"),
    *(b"changing", b"path", b"pathway", b"journey", b"jump", b"leap"),
)
_LONGEST = 13  # bytes of one of them
_LASTING = ("experience", "background", "career", "days", "time", "training", "years")
_HAVE = (
    *_LASTING,
    *("work", "skill", "skills", "expertise", "tenure", "knowledge", "strength", "strengths", "perspective"),
    *("reputation", "network", "role", "job", "life"),
)
_LASTING_OR_ELSE = tuple(noun.encode() for noun in _HAVE)
_WORD = rb"(?:[\w&/+#*-]|[\x80-\xff])"
_AS = rb"\ ?[Aa]s an?\ (?:former\ |experienced\ |trained\ )?"
_ROLE = re.compile(_AS + rb"(?:([A-Z]" + _WORD + rb"*)|[a-z-]+\ [a-z])")
_ROLE_AND_YOU = re.compile(_AS + rb"([A-Z]" + _WORD + rb"*)(?: " + _WORD + rb"+){0,6}, you")
_MOVE = re.compile(rb" from (?:being )?(?:an? )?\*?[A-Z]" + _WORD + rb"*(?: " + _WORD + rb"+){0,6} (?:in)?to ")


def _own(record: Pathway) -> set[str]:
    """The stems of the words of the page's roles, and their initials."""
    found: set[str] = set()
    for role in (record.from_role, record.to_role):
        for name in (role.name, role.label or "") if role else ():
            said = words(name)
            found.update(stem(word) for word in said)
            found.update(word for word in said)
            found.add("".join(word[0] for word in said))
    return found


def _foreign(text: str, own: set[str], taken: set[str]) -> Iterator[str]:
    """The roles that a text takes its readers for, and that share nothing with the page's."""
    if not (" as a" in text or "As a" in text or " from " in text):
        return  # as all of the phrases have
    patterns = _patterns()
    for match in patterns["phrase"].finditer(text):
        role, to = match["role"] or match["since"] or match["first"] or match["plain"], match["second"]
        begin, end = sentence(text, match.start(), match.end())
        said = text[begin:end]
        if patterns["unsure"].search(said) or patterns["or"].match(text, match.end()):
            continue
        if any(quoted.start() <= match.start() < quoted.end() for quoted in patterns["quoted"].finditer(text)):
            continue
        if role and _is_foreign(role, own, taken) and (to is None or _is_target(to, own)) and not placeholder(role):
            yield role


class _Field(NamedTuple):
    """The words of roles of one field: those that are of it alone, and all."""

    own: frozenset[str]
    every: frozenset[str]


@cache
def _fields() -> list[_Field]:
    """The words of roles, field by field."""
    sides = [line.partition("|") for line in read_lines("fields.txt")]
    return [_Field(frozenset(own.split()), frozenset((*own.split(), *more.split()))) for own, _, more in sides]


def _is_foreign(role: str, own: set[str], taken: set[str]) -> bool:
    said = words(role)
    if not said or said[-1] in _ANYTHING or (said[0] in _ANYBODY and said[-1] in _POSTS):
        return False
    if all(field.own.isdisjoint(said) for field in _fields()) or not (len(said) == 1 or occupation(role) == "job"):
        return False
    return taken.isdisjoint(said) and own.isdisjoint(map(stem, said)) and not any(_shares(word, own) for word in said)


# What people of many jobs are besides: a "Shift Supervisor", a "Product Manager", a "Subject Matter Expert".
_ANYBODY = frozenset(
    {
        "team", "shift", "line", "group", "crew", "unit", "people", "section", "subject", "power", "public", "scrum",
        "product", "project", "program", "programme", "safety", "staff", "senior", "junior", "lead", "head", "key",
        "guest", "volunteer", "working", "community", "student", "peer", "first", "fire", "union",
    }
)  # fmt: skip
_POSTS = frozenset(
    {"manager", "supervisor", "coordinator", "master", "officer", "assistant", "representative", "worker", "aide"}
)
_ANYTHING = frozenset(
    {
        "expert", "lead", "leader", "mentor", "trainer", "coach", "owner", "player", "user", "speaker", "member",
        "volunteer", "champion", "professional", "parent", "student", "graduate", "veteran", "practitioner",
        "contributor", "generalist", "freelancer", "founder", "entrepreneur", "partner", "head",
    }
)  # fmt: skip


def _shares(word: str, own: set[str]) -> bool:
    """Whether a word begins as one of the page's roles does: "Sales", "Salesperson"."""
    return len(word) > _SHORTEST and any(len(other) > _SHORTEST and other[:5] == word[:5] for other in own)


_SHORTEST = 4


def _is_target(role: str, own: set[str]) -> bool:
    """Whether a role is the page's own, in some form; then the other end of the move should be, too."""
    said = words(role)
    return not own.isdisjoint(map(stem, said))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    word = r"[A-Z][\w&/+#-]*"
    # A role: a name of one to four words with capitals.
    role = rf"{word}(?:\ (?:of\ |and\ |&\ )?{word}){{0,3}}"
    have = f"(?:{'|'.join(_HAVE)})"
    move = "transition(?:ing)?|mov(?:e|ing)|switch(?:ing)?|shift(?:ing)?|chang(?:e|ing)|path(?:way)?|journey|jump|leap"
    ends = r"(?![\w-])(?!\ [A-Z])"
    lasting = "|".join(_LASTING)
    # Behind a name in lower case something else begins.
    goes_on = (
        "is|are|was|were|has|have|will|can|gave|gives?|means|counts?|taught|teach(?:es)?|helps?"
        "|and|in|at|to|with|for|that"
    )
    return {
        "phrase": re.compile(
            rf"""\b[Yy]our\ (?:[\w-]+\ ){{0,3}}?{have}\ as\ an?\ (?P<role>{role}){ends}
            |(?:^|(?<=[.!?:]\ )|(?<=\n))As\ an?\ (?:former\ |experienced\ |trained\ )?(?P<since>{role}),
                \ you(?:\ (?:already|have|know|bring|probably|likely)|'ve)\b
            |\b(?i:{move})\ from\ (?:an?\ |being\ an?\ )?(?P<first>{role})
                \ (?:in)?to\ (?:an?\ )?(?P<second>{role}){ends}
            |\b[Yy]our\ (?:[\w-]+\ ){{0,3}}?(?:{lasting})\ as\ an?\ (?:former\ |experienced\ |trained\ )?
                (?P<plain>[a-z-]+(?:\ [a-z-]+){{1,3}}?)(?=[.,;:!?\n]|$|\ (?:{goes_on})\b)""",
            re.VERBOSE,
        ),
        "unsure": re.compile(
            r"\b(?:if|whether|unless|unlike|imagine|suppose|someone|somebody|anyone|others?|colleagues?|friends?|mentors?|"
            r"e\.g|"
            r"for\s+example|like|such\s+as|once|future|later|next|eventually|new|first(?!\s+(?:time|day|thing))|become|"
            r"becoming|will)\b|\?",
            re.IGNORECASE,
        ),
        "or": re.compile(r",?\s+(?:or|and|/)\s+(?:an?\s+)?[A-Z]"),
        "quoted": re.compile(QUOTED),
    }


RULE = Rule("NAM008", "warning", "medium", check)
