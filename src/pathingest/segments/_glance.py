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
from pathingest.values.patterns import any_of, lazy
from pathingest.values.text import unescaped


def _in_any_case(name: str) -> str:
    """A pattern for a name in lower case: other tags are passed over at one character, which no flag gives."""
    return "".join([f"[{character}{character.upper()}]" if character.isalpha() else character for character in name])


_FIRST = 2  # texts at a page's beginning, and below its highest headings, and headings there, that may be its title
_BELOW = 2000  # characters below a heading in which those are looked for
_LINES = 12  # first lines of a text without headings that may be its title
_INLINE = (
    "a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|time"
    "|tt|u|var|wbr"
)
# Nearly all tags are in lower case, in which their names are told apart three times as fast, by their first letters.
_NAMES = any_of(_INLINE.split("|"), "")
_INLINE_TAG = lazy(rf"</?(?:{_NAMES}|(?=[A-Z])(?i:{_NAMES}))(?:[\s/][^>]*)?>")
_ARIA = lazy(r"role\s*=\s*[\"']?heading")
_TAG = lazy(r"<[^>]*>")
_HEADS = ("title", "h1", "h2", "h3", "h4", "h5", "h6")
# The tag is no longer than those of pages: what is looked for behind each is not looked for in all that follows.
_SUMMARY = lazy(r"<meta\s[^>]{0,1000}?content\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_MARKED = lazy(r"^(?:#{1,6} +(.*)|([^\n]+)\n(?:=+|-+) *)$", re.MULTILINE)
_SPACES = "\t\r\n\f\xa0\u2007\u202f"
_CODE = lazy(rf"<({_in_any_case('script')}|{_in_any_case('style')})\b")


def of_html(source: Source) -> Glance | None:
    """A look at a web page; None where it would not show enough: neither a title nor a heading."""
    if source.text.startswith(("---", "+++")):
        return None
    whole = _without_code(source.text)
    body = _replaced(_INLINE_TAG, "", whole)
    heads = _likely([head for head in _heads(body) if head[1]])
    if not heads:
        return None
    top = [end for name, _, end in heads if name == "h1"]
    start = max(body.find("<body"), body.find("<BODY"), 0)
    first = list(_next(body, start))
    near = [line for end in top or [end for *_, end in heads[:2]] for line in _next(body, end)]
    said = [_plain(one or other) for one, other in _SUMMARY.findall(body, 0, start or len(body))]
    titles = [*(head for _, head, _ in heads), *_by_role(whole), *(() if top else first)]
    return Glance(
        tuple(dict.fromkeys(titles)), tuple(dict.fromkeys([*near, *first])), (*_texts(body), *filter(None, said))
    )


def _next(body: str, end: int) -> Iterator[str]:
    """The first texts behind a place."""
    start, _, last = body[end : end + _BELOW].rpartition("<")
    return islice(_texts(f"{start}<{last}" if ">" in last else start or last), _FIRST)


def _by_role(whole: str) -> Iterator[str]:
    """The texts of elements, inline ones too, that are headings by their role alone."""
    for role in _ARIA.finditer(whole) if "heading" in whole else ():
        end = whole.find(">", role.end()) + 1 or len(whole)
        yield from _next(_replaced(_INLINE_TAG, "", whole[end : end + _BELOW]), 0)


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
    return re.compile(rf"<({'|'.join(map(_in_any_case, names))})\b[^>]*>")


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{_in_any_case(name)}\s*>")


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
    while tag := _CODE.search(text, at):
        kept.append(text[at : tag.start()])
        end = text.find(f"</{tag[1]}", tag.end())
        at = end if end >= 0 else len(text)
    return "".join([*kept, text[at:]])


def _texts(html: str) -> Iterator[str]:
    """The texts between tags, of which there are no inline ones."""
    text = _replaced(_TAG, "\0", html)
    text = unescaped(text) if "&" in text else text
    for space in _SPACES:
        text = text.replace(space, " ")
    return filter(None, map(str.strip, text.split("\0")))


def _replaced(tags: re.Pattern[str], by: str, html: str) -> str:
    """The page with something in the place of tags, none of which ends behind the last bracket."""
    end = html.rfind(">") + 1
    return tags.sub(by, html[:end]) + html[end:]


def _plain(html: str) -> str:
    return " ".join((" ".join(_texts(html)) if "<" in html or "&" in html else html).split())
