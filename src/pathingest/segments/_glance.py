"""A look at a page that costs about as much as parsing it: what may be its title, and its texts, without places.

It shows more than the page does (menus, what is hidden) and splits texts where any tag but an inline one stands, so
that what is in none of its texts is on no line of the page either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from pathingest.model.segment import Glance
from pathingest.model.source import Source
from pathingest.values.patterns import lazy

_FIRST = 2  # texts at a page's beginning, and below its highest headings, and headings there, that may be its title
_BELOW = 2000  # characters below a heading in which those are looked for
_LINES = 12  # first lines of a text without headings that may be its title
_INLINE = lazy(
    r"</?(?:a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup"
    r"|time|tt|u|var|wbr)(?:[\s/][^>]*)?>",
    re.IGNORECASE,
)
_TAG = lazy(r"<[^>]*>")
_HEADS = ("title", "h1", "h2", "h3", "h4", "h5", "h6")
_ARIA = lazy(r"role\s*=\s*[\"']?heading")
# The tag is no longer than those of pages: what is looked for behind each is not looked for in all that follows.
_SUMMARY = lazy(r"<meta\s[^>]{0,1000}?content\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_MARKED = lazy(r"^(?:#{1,6} +(.*)|([^\n]+)\n(?:=+|-+) *)$", re.MULTILINE)
_SPACES = "\t\r\n\f\xa0\u2007\u202f"


def of_html(source: Source) -> Glance | None:
    """A look at a web page; None where it would not show enough: no title and no heading, or headings by roles."""
    text = source.text
    if text.startswith(("---", "+++")) or ("heading" in text and _ARIA.search(text)):
        return None
    body = _without_code(text)
    for space in _SPACES:
        body = body.replace(space, " ")
    heads = _likely([head for head in _heads(body) if head[1]])
    if not heads:
        return None
    top = [end for name, _, end in heads if name == "h1"] or [end for *_, end in heads[:2]]
    near = [line for end in top for line in islice(_texts(body[end : end + _BELOW]), _FIRST)]
    start = body.find("<body")
    start = max(start if start >= 0 else body.find("<BODY"), 0)
    first = islice(_texts(body[start : start + _BELOW]), _FIRST)
    said = [_plain(one or other) for one, other in _SUMMARY.findall(body, 0, start or len(body))]
    titles = tuple(dict.fromkeys([head for _, head, _ in heads]))
    return Glance(titles, tuple(dict.fromkeys([*near, *first])), (*_texts(body), *filter(None, said)))


def _heads(body: str) -> Iterator[tuple[str, str, int]]:
    """The title in a page's head, and its headings: the name of each, its text, and where it ends.

    What no end tag follows is none, and none of its name is looked for again.
    """
    names, at, last = list(_HEADS), 0, body.rfind(">") + 1
    while names and (tag := _opening(tuple(names)).search(body, at, last)):
        name = tag[1].lower()
        closing = _closing(name).search(body, tag.end())
        if closing:
            at = closing.end()
            yield name, _plain(body[tag.end() : closing.start()]), at
        else:
            at = tag.start()
            names.remove(name)


@cache
def _opening(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"<({'|'.join(names)})\b[^>]*>", re.IGNORECASE)


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\s*>", re.IGNORECASE)


def _likely(heads: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """Of the titles in a page's head and its headings those that may be the page's, or go on with it."""
    found: list[tuple[str, str, int]] = []
    others = 0  # headings since the last that is one of the first level, or since the beginning
    for head in heads:
        is_top = head[0] in ("title", "h1")
        others = 0 if is_top else others + 1
        if is_top or others <= _FIRST:
            found.append(head)
    return found


def of_text(source: Source) -> Glance:
    """A look at plain text."""
    lines = tuple([line.strip() for line in source.text.splitlines() if line and not line.isspace()])
    return Glance(lines[:_LINES], (), lines)


def of_markdown(source: Source) -> Glance | None:
    """A look at Markdown; None for a page with front matter, which may state its title."""
    text = source.text.lstrip("\ufeff")
    if text.startswith(("---", "+++")) or "<" in text[:_BELOW]:
        return None
    heads = [(match[2] or match[1].rstrip(" #")).strip() for match in _MARKED.finditer(text)]
    lines = tuple([line.strip(" \t#*_>-") for line in text.splitlines() if line and not line.isspace()])
    return Glance(tuple(filter(None, dict.fromkeys([*heads, *lines[:_LINES]]))), (), lines)


def _without_code(text: str) -> str:
    """The page without scripts and styles."""
    kept: list[str] = []
    at = 0
    for tag in re.finditer(r"<(script|style)\b", text, re.IGNORECASE):
        if tag.start() >= at:
            kept.append(text[at : tag.start()])
            end = text.find(f"</{tag[1]}", tag.end())
            at = end if end >= 0 else len(text)
    return "".join([*kept, text[at:]])


def _texts(html: str) -> Iterator[str]:
    from html import unescape  # noqa: PLC0415  plain text needs none of its names

    return filter(None, map(str.strip, unescape(_replaced(_TAG, "\n", _replaced(_INLINE, "", html))).split("\n")))


def _replaced(tags: re.Pattern[str], by: str, html: str) -> str:
    """The page with something in the place of tags, none of which ends behind the last bracket."""
    end = html.rfind(">") + 1
    return tags.sub(by, html[:end]) + html[end:]


def _plain(html: str) -> str:
    return " ".join(" ".join(_texts(html)).split())
