"""Two pages of one pathway beside each other, and where they state different things."""

from __future__ import annotations

from typing import Any

from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple


class Disagreement(NamedTuple):
    """One value that two pages state differently.

    Attributes:
        pointer: the value in the first page's own record; the list, where that has no such item.
        value: what the first page states; None where its list has no such item.
        other_pointer: the value in the second page's own record.
        other_value: what the second page states; of an item, its name.
    """

    pointer: str
    value: Any
    other_pointer: str
    other_value: Any


class Comparison(NamedTuple):
    """Two pages that disagree: what `first` states is kept.

    Attributes:
        merged: whether both are sources of one record; else they only claim the same id, and `second` is not written.
    """

    first: Page
    second: Page
    disagreements: tuple[Disagreement, ...]
    merged: bool = True
