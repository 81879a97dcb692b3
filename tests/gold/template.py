"""What the templates share: a site's look, titles taken apart, and the rest of a document."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Any

from gold.facts import Facts
from gold.markup import Element, Node, Raw, Style, Text, tag, text
from gold.words import Traits

Body = Callable[[Facts, Random], Element]


@dataclass(frozen=True, slots=True)
class Template:
    """One way in which a site writes its pages.

    Attributes:
        name: the layout, and a number.
        layout: the profile that its pages belong to.
        traits: what its pages state.
        body: facts to the tree of the page's body.
        style: how the tree is written.
        head: facts to what stands in the head, beside the title and the charset.
        charset: the encoding of the bytes, as declared.
    """

    name: str
    layout: str
    traits: Traits
    body: Body
    style: Style
    head: Callable[[Facts, Random], str] = lambda _facts, _chance: ""
    charset: str = "utf-8"


def title_parts(facts: Facts) -> list[Text]:
    """The title, with what it states: roles, headline, and the duration in that."""
    places = [
        *_place(facts.title, facts.from_role.name, "/from_role/name"),
        *_place(facts.title, facts.to_role.name, "/to_role/name"),
        *_place(facts.title, facts.headline.text, "/headline/text"),
    ]
    if facts.headline.duration:
        places += _place(facts.title, facts.headline.duration.text, "/headline/duration")
    edges = sorted({0, len(facts.title), *[edge for start, end, _ in places for edge in (start, end)]})
    return [
        text(facts.title[a:b], "/title", *[fact for start, end, fact in places if start <= a and b <= end])
        for a, b in pairwise(edges)
    ]


def _place(title: str, part: str, fact: str) -> list[tuple[int, int, str]]:
    start = title.rindex(part) if fact != "/from_role/name" else title.index(part)
    return [(start, start + len(part), fact)]


def items(pointer: str, texts: Iterable[str], *, css: str = "", each: str = "") -> Element:
    """A list whose items are the values of a list of the record."""
    each_item = [tag("li", text(item, f"{pointer}/{i}", prose=True), css=each) for i, item in enumerate(texts)]
    return tag("ul", *each_item, css=css)


def paragraphs(pointer: str, texts: Iterable[str], *, css: str = "") -> list[Node]:
    """Paragraphs that are the values of a list of the record."""
    return [tag("p", text(said, f"{pointer}/{i}", prose=True), css=css) for i, said in enumerate(texts)]


def links(names: Sequence[str]) -> list[Node]:
    """Links of a menu."""
    return [tag("a", text(name), href="/" + name.lower().replace(" ", "-")) for name in names]


def slug(facts: Facts) -> str:
    """The last part of the page's address."""
    name = f"{facts.from_role.name} to {facts.to_role.name}".lower()
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in name).split())


def canonical_link(host: str) -> Callable[[Facts, Random], str]:
    """The page's address in its head."""
    return lambda facts, _: f'<link rel="canonical" href="https://{host}/guides/{slug(facts)}">'


def faq_statement(facts: Facts) -> str:
    """The questions and answers once more, as structured data."""
    entries = [
        {"@type": "Question", "name": entry.question, "acceptedAnswer": {"@type": "Answer", "text": entry.answer}}
        for entry in facts.faq
    ]
    data = {"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": entries}
    return f'<script type="application/ld+json">{script_data(data)}</script>'


def script_data(data: Any) -> str:
    """JSON that a script element can hold."""
    return json.dumps(data, ensure_ascii=False).replace("</", "<\\/")


ICON = Raw('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M5 12h14M12 5l7 7-7 7"/></svg>')
