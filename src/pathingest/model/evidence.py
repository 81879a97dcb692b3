"""Where each value came from: the account that tiles a source, and what proves each value of a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Protocol

from pathingest.model.source import Source
from pathingest.model.tuples import NamedTuple

EVIDENCE_SCHEMA = "pathingest.evidence/2"

# What a stretch of a source may be, besides a pointer into the record.
LABEL = "label"
BOILERPLATE = "boilerplate"
MARKUP = "markup"
SPACE = "space"
RESIDUE = "residue"


class Stretch(NamedTuple):
    """[start, end) of a source and its owner: a JSON Pointer, or one of the roles above."""

    start: int
    end: int
    role: str


class Composite(Protocol):
    """A value with attributes, all of which one entry proves."""

    def proofs(self, pointer: str, whole: Proof) -> dict[str, Proof]:
        """The proof of each attribute that is not None, by pointer; `whole` is that of the value."""


class Proof(NamedTuple):
    """What proves the value at a pointer, and all that is below it.

    Attributes:
        spans: where its text is; none for a derived value.
        steps: what was done to the characters; none where they are the text.
        origins: the pointers that a derived value was computed from.
        source: the number of the source that the spans are in.
        value: a value with attributes; None for a leaf.
        override: of a value that an editor set, its address in the overrides; `spans` is then what it was taken from,
            or else what it replaced.
    """

    spans: tuple[tuple[int, int], ...] = ()
    steps: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    source: int = 0
    value: Composite | None = None
    override: str = ""

    @property
    def kind(self) -> Literal["quoted", "normalised", "derived", "override"]:
        """How the text is proven: the spans are it, the steps lead from them to it, there is none, or it was set."""
        if self.override:
            return "override"
        return "derived" if self.origins else "normalised" if self.steps else "quoted"

    def leaves(self, pointer: str) -> dict[str, Proof]:
        """The proof of each leaf at its pointer or below."""
        return self.value.proofs(pointer, self._replace(value=None)) if self.value else {pointer: self}


class Account(NamedTuple):
    """One source, read as `encoding`, and tiled from its beginning to its end with no gap and no overlap.

    Attributes:
        ends: where each stretch ends, and the next begins.
        roles: what each is: a JSON Pointer, or one of the roles above.
    """

    path: str | None
    sha256: str
    ends: Sequence[int]
    roles: Sequence[str]
    encoding: str = "utf-8"

    @property
    def length(self) -> int:
        """The characters of the source."""
        return self.ends[-1] if self.ends else 0

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The tiles."""
        return tuple(map(Stretch, (0, *self.ends), self.ends, self.roles))


@dataclass(frozen=True)
class Evidence:
    """The evidence of one record: its sources' accounts, and what proves each value (by JSON Pointer).

    A page has a hundred entries; the proofs of leaves are three times as many, and made when they are needed.

    Attributes:
        accounts: of each source, what each of its characters became.
        entries: what proves a text, a number or a value with attributes, by JSON Pointer: what evidence files hold.
    """

    accounts: tuple[Account, ...]
    entries: Mapping[str, Proof]

    @cached_property
    def leaves(self) -> Mapping[str, Proof]:
        """A proof for each leaf that is not None, by JSON Pointer."""
        return {leaf: proof for at, entry in self.entries.items() for leaf, proof in entry.leaves(at).items()}

    def home(self, pointer: str) -> str:
        """The pointer of the entry that proves what is at a pointer: the same, or one above it; "" if there is none."""
        while pointer and pointer not in self.entries:
            pointer = pointer.rpartition("/")[0]
        return pointer

    def proof(self, pointer: str) -> Proof | None:
        """The proof of one leaf, or of a value's text, made without those of the others; None if there is none."""
        home = self.home(pointer)
        entry = self.entries.get(home)
        if entry and pointer in (home, f"{home}/text"):  # most that are looked up
            return Proof(*entry[:4], None, entry.override) if entry.value else entry
        return entry.leaves(home).get(pointer) if entry else None


def ascend(numbers: Sequence[object]) -> bool:
    """Whether these are whole numbers none of which is less than the one before, as the ends of a value's spans are.

    Spans that overlapped could read a page over and over.
    """
    return all(type(one) is int for one in numbers) and [*numbers] == sorted(numbers)  # type: ignore[type-var]


def evidence_of_one(source: Source, role: str, entries: Mapping[str, Proof] | None = None) -> Evidence:
    """The evidence of what one source says, all of whose characters have one role."""
    ends = (len(source.text),) if source.text else ()
    account = Account(source.path, source.sha256, ends, (role,) * len(ends), source.encoding)
    return Evidence((account,), entries or {})
