"""The page's role line and its title name different roles.

## What it does
Compares the words of each role line with those of the role's name in the title.

## Why is this bad?
One of the two belongs to another page, and nobody knows what the page is about.

## How it works
The words differ after folding what is only another way of writing the same name: case, spaces, hyphens and other
marks ("UX/UI" and "Ux Ui"), "&" and "and", singular and plural, a parenthesis ("Site Reliability Engineer (SRE)"),
"Sr." and "Jr.", British and American spelling, and a name and its initials ("AI Engineer" and "Artificial
Intelligence Engineer"). A line that was cut off ("Senior Data…") is left alone. Differences in case alone are
`role-capitalisation`.

## Fails
```text
Career Pathway
Nurse
Data Engineer
From Nurse to Data Analyst: Your 9-Month Transition Guide
FAQ
Is it hard?
Yes.
```

## Passes
```text
Career Pathway
Nurse
R D Analyst
From Nurse to R&D Analyst: Your 9-Month Transition Guide
FAQ
Is it hard?
Yes.
```

## Known limits
A line that is so unlike the title's role that the page's reader does not take it for a role line is no label in the
record, and is not compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._placeholders import placeholder
from pathingest.rules._roles import roles
from pathingest.rules._words import american

_SHORT = {"sr": "senior", "jr": "junior", "snr": "senior", "jnr": "junior", "mgr": "manager", "asst": "assistant"}
_JOINING = frozenset({"and", "the", "a", "an", "of", "n"})
_MOST_WORDS = 40  # more are no role
_CUT_OFF = ("…", "...")


def check(page: Page) -> Iterator[Problem]:
    """One finding a role."""
    for pointer, role in roles(page.record):
        label, name = role.label, role.name
        if label is None or label.casefold() == name.casefold() or placeholder(label) or placeholder(name):
            continue
        if not same_role(label, name):
            message = f"the role line says {label!r}, but the title says {name!r}"
            related = Problem(f"the title says {name!r}", f"{pointer}/name")
            yield Problem(message, f"{pointer}/label", related=(related,))


def same_role(label: str, name: str) -> bool:
    """Whether two names mean one role, in another way of writing it."""
    if label.rstrip().endswith(_CUT_OFF):
        return True
    ways = [[_parts(way) for way in _ways(text)] for text in (label, name)]
    return any(_agree(one, other) for one in ways[0] for other in ways[1])


def _ways(text: str) -> Iterator[str]:
    """A name with its parentheses, and without them."""
    yield text
    if "(" in text or "[" in text:
        yield re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", text)


def _parts(text: str) -> list[str]:
    """The words of a name, folded; "C++" and "C#" keep no mark, as no address can."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    found = re.findall(r"[^\W_]+", re.sub(r"(?<=\w)['’](?=\w)", "", letters))
    return [_SHORT.get(word, word) for word in found if word not in _JOINING]


def _agree(one: list[str], other: list[str]) -> bool:
    if "".join(one) == "".join(other):
        return True
    if max(len(one), len(other)) > _MOST_WORDS:
        return False
    return _in_step(one, other) or _in_step(other, one)


def _in_step(short: list[str], long: list[str]) -> bool:
    """Whether the words are the same one by one; a word of the first may be the initials of several of the second."""
    ends = {0}
    for word in short:
        ends = {end for start in ends for end in _ends(word, long, start)}
    return len(long) in ends


def _ends(word: str, long: list[str], start: int) -> Iterator[int]:
    """Where the words from `start` on end that a word abbreviates."""
    if start < len(long) and _same_word(word, long[start]):
        yield start + 1
    if len(word) > 1 and word == "".join(other[0] for other in long[start : start + len(word)]):
        yield start + len(word)


def _same_word(one: str, other: str) -> bool:
    return one == other or _singular(one) == _singular(other) or american(one) == american(other)


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


RULE = Rule("NAM002", "error", "high", check)
