"""Glued resource names: one line of a page in, its separate names out, each with the probability that it is right.

A page prints its list of resources without separators, so names are glued: "Weights & Biases docsarXiv.org". Every
place where a name could begin is a *seam*. A logistic regression says how likely each seam is, given where the name
before it began; from that, dynamic programming gives the best split, the next best ones, and the exact probability of
every item. The weights and the list of known names are data (`trained.json`), made by `tools/resources/train.py`.

What splits is imported when first used: most pages have no glued names.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING

from pathingest.model.tuples import NamedTuple

if TYPE_CHECKING:
    from pathingest.glued.lattice import alternatives, best_splits, split_resources

__all__ = [
    "FLAG_BELOW",
    "KEEP",
    "Resource",
    "Split",
    "alternatives",
    "best_splits",
    "line_confidence",
    "split_resources",
]

FLAG_BELOW = 0.94
"""Under this confidence an item, or a line, should be looked at by a person."""

KEEP = 4  # the number of best splits


class Resource(NamedTuple):
    """One resource name; ``line[start:end] == name``, and confidence is the probability that it is exactly right."""

    name: str
    confidence: float
    start: int
    end: int


class Split(NamedTuple):
    """One way to split a line, with the probability that all of it is right."""

    items: tuple[Resource, ...]
    confidence: float


def line_confidence(items: Iterable[Resource]) -> float:
    """Return the confidence of a whole line: that of its least certain item, and 1 when it has none."""
    return min((item.confidence for item in items), default=1.0)


def __getattr__(name: str) -> object:
    """The function `name`, from its module (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module("pathingest.glued.lattice"), name)
    globals()[name] = found  # the next access does not come here
    return found
