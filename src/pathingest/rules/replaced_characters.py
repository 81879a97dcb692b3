"""Characters of the page are lost: U+FFFD is in their place.

## What it does
Reports a page whose text has replacement characters, with their number and the first few places.

## Why is this bad?
What was there cannot be known any more, and a name or a figure of the record may be wrong by it.

## How it works
The text has U+FFFD, or a reference to it (`&#xFFFD;`) in HTML. Either the bytes fit no encoding, and reading the page
put it there; or the page was saved so, and whoever scraped it read it in the wrong encoding.

## Fails
```text
From Pastry Chef to Food Technologist: Your 9-Month Transition Guide
Overview
Cr�me and custard are chemistry.
```

## Passes
```text
From Pastry Chef to Food Technologist: Your 9-Month Transition Guide
Overview
Crème and custard are chemistry.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.model.source import Span
from pathingest.rules import Rule

_LOST = "\ufffd"
_SHOWN = 5


def check(page: Page) -> Iterator[Problem]:
    """One finding a page, at the first; the next few places belong to it."""
    text = page.source.text
    places = list(_places(text))
    if "html" in page.source.media_type and "&#" in text:
        places = sorted([*places, *_references(text)])
    count = len(places)
    if not count:
        return
    first, *others = places[:_SHOWN]
    lost = "1 character is lost" if count == 1 else f"{count} characters are lost"
    yield Problem(
        f"{lost} (U+FFFD; the page was read as {page.source.encoding}): "
        "scrape the page again and save it as UTF-8, or declare the encoding that it is in",
        span=first,
        related=tuple(Problem("another one", span=place) for place in others),
    )


def _places(text: str) -> Iterator[Span]:
    at = text.find(_LOST)
    while at >= 0:
        yield Span(at, at + 1)
        at = text.find(_LOST, at + 1)


def _references(text: str) -> Iterator[Span]:
    return (Span(*found.span()) for found in re.finditer(r"&#(?:[xX]0*[fF]{3}[dD]|0*65533)(?![0-9a-fA-F]);?", text))


RULE = Rule("EXT008", "warning", "high", check, on="page")
