"""Where each value came from: the account that tiles a source, and what proves each value of a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, Protocol

EVIDENCE_SCHEMA = "pathingest.evidence/2"

# What a stretch of a source may be, besides a pointer into the record.
LABEL = "label"
BOILERPLATE = "boilerplate"
MARKUP = "markup"
SPACE = "space"
RESIDUE = "residue"

Spans = tuple[tuple[int, int], ...]
Tile = tuple[int, int, str]


class Stretch(NamedTuple):
    """[start, end) of a source and its owner: a JSON Pointer, or one of the roles above."""

    start: int
    end: int
    role: str


class Proof(NamedTuple):
    """One leaf's evidence.

    Attributes:
        kind: "quoted" (the spans' texts joined are the value), "normalised" (the steps lead from their text to the
            value), or "derived" (computed from the pointers in `origins`).
    """

    kind: Literal["quoted", "normalised", "derived"]
    spans: Spans = ()
    steps: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    source: int = 0


class Composite(Protocol):
    """A value with attributes, all of which one entry proves."""

    def proofs(self, pointer: str, whole: Proof) -> dict[str, Proof]:
        """The proof of each attribute that is not None, by pointer; `whole` is that of the value."""


class Entry(NamedTuple):
    """What proves the value at a pointer, and all that is below it.

    A page has a hundred: the proofs of leaves, three times as many, are made from them when they are asked for.

    Attributes:
        spans: where its text is; none for a derived value.
        steps: what was done to the characters; none where they are the text.
        origins: the pointers that a derived value was computed from.
        source: the number of the source that the spans are in.
        value: a value with attributes; None for a leaf.
    """

    spans: Spans = ()
    steps: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    source: int = 0
    value: Composite | None = None

    @property
    def whole(self) -> Proof:
        """The proof of the leaf, or of the value's text."""
        return Proof("derived" if self.origins else "normalised" if self.steps else "quoted", *self[:4])

    def proofs(self, pointer: str) -> dict[str, Proof]:
        """The proof of each leaf at its pointer or below."""
        return self.value.proofs(pointer, self.whole) if self.value else {pointer: self.whole}


@dataclass(frozen=True, slots=True)
class Account:
    """One source, read as `encoding`, and tiled from 0 to `length` with no gap and no overlap.

    Attributes:
        tiles: (start, end, owner) of each stretch.
    """

    path: str | None
    sha256: str
    length: int
    tiles: tuple[Tile, ...]
    encoding: str = "utf-8"

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The tiles, with names for what they hold."""
        return tuple(map(Stretch._make, self.tiles))


@dataclass(frozen=True)
class Evidence:
    """The evidence of one record: its sources' accounts, and an entry for each value (by JSON Pointer)."""

    accounts: tuple[Account, ...]
    entries: Mapping[str, Entry]

    @cached_property
    def leaves(self) -> Mapping[str, Proof]:
        """A proof for each leaf that is not None, by JSON Pointer."""
        return {leaf: proof for at, entry in self.entries.items() for leaf, proof in entry.proofs(at).items()}

    def home(self, pointer: str) -> str:
        """The pointer of the entry that proves what is at a pointer: the same, or one above it; "" if there is none."""
        while pointer and pointer not in self.entries:
            pointer = pointer.rpartition("/")[0]
        return pointer

    def proof(self, pointer: str) -> Proof | None:
        """The proof of one leaf, made without those of the others; None where there is no such leaf."""
        home = self.home(pointer)
        if not home:
            return None
        entry = self.entries[home]
        if entry.value and entry.spans and pointer == f"{home}/text":  # most that are asked for
            return entry.whole
        return entry.proofs(home).get(pointer)
