"""What several pages say about one thing, grouped by what they say."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from pathingest.model.finding import PlacedFact

T = TypeVar("T", bound=Hashable)
Groups = dict[T, list[PlacedFact]]
"""The facts on each side, the sides in the order they are first met in."""


def group_by_value(facts: Iterable[PlacedFact], side: Callable[[PlacedFact], T]) -> Groups[T]:
    """The facts by what they say."""
    found: Groups[T] = {}
    for stated in facts:
        found.setdefault(side(stated), []).append(stated)
    return found


def majority(found: Groups[T]) -> T:
    """What most pages say; of several, what is said first."""
    return max(found, key=lambda side: pages(found[side]))


def minority(found: Groups[T]) -> T:
    """What fewest pages say; of several, what is said last."""
    return min(reversed(found), key=lambda side: pages(found[side]))


def pages(facts: Iterable[PlacedFact]) -> int:
    """How many pages state the facts."""
    return len({stated.page for stated in facts})


def elsewhere(others: Sequence[tuple[str, list[PlacedFact]]]) -> str:
    """What other pages say, in words."""
    return f"elsewhere {', '.join(f'{words} ({_pages(facts)})' for words, facts in others)}"


def places(others: Sequence[tuple[str, list[PlacedFact]]]) -> tuple[tuple[str, PlacedFact], ...]:
    """The first place of each, with its words."""
    return tuple((f"{words} ({_pages(facts)})", facts[0]) for words, facts in others)


def _pages(facts: Iterable[PlacedFact]) -> str:
    count = pages(facts)
    return "1 page" if count == 1 else f"{count} pages"
