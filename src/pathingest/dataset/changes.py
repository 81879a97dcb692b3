"""What two records state differently, value by value: lists aligned by the names of their items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from pathingest.dataset.address import address_of
from pathingest.dataset.pairs import name_of, pair, text_key
from pathingest.model.change import Change

# What follows from the rest, or is of the files alone.
_PASSED_OVER = frozenset({"schema_version", "sources", "position"})

_CLAIMS = "/claims"


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """The changes from one record's tree to another's, in the order of the old one.

    A value with a text (a duration, a salary, a sum that has none) is one, whatever of it differs.
    """
    return list(_Comparison(old, new).objects(old, new, "", ""))


class _Comparison:
    """The walk through two trees; addresses are those of the old one."""

    def __init__(self, tree: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        self._tree = tree
        self._new = new

    def objects(self, old: Mapping[str, Any], new: Mapping[str, Any], before: str, after: str) -> Iterator[Change]:
        for name in {**old, **new}:
            if name not in _PASSED_OVER and old.get(name) != new.get(name):
                yield from self._values(old.get(name), new.get(name), f"{before}/{name}", f"{after}/{name}")

    def _values(self, old: Any, new: Any, before: str, after: str) -> Iterator[Change]:
        if isinstance(old, list) and isinstance(new, list):
            both = [*old, *new]
            is_text = all(isinstance(item, str) for item in both)
            compare = self._claims if before == _CLAIMS else self._texts if is_text else self._items
            yield from compare(old, new, before, after)
        elif isinstance(old, dict) and isinstance(new, dict) and "text" not in old:
            yield from self.objects(old, new, before, after)
        else:
            yield Change(self._address(before), "changed", old, new, before, after)

    def _address(self, pointer: str) -> str:
        known = pointer.rpartition("/")[0]
        try:
            return address_of(self._tree, pointer)
        except (LookupError, TypeError):  # what only the new record has
            return f"{address_of(self._tree, known)}/{pointer.rpartition('/')[2]}" if known else pointer

    def _texts(self, old: Sequence[str], new: Sequence[str], before: str, after: str) -> Iterator[Change]:
        """A list of texts; one in which texts are alike, or changed places, counts as a whole."""
        mine, theirs = list(map(text_key, old)), list(map(text_key, new))
        is_plain = len({*mine}) == len(mine) and len({*theirs}) == len(theirs)
        if not is_plain or [key for key in mine if key in theirs] != [key for key in theirs if key in mine]:
            yield Change(self._address(before), "moved", list(old), list(new), before, after)
            return
        for _, a, b, c, d in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
            paired = min(b - a, d - c)
            for i, j in zip(range(a, a + paired), range(c, c + paired), strict=True):
                if old[i] != new[j]:
                    place = f"{before}/{i}"
                    yield Change(self._address(place), "changed", old[i], new[j], place, f"{after}/{j}")
            yield from (self._removed(old, i, before) for i in range(a + paired, b))
            yield from (self._added(new, j, before, after) for j in range(c + paired, d))

    def _items(self, old: Sequence[Any], new: Sequence[Any], before: str, after: str) -> Iterator[Change]:
        """A list of things with names; what is left over in equal number was renamed."""
        paired = dict(pair(new, old).paired)
        left = [j for j in range(len(new)) if j not in paired]
        missed = [i for i in range(len(old)) if i not in paired.values()]
        if len(left) == len(missed):
            paired |= dict(zip(left, missed, strict=True))
            left, missed = [], []
        order = [paired[j] for j in sorted(paired)]
        if order != sorted(order):
            yield Change(self._address(before), "moved", list(old), list(new), before, after)
            return
        for j, i in sorted(paired.items()):
            yield from self.objects(old[i], new[j], f"{before}/{i}", f"{after}/{j}")
        yield from (self._removed(old, i, before) for i in missed)
        yield from (self._added(new, j, before, after) for j in left)

    def _claims(self, old: Sequence[Any], new: Sequence[Any], before: str, after: str) -> Iterator[Change]:
        """The figures of texts: those of one text are compared in their order, wherever the text is now."""
        mine = [_placed(claim, self._tree) for claim in old]
        theirs = [_placed(claim, self._new) for claim in new]
        paired: dict[int, int] = {}
        for keys in (("text", "about", "at", "kind", "value"), ("at", "kind")):
            free: dict[str, list[int]] = {}
            for i in sorted({*range(len(mine))} - {*paired.values()}):
                free.setdefault(repr([mine[i][key] for key in keys]), []).append(i)
            for j, claim in enumerate(theirs):
                if j not in paired and (same := free.get(repr([claim[key] for key in keys]))):
                    paired[j] = same.pop(0)
        for j, i in sorted(paired.items()):
            if mine[i] != theirs[j]:
                place = f"{before}/{i}"
                yield Change(self._address(place), "changed", old[i], new[j], place, f"{after}/{j}")
        yield from (self._removed(old, i, before) for i in range(len(old)) if i not in paired.values())
        yield from (self._added(new, j, before, after) for j in range(len(new)) if j not in paired)

    def _removed(self, old: Sequence[Any], i: int, before: str) -> Change:
        return Change(self._address(f"{before}/{i}"), "removed", old[i], None, f"{before}/{i}", None)

    def _added(self, new: Sequence[Any], j: int, before: str, after: str) -> Change:
        own = address_of({"": list(new)}, f"//{j}").removeprefix("/")
        follows = name_of(new[j - 1]) if j else ""
        return Change(f"{self._address(before)}{own}", "added", None, new[j], None, f"{after}/{j}", follows)


def _placed(claim: Mapping[str, Any], tree: Mapping[str, Any]) -> dict[str, Any]:
    """A claim with the address of its text, which stays if an item is put in above."""
    try:
        return {**claim, "at": address_of(tree, claim["at"])}
    except (LookupError, TypeError, ValueError):  # of a record that was edited
        return dict(claim)
