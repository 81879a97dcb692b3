"""The sum of the phases' durations, in weeks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from pathingest.fields import Field, Reading
from pathingest.model.extraction import Derived, Extraction
from pathingest.model.values import Number


class _Weeks(Protocol):
    @property
    def min(self) -> Number | None: ...
    @property
    def max(self) -> Number | None: ...


class _Timed(Protocol):
    @property
    def weeks(self) -> _Weeks: ...
    @property
    def approximate(self) -> bool: ...


def extract(reading: Reading) -> Extraction:
    """None without phases, and when one of them has no duration in weeks; an open end leaves the sum's end open."""
    return Extraction(total([phase["duration"] and phase["duration"].value for phase in reading.found["roadmap"]]))


def total(durations: Sequence[_Timed | None]) -> Derived | None:
    """The sum of the durations of a roadmap's phases, as values or as parts of a record, derived from them."""
    stated = [(duration, duration.weeks) for duration in durations if duration]
    low = _total([weeks.min for _, weeks in stated])
    if low is None or len(stated) < len(durations):
        return None
    high = _total([weeks.max for _, weeks in stated])
    value: dict[str, object] = {
        "text": None,
        "min": low,
        "max": high,
        "unit": "week",
        "approximate": any(duration.approximate for duration, _ in stated),
        "ongoing": False,
        "weeks": {"min": low, "max": high},
    }
    return Derived(value, tuple([f"/roadmap/{i}/duration" for i in range(len(stated))]))


def _total(weeks: list[Number | None]) -> Number | None:
    known = [amount for amount in weeks if amount is not None]
    if not known or len(known) < len(weeks):
        return None
    total = round(sum(known), 6)
    return int(total) if total == int(total) else total


FIELD = Field(extract, derived=True)
