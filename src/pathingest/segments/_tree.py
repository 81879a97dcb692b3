"""The elements of an HTML page: which is in which, which texts are in each, and the events to walk through.

Elements are numbers, in the order of their start tags, so whatever is in one has the numbers behind its own. Where the
tags of a page nest as they are written, the tree is made of them directly; where any does not, or anything else about
them is not plain, lxml reads a skeleton of the page, in which a number replaces each text, so that each text of its
tree knows its place in the source: nothing is searched.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pathingest.model.limits import DEEPEST_ELEMENT
from pathingest.model.source import Span
from pathingest.segments._parser import Element, nests, parsed, walked
from pathingest.segments._tags import CLOSING, END, NOT_NAME, START, Tag
from pathingest.segments._tokens import SPACE, Tokens


class ElementTree:
    """A page's elements, by number.

    Attributes:
        tags: what each is by itself.
        parents: what each is in; -1 for the root.
        ends: the number behind the last element in each.
        firsts, lasts: the texts in each, as a slice of `texts`.
        starts: where the tag of each is in the source.
        events: a start tag, the number of a text, `SPACE`, and an end tag.
        stops: the index in `events` behind each.
        texts: the numbers of the texts that are in the tree.
        elements: the same elements as lxml knows them, where it was used.
    """

    def __init__(self, events: Sequence[int | Tag] = (), starts: Sequence[int] = ()) -> None:
        self.events, self.starts = events, starts
        self.tags: list[Tag] = []
        self.parents, self.ends, self.firsts, self.lasts, self.stops = [[0] * len(starts) for _ in range(5)]
        self.texts: Sequence[int] = ()
        self.elements: Sequence[Element] = ()
        self._named: defaultdict[str, list[int]] = defaultdict(list)

    def children(self, element: int) -> Iterator[int]:
        """The elements right in one."""
        child, end = element + 1, self.ends[element]
        while child < end:
            yield child
            child = self.ends[child]

    def following(self, element: int) -> int | None:
        """The next element beside one."""
        parent, following = self.parents[element], self.ends[element]
        return following if parent >= 0 and following < self.ends[parent] else None

    def around(self, element: int) -> Iterator[int]:
        """The elements that one is in, from the inside to the root."""
        while (element := self.parents[element]) >= 0:
            yield element

    def named(self, name: str) -> list[int]:
        """The elements of a name."""
        if not self._named:
            for element, tag in enumerate(self.tags):
                self._named[tag.name].append(element)
        return self._named.get(name, [])

    def holds(self, element: int, *names: str) -> bool:
        """Whether an element of one of these names is in one."""
        return self._has(element + 1, self.ends[element], names)

    def has(self, element: int, *names: str) -> bool:
        """Whether an element is of one of these names, or holds one that is."""
        return self._has(element, self.ends[element], names)

    def _has(self, start: int, end: int, names: Sequence[str]) -> bool:
        for name in names:
            elements = self.named(name)
            at = bisect_left(elements, start)
            if at < len(elements) and elements[at] < end:
                return True
        return False

    def name_around(self, element: int) -> str:
        """The name of the element that one is in; "" for the root."""
        parent = self.parents[element]
        return self.tags[parent].name if parent >= 0 else ""

    def place(self, element: int) -> Span | None:
        """Where the tag of an element is in the source; None for one that no tag began."""
        start = self.starts[element]
        return Span(start, start + self.tags[element].size) if start >= 0 else None

    def texts_in(self, element: int) -> Sequence[int]:
        """The numbers of the texts in an element."""
        return self.texts[self.firsts[element] : self.lasts[element]]


def tree_of(tokens: Tokens, *, elements: bool = False) -> ElementTree:
    """The page's tree, with lxml's elements where they are wanted; an empty one where the page has no element."""
    found = None if elements else built(tokens.items, tokens.starts)
    if found is None:
        return _by_lxml(tokens) or ElementTree()
    found.texts = range(len(tokens.texts))
    return found


_NO_TEXT = frozenset({"", "html", "head"})


def built(items: Sequence[int | Tag], starts: Sequence[int], *, nested: bool = False) -> ElementTree | None:
    """The tree that tags make if they nest as they are written; None where they do not. If `nested`, they do."""
    found = ElementTree(items, starts)
    tags, parents, ends, firsts, lasts = found.tags, found.parents, found.ends, found.firsts, found.lasts
    stops = found.stops
    element, outer, count, texts = -1, "", 0, 0
    for at, item in enumerate(items, 1):
        if isinstance(item, int):
            if item >= 0:
                if outer in _NO_TEXT and not nested:
                    return None
                texts += 1
        elif item.turn == START:
            name = item.name
            if not nested and (not item.plain or (not nests(outer, name) if outer else tags or name != "html")):
                return None
            tags.append(item)
            parents[count], firsts[count] = element, texts
            element, outer = count, name
            count += 1
        elif item.name == outer or item is CLOSING:
            ends[element], lasts[element], stops[element] = count, texts, at
            element = parents[element]
            outer = tags[element].name if element >= 0 else ""
        else:
            return None
    if element >= 0:  # it ends where the page does
        return built([*items, CLOSING, *[CLOSING for _ in found.around(element)]], starts, nested=nested)
    if not tags or (len(tags) > DEEPEST_ELEMENT and not nested and _depth(parents) > DEEPEST_ELEMENT):
        return None
    return found


def _depth(parents: Sequence[int]) -> int:
    """How many elements are in one another at most."""
    depths: list[int] = []
    for parent in parents:
        depths.append(depths[parent] + 1 if parent >= 0 else 1)
    return max(depths)


# --- by lxml ---------------------------------------------------------------------------------------------------------


def _by_lxml(tokens: Tokens) -> ElementTree | None:
    """The tree that lxml makes of the page.

    Where texts are lost, it read a tag otherwise than the tokens do: tags that are reduced to names are read alike.
    """
    found = _of_skeleton(tokens)
    if found is None or found.texts != [*range(len(tokens.texts))]:
        found = _of_skeleton(tokens, bare=True)
        return found if found and found.texts else None
    return found


def _of_skeleton(tokens: Tokens, *, bare: bool = False) -> ElementTree | None:
    """The tree of a skeleton of the page; None where it holds nothing, or a piece of a broken tag as a text."""
    root = parsed(_skeleton(tokens.items, bare=bare))
    tags = [item for item in tokens.items if isinstance(item, Tag) and item.turn == START]
    items: list[int | Tag] = []
    starts: list[int] = []
    elements: list[Element] = []
    numbers = {None: -1} | {str(number): number for number in range(len(tags))}
    least = 0  # they come in order
    for event in () if root is None else walked(root):
        if event is None:
            items.append(CLOSING)
        elif not isinstance(event, str):
            number = numbers.get(event.get("_i"))
            if number is None:  # the page's own, of a tag that only lxml sees
                return None
            if number >= least:
                least = number + 1
            elif number >= 0:  # as well
                return None
            items.append(_tag(event, tags[number] if number >= 0 else None))
            starts.append(tokens.starts[number] if number >= 0 else number)
            elements.append(event)
        elif _NUMBERS.fullmatch(event):
            items.extend([SPACE if number.isspace() else int(number) for number in _NUMBER.findall(event)])
        else:
            return None
    found = built(items, starts, nested=True)
    if found:
        found.texts = [item for item in items if isinstance(item, int) and item >= 0]
        found.elements = elements
    return found


_NUMBERS = re.compile(r"\s*(?:[0-9]+;\s*)*")
_NUMBER = re.compile(r"[0-9]+|\s+")


def _tag(element: Element, written: Tag | None) -> Tag:
    """What an element is; lxml alone knows the attributes of a tag that is not plain, and of the page's own tags."""
    if written and written.plain and element.tag != "html":
        return written
    return Tag(element.tag, written.written if written else "").read(element.items())


def _skeleton(items: Iterable[int | Tag], *, bare: bool) -> str:
    """The page, "7;" in the place of text 7, each start tag numbered as `_i`; if `bare`, tags are names alone."""
    pieces: list[str] = []
    number = 0
    for item in items:
        if isinstance(item, int):
            pieces.append(f"{item};" if item >= 0 else " ")
        elif bare:
            pieces.append(f"<{'/' * (item.turn == END)}{NOT_NAME.sub('', item.name)}>" if item.name else "")
        elif item.turn == END:
            pieces.append(item.written)
        else:
            pieces.append(f"<{item.name} _i={number} {item.written[len(item.name) + 1 :]}")
            number += 1
    return "".join(pieces)
