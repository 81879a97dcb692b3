"""What an editor changed in a record's file, as corrections: the fewest, each of one value or one item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from pathingest.dataset.changes import changes
from pathingest.model.tuples import NamedTuple
from pathingest.overrides.values import UnfitError, fields_of, form_at, present, read_value


class Edit(NamedTuple):
    """One change: its address in the record as its pages have it, the value that is given, where a new item goes.

    Attributes:
        pointer: where the value is now; None for an item that is put in.
        after: the name of the item that a new one follows.
    """

    at: str
    pointer: str | None
    value: Any
    after: str | None = None


def edits(now: Mapping[str, Any], edited: Mapping[str, Any]) -> list[Edit]:
    """What to correct in the tree of a record so that it says what an edited one says; computed values aside."""
    found: list[Edit] = []
    for change in changes(now, edited):
        pointer = change.before or f"{str(change.after).rpartition('/')[0]}/0"
        try:
            value = _given(change.new, form_at(pointer))
        except UnfitError:
            continue  # it is computed
        found.append(Edit(change.at, change.before, value, change.follows))
    return found


def _given(value: Any, form: Any) -> Any:
    """A value as an editor would write it: by its text alone, where that gives the rest; without what is computed."""
    inner = present(form)
    if isinstance(value, list):
        return [_given(item, get_args(inner)[0]) for item in value]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("text"), str):
        try:
            if read_value(value["text"], form) == value:
                return value["text"]
        except UnfitError:
            pass
    parts = fields_of(inner)
    return {name: _given(part, parts[name]) for name, part in value.items() if name != "position" and part is not None}
