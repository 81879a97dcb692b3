"""HTML to tokens that tile the source: tags, comments and hidden content, and between them the texts.

Only what decides where a text begins and ends is read here, as the HTML Standard's tokenizer does (section 13.2.5);
what the tags mean for the page's structure is left to a parser. The skeleton is the page for that parser with a number
in each text's place, so that every text of the tree knows its place in the source by construction: nothing is searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from pathingest.values.text import unescaped

# A tag's end is the first ">" outside of quotes that follow a "=". No part can give back what it took: linear time.
_ATTRIBUTES = r"""(?:[^=>]++|=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))*+"""
_MARKUP = re.compile(
    rf"""<(?:!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|-*\Z))
        |(?P<name>/?[A-Za-z][^\s/>]*+){_ATTRIBUTES}(?:>|\Z)
        |[!?/](?:[^>]*+)(?:>|\Z))""",
    re.VERBOSE,
)
# Their content is no text of the page: no markup in the first, in the others markup that is not shown as text.
_RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title"})
_HIDDEN = frozenset({"svg", "math", "noscript", "template", "select", "canvas", "object", "audio", "video"})
# Ends all markup for the parser, which no page means.
_NOT_SAID = frozenset({"plaintext"})
# Tags that the reader asks for their attributes' places.
_PLACED = frozenset({"a", "link", "meta", "time"})
_CHARREF = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")
_NOT_NAME = re.compile(r"[^a-z0-9-]")


@dataclass(slots=True)
class Tokens:
    """The texts of a page and what stands between them.

    Attributes:
        texts: [start, end) of each text that is not white space, in page order.
        skeleton: the page with the tags verbatim, "7;" in the place of `texts[7]`, and nothing hidden. `_i` is added to
            some tags: the place of the tag in `tags`.
        tags: [start, end) of those tags.
        title: [start, end) of the title element's text, or null.
        scripts: (attributes, start, end of the content) of each script.
    """

    texts: list[tuple[int, int]] = field(default_factory=list)
    skeleton: list[str] = field(default_factory=list)
    tags: list[tuple[int, int]] = field(default_factory=list)
    title: tuple[int, int] | None = None
    scripts: list[tuple[str, int, int]] = field(default_factory=list)


def tokenize(source: str, start: int = 0) -> Tokens:
    """The tokens of `source` from `start`, where a byte order mark ends."""
    found = Tokens()
    skeleton, texts = found.skeleton, found.texts
    at = start
    absent: set[str] = set()
    within_pre = False
    for match in _MARKUP.finditer(source, start):
        begin, end = match.span()
        if begin < at:  # inside hidden content
            continue
        if begin > at:
            if within_pre and "\n" in source[at:begin]:
                _add_lines(source, at, begin, found)
            elif source[at:begin].isspace():
                skeleton.append(" ")
            else:
                skeleton.append(f"{len(texts)};")
                texts.append((at, begin))
        at = end
        name = match["name"]
        if name is None:
            continue
        name = name.lower()
        if name in _PRE:
            within_pre = name == "pre"
        if name in _PLACED:
            skeleton.append(f'<{name} _i="{len(found.tags)}"{_tag(source, begin, end)[1 + len(name) :]}')
            found.tags.append((begin, end))
        elif name in _RAW or name in _HIDDEN:
            at = _hidden(source, name, begin, end, absent, found)
        elif name not in _NOT_SAID:
            skeleton.append(_tag(source, begin, end))
    if within_pre and at < len(source):
        _add_lines(source, at, len(source), found)
    elif at < len(source) and not source[at:].isspace():
        skeleton.append(f"{len(texts)};")
        texts.append((at, len(source)))
    return found


def _tag(source: str, begin: int, end: int) -> str:
    """A tag as it is; of one with more attributes than pages have, its name: the parser compares each with each."""
    tag = source[begin:end]
    many = (
        len(tag) > _MOST_ATTRIBUTES
        and len(list(islice(_ATTRIBUTE.finditer(tag), _MOST_ATTRIBUTES))) == _MOST_ATTRIBUTES
    )
    return _bare(tag) if many else tag


_MOST_ATTRIBUTES = 500


def _add_lines(source: str, start: int, end: int, found: Tokens) -> None:
    """The lines of a text in which they are shown as they are written, each as a text of its own."""
    for match in _LINE.finditer(source, start, end):
        if match.group() == "\n":
            found.skeleton.append("<br>")
        elif not match.group().isspace():
            found.skeleton.append(f"{len(found.texts)};")
            found.texts.append(match.span())


_LINE = re.compile(r"[^\n]+|\n")
_PRE = frozenset({"pre", "/pre"})


def _hidden(source: str, name: str, begin: int, end: int, absent: set[str], found: Tokens) -> int:
    """Where the content of a raw or hidden element ends; an unclosed script takes the rest of the page."""
    if name in _HIDDEN and source[end - 2 : end] == "/>":
        return end
    closing = None if name in absent else _CLOSINGS[name].search(source, end)
    if closing is None:
        absent.add(name)
        return len(source) if name in ("script", "style") else end
    if name == "title" and found.title is None:
        found.title = (end, closing.start())
    elif name == "script":
        found.scripts.append((source[begin:end], end, closing.start()))
    found.skeleton.append(" ")
    return closing.end()


_CLOSINGS: dict[str, re.Pattern[str]] = {
    name: re.compile(rf"</{name}(?=[\s/>]){_ATTRIBUTES}(?:>|\Z)", re.IGNORECASE) for name in sorted(_RAW | _HIDDEN)
}


def bare(skeleton: list[str]) -> list[str]:
    """The skeleton with each tag reduced to its name: no two parsers can differ about it."""
    return [_bare(piece) if piece[0] == "<" else piece for piece in skeleton]


def _bare(tag: str) -> str:
    match = _MARKUP.match(tag)
    name = (match["name"] or "").lower() if match else ""
    slash = "/" if name.startswith("/") else ""
    return f"<{slash}{_NOT_NAME.sub('', name)}>" if name.strip("/") else " "


def decoded(source: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """(characters, start, end) of each piece of `source[start:end]`: plain ones in step, references decoded."""
    at = start
    for match in _CHARREF.finditer(source, start, end):
        written = match.group()
        meant = unescaped(written)
        if meant == written:
            continue
        if match.start() > at:
            yield source[at : match.start()], at, match.start()
        at = match.end()
        # "&notit;" is "¬it;": what was not part of the reference stands for itself.
        rest = 0
        while rest < len(meant) - 1 and meant[-1 - rest] == written[-1 - rest]:
            rest += 1
        yield meant[: len(meant) - rest], match.start(), at - rest
        if rest:
            yield meant[len(meant) - rest :], at - rest, at
    if at < end:
        yield source[at:end], at, end


_ATTRIBUTE = re.compile(
    r"""[\s/"']*+(?P<name>[^\s=>/"'][^\s=>/]*+)(?:\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s>]*+)))?""",
)


def attribute(source: str, start: int, end: int, name: str) -> tuple[int, int] | None:
    """[start, end) of the value of a tag's attribute; `source[start:end]` is the tag."""
    head = _MARKUP.match(source, start, end)
    at = start + 1 + len(head["name"] or "") if head else end
    while match := _ATTRIBUTE.match(source, at, end):
        if match["name"].lower() == name:
            group = next((group for group in ("double", "single", "bare") if match[group] is not None), None)
            return match.span(group) if group else None
        at = match.end()
    return None
