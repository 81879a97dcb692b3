"""A record of a feed is broken; the page that it held is not read.

## What it does
Reports a record of JSON Lines, CSV, WARC or an archive that holds no page that could be read. The other records of the
feed are read.

## Why is this bad?
A page was fetched and is lost: nobody knows whether it was a pathway.

## How it works
The message says what is broken:

- a line that is no JSON, no UTF-8, or longer than any page; a row with another number of fields than the first line
  names; a row without a page (`[feeds]` in the configuration says what the fields are called);
- a record of WARC that ends before the length that it declares, or whose bytes are damaged; reading goes on with the
  next record that is found;
- a member of an archive whose name leads out of it, that is a link, whose name another member has, or that cannot be
  unpacked; an archive, or anything packed, that unpacks to more than its bytes can hold;
- a page of more than 64 MB.

## Fails
```jsonl
{"url": "https://example.org/nurse-to-data-analyst", "html": "<h1>From Nurse to
```

## Passes
```jsonl
{"url": "https://example.org/nurse-to-data-analyst", "html": "<h1>From Nurse to Data Analyst</h1>"}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.extraction import BROKEN_RECORD
from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule


def check(page: Page) -> Iterator[Problem]:
    """One finding for the record."""
    for note in page.notes:
        if note.kind == BROKEN_RECORD:
            yield Problem(f"{note.detail}; the page that it held is not read")


RULE = Rule("EXT013", "error", "high", check, needs_record=False, on="page")
