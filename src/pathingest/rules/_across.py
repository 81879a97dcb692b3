"""What several pages say of one thing, parted by what they say."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from pathingest.model.finding import Stated

T = TypeVar("T", bound=Hashable)
Sides = dict[T, list[Stated]]
"""The facts on each side, the sides in the order they are first met in."""


def sides(facts: Iterable[Stated], side: Callable[[Stated], T]) -> Sides[T]:
    """The facts by what they say."""
    found: Sides[T] = {}
    for stated in facts:
        found.setdefault(side(stated), []).append(stated)
    return found


def usual(found: Sides[T]) -> T:
    """What most pages say; of several, what is said first."""
    return max(found, key=lambda side: pages(found[side]))


def oddest(found: Sides[T]) -> T:
    """What fewest pages say; of several, what is said last."""
    return min(reversed(found), key=lambda side: pages(found[side]))


def pages(facts: Iterable[Stated]) -> int:
    """How many pages state the facts."""
    return len({stated.page for stated in facts})


def elsewhere(others: Sequence[tuple[str, list[Stated]]]) -> str:
    """What other pages say, in words."""
    return f"elsewhere {', '.join(f'{words} ({_pages(facts)})' for words, facts in others)}"


def places(others: Sequence[tuple[str, list[Stated]]]) -> tuple[tuple[str, Stated], ...]:
    """The first place of each, with its words."""
    return tuple((f"{words} ({_pages(facts)})", facts[0]) for words, facts in others)


def _pages(facts: Iterable[Stated]) -> str:
    count = pages(facts)
    return "1 page" if count == 1 else f"{count} pages"
