"""What an editor changed in a record's file, as corrections: the fewest, each of one value or one item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, get_args, get_origin

from pathingest.dataset.pairs import name_of, pair, text_key
from pathingest.model.tuples import NamedTuple
from pathingest.overrides.address import address_of
from pathingest.overrides.values import UnfitError, fields_of, form_at, present, read_value


class Edit(NamedTuple):
    """One change: the address in the record as its pages have it, the value that is given, where a new item goes.

    Attributes:
        pointer: where the value is now; None for an item that is put in.
    """

    at: str
    pointer: str | None
    value: Any
    after: str | None = None


def edits(now: Mapping[str, Any], edited: Mapping[str, Any]) -> list[Edit]:
    """What to correct in the tree of a record so that it says what an edited one says; computed values aside."""
    return list(_inside(now, now, edited, ""))


def _inside(tree: Any, now: Any, edited: Any, pointer: str) -> Iterator[Edit]:
    """The changes of an object's parts."""
    for name, value in now.items():
        below = f"{pointer}/{name}"
        if name not in edited or edited[name] == value:
            continue
        try:
            form = form_at(below)
        except UnfitError:
            continue  # what is computed follows from the rest
        yield from _changed(tree, value, edited[name], below, form)


def _changed(tree: Any, now: Any, edited: Any, pointer: str, form: Any) -> Iterator[Edit]:
    inner = present(form)
    if isinstance(now, list) and isinstance(edited, list) and get_origin(inner) is list:
        is_text = get_args(inner)[0] is str
        yield from (_texts if is_text else _items)(tree, now, edited, pointer)
    elif isinstance(now, dict) and isinstance(edited, dict) and "text" not in fields_of(inner):
        yield from _inside(tree, now, edited, pointer)
    else:
        yield Edit(address_of(tree, pointer), pointer, _given(edited, form))


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


def _texts(tree: Any, now: Sequence[str], edited: Sequence[str], pointer: str) -> Iterator[Edit]:
    """The changes of a list of texts; one in which texts are alike, or changed places, is set as a whole."""
    keys, new = list(map(text_key, now)), list(map(text_key, edited))
    if len({*keys}) < len(keys) or len({*new}) < len(new) or _moved(keys, new):
        yield Edit(address_of(tree, pointer), pointer, list(edited))
        return
    for how, a, b, c, d in SequenceMatcher(None, keys, new, autojunk=False).get_opcodes():
        if how == "equal":
            changed = [(a + k, c + k) for k in range(b - a) if now[a + k] != edited[c + k]]
        else:
            changed = [(a + k, c + k) for k in range(min(b - a, d - c))]
        for i, j in changed:
            yield Edit(address_of(tree, f"{pointer}/{i}"), f"{pointer}/{i}", edited[j])
        for i in range(a + min(b - a, d - c), b):
            yield Edit(address_of(tree, f"{pointer}/{i}"), f"{pointer}/{i}", None)
        for j in range(c + min(b - a, d - c), d):
            yield _new(tree, edited, j, pointer)


def _items(tree: Any, now: Sequence[Any], edited: Sequence[Any], pointer: str) -> Iterator[Edit]:
    """The changes of a list of things with names; one in which these changed places is set as a whole."""
    paired = dict(pair(edited, now).paired)
    left = [j for j in range(len(edited)) if j not in paired]
    missed = [i for i in range(len(now)) if i not in paired.values()]
    if len(left) == len(missed):  # they were renamed
        paired |= dict(zip(left, missed, strict=True))
        left, missed = [], []
    order = [paired[j] for j in sorted(paired)]
    if order != sorted(order):
        yield Edit(address_of(tree, pointer), pointer, _given(list(edited), form_at(pointer)))
        return
    for j, i in sorted(paired.items()):
        yield from _inside(tree, now[i], edited[j], f"{pointer}/{i}")
    for i in missed:
        yield Edit(address_of(tree, f"{pointer}/{i}"), f"{pointer}/{i}", None)
    for j in left:
        yield _new(tree, edited, j, pointer)


def _new(tree: Any, edited: Sequence[Any], j: int, pointer: str) -> Edit:
    """An item that is put in, after the one before it."""
    at = address_of({"items": list(edited)}, f"/items/{j}").removeprefix("/items")
    after = name_of(edited[j - 1]) if j else None
    return Edit(f"{address_of(tree, pointer)}{at}", None, _given(edited[j], form_at(f"{pointer}/0")), after)


def _moved(keys: Sequence[str], new: Sequence[str]) -> bool:
    """Whether what both lists have comes in another order."""
    return [key for key in keys if key in new] != [key for key in new if key in keys]
