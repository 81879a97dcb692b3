"""What the scripts and attributes of an HTML page say for machines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pathingest.model.segment import Segment, Statement
from pathingest.segments._characters import address_of, segment_of
from pathingest.segments._lines import PLAIN, Element, Line, numbers_in
from pathingest.segments._structured import Item, json_ld, microdata
from pathingest.segments._tokens import Tokens


def statements(source: str, tokens: Tokens, root: Element | None, lines: list[Line]) -> tuple[Statement, ...]:
    """What the page's scripts of JSON-LD and its microdata say."""
    scripts = [(start, end) for attributes, start, end in tokens.scripts if "ld+json" in attributes.lower()]
    found = json_ld(source, scripts) if scripts else ()
    if root is None or "itemscope" not in source:
        return found
    return (*found, *microdata(_items(source, tokens, root, lines)))


def _items(source: str, tokens: Tokens, root: Element, lines: list[Line]) -> list[Item]:
    """The things that microdata describes, those aside that are a property of another."""
    found: list[Item] = []
    scopes: dict[Element, Item] = {}
    line_of = {text: line for line in lines for text in line.texts}
    for element in root.xpath("//*[@itemscope or @itemprop]"):
        names = element.get("itemprop")
        item = None if element.get("itemscope") is None else Item(element.get("itemtype", ""), [])
        owner = next((scopes[around] for around in element.iterancestors() if around in scopes), None)
        if item:
            scopes[element] = item
        if names and owner:
            said = [item] if item else _property(source, tokens, element, line_of)
            owner.properties.extend([(names, value) for value in said])
        elif item:
            found.append(item)
    return found


def _property(source: str, tokens: Tokens, element: Element, line_of: dict[int, Line]) -> Iterator[Segment]:
    """What an element says as a property: its attribute's value, or its text, one segment for each of its lines."""
    name = _VALUES.get(element.tag)
    if name and element.get("_i") and (value := address_of(source, tokens, int(element.get("_i")), name)):
        yield value
        return
    for line, numbers in groupby(numbers_in(element), line_of.get):
        own = list(numbers)
        texts = line.texts[line.texts.index(own[0]) : line.texts.index(own[-1]) + 1] if line else tuple(own)
        found = segment_of(source, tokens, (line or Line((), "line", PLAIN))._replace(texts=texts, links=()))
        if found:
            yield found


_VALUES = {"a": "href", "link": "href", "meta": "content", "time": "datetime"}
