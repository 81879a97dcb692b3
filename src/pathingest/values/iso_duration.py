"""Lengths of time as ISO 8601 writes them, which structured data does: "P9M", "P1.5Y", "PT20H".

As with any duration, a value is held in the unit that was written. So "P1Y6M" has none that could hold it and is read
as nothing; units of which there are zero ("P0Y9M0D") do not count. Minutes and seconds are no units of ours.
"""

from __future__ import annotations

from pathingest.model.values import Duration, Step, Unit
from pathingest.values.numbers import read_numeral
from pathingest.values.patterns import lazy

_AMOUNT = r"(?:([0-9]{1,6}(?:[.,][0-9]{1,6})?)"
_ISO = lazy(rf"P{_AMOUNT}Y)?{_AMOUNT}M)?{_AMOUNT}W)?{_AMOUNT}D)?(?:T(?=[0-9]){_AMOUNT}H)?{_AMOUNT}M)?{_AMOUNT}S)?)?")
_UNITS: tuple[Unit | None, ...] = ("year", "month", "week", "day", "hour", None, None)


def parse_iso_duration(text: str) -> Duration | None:
    """The length of time that `text` as a whole is in ISO 8601; None if it is not one, or not of a single unit."""
    match = _ISO.fullmatch(text)
    stated = [i for i, amount in enumerate(match.groups(), 1) if amount and amount.strip("0.,")] if match else []
    if match is None or len(stated) != 1:
        return None
    (group,) = stated
    unit = _UNITS[group - 1]
    if unit is None:
        return None
    start, end = match.span(group)
    european = "," in text[start:end]
    amount = read_numeral(text[start:end], european=european)
    how = "number," if european else "number"
    steps = (
        Step("min", start, end, how),
        Step("max", start, end, how),
        Step("unit", end, end + 1, f'is:"{unit}"'),
        Step("approximate", 0, len(text), "is:false"),
        Step("ongoing", 0, len(text), "is:false"),
    )
    return Duration(text, amount, amount, unit, start=0, end=len(text), steps=steps)
