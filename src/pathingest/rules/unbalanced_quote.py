"""A quotation mark has no partner.

## What it does
Reports texts in which a quotation opens and does not end, or ends and did not begin.

## Why is this bad?
Nobody knows where the quoted title ends; and what follows counts as quoted for whoever reads it, other rules included.

## How it works
- Double marks, straight or curly: the number of straight ones in a text is odd, or an opening curly one is not closed
  (or the reverse). Marks behind a digit are inches or seconds (27", 5'10").
- Single marks: one that opens (before a letter, behind a space or a bracket) and no later one in the text that may
  close. An apostrophe opens nothing: "'90s", "'em", "'til", "rock 'n' roll". A closing one alone may be an apostrophe
  as well ("the nurses' charts"), and is left alone.

A quotation of several paragraphs opens each anew and closes the last: then nothing is reported, and neither are texts
with code in them. One finding a text.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Overview
Read "The Ward in Numbers, then ask a colleague.
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Overview
Read "The Ward in Numbers" on a 27" screen, then 'Charts' of the '90s; it's the nurses' favourite.
```

## Known limits
Whether a page may have such a text is told by the number of its double marks: two that lack a partner may hide each
other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._looked import looked
from pathingest.rules._words import prose
from pathingest.values.patterns import lazy


def check(page: Page) -> Iterator[Problem]:
    """One finding a text."""
    if not ((_has_references(page) or _may_have(page.source.text)) and _may_be_open(looked(page).text)):
        return
    texts = [*prose(page.record)]
    for k, (pointer, text) in enumerate(texts):
        if found := _unbalanced(text):
            if "\n\n" in text or _goes_on(texts, k):
                continue
            at = " ".join(text[found[0] :].split())
            shown = at if len(at) <= _SHOWN else f"{at[: _SHOWN - 1]}…"
            yield Problem(f"{found[1]} has no partner: {shown!r}", pointer)


def _may_be_open(text: str) -> bool:
    """Whether the marks on a line may have no partner: a look at all texts that costs less than one at each."""
    if '"' in text or "\u201c" in text or "\u201d" in text:
        for line in text.split("\n"):
            if len(_STRAIGHT.findall(line)) & 1 or line.count("\u201c") != line.count("\u201d"):
                return True
    for opening in _OPENING.finditer(text):
        end = text.find("\n", opening.end())
        if not _CLOSING.search(text, opening.start(), end if end >= 0 else len(text)):
            return True
    return False


_SHOWN = 40


def _has_references(page: Page) -> bool:
    """Whether marks may be written as character references."""
    text = page.source.text
    return "html" in page.source.media_type and ("&#" in text or "&quot;" in text or "quo;" in text)


def _may_have(text: str) -> bool:
    """A look that costs little: whether double marks are odd, or a single one opens and none closes on its line."""
    if text.count('"') & 1 or text.count("\u201c") != text.count("\u201d"):
        return True
    if "\u2018" in text:
        text = text.replace("\u2018", "'").replace("\u2019", "'")
    pieces = text.split("'")
    return any(before[-1:] in _BEFORE and _is_open(pieces, i) for i, before in enumerate(pieces[:-1], 1))


def _is_open(pieces: Sequence[str], i: int) -> bool:
    """Whether a single mark opens before a piece, and none that may close it follows on the line."""
    if not pieces[i][:1].isalpha():
        return False
    for k in range(i, len(pieces) - 1):
        if "\n" in pieces[k]:
            return True
        if not pieces[k + 1][:1].isalnum():
            return False
    return True


_BEFORE = frozenset(" \n([>\u2014")
_OPENING = lazy(r"'(?<=[\s(\[\u2014>]')(?=[^\W\d_])(?!(?:em|til|tis|twas|cause|n|bout|round|cos|k)\b)|\u2018(?=\w)")
_CLOSING = lazy(r"['\u2019](?!\w)")
_CODE = ("`", "{", "};", "==", "=>", "\\")


def _unbalanced(text: str) -> tuple[int, str] | None:
    """Where a mark has no partner, and what it is."""
    if not any(mark in text for mark in "\"'\u201c\u201d\u2018") or any(mark in text for mark in _CODE):
        return None
    straight = [match.start() for match in _STRAIGHT.finditer(text)]
    if len(straight) & 1:
        return straight[-1 if len(straight) > 1 else 0], "a double quotation mark"
    if text.count("\u201c") != text.count("\u201d") and '"' not in text and "\u201e" not in text:
        curly = text.rfind("\u201c") if text.count("\u201c") > text.count("\u201d") else text.rfind("\u201d")
        return curly, "a double quotation mark"
    opened = [match.start() for match in _OPENING.finditer(f" {text}")]
    if opened and not _CLOSING.search(text, opened[-1]):
        return opened[-1] - 1, "a single quotation mark"
    return None


_STRAIGHT = lazy(r'"(?<!\d")')


def _goes_on(texts: list[tuple[str, str]], k: int) -> bool:
    """Whether the quotation goes on in a neighbouring paragraph of its list, which opens anew or has an odd mark."""
    section = texts[k][0].rpartition("/")[0]
    near = {other: texts[other] for other in (k - 1, k + 1) if 0 <= other < len(texts)}
    near = {other: said for other, said in near.items() if said[0].rpartition("/")[0] == section}
    following = near.get(k + 1, ("", ""))[1]
    return following.startswith(_MARKS) or any(_unbalanced(text) for _, text in near.values())


_MARKS = ('"', "\u201c", "'", "\u2018")


RULE = Rule("EXT011", "info", "medium", check)
