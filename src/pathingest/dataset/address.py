"""Where a correction is, in words that last: "/skills_to_learn/SQL/duration".

An address is a JSON Pointer whose tokens for items of lists are the items' names (a question, a heading, a text of its
own for an item that is one), so that an item put in above does not shift it to its neighbour. Of several items with one
name the second is "Name#2". The end of a long text may be left out: "Write twenty queries…".
"""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import islice, takewhile
from typing import Any

from pathingest.dataset.pairs import name_of, text_key
from pathingest.model.spelling import meant
from pathingest.model.tuples import NamedTuple
from pathingest.values.numbers import read_count

_SHOWN = 48  # characters of a text that names an item
_CUT = "\u2026"


class Found(NamedTuple):
    """What an address leads to.

    Attributes:
        pointer: the JSON Pointer; None where nothing is there.
        missing: the token that leads nowhere, and `at`, the pointer of what it was looked for in.
        near: what the token may have meant; None where nothing is like it.
    """

    pointer: str | None
    missing: str = ""
    at: str = ""
    near: str | None = None


def tokens_of(address: str) -> list[str]:
    """The tokens of an address or of a JSON Pointer, unescaped."""
    return [token.replace("~1", "/").replace("~0", "~") for token in address.split("/")[1:]]


def joined(tokens: Sequence[str]) -> str:
    """Tokens as an address."""
    return "".join([f"/{token.replace('~', '~0').replace('/', '~1')}" for token in tokens])


def find(tree: Any, address: str, *, numbers: bool = False) -> Found:
    """What an address leads to in a record's tree; with `numbers`, a JSON Pointer's indices lead there too."""
    node, pointer = tree, ""
    for token in tokens_of(address):
        if isinstance(node, dict):
            if token not in node:
                return Found(None, token, pointer, meant(token, node))
            node, pointer = node[token], f"{pointer}/{token}"
        elif isinstance(node, list):
            place = _Names(node).place(token, numbers=numbers)
            if place is None:
                return Found(None, token, pointer, meant(token, filter(None, map(name_of, node))))
            node, pointer = node[place], f"{pointer}/{place}"
        else:
            return Found(None, token, pointer)
    return Found(pointer)


class _Names:
    """The names of a list's items, by which each is found; they are read once."""

    def __init__(self, items: Sequence[Any]) -> None:
        self.names = [name_of(item) for item in items]
        self._named: dict[str, list[int]] = {}
        self._alike: dict[str, list[int]] = {}
        for i, name in enumerate(self.names):
            if name is not None:
                self._named.setdefault(name, []).append(i)
            if name:
                self._alike.setdefault(text_key(name), []).append(i)

    def place(self, token: str, *, numbers: bool = False) -> int | None:
        """The index of the item that a token names; None where none or several do."""
        if len(named := self._named.get(token, [])) == 1:
            return named[0]
        if numbers and (number := read_count(token)) is not None and number < len(self.names):
            return number
        name, mark, written = token.rpartition("#")
        said = read_count(written) if mark else None
        wanted, count = (token, 0) if said is None else (name, said)
        if count and not wanted:  # an item without a name
            return count - 1 if count <= len(self.names) and self.names[count - 1] is None else None
        alike = self._like(wanted, count)
        if count:
            return alike[count - 1] if 0 < count <= len(alike) else None
        return alike[0] if len(alike) == 1 else None

    def _like(self, wanted: str, count: int) -> Sequence[int]:
        """The items of a name, or of one that begins so; no more than two, where which of them is not said."""
        if not wanted.endswith(_CUT):
            return self._alike.get(text_key(wanted), ())
        begin = text_key(wanted.removesuffix(_CUT))
        first = bisect_left(self._keys, begin)
        found = takewhile(lambda key: key.startswith(begin), islice(self._keys, first, None))
        alike = (i for key in found for i in self._alike[key])
        return sorted(alike) if count else list(islice(alike, 2))

    @cached_property
    def _keys(self) -> list[str]:
        return sorted(self._alike)

    def token(self, i: int) -> str:
        """The token for an item: its name, cut where that is long, with its number where others have the same."""
        name = self.names[i]
        if name is None:
            return f"#{i + 1}"
        short = f"{name[:_SHOWN].rstrip()}{_CUT}" if len(name) > _SHOWN else name
        token = short if self.place(short) == i else name
        return token if self.place(token) == i else f"{name}#{bisect(self._alike[text_key(name)], i)}"


class Addresses:
    """The addresses of what is in a record's tree."""

    def __init__(self, tree: Any) -> None:
        self._tree = tree
        self._names: dict[str, _Names] = {}

    def of(self, pointer: str) -> str:
        """The address of what a JSON Pointer leads to; an item without any text keeps its number, as "#2" of its list.

        Raises:
            LookupError, TypeError, ValueError: it leads nowhere.
        """
        node, at, named = self._tree, "", []
        for token in tokens_of(pointer):
            if isinstance(node, list):
                names = self._names.get(at) or self._names.setdefault(at, _Names(node))
                named.append(names.token(int(token)))
                node = node[int(token)]
            else:
                named.append(token)
                node = node[token]
            at = f"{at}/{token}"
        return joined(named)


def address_of(tree: Any, pointer: str) -> str:
    """The address of what a JSON Pointer leads to in a record's tree, see `Addresses`."""
    return Addresses(tree).of(pointer)
