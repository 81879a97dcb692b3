"""What two records state differently, value by value: lists aligned by the names of their items."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from pathingest.dataset.address import Addresses
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
        self._old = Addresses(tree)
        self._new = Addresses(new)

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
            return self._old.of(pointer)
        except (LookupError, TypeError):  # what only the new record has
            return f"{self._old.of(known)}/{pointer.rpartition('/')[2]}" if known else pointer

    def _texts(self, old: Sequence[str], new: Sequence[str], before: str, after: str) -> Iterator[Change]:
        """A list of texts; one in which texts are alike, or changed places, counts as a whole."""
        mine, theirs = ({text_key(text): i for i, text in enumerate(texts)} for texts in (old, new))
        is_plain = (len(mine), len(theirs)) == (len(old), len(new))
        if not is_plain or [key for key in mine if key in theirs] != [key for key in theirs if key in mine]:
            yield Change(self._address(before), "moved", list(old), list(new), before, after)
            return
        added = self._adding(new, before, after)
        for a, b, c, d in _aligned(mine, theirs):
            paired = min(b - a, d - c)
            for i, j in zip(range(a, a + paired), range(c, c + paired), strict=True):
                if old[i] != new[j]:
                    place = f"{before}/{i}"
                    yield Change(self._address(place), "changed", old[i], new[j], place, f"{after}/{j}")
            yield from (self._removed(old, i, before) for i in range(a + paired, b))
            yield from map(added, range(c + paired, d))

    def _items(self, old: Sequence[Any], new: Sequence[Any], before: str, after: str) -> Iterator[Change]:
        """A list of things with names; what is left over in equal number was renamed."""
        paired = dict(pair(new, old).paired)
        left = [j for j in range(len(new)) if j not in paired]
        missed = sorted({*range(len(old))} - {*paired.values()})
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
        yield from map(self._adding(new, before, after), left)

    def _claims(self, old: Sequence[Any], new: Sequence[Any], before: str, after: str) -> Iterator[Change]:
        """The figures of texts: those of one text are compared in their order, wherever the text is now."""
        mine = [_placed(claim, self._old) for claim in old]
        theirs = [_placed(claim, self._new) for claim in new]
        paired: dict[int, int] = {}
        for keys in (("text", "about", "at", "kind", "value"), ("at", "kind")):
            free: dict[str, deque[int]] = {}
            for i in sorted({*range(len(mine))} - {*paired.values()}):
                free.setdefault(repr([mine[i][key] for key in keys]), deque()).append(i)
            for j, claim in enumerate(theirs):
                if j not in paired and (same := free.get(repr([claim[key] for key in keys]))):
                    paired[j] = same.popleft()
        for j, i in sorted(paired.items()):
            if mine[i] != theirs[j]:
                place = f"{before}/{i}"
                yield Change(self._address(place), "changed", old[i], new[j], place, f"{after}/{j}")
        yield from (self._removed(old, i, before) for i in sorted({*range(len(old))} - {*paired.values()}))
        yield from map(self._adding(new, before, after), sorted({*range(len(new))} - paired.keys()))

    def _removed(self, old: Sequence[Any], i: int, before: str) -> Change:
        return Change(self._address(f"{before}/{i}"), "removed", old[i], None, f"{before}/{i}", None)

    def _adding(self, new: Sequence[Any], before: str, after: str) -> Callable[[int], Change]:
        """What gives the change that an item of the new list was put in."""
        at, own = self._address(before), Addresses(list(new))

        def added(j: int) -> Change:
            follows = name_of(new[j - 1]) if j else ""
            return Change(f"{at}{own.of(f'/{j}')}", "added", None, new[j], None, f"{after}/{j}", follows)

        return added


def _aligned(old: Mapping[str, int], new: Mapping[str, int]) -> Iterator[tuple[int, int, int, int]]:
    """[a, b) of the old list with [c, d) of the new one, by what both have, in the same order."""
    i = j = 0
    for key in old:
        if key in new:
            yield i, old[key], j, new[key]
            i, j = old[key] + 1, new[key] + 1
            yield i - 1, i, j - 1, j
    yield i, len(old), j, len(new)


def _placed(claim: Mapping[str, Any], addresses: Addresses) -> dict[str, Any]:
    """A claim with the address of its text, which stays if an item is put in above."""
    try:
        return {**claim, "at": addresses.of(claim["at"])}
    except (LookupError, TypeError, ValueError):  # of a record that was edited
        return dict(claim)
