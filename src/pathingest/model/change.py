"""What differs between two records, or two datasets, and where the difference comes from."""

from __future__ import annotations

from typing import Any, Literal

from pathingest.model.tuples import NamedTuple

DIFF_SCHEMA = "pathingest.diff/1"
# What made a value another one: the page, a correction, or neither, so that the tool or its configuration did.
Cause = Literal["page", "override", "tool"]


class Change(NamedTuple):
    """One value that differs, one item that only one record has, or a list whose order does.

    Attributes:
        at: its address, by the names of the old record; of an item that is new, by its own.
        what: "moved" is of a list whose items changed places.
        old, new: the values, in plain data; None where the record states none.
        before, after: the JSON Pointers in the old and the new record; None where an item is not there.
        follows: of an item that is new, the name of the one before it; empty for the first.
        cause: what made it another one; None where that is not known.
    """

    at: str
    what: Literal["changed", "added", "removed", "moved"]
    old: Any
    new: Any
    before: str | None
    after: str | None
    follows: str | None = None
    cause: Cause | None = None


class RecordDiff(NamedTuple):
    """A record that differs: its id, whether both sides have it, and what it states otherwise."""

    id: str
    what: Literal["changed", "added", "removed"]
    title: str | None = None
    changes: tuple[Change, ...] = ()


class Diff(NamedTuple):
    """What differs between two datasets, by id, and how many records are the same."""

    records: tuple[RecordDiff, ...]
    same: int

    def count(self, what: str) -> int:
        """How many records were changed, added or removed."""
        return sum(record.what == what for record in self.records)


def in_words(value: Any) -> str | None:
    """A value in the words of the page: its text, its name, the texts of a list; None for null."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, dict):
        words = next((value[name] for name in _NAMING if value.get(name)), None)
        if words is None and value.keys() >= _IS_TIME:
            return _of_time(value)
        return words if isinstance(words, str) else in_words([part for part in value.values() if part])
    if isinstance(value, list):
        return "\n".join([words for item in value if (words := in_words(item))])
    return str(value)


def _of_time(value: Any) -> str:
    """A duration that no words of a page state: a sum."""
    low, high = (None if value[end] is None else f"{value[end]:g}" for end in ("min", "max"))
    if low is None and high is None:
        return "no end"
    if low is None or high is None:
        span = f"at least {low}" if high is None else f"at most {high}"
    else:
        span = low if low == high else f"{low}\u2013{high}"
    return f"{span} {value['unit']}{'' if span == '1' else 's'}"


_IS_TIME = {"min", "max", "unit", "weeks"}
_NAMING = ("text", "name", "title", "label", "question")
