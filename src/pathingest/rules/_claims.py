"""The text that a claim stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pathingest.values.numbers import read_count

if TYPE_CHECKING:
    from pathingest.model.pathway import Pathway


def text_at(record: Pathway, pointer: str) -> str:
    """The text at a pointer; empty where it leads to none, as it may in a record that was edited by hand."""
    part: Any = record
    for name in pointer.split("/")[1:]:
        if isinstance(part, list):
            index = read_count(name)
            part = part[index] if index is not None and index < len(part) else None
        else:
            part = getattr(part, name, None)
    return part if isinstance(part, str) else ""
