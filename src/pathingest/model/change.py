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
        decided: of what a correction set, why, by whom and when, as far as its file says so.
    """

    at: str
    what: Literal["changed", "added", "removed", "moved"]
    old: Any
    new: Any
    before: str | None
    after: str | None
    follows: str | None = None
    cause: Cause | None = None
    decided: tuple[str | None, str | None, str | None] | None = None


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
    if value is None:
        return None
    if isinstance(value, str):
        return WORDS.get(value, value)
    if isinstance(value, dict):
        if value.get("text", "") is None and value.get("unit"):  # a computed sum
            return _in_units(value)
        words = next((value[name] for name in _NAMING if value.get(name)), None)
        return words if isinstance(words, str) else in_words([part for part in value.values() if part])
    if isinstance(value, list):
        return "\n".join([words for item in value if (words := in_words(item))])
    return str(value)


def _in_units(value: dict[str, Any]) -> str | None:
    """A length of time that has no text: "26 weeks", "16-26 weeks", "16+ weeks", "up to 26 weeks"."""
    low, high = (value.get(name) for name in ("min", "max"))
    if low is None and high is None:
        return None
    unit = value["unit"] if low == high == 1 else f"{value['unit']}s"
    if low is None:
        return f"up to {high:g} {unit}"
    if high is None:
        return f"{low:g}+ {unit}"
    return f"{low:g} {unit}" if low == high else f"{low:g}-{high:g} {unit}"


# What people read where a record has a word of its own, of those that are not read as they are.
WORDS = {"nice_to_have": "nice to have"}
_NAMING = ("text", "name", "title", "label", "question")
