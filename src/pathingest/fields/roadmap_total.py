"""The sum of the phases' durations, in weeks."""

from __future__ import annotations

from pathingest.fields import Field, Reading
from pathingest.model.extraction import Derived, Extraction, Tree
from pathingest.model.values import Number


def extract(reading: Reading) -> Extraction:
    """Null without phases, and when one of them has no duration in weeks; an open end leaves the sum's end open."""
    phases: list[Tree] = reading.found["roadmap"]
    stated = [phase["duration"] and phase["duration"].value.weeks for phase in phases]
    if not phases or not all(weeks and weeks.min is not None for weeks in stated):
        return Extraction(None)
    low = _total([weeks.min for weeks in stated])
    high = _total([weeks.max for weeks in stated])
    approximate = any(phase["duration"].value.approximate for phase in phases)

    origins = tuple(f"/roadmap/{i}/duration" for i in range(len(phases)))

    def derived(value: object) -> Derived | None:
        return None if value is None else Derived(value, origins)

    return Extraction(
        {
            "text": None,
            "min": derived(low),
            "max": derived(high),
            "unit": derived("week"),
            "approximate": derived(approximate),
            "ongoing": Derived(False, origins),  # noqa: FBT003  the record's value, not a flag
            "weeks": {"min": derived(low), "max": derived(high)},
        }
    )


def _total(weeks: list[Number | None]) -> Number | None:
    known = [amount for amount in weeks if amount is not None]
    if len(known) < len(weeks):
        return None
    total = round(sum(known), 6)
    return int(total) if total == int(total) else total


FIELD = Field(extract, derived=True)
