"""What a reader sees of a page: the data that the browser draws it from, and a stretch of it in words.

The rules are those of `web/assets/pathway_data.js`: of HTML, tags are not shown, a block ends a line, and white space
is one space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pathingest.model.evidence import MARKUP, Account
from pathingest.model.page import Page
from pathingest.model.source import Source, Span
from pathingest.values.text import canonical, unescaped

_BREAK = re.compile(r"\r\n|\r|\n")
_COMMENT = re.compile(r"<!-{2}[\s\S]*?(?:-->|$)")
_REFERENCE = re.compile(r"&#?\w{1,40};?")
_HIDDEN = re.compile(
    r"<(script|style|template)\b[\s\S]*?(?:</\1[^>]*>|$)|<!-{2}[\s\S]*?(?:-->|$)|</?[a-z!?][^>]*(?:>|$)", re.IGNORECASE
)
_BLOCK = re.compile(
    r"</?(?!(?:a|abbr|b|bdi|code|em|font|i|mark|small|span|strong|sub|sup|time|u|wbr)\b|!--)[a-z!]", re.IGNORECASE
)


def drawn(source: Source, account: Account) -> dict[str, Any]:
    """A page as the browser is given it: the text, what each stretch of it is, and what its references stand for."""
    is_html = _is_html(source)
    said = {one: unescaped(one) for one in set(_REFERENCE.findall(source.text))} if is_html else {}
    return {
        "path": source.path,
        "sha256": source.sha256,
        "media": "text/html" if is_html else source.media_type,
        "text": source.text,
        "account": list(account.stretches),
        "references": {one: text for one, text in said.items() if one != text},
    }


def shown(source: Source, account: Account, start: int, end: int) -> list[str]:
    """The lines that a reader sees of a stretch, without what is around it."""
    texts = _of_html(source.text, account, start, end) if _is_html(source) else _BREAK.split(source.text[start:end])
    return [words for text in texts if (words := canonical(text)[0])]


def last_words(page: Page) -> list[Span]:
    """Where the last that a reader sees of a page is; none where that is nothing."""
    stretches = page.evidence.accounts[0].stretches
    text = page.source.text
    seen = [Span(low, high) for low, high, role in stretches if role != MARKUP and text[low:high].strip()]
    return seen[-1:]


def _is_html(source: Source) -> bool:
    return "html" in source.media_type


def _of_html(text: str, account: Account, start: int, end: int) -> Iterator[str]:
    line, last, gap = "", "", ""  # gap: the markup between two stretches of a line
    for low, high, role in account.stretches:
        if high <= start or low >= end:
            continue
        part = text[max(low, start) : min(high, end)]
        if role == MARKUP or gap.rfind("<") > gap.rfind(">"):  # or in a tag, as an address is
            if _BLOCK.search(_COMMENT.sub("", part)):
                yield line
                line = last = ""
            gap += part
            continue
        if last and gap and (role != last or _HIDDEN.sub("", gap)):
            line += " "
        line += unescaped(_HIDDEN.sub("", part))
        last, gap = role, ""
    yield line
