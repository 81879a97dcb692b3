"""Gold pages damaged in the ways that saving, cutting and templates damage HTML. The same seed, the same damage.

Bytes are changed, as Latin-1 text: every byte is one letter there, whatever the page's encoding is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import NamedTuple

from gold import gold_pages

Mutation = Callable[[Random, str], str]

_TAG = re.compile(r"<[A-Za-z/][^<>]*>")
_END_TAG = re.compile(r"</[A-Za-z0-9]+>")
_INSIDE = (
    _TAG,
    re.compile(r'="[^"]{2,}"'),
    re.compile(r"&#?\w+;"),
    re.compile(r"<!-- .*?-->", re.DOTALL),
    re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL),
    re.compile(r">[^<>]{4,}<"),
)


def _places(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    return list(pattern.finditer(text))


def _anywhere(chance: Random, text: str) -> int:
    return chance.randint(0, len(text))


def _put(text: str, at: int, what: str) -> str:
    return text[:at] + what + text[at:]


def cut_anywhere(chance: Random, text: str) -> str:
    """The end of the page is missing."""
    return text[: _anywhere(chance, text)]


def cut_inside(chance: Random, text: str) -> str:
    """The page ends inside a tag, an attribute, an entity, a comment, a script or a text."""
    found = _places(chance.choice(_INSIDE), text)
    if not found:
        return cut_anywhere(chance, text)
    place = chance.choice(found)
    return text[: chance.randint(place.start() + 1, max(place.start() + 1, place.end() - 1))]


def begin_anywhere(chance: Random, text: str) -> str:
    """The beginning of the page is missing."""
    return text[_anywhere(chance, text) :]


def drop(chance: Random, text: str) -> str:
    """A stretch is missing."""
    start = _anywhere(chance, text)
    return text[:start] + text[start + chance.choice([1, 3, 20, 300]) :]


def unclose(chance: Random, text: str) -> str:
    """End tags are missing."""
    share = chance.choice([0.02, 0.2, 1])
    return _END_TAG.sub(lambda tag: "" if chance.random() < share else tag[0], text)


def cross(chance: Random, text: str) -> str:
    """End tags stand in the place of others."""
    found = _places(_END_TAG, text)
    for _ in range(min(len(found), chance.choice([1, 5, 30]))):
        first, second = chance.choice(found), chance.choice(found)
        if len(first[0]) == len(second[0]):
            text = text[: first.start()] + second[0] + text[first.end() :]
            text = text[: second.start()] + first[0] + text[second.end() :]
    start, end = sorted((_anywhere(chance, text), _anywhere(chance, text)))
    return text[:start] + "<b><i>" + text[start:end] + "</b></i></p></table>" + text[end:]


_ENTITIES = [
    "&amp", "&#x;", "&#;", "&bogus;", "&", "&#x110000;", "&#xD800;", "&#0;", "&#128;", "&lt", "&nbsp", "&ampamp;",
    "&#99999999999;",
    "&NotEqualTilde;", "&shy;", "&zwnj;", "&#173;", "&#8203;", "&fjlig;",
]  # fmt: skip


def break_entities(chance: Random, text: str) -> str:
    """Entities that are cut, unknown, or no letters."""
    text = re.sub(r"&(#?\w+);", lambda entity: entity[0][: chance.choice([-1, None])], text)
    for _ in range(chance.choice([1, 10, 50])):
        text = _put(text, _anywhere(chance, text), chance.choice(_ENTITIES))
    return text


def repeat(chance: Random, text: str) -> str:
    """A stretch between two tags stands there again, somewhere."""
    starts = [tag.start() for tag in _places(_TAG, text)] or [0]
    first = chance.randrange(len(starts))
    last = min(first + chance.choice([1, 5, 50]), len(starts) - 1)
    return _put(text, chance.choice(starts), text[starts[first] : starts[last]])


def swap(chance: Random, text: str) -> str:
    """Two stretches between tags have changed places."""
    starts = [tag.start() for tag in _places(_TAG, text)]
    if len(starts) < 4:
        return text
    a, b, c, d = sorted(chance.sample(starts, 4))
    return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]


def garble_attributes(chance: Random, text: str) -> str:
    """Quotes, brackets and equals signs where none belong, inside tags."""
    for _ in range(chance.choice([1, 4, 20])):
        found = _places(_TAG, text)
        if not found:
            return text
        place = chance.choice(found)
        at = chance.randint(place.start() + 1, place.end())
        text = _put(text, at, chance.choice(['"', "'", "<", ">", "=", "/", ' ="', " x='", "<!", "\\", "`", '"">']))
    return text


def zeros(chance: Random, text: str) -> str:
    """NULs and other control letters."""
    for _ in range(chance.choice([1, 30])):
        text = _put(text, _anywhere(chance, text), chance.choice("\x00\x01\x0b\x0c\x1b\x7f\x85\xad"))
    return text


def noise(chance: Random, text: str) -> str:
    """Bytes at random."""
    for _ in range(chance.choice([1, 10, 60])):
        text = _put(text, _anywhere(chance, text), "".join([chr(chance.randrange(256)) for _ in range(4)]))
    return text


def nest(chance: Random, text: str) -> str:
    """Thousands of elements in each other."""
    name = chance.choice(["div", "b", "ul><li", "table><tr><td", "a", "span", "h2", "details"])
    depth = chance.choice([50, 600, 5000])
    end = f"</{name.split('>')[0]}>" * depth if chance.random() < 0.5 else ""
    return _put(_put(text, _anywhere(chance, text), end), _anywhere(chance, text), f"<{name}>" * depth)


def swell(chance: Random, text: str) -> str:
    """One attribute, comment or word as long as a page."""
    long = chance.choice(["a", "a ", "&amp;", "<", "\n"]) * chance.choice([1000, 60_000])
    form = chance.choice(['<div title="{}">', "<!--{}-->", "<p>{}</p>", "<div {}>", "<{}>"])
    return _put(text, _anywhere(chance, text), form.format(long))


_OPENERS = [
    "<!--", "<script>", "<style>", "<textarea>", "<title>", "<plaintext>", "<![CDATA[", "<?xml ", "<template>", "<svg>",
    "<select>", "<noscript>", "<frameset>", "<math><mi>", "</body>", "</html>", "<head>", '<base href="x">',
    "<table>", "<dl>", "<td>",
    '<meta charset="utf-16">', '<meta charset="bogus">', '<link rel="canonical" href="&#0;">', "<h1>", "<li>",
    "<caption>",
    '<script type="application/ld+json">{"@type":', "<div hidden>", '<div style="display:none', "<!DOCTYPE x [",
    "<a href=#>", "\xff\xfe",
    # A tag, or a part of a value, by what is read as white space, and as a "=" between a name and a value.
    '<p ="><div _i=x>">', "<p/='><div _i=99999>'>", '<p a=\x0b"><div _i=0>">',
    "<p a=\x1c'><div role=navigation _i=-5>'>",
    '<p a=\xc2\xa0"><div _i=7>">', '<p a=\xe2\x80\xa8"><li _i=\xc2\xb2>">', '<p a=\xc2\x85"><i>">', "<li\xc4\xb0>",
]  # fmt: skip


def open_up(chance: Random, text: str) -> str:
    """What swallows or moves all that follows."""
    for _ in range(chance.choice([1, 1, 6])):
        text = _put(text, _anywhere(chance, text), chance.choice(_OPENERS))
    return text


MUTATIONS: tuple[Mutation, ...] = (
    cut_anywhere, cut_inside, begin_anywhere, drop, unclose, cross, break_entities, repeat, swap, garble_attributes,
    zeros, noise, nest, swell, open_up,
)  # fmt: skip


class MutatedPage(NamedTuple):
    """A damaged page; `name` says from which page and how."""

    name: str
    html: bytes


def mutated_page(seed: int) -> MutatedPage:
    """The page of a seed."""
    chance = Random(seed)  # noqa: S311  the same seed gives the same page
    # Large pages come rarely: what breaks is no other, and all of them must be read.
    pages = [page for page in gold_pages() if len(page.html) < 40_000 or seed % 20 == 0]
    page = chance.choice(pages)
    # Each kind alone first, later two or three together.
    chosen = [MUTATIONS[seed % len(MUTATIONS)], *chance.sample(MUTATIONS, seed // len(MUTATIONS) % 3)]
    text = page.html.decode("latin-1")
    for mutation in chosen:
        text = mutation(chance, text)
    return MutatedPage(f"{seed}: {page.name}, {', '.join([one.__name__ for one in chosen])}", text.encode("latin-1"))
