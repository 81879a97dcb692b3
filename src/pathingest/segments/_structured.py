"""Structured data: what a page says of itself to machines, in JSON-LD scripts or in microdata.

Both become the same tree of things and then `Statement`s. Every text keeps its place: a string of JSON is traced
through its escapes, and through tags and character references where it holds HTML, to the characters of the source.
"""

from __future__ import annotations

import html
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from pathingest.model.segment import Segment, Statement
from pathingest.model.tuples import NamedTuple
from pathingest.segments._builder import TextBuilder
from pathingest.values.schema_types import is_around, is_page_type


class Item(NamedTuple):
    """One thing that microdata describes: an element with `itemscope`.

    Attributes:
        types: its `itemtype`.
        properties: (`itemprop`, what it says) in page order: an item, or a segment (the visible text, or the value of
            `content`, `href`, `datetime`). A property that holds several paragraphs is named once for each.
    """

    types: str
    properties: list[tuple[str, Segment | Item]]


class _String(NamedTuple):
    """A string, or a number, of JSON: its value, and where what is between its quotes is in `source`."""

    value: str
    start: int
    end: int
    source: str


_Thing: TypeAlias = "dict[str, _Node]"
_Node: TypeAlias = "_Thing | list[_Node] | _String | Segment | None"

# Deeper than any page nests, and far from the interpreter's own limit.
_DEEPEST = 64


def json_ld(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Statement, ...]:
    """What a page's JSON-LD says, in page order.

    Args:
        text: the page's source.
        spans: the content of each `<script type="application/ld+json">`.

    Returns:
        The statements of all scripts that are JSON; a broken one says nothing, and nothing raises.
    """
    things = [thing for span in spans for thing in _things(text, *span)]
    return tuple(_said(things))


def microdata(items: Iterable[Item]) -> tuple[Statement, ...]:
    """What a page's microdata says; `items` are those that are in no other, in page order."""
    things = list(map(_thing, items))
    return tuple(_said(things))


def _said(things: Iterable[_Node]) -> Iterator[Statement]:
    for thing in things:
        yield from _statements(thing)
        for page in _pages(thing):
            for name in _types(page):
                if is_page_type(name):
                    yield Statement(f"page {name}", _stated(name=_one(_at(page, "name"))))
            if tags := _languages(page):
                yield Statement("language", {"tags": tags})


def _thing(item: Item, depth: int = 0) -> _Thing:
    """An item in the form that JSON-LD has; what is nested too deep is left out."""
    found: defaultdict[str, list[_Node]] = defaultdict(list)
    for names, said in item.properties:
        value = said if isinstance(said, Segment) else _thing(said, depth + 1) if depth < _DEEPEST else None
        for name in names.split():
            found[name].append(value)
    return {**found, "@type": [_String(name, 0, 0, "") for name in item.types.split()]}


# --- JSON ------------------------------------------------------------------------------------------------------------

_WRAPPING = re.compile(r"(?:[\s\ufeff,;]|//|/\*|\*/|<!--|-->|<!\[CDATA\[|\]\]>)*")
_STRING = re.compile(r'\s*"([^"\\]*(?:\\.[^"\\]*)*)"', re.DOTALL)
_LITERAL = re.compile(r"\s*(?:(-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)|true|false|null)(?![\w.])")
_MARK = {mark: re.compile(rf"\s*{re.escape(mark)}") for mark in "{}[]:,"}
# One character of a string's value as it is written; two escapes can be one character.
_CHARACTER = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL
)


def _things(text: str, start: int, end: int) -> list[_Node]:
    """The JSON values of one script, comment and CDATA marks around them aside; none if any is broken."""
    reader = _JsonReader(text, start, end)
    try:
        return list(reader.values())
    except ValueError:
        return []


class _JsonReader:
    """A reader of JSON that knows where its strings are. Its methods raise ValueError where the text is no JSON."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.at = start
        self.end = end

    def values(self) -> Iterator[_Node]:
        """All values of the script."""
        self._take(_WRAPPING)
        while self.at < self.end:
            yield self._value(0)
            self._take(_WRAPPING)

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self.text, self.at, self.end)
        if match:
            self.at = match.end()
        return match

    def _need(self, pattern: re.Pattern[str]) -> re.Match[str]:
        match = self._take(pattern)
        if match is None:
            raise ValueError(f"no JSON at {self.at}")
        return match

    def _value(self, depth: int) -> _Node:
        if depth > _DEEPEST:
            raise ValueError("nested too deep")
        if self._take(_MARK["{"]):
            return self._object(depth)
        if self._take(_MARK["["]):
            return self._array(depth)
        literal = self._take(_LITERAL)
        if literal is None:
            return self._string()
        return _String(literal[1], *literal.span(1), self.text) if literal[1] else None

    def _object(self, depth: int) -> _Thing:
        found: _Thing = {}
        if self._take(_MARK["}"]):
            return found
        while True:
            name = self._string().value
            self._need(_MARK[":"])
            found[name] = self._value(depth + 1)
            if not self._take(_MARK[","]):
                self._need(_MARK["}"])
                return found

    def _array(self, depth: int) -> list[_Node]:
        found: list[_Node] = []
        if self._take(_MARK["]"]):
            return found
        while True:
            found.append(self._value(depth + 1))
            if not self._take(_MARK[","]):
                self._need(_MARK["]"])
                return found

    def _string(self) -> _String:
        """A string; a line break in it, which JSON does not allow and pages have, is one."""
        written = self._need(_STRING)
        value: str = written[1]
        if "\\" in value:
            value = json.loads(f'"{value}"', strict=False)
        return _String(value, *written.span(1), self.text)


# --- texts -----------------------------------------------------------------------------------------------------------

_BLOCK = re.compile(
    "address|article|aside|blockquote|br|d[dlt]|div|figcaption|figure|footer|h[1-6r]|header|li|main|[ou]l|p|pre|section"
    "|table|tbody|t[dhr]|tfoot|thead",
    re.IGNORECASE,
)
_INLINE = re.compile(
    "a|abbr|b|big|bd[io]|cite|code|del|dfn|em|font|i|img|ins|kbd|label|mark|q|s|samp|small|span|strike|strong|su[bp]"
    "|time|tt|u|var|wbr",
    re.IGNORECASE,
)
# What is no element of HTML ("List<T>") is text.
_TOKEN = re.compile(
    r"</?(?P<tag>[a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?/?>|<!--[^<>]*-->"
    r"|(?P<reference>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});)|(?P<line>[\r\n]+)"
)


_Written = list[tuple[str, int, int]]
"""Characters, each with the [start, end) that it is written in, or several that are in step with the source."""


def _paragraphs(string: _String) -> tuple[Segment, ...]:
    """A string's paragraphs: what block tags separate, or else line breaks."""
    texts = [TextBuilder()]
    for kind, written in _pieces(string):
        if kind == "break":
            texts.append(TextBuilder())
        elif kind == "tag":
            texts[-1].interrupt()
        else:
            texts[-1].extend(written)
    return tuple([segment for text in texts if (segment := text.segment("paragraph"))])


def _line(string: _String) -> Segment | None:
    """A string as one line: what would separate paragraphs is a space."""
    text = TextBuilder()
    for kind, written in _pieces(string):
        text.extend(written)
        if kind == "break" and not written:
            text.add_space()
        if kind != "text" and not written:
            text.interrupt()
    return text.segment("paragraph")


def _pieces(string: _String) -> Iterator[tuple[str, _Written]]:
    """A string in pieces: "text", "tag" and "break", each with its characters.

    Line breaks separate what has no block tags; among those they are white space.
    """
    spans = _spans(string)
    tokens = list(_TOKEN.finditer(string.value))
    blocks = any(_BLOCK.fullmatch(token["tag"] or "") for token in tokens)
    at = 0
    for token in tokens:
        if (kind := _kind(token, blocks=blocks)) != "text" or token["reference"]:
            yield "text", _cut(string, spans, at, token.start())
            yield kind, _shown(token, _cut(string, spans, *token.span()))
            at = token.end()
    yield "text", _cut(string, spans, at, len(string.value))


def _spans(string: _String) -> list[tuple[int, int]] | None:
    """Where each character of a string's value is written; None where none is escaped."""
    value, start, end, source = string
    if len(value) == end - start:
        return None
    return [match.span() for match in _CHARACTER.finditer(source, start, end)]


def _cut(string: _String, spans: list[tuple[int, int]] | None, start: int, end: int) -> _Written:
    """A part of a string's value."""
    text = string.value[start:end]
    if spans is None:
        return [(text, string.start + start, string.start + end)]
    return [(character, *span) for character, span in zip(text, spans[start:end], strict=True)]


def _kind(token: re.Match[str], *, blocks: bool) -> str:
    """What a token does to the text that it is in; `blocks` says that tags separate the paragraphs."""
    if token["line"]:
        return "text" if blocks else "break"
    if token["tag"] is None:
        return "text" if token["reference"] else "tag"
    return "break" if _BLOCK.fullmatch(token["tag"]) else "tag" if _INLINE.fullmatch(token["tag"]) else "text"


def _shown(token: re.Match[str], written: _Written) -> _Written:
    """What a token shows: a line break itself, a reference its characters, a tag nothing."""
    if token["line"]:
        return written
    if not token["reference"]:
        return []
    start, end = written[0][1], written[-1][2]
    return [(character, end if i else start, end) for i, character in enumerate(html.unescape(token[0]))]


# --- statements ------------------------------------------------------------------------------------------------------

# What stands in them is said of somebody, or of something, else.
_ELSEWHERE = frozenset({"Person", "Quiz"})
_AMOUNTS = (
    *("percentile10", "percentile25", "median", "percentile75", "percentile90"),
    *("minValue", "maxValue", "value"),
)


def _statements(node: _Node) -> Iterator[Statement]:
    """What a thing says, and all things in it, in the order they are written."""
    if isinstance(node, list):
        for item in node:
            yield from _statements(item)
    elif isinstance(node, dict) and "JobPosting" in (types := _types(node)):
        yield Statement("job_posting", _stated(title=_one(_at(node, "title"))))
    elif isinstance(node, dict) and _ELSEWHERE.isdisjoint(types):
        for name in types:
            if name in _READERS and (parts := _READERS[name](node)):
                yield Statement(_KINDS[name], parts)
        for value in node.values():
            yield from _statements(value)


def _pages(node: _Node) -> Iterator[_Thing]:
    """What the page itself is: its main things, which are in no other, and what is only around them."""
    if isinstance(node, list):
        for item in node:
            yield from _pages(item)
    elif isinstance(node, dict):
        types = _types(node)
        if is_around(types) or any(map(is_page_type, types)):
            yield node
        if "@type" not in node or is_around(types):
            yield from _pages(_at(node, "@graph") + _at(node, "mainEntity"))


def _languages(thing: _Thing) -> tuple[Segment, ...]:
    """What a thing says of its language, by its tag, or as a thing of its own."""
    said = _at(thing, "inLanguage")
    names = [_at(node, "alternateName") or _at(node, "name") or [node] for node in said]
    return tuple([line for name in names for line in _one(name)])


def _types(thing: _Thing) -> list[str]:
    """The names of a thing's types, whatever vocabulary address or prefix they are written with."""
    return [re.split("[/#:]", value.value)[-1] for value in _at(thing, "@type") if isinstance(value, _String)]


def _at(node: _Node, *names: str) -> list[_Node]:
    """All that is at a path of names, lists taken apart."""
    found = [node]
    for name in names:
        found = [value for thing in found if isinstance(thing, dict) for value in _listed(thing.get(name))]
    return found


def _listed(node: _Node) -> list[_Node]:
    return node if isinstance(node, list) else [] if node is None else [node]


def _texts(nodes: Iterable[_Node]) -> Iterator[_String | Segment]:
    """The texts among nodes; a text may be wrapped to state its language."""
    for node in nodes:
        text = node.get("@value") if isinstance(node, dict) else node
        if isinstance(text, _String | Segment):
            yield text


def _all(nodes: Iterable[_Node]) -> tuple[Segment, ...]:
    """The paragraphs of all texts among nodes."""
    found: list[Segment] = []
    for text in _texts(nodes):
        found.extend((text,) if isinstance(text, Segment) else _paragraphs(text))
    return tuple(found)


def _one(nodes: Iterable[_Node]) -> tuple[Segment, ...]:
    """The first text among nodes, as one line; empty if there is none."""
    text = next(_texts(nodes), None)
    line = text if isinstance(text, Segment) else text and _line(text)
    return (line,) if line else ()


def _stated(**parts: tuple[Segment, ...]) -> dict[str, tuple[Segment, ...]]:
    """The parts that are there."""
    return {name: segments for name, segments in parts.items() if segments}


def _question(thing: _Thing) -> dict[str, tuple[Segment, ...]]:
    """A question with the answer that is marked as the right one; both or nothing."""
    question = _one(_at(thing, "name")) or _one(_at(thing, "text"))
    accepted = _at(thing, "acceptedAnswer")[:1]
    answer = _all(_at(accepted[0], "text") if accepted and isinstance(accepted[0], dict) else accepted)
    return _stated(question=question, answer=answer) if question and answer else {}


def _how_to(thing: _Thing) -> dict[str, tuple[Segment, ...]]:
    """What a guide is called, how long it takes, and its steps if each has a title."""
    steps = [_step(step) for step in _at(thing, "step")]
    if len(steps) == 1 and isinstance(only := _at(thing, "step")[0], dict) and "ItemList" in _types(only):
        steps = [_step(step) for step in _at(only, "itemListElement")]
    titles = tuple([title for step in steps for title in step]) if all(steps) else ()
    return _stated(name=_one(_at(thing, "name")), time=_one(_at(thing, "totalTime")), steps=titles)


def _step(node: _Node) -> tuple[Segment, ...]:
    """A step's title; a step that is only a text may be several lines, each a step."""
    if not isinstance(node, dict):
        return _all([node])
    if "ListItem" in _types(node) and (inner := _at(node, "item")):
        return _step(inner[0])
    return _one(_at(node, "name")) or _one(_at(node, "text"))


def _occupation(thing: _Thing) -> dict[str, tuple[Segment, ...]]:
    """What an occupation is called, and the base salary that is estimated for it."""
    named = [(salary, _one(_at(salary, "name"))) for salary in _at(thing, "estimatedSalary")]
    # Another may be of a bonus.
    salaries = [salary for salary, name in named if not name or name[0].text.casefold().startswith("base")]
    salary = salaries[0] if len(salaries) == 1 else None
    holders = [salary, *_at(salary, "value")]
    return _stated(
        name=_one(_at(thing, "name")),
        amounts=tuple([amount for holder in holders for name in _AMOUNTS for amount in _one(_at(holder, name))]),
        currency=_one(_at(salary, "currency")),
        period=_one([said for holder in holders for name in ("duration", "unitText") for said in _at(holder, name)]),
    )


def _course(thing: _Thing) -> dict[str, tuple[Segment, ...]]:
    """What a course is called, who gives it, and its address."""
    provider = _one(_at(thing, "provider", "name"))
    return _stated(name=_one(_at(thing, "name")), provider=provider, url=_one(_at(thing, "url")))


_READERS: dict[str, Callable[[_Thing], dict[str, tuple[Segment, ...]]]] = {
    "Question": _question,
    "HowTo": _how_to,
    "Occupation": _occupation,
    "Course": _course,
}
_KINDS = {"Question": "faq", "HowTo": "how_to", "Occupation": "occupation", "Course": "course"}
