"""Which items of two lists are the same thing, and which only one list has."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import chain, takewhile
from typing import Any
from urllib.parse import urljoin

from pathingest.model.tuples import NamedTuple
from pathingest.values.text import fold

_NAMES = ("name", "title", "label", "question", "heading")
# What may separate the texts of several items in one line.
_SEPARATORS = str.maketrans("", "", ",;|/\u00b7\u2022*-\u2014:. \n\t")

Item = Any
_KeyOf = Callable[[Item], Hashable | None]


class Pairs(NamedTuple):
    """How a list compares with another of the same field.

    Attributes:
        paired: its items' places, each with the place of its like in the other list.
        extras: the places of those that the other list has in no form.
    """

    paired: Mapping[int, int]
    extras: tuple[int, ...]


def pair(theirs: Sequence[Item], mine: Sequence[Item]) -> Pairs:
    """Items of `theirs` with those of `mine`: by name; else by what is under a name that one of them lacks.

    No extras are texts and resources that are only glued in one list and apart in the other. Texts that are left over
    in equal number are paired in their order: they differ.
    """
    paired: dict[int, int] = {}
    _match(theirs, mine, paired, called, lambda _, __: True)
    _match(theirs, mine, paired, _body, lambda one, other: called(one) is None or called(other) is None)
    left = [i for i in range(len(theirs)) if i not in paired]
    missed = sorted({*range(len(mine))} - {*paired.values()})
    glued = _seams({i: _loose(theirs[i]) for i in left}, list(map(_loose, mine)))
    apart = _seams({i: _loose(mine[i]) for i in missed}, list(map(_loose, theirs)))
    left = sorted({*left} - glued.keys() - {*chain.from_iterable(apart.values())})
    missed = sorted({*missed} - apart.keys() - {*chain.from_iterable(glued.values())})
    if len(left) == len(missed) and all(isinstance(theirs[i], str) for i in left):
        return Pairs(paired | dict(zip(left, missed, strict=True)), ())
    return Pairs(paired, tuple(left))


def same(mine: Any, theirs: Any) -> bool:
    """Whether two values are one: texts, whatever their case and white space, which renderings change."""
    if isinstance(mine, str) and isinstance(theirs, str):
        return mine == theirs or text_key(mine) == text_key(theirs)
    return bool(mine == theirs)


def same_address(mine: str, theirs: str) -> bool:
    """Whether two links lead to one place, where one page may not know its own address: "/x" is "https://a.b/x"."""
    whole, part = sorted((mine, theirs), key=lambda url: "://" not in url)
    try:
        return whole == part or ("://" not in part and urljoin(whole, part) == whole)
    except ValueError:  # one of them is broken ("http://[x")
        return False


def same_language(mine: str, theirs: str) -> bool:
    """Whether two tags are of one language, in any region ("en", "en-US")."""
    return mine.partition("-")[0] == theirs.partition("-")[0]


def called(item: Item) -> str | None:
    """The key of an item's name; a text is its own."""
    name = name_of(item)
    return None if name is None else text_key(name)


def name_of(item: Item) -> str | None:
    """An item's name, title, label, question or heading; a text is its own; None for an item without."""
    if isinstance(item, str):
        return item
    return next((item[field] for field in _NAMES if item.get(field)), None)


def text_key(text: str) -> str:
    """What two texts share that are one but for case and white space, which renderings change."""
    return "".join(fold(text).split())


def _body(item: Item) -> Hashable | None:
    """What identifies an item without a name: an answer, a phase's place, an unknown section's texts."""
    if isinstance(item, str):
        return None
    if item.get("answer"):
        return text_key(item["answer"])
    if isinstance(item.get("text"), list):
        return text_key("".join(item["text"]))
    position: Hashable | None = item.get("position")
    return position


def _match(
    theirs: Sequence[Item],
    mine: Sequence[Item],
    paired: dict[int, int],
    key: _KeyOf,
    may_pair: Callable[[Item, Item], bool],
) -> None:
    """Pair what has the same key, in order, and is not paired yet."""
    places: dict[Hashable, deque[int]] = {}
    taken = set(paired.values())
    for i, item in enumerate(mine):
        if i not in taken:
            places.setdefault(key(item), deque()).append(i)
    for j, item in enumerate(theirs):
        wanted = key(item)
        free = places.get(wanted) if wanted is not None and j not in paired else None
        if free and may_pair(item, mine[free[0]]):
            paired[j] = free.popleft()


def _loose(item: Item) -> str:
    """The characters of a text, or of a resource's name; nothing for an item that holds more than a gluing could."""
    text = item if isinstance(item, str) else item["name"] if item.keys() == {"name", "url"} else ""
    return fold(text).translate(_SEPARATORS)


def _seams(wholes: Mapping[int, str], parts: Sequence[str]) -> dict[int, range]:
    """Each whole that is the texts of two or more neighbouring parts joined, and these."""
    places: dict[str, list[int]] = {}
    for i, part in enumerate(parts):
        places.setdefault(part, []).append(i)
    sizes = sorted({*map(len, places)} - {0})
    found: dict[int, range] = {}
    for i, whole in wholes.items():
        begins = (places.get(whole[:size], ()) for size in takewhile(len(whole).__gt__, sizes))
        if run := _run(whole, parts, sorted(chain.from_iterable(begins))):
            found[i] = run
    return found


def _run(whole: str, parts: Sequence[str], firsts: Iterable[int]) -> range | None:
    """The first run of parts that is a whole, of those that begin with some of the parts, which it begins with."""
    for first in firsts:
        at, last = 0, first
        while at < len(whole) and last < len(parts) and parts[last] and whole.startswith(parts[last], at):
            at += len(parts[last])
            last += 1
        if at == len(whole) and last > first + 1:
            return range(first, last)
    return None
