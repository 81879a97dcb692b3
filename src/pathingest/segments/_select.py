"""Which elements a CSS selector names, in time that is linear in the elements and in the selector's parts.

XPath, to which cssselect translates selectors, looks for each part of one from each element again: three "~" on a few
thousand siblings take minutes. So only simple parts (a name, a class, an attribute) are XPath here; how elements are
related, and which of its siblings one is, is looked up in one walk for each part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from functools import cached_property, lru_cache
from typing import Any

from pathingest.segments._tree import ElementTree

Chosen = frozenset[int]


class Selection:
    """What selectors name on one page."""

    def __init__(self, tree: ElementTree) -> None:
        """Look at the elements of a tree that lxml has read."""
        self._tree = tree
        self._all = frozenset(range(len(tree.elements)))

    def chosen(self, selector: str) -> list[int]:
        """The elements that a selector names, in their order."""
        return sorted(frozenset[int]().union(*map(self._matches, _parsed(selector)))) if self._all else []

    @cached_property
    def _numbers(self) -> dict[Any, int]:
        return {element: number for number, element in enumerate(self._tree.elements)}

    @cached_property
    def _families(self) -> list[list[int]]:
        """The elements that are siblings, in their order."""
        found: dict[int, list[int]] = {}
        for number in range(len(self._tree.elements)):
            found.setdefault(self._tree.parents[number], []).append(number)
        return list(found.values())

    def _matches(self, node: Any) -> Chosen:
        """The elements that a part of a selector matches."""
        found = getattr(self, f"_{type(node).__name__.lower()}", self._simple)(node)
        return frozenset(found)

    def _element(self, node: Any) -> Chosen:
        """A name, or any; XPath would bring what it finds in order, which takes long where elements are nested deep."""
        if node.namespace:
            return self._simple(node)
        name = node.element and node.element.lower()
        elements = self._tree.elements
        return frozenset(number for number, element in enumerate(elements) if name in (None, element.tag))

    def _simple(self, node: Any) -> Chosen:
        """A name, an id, a class, an attribute, or what else XPath decides by the element alone."""
        inner = getattr(node, "selector", None)
        alone = {self._numbers[element] for element in _xpath(_alone(node))(self._tree.elements[0])}
        return self._matches(inner) & alone if inner is not None else frozenset(alone)

    def _combinedselector(self, node: Any) -> Chosen:
        return self._related(self._matches(node.selector), node.combinator) & self._matches(node.subselector)

    def _related(self, chosen: Chosen, combinator: str) -> Chosen:
        """The elements that are below or beside one of those that are chosen."""
        parents = self._tree.parents
        if combinator == ">":
            return frozenset(number for number in self._all if parents[number] in chosen)
        if combinator == " ":
            found: set[int] = set()
            for number in range(len(parents)):  # parents come first
                if parents[number] in chosen or parents[number] in found:
                    found.add(number)
            return frozenset(found)
        return frozenset(number for family in self._families for number in _after(family, chosen, combinator))

    def _relation(self, node: Any) -> Chosen:
        """`:has(…)`: the elements that are above or before one of those that it has."""
        # Versions of cssselect before 1.5 know one selector here.
        arguments = node.arguments if hasattr(node, "arguments") else [(node.combinator, node.subselector)]
        having = [self._having(self._matches(wanted.parsed_tree), sign.value) for sign, wanted in arguments]
        return self._matches(node.selector) & frozenset[int]().union(*having)

    def _having(self, wanted: Chosen, combinator: str) -> set[int]:
        parents = self._tree.parents
        if combinator == ">":
            return {parents[number] for number in wanted}
        if combinator in "+~":
            turned = [family[::-1] for family in self._families]
            return {number for family in turned for number in _after(family, wanted, combinator)}
        having: set[int] = set()
        for number in range(len(parents) - 1, 0, -1):  # what is in an element comes behind it
            if number in wanted or number in having:
                having.add(parents[number])
        return having

    def _negation(self, node: Any) -> Chosen:
        return self._matches(node.selector) - self._matches(node.subselector)

    def _matching(self, node: Any) -> Chosen:
        return self._matches(node.selector) & frozenset[int]().union(*map(self._matches, node.selector_list))

    _specificityadjustment = _matching

    def _pseudo(self, node: Any) -> Chosen:
        places = _PLACES.get(node.ident)
        if places is None:
            return self._simple(node)
        return self._matches(node.selector) & self._placed(lambda *place: all(place[i] == 0 for i in places))

    def _function(self, node: Any) -> Chosen:
        if node.name not in _NUMBERED:
            return self._simple(node)
        from cssselect.parser import parse_series  # noqa: PLC0415  as below

        step, first = parse_series(node.arguments)
        place = _NUMBERED[node.name]
        return self._matches(node.selector) & self._placed(lambda *places: _is_in(places[place] + 1, step, first))

    def _placed(self, fits: Callable[[int, int, int, int], bool]) -> Chosen:
        """The elements whose place fits: how many are before and behind it, of all and of its name."""
        return frozenset(
            number
            for family in self._families
            for number, *place in zip(family, *self._places(family), strict=True)
            if fits(*place)
        )

    def _places(self, family: Sequence[int]) -> Iterator[Sequence[int]]:
        names = [self._tree.elements[number].tag for number in family]
        before = range(len(family))
        yield before
        yield before[::-1]
        yield _counted(names)
        yield _counted(names[::-1])[::-1]


# Which of the four places are none, and the one that is counted.
_PLACES = {
    "first-child": (0,),
    "last-child": (1,),
    "only-child": (0, 1),
    "first-of-type": (2,),
    "last-of-type": (3,),
    "only-of-type": (2, 3),
}
_NUMBERED = {"nth-child": 0, "nth-last-child": 1, "nth-of-type": 2, "nth-last-of-type": 3}


def _counted(names: Iterable[str]) -> list[int]:
    """How many of the same name are before each."""
    counts: dict[str, int] = {}
    found = []
    for name in names:
        found.append(counts.get(name, 0))
        counts[name] = found[-1] + 1
    return found


def _is_in(number: int, step: int, first: int) -> bool:
    """Whether a number is one of a series such as 2n+1."""
    return number == first if step == 0 else (number - first) % step == 0 and (number - first) // step >= 0


def _after(family: Sequence[int], chosen: Chosen, combinator: str) -> Iterator[int]:
    """Of siblings those behind one that is chosen: right behind it for "+", anywhere for "~"."""
    is_behind = False
    for number in family:
        if is_behind:
            yield number
        is_behind = number in chosen or (is_behind and combinator == "~")


@lru_cache(maxsize=256)
def _parsed(selector: str) -> list[Any]:
    from cssselect import parse  # noqa: PLC0415  only profiles with selectors need it

    return [found.parsed_tree for found in parse(selector)]


def _alone(node: Any) -> str:
    """The XPath of a part without what it is a part of."""
    from cssselect import HTMLTranslator  # noqa: PLC0415  as above
    from cssselect.parser import Element, Selector  # noqa: PLC0415

    alone = copy(node)
    alone.selector = Element()
    return HTMLTranslator().selector_to_xpath(Selector(alone))


@lru_cache(maxsize=256)
def _xpath(path: str) -> Any:
    from lxml import etree  # noqa: PLC0415  as above

    return etree.XPath(path)
