"""Where each value came from: the account that tiles a source, and one entry for each leaf of a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

EVIDENCE_SCHEMA = "pathingest.evidence/1"

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


class Proof(NamedTuple):
    """One leaf's evidence.

    Attributes:
        kind: "quoted" (the spans' texts joined are the value), "normalised" (the steps lead from their text to the
            value), or "derived" (computed from the pointers in `origins`).
    """

    kind: Literal["quoted", "normalised", "derived"]
    spans: tuple[tuple[int, int], ...] = ()
    steps: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    source: int = 0


@dataclass(frozen=True, slots=True)
class Account:
    """One source, read as `encoding`, and tiled from 0 to `length` with no gap and no overlap."""

    path: str | None
    sha256: str
    length: int
    stretches: tuple[Stretch, ...]
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence of one record: its sources' accounts, and a proof for each leaf (by JSON Pointer)."""

    accounts: tuple[Account, ...]
    leaves: Mapping[str, Proof]
