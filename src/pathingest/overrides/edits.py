"""What an editor changed in a record's file, as corrections: the fewest, each of one value or one item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from pathingest.dataset.address import tokens_of
from pathingest.dataset.changes import changes
from pathingest.model.evidence import Evidence
from pathingest.model.pathway import Pathway
from pathingest.model.tuples import NamedTuple
from pathingest.overrides.apply import correct
from pathingest.overrides.files import Override, Overrides
from pathingest.overrides.values import UnfitError, fields_of, form_at, present, read_value
from pathingest.sources import from_text


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
            value = as_given(change.new, form_at(pointer))
        except UnfitError:
            continue  # it is computed
        found.append(Edit(change.at, change.before, value, change.follows))
    return found


def edits_of(pathway: Pathway, evidence: Evidence, edited: Pathway) -> list[Edit]:
    """What to correct in a record so that it becomes an edited one.

    A part in which an edit of one item does not come out right is set as a whole: names that are given twice, or none.
    """
    now, wanted = pathway.model_dump(), edited.model_dump()
    found = edits(now, wanted)
    items = [Override(one.at, one.value, "", after=one.after) for one in found]
    given = correct(pathway, evidence, Overrides(from_text(""), pathway.id, tuple(items)), ())
    left = [one.at for one in edits(given.pathway.model_dump(), wanted)]
    for address in [*left, *(str(finding.pointer) for finding in given.findings)]:
        part, _ = _outermost_list(now, address)
        if part:
            value = as_given(_outermost_list(wanted, address)[1], form_at(part))
            found = [other for other in found if other.at != part and not other.at.startswith(f"{part}/")]
            found.append(Edit(part, part, value))
    return found


def _outermost_list(tree: Mapping[str, Any], address: str) -> tuple[str, Any]:
    """The pointer of the first list on the way to an address, and the list; empty and None if there is none."""
    node: Any = tree
    pointer = ""
    for token in tokens_of(address):
        if not isinstance(node, dict):
            break
        node, pointer = node.get(token), f"{pointer}/{token}"
    return (pointer, node) if isinstance(node, list) else ("", None)


def as_given(value: Any, form: Any) -> Any:
    """A value as an editor would write it: by its text alone, where that gives the rest; without what is computed."""
    inner = present(form)
    if isinstance(value, list):
        return [as_given(item, get_args(inner)[0]) for item in value]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("text"), str):
        try:
            if read_value(value["text"], form) == value:
                return value["text"]
        except UnfitError:
            pass
    parts = fields_of(inner)
    return {
        name: as_given(part, parts[name]) for name, part in value.items() if name != "position" and part is not None
    }
