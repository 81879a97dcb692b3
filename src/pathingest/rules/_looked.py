"""A first look at what a page says: what is not in it, no rule need look for text by text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from pathingest.model.evidence import RESIDUE
from pathingest.model.page import Page
from pathingest.model.source import Span
from pathingest.model.tuples import NamedTuple
from pathingest.rules._words import read_lines
from pathingest.values.text import has_hidden


class Looked(NamedTuple):
    """All that a page says, in one text.

    Attributes:
        text: a page of text as it is; of any other page, without its markup, the lines of its sections, and the texts
            of the record, each in lines of its own.
        data: the same in UTF-8.
        words: which watched words are in it: those of `terms.yaml` and `spellings.txt`, and a few more.
    """

    text: str
    data: bytes
    words: frozenset[bytes]


def looked(page: Page) -> Looked:
    """The first look at a page with a record."""
    return page.once(_looked)


def _looked(page: Page) -> Looked:
    source = page.source
    text = source.text if page.origin is None and source.media_type == "text/plain" else ""
    data = text.encode("utf-8", "replace")
    if not text or has_hidden(data):
        texts = ["", *(line.segment.text for section in page.outline.sections for line in section.lines)]
        _collect([part for name, part in (page.tree or {}).items() if name not in _QUOTING], texts)
        text = "\n".join(dict.fromkeys(texts))  # most texts of the record are lines
        data = text.encode("utf-8", "replace")
    return Looked(text, data, _watched().intersection(split(data)))


# Parts of a record that have no texts of their own.
_QUOTING = ("claims", "sources")


def _collect(branches: Iterable[Any], texts: list[str]) -> None:
    for branch in branches:
        kind = type(branch)
        if kind is str:
            texts.append(branch)
        elif kind is dict:
            _collect(branch.values(), texts)
        elif kind is list:
            _collect(branch, texts)


def unread(page: Page) -> tuple[Span, ...]:
    """The stretches of a raw page that nothing accounts for, in its order."""
    return page.once(_unread)


def _unread(page: Page) -> tuple[Span, ...]:
    account = page.evidence.accounts[0]
    if page.origin is not None or RESIDUE not in account.roles:
        return ()
    ends = account.ends
    return tuple([Span(i and ends[i - 1], ends[i]) for i, role in enumerate(account.roles) if role == RESIDUE])


def places(said: bytes, data: bytes) -> Iterator[int]:
    """Where a text in UTF-8 says something."""
    at = data.find(said)
    while at >= 0:
        yield at
        at = data.find(said, at + 1)


# Words that rules look for besides those of the tables.
_WATCHED = b"""todo fixme tbd tba tbc lorem undefined nan null placeholder xx xxx xxxx invalid soon here determined
    announced confirmed added written defined done total totals totaling totalling sum usd eur gbp chf cad aud
    parallel concurrent concurrently simultaneous simultaneously same side overlap overlaps overlapping overlapped
    tandem alongside throughout beside"""


@cache
def _watched() -> frozenset[bytes]:
    terms, spellings = (split("\n".join(read_lines(name)).encode()) for name in ("terms.yaml", "spellings.txt"))
    return frozenset({*terms, *[word + b"s" for word in terms], *spellings, *_WATCHED.split()})


# For UTF-8: letters of ASCII, in lower case; all else separates.
_SPLIT = bytes(ord(chr(i).lower()) if chr(i).isascii() and chr(i).isalpha() else 0x20 for i in range(256))


def split(data: bytes) -> list[bytes]:
    """The words of a text in UTF-8, in lower case."""
    return data.translate(_SPLIT).split()
