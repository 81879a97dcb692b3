"""What the scripts and attributes of an HTML page say for machines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pathingest.model.segment import Segment, Statement
from pathingest.segments._characters import address_of, segment_of
from pathingest.segments._lines import RawLine
from pathingest.segments._structured import Item, json_ld, microdata
from pathingest.segments._tags import PLAIN
from pathingest.segments._tokens import Tokens
from pathingest.segments._tree import ElementTree


def statements(source: str, tokens: Tokens, tree: ElementTree, lines: list[RawLine]) -> tuple[Statement, ...]:
    """What the page's scripts of JSON-LD and its microdata say."""
    scripts = [(start, end) for attributes, start, end in tokens.scripts if "ld+json" in attributes.lower()]
    found = json_ld(source, scripts)
    if "itemscope" not in source:
        return found
    return (*found, *microdata(_items(source, tokens, tree, lines)))


def _items(source: str, tokens: Tokens, tree: ElementTree, lines: list[RawLine]) -> list[Item]:
    """The things that microdata describes, those aside that are a property of another."""
    found: list[Item] = []
    scopes: dict[int, Item] = {}
    line_of = {text: line for line in lines for text in line.texts}
    for element, tag in enumerate(tree.tags):
        attributes = tag.attributes
        names = attributes.get("itemprop")
        item = Item(attributes.get("itemtype", ""), []) if "itemscope" in attributes else None
        owner = next((scopes[around] for around in tree.around(element) if around in scopes), None) if names else None
        if item:
            scopes[element] = item
        if names and owner:
            said = [item] if item else _property(source, tokens, tree, element, line_of)
            owner.properties.extend([(names, value) for value in said])
        elif item:
            found.append(item)
    return found


def _property(
    source: str, tokens: Tokens, tree: ElementTree, element: int, line_of: dict[int, RawLine]
) -> Iterator[Segment]:
    """What an element says as a property: its attribute's value, or its text, one segment for each of its lines."""
    name = _VALUES.get(tree.tags[element].name)
    if name and (value := address_of(source, tree.place(element), name)):
        yield value
        return
    for line, numbers in groupby(tree.texts_in(element), line_of.get):
        own = list(numbers)
        texts = line.texts[line.texts.index(own[0]) : line.texts.index(own[-1]) + 1] if line else tuple(own)
        found = segment_of(source, tokens, (line or RawLine((), "line", PLAIN))._replace(texts=texts, links=()))
        if found:
            yield found


_VALUES = {"a": "href", "link": "href", "meta": "content", "time": "datetime"}
