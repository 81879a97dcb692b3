"""Feeds: files that hold many pages. One module for each kind, found by discovery, which offers one `Feed`.

A record of a feed is called as the feed is, with "#" and where in it the record is ("crawl.warc.gz#1843"). That name
stands for the page wherever a path does, and leads back to its bytes. A feed is read as a stream, one record at a time;
what is wrong with a record is said of that record, and the next one is read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from typing import BinaryIO

from pathingest.model.tuples import NamedTuple
from pathingest.registry import discover
from pathingest.sources import MEDIA_TYPES
from pathingest.sources.feeds._record import LARGEST, Fields, Place, Record, number_in

__all__ = ["LARGEST", "WHOLE", "Feed", "Fields", "Part", "Place", "Record", "feed_of", "number_in"]


class Part(NamedTuple):
    """The records of a feed that begin at a byte in [start, stop); `stop` is None for the feed's end."""

    start: int = 0
    stop: int | None = None

    def has(self, offset: int) -> bool:
        """Whether a record that begins there is one of them, or lies before them."""
        return self.stop is None or offset < self.stop


WHOLE = Part()


class Feed(NamedTuple):
    """One kind of feed.

    Attributes:
        endings: what the names of its files end with.
        records: what is in an opened feed, or in a part of it, in its order; a `Place` is a page or a feed elsewhere.
        read: the record at a place, as `Record.at` says it; one with a problem, where none begins there.
        divisible: by a name, whether a part of the feed can be read without what is before it.
    """

    endings: tuple[str, ...]
    records: Callable[[BinaryIO, Fields, Part], Iterator[Record | Place]]
    read: Callable[[BinaryIO, Fields, str], Record] | None = None
    divisible: Callable[[str], bool] = lambda _: False


# What needs no look at the kinds of feeds, which import more than a run over few pages does.
_OTHERS = frozenset((*MEDIA_TYPES, ".json", ".yaml", ".yml", ".toml"))


def feed_of(name: str) -> Feed | None:
    """The kind of feed that a file of that name is; None for another file."""
    folded = name.lower()
    if os.path.splitext(folded)[1] in _OTHERS:  # noqa: PTH122  a `Path` takes ten times as long
        return None
    return next((feed for ending, feed in _by_ending() if folded.endswith(ending)), None)


@cache
def _by_ending() -> tuple[tuple[str, Feed], ...]:
    return tuple((ending, feed) for feed in discover(__name__, Feed).values() for ending in feed.endings)
