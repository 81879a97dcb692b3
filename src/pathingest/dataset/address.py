"""Where a correction is, in words that last: "/skills_to_learn/SQL/duration".

An address is a JSON Pointer whose tokens for items of lists are the items' names (a question, a heading, a text of its
own for an item that is one), so that an item put in above does not shift it to its neighbour. Of several items with one
name the second is "Name#2". The end of a long text may be left out: "Write twenty queries…".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pathingest.dataset.pairs import name_of, text_key
from pathingest.model.spelling import meant
from pathingest.model.tuples import NamedTuple

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
            place = _place(node, token, numbers=numbers)
            if place is None:
                return Found(None, token, pointer, meant(token, filter(None, map(name_of, node))))
            node, pointer = node[place], f"{pointer}/{place}"
        else:
            return Found(None, token, pointer)
    return Found(pointer)


def _place(items: Sequence[Any], token: str, *, numbers: bool) -> int | None:
    """The index of the item that a token names; None where none or several do."""
    names = [name_of(item) for item in items]
    if token in names and names.count(token) == 1:
        return names.index(token)
    if numbers and token.isdecimal() and int(token) < len(items):
        return int(token)
    name, mark, number = token.rpartition("#")
    wanted, count = (name, int(number)) if mark and number.isdecimal() else (token, 0)
    if count and not wanted:  # an item without a name
        return count - 1 if count <= len(items) and names[count - 1] is None else None
    if wanted.endswith(_CUT):
        begin = text_key(wanted.removesuffix(_CUT))
        alike = [i for i, name in enumerate(names) if name and text_key(name).startswith(begin)]
    else:
        alike = [i for i, name in enumerate(names) if name and text_key(name) == text_key(wanted)]
    if count:
        return alike[count - 1] if 0 < count <= len(alike) else None
    return alike[0] if len(alike) == 1 else None


def address_of(tree: Any, pointer: str) -> str:
    """The address of what a JSON Pointer leads to; an item without any text keeps its number, as "#2" of its list."""
    node, named = tree, []
    for token in tokens_of(pointer):
        if isinstance(node, list):
            named.append(_named(node, int(token)))
            node = node[int(token)]
        else:
            named.append(token)
            node = node[token]
    return joined(named)


def _named(items: Sequence[Any], i: int) -> str:
    """The token for an item: its name, cut where that is long, with its number where others have the same."""
    name = name_of(items[i])
    if name is None:
        return f"#{i + 1}"
    short = f"{name[:_SHOWN].rstrip()}{_CUT}" if len(name) > _SHOWN else name
    token = short if _place(items, short, numbers=False) == i else name
    if _place(items, token, numbers=False) == i:
        return token
    alike = [k for k, item in enumerate(items) if (other := name_of(item)) and text_key(other) == text_key(name)]
    return f"{name}#{alike.index(i) + 1}"
