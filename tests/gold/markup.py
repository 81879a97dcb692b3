"""Trees of elements, how they are written as HTML, and the texts that stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from random import Random
from typing import Literal, NamedTuple


class Text(NamedTuple):
    """A text, and what it states.

    Attributes:
        text: the text as a reader sees it.
        facts: JSON Pointers of the record's values that it states, or is part of; "#" and a pointer where it is the
            heading or label of what stands there.
        prose: whether words in it may be set off by tags.
    """

    text: str
    facts: tuple[str, ...] = ()
    prose: bool = False


class Raw(NamedTuple):
    """Markup as it is: scripts, comments, icons."""

    html: str


class Element(NamedTuple):
    """An element."""

    tag: str
    attributes: tuple[tuple[str, str | None], ...]
    children: tuple[Node, ...]


Node = Text | Raw | Element


def tag(name: str, *children: Node, css: str = "", shut: bool = True, **attributes: str | None) -> Element:
    """An element; `css` are its classes, `_` in names stands for `-`, and None is for attributes that are left out.

    `shut` is whether details are; they are open by an attribute without a value.
    """
    named: list[tuple[str, str | None]] = [
        (key.strip("_").replace("_", "-"), value) for key, value in attributes.items() if value is not None
    ]
    named += [] if shut else [("open", None)]
    return Element(name, (*([("class", css)] if css else []), *named), children)


def text(content: str, *facts: str, prose: bool = False) -> Text:
    """A text that states the facts."""
    return Text(content, facts, prose)


class Run(NamedTuple):
    """The text of one element, as it stands in the document.

    Attributes:
        text: all of it.
        facts: what it states: (pointer, start, end) in `text`.
    """

    text: str
    facts: tuple[tuple[str, int, int], ...]


def runs(node: Node) -> Iterator[Run]:
    """The texts of a tree in document order; neighbours in one element are one run."""
    if isinstance(node, Element):
        for is_text, group in groupby(node.children, key=lambda child: isinstance(child, Text)):
            children = list(group)
            if is_text:
                yield _run([child for child in children if isinstance(child, Text)])
            else:
                for child in children:
                    yield from runs(child)


def _run(texts: Sequence[Text]) -> Run:
    spans: dict[str, tuple[int, int]] = {}
    at = 0
    for content, facts, _ in texts:
        for fact in facts:
            spans[fact] = (spans.get(fact, (at, at))[0], at + len(content))
        at += len(content)
    return Run("".join([content.text for content in texts]), tuple([(fact, *span) for fact, span in spans.items()]))


# --------------------------------------------------------------------------------------------------------------------
# Writing.

Entities = Literal["raw", "named", "numeric"]
_INLINE = {"a", "abbr", "b", "button", "code", "em", "i", "small", "span", "strong", "time"}
_VOID = {"br", "hr", "img", "input", "link", "meta"}
_NAMED = {"’": "rsquo", "–": "ndash", "“": "ldquo", "”": "rdquo", "é": "eacute", "€": "euro", "£": "pound", "→": "rarr"}
_MARKED = ("strong", "em", "a", "code", "b", "i")
_SAFE = re.compile(r"[A-Za-z0-9_.:-]+")


@dataclass(frozen=True, slots=True)
class Style:
    """How a site writes its markup.

    Attributes:
        indent: spaces by which each level is indented; None for everything in one line.
        entities: how signs beyond ASCII are written, some of the time.
        upper: whether names of tags are in capitals.
        bare: whether attributes go without quotes where they can.
        omit: elements whose end tags are left out.
        parted: whether comments part a text at its figures, as React does.
        breaks: whether white space between the words of a text may be a line end.
        firm: whether some spaces are no-break spaces.
        marked: the share of prose in which words are set off by tags.
    """

    indent: int | None = None
    entities: Entities = "raw"
    upper: bool = False
    bare: bool = False
    omit: frozenset[str] = frozenset()
    parted: bool = False
    breaks: bool = False
    firm: bool = False
    marked: float = 0.3


class Writer:
    """Writes trees as HTML; chance decides what a style leaves open."""

    def __init__(self, style: Style, chance: Random) -> None:
        self._style = style
        self._chance = chance

    def write(self, node: Node, depth: int = 0) -> str:
        """The markup of a tree."""
        if isinstance(node, Raw):
            return node.html
        if isinstance(node, Text):
            return self._text(node, depth)
        start, end = self._tags(node)
        if node.tag in _VOID:
            return start
        return f"{start}{self._content(node, depth)}{end}"

    def _tags(self, node: Element) -> tuple[str, str]:
        name = node.tag.upper() if self._style.upper else node.tag
        attributes = "".join([self._attribute(*attribute) for attribute in node.attributes])
        return f"<{name}{attributes}>", "" if node.tag in self._style.omit else f"</{name}>"

    def _attribute(self, name: str, value: str | None) -> str:
        if value is None:
            return f" {name}"
        if self._style.bare and _SAFE.fullmatch(value):
            return f" {name}={value}"
        return f' {name}="{escape(value)}"'

    def _content(self, node: Element, depth: int) -> str:
        flows = any(isinstance(child, Text) for child in node.children)
        if flows or self._style.indent is None or not node.children:
            return "".join([self.write(child, depth) for child in node.children])
        margin = "\n" + " " * self._style.indent * (depth + 1)
        inner = "".join([margin + self.write(child, depth + 1) for child in node.children])
        return inner + "\n" + " " * self._style.indent * depth

    def _text(self, node: Text, depth: int) -> str:
        if self._style.parted and not node.prose:
            return re.sub(r"(?<!\S)\d+(?!\S)", r"<!-- -->\g<0><!-- -->", self._spelt(node.text.split(" "), depth))
        words = node.text.split(" ")
        before, chosen, after = words, [], []
        if node.prose and len(words) > 5 and self._chance.random() < self._style.marked:
            start = self._chance.randint(1, len(words) - 3)
            stop = start + self._chance.randint(1, 2)
            before, chosen, after = words[:start], words[start:stop], words[stop:]
        parts = [self._spelt(before, depth)] if before else []
        if chosen:
            parts.append(self._marked(self._spelt(chosen, depth)))
        if after:
            parts.append(self._spelt(after, depth))
        return " ".join(parts)

    def _marked(self, inner: str) -> str:
        name = self._chance.choice(_MARKED)
        link = ' href="/glossary#term"' if name == "a" else ""
        return f"<{name}{link}>{inner}</{name}>"

    def _spelt(self, words: Sequence[str], depth: int) -> str:
        spelt = [self._word(word) for word in words]
        return "".join([piece + gap for piece, gap in zip(spelt, [*self._gaps(words, depth), ""], strict=True)])

    def _gaps(self, words: Sequence[str], depth: int) -> list[str]:
        return [self._gap(before, depth) for before in words[:-1]]

    def _gap(self, before: str, depth: int) -> str:
        if self._style.breaks and self._chance.random() < 0.08:
            return "\n" + " " * (self._style.indent or 0) * (depth + 1)
        if self._style.firm and before.isdigit() and self._chance.random() < 0.5:
            return "&nbsp;"
        return " "

    def _word(self, word: str) -> str:
        return "".join([self._letter(letter) for letter in word])

    def _letter(self, letter: str) -> str:
        if letter in "&<>":
            return f"&#{ord(letter)};" if self._style.entities == "numeric" else escape(letter)
        if letter.isascii() or self._style.entities == "raw" or self._chance.random() < 0.5:
            return letter
        if self._style.entities == "named" and letter in _NAMED:
            return f"&{_NAMED[letter]};"
        return f"&#{ord(letter)};" if self._chance.random() < 0.5 else f"&#x{ord(letter):x};"
