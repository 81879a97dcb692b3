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
from pathingest.segments._tags import INLINE
from pathingest.values.patterns import any_of, lazy
from pathingest.values.text import spelt, unescaped


def _in_any_case(name: str) -> str:
    """A pattern for a name in lower case: other tags are passed over at one character, which no flag gives."""
    return "".join([f"[{character}{character.upper()}]" if character.isalpha() else character for character in name])


_FIRST = 2  # texts at a page's beginning, and below its highest headings, and headings there, that may be its title
_BELOW = 4000  # characters below a heading in which those are looked for
_LINES = 12  # first lines of a text without headings that may be its title
# Nearly all tags are in lower case, in which their names are told apart three times as fast, by their first letters.
_NAMES = any_of(sorted(INLINE), "")
# What a text goes on behind: a tag that begins no line, and a comment with no tag in it, as scripts put between words.
_INLINE_TAG = rf"<(?:/?(?:{_NAMES}|(?=[a-z]*+[A-Z])(?i:{_NAMES}))(?=[\s/>])[^>]*>|!--[^<>]*>)"
_INLINE = lazy(_INLINE_TAG)
_TEXT = lazy(rf">\s*+((?:[^<\s]|<(?![A-Za-z/!?]))[^<]*+(?:(?:{_INLINE_TAG}|<(?![A-Za-z/!?]))[^<]*+)*+)")  # "5 < 6"
_ARIA = lazy(r"role\s*=\s*[\"']?heading")
_HEADS = ("title", "h1", "h2", "h3", "h4", "h5", "h6")
# The tag is no longer than those of pages: what is looked for behind each is not looked for in all that follows.
_SUMMARY = lazy(r"<meta\s[^>]{0,1000}?content\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_MARKED = lazy(r"^(?:#{1,6} +(.*)|([^\n]+)\n(?:=+|-+) *)$", re.MULTILINE)
_BODY = lazy(rf"<{_in_any_case('body')}\b")
_CODE = lazy(rf"<({_in_any_case('script')}|{_in_any_case('style')})\b")


def of_html(source: Source) -> Glance | None:
    """A look at a web page; None where it would not show enough: neither a title nor a heading."""
    if source.text.startswith(("---", "+++")):
        return None
    page = _without_code(source.text)
    heads = _likely(page)
    if not heads:
        return None
    top = [end for name, _, end in heads if name == "h1"]
    body = _BODY.search(page)
    start = body.start() if body else 0
    first = _next(page, start)
    near = [text for end in top or [end for *_, end in heads[:2]] for text in _next(page, end)]
    said = [_plain(one or other) for one, other in _SUMMARY.findall(page, 0, start or len(page))]
    is_headed = next((name for name, *_ in heads if name != "title"), "") == "h1"  # else a section may be above its h1
    titles = [*(head for _, head, _ in heads), *_by_role(page), *(() if is_headed else first)]
    return Glance(
        tuple(dict.fromkeys(titles)), tuple(dict.fromkeys([*near, *first])), (*_texts(page), *filter(None, said))
    )


def _next(page: str, end: int) -> list[str]:
    """The first texts behind a place."""
    texts = _TEXT.finditer(f">{page[end : end + _BELOW]}")
    return _shown("\0".join([text[1] for text in islice(texts, _FIRST)]))


def _by_role(page: str) -> Iterator[str]:
    """The texts of elements, inline ones too, that are headings by their role alone."""
    for role in _ARIA.finditer(page) if "heading" in page else ():
        end = page.find(">", role.end()) + 1 or len(page)
        yield from _next(page, end)


def _likely(page: str) -> list[tuple[str, str, int]]:
    """The title in a page's head and those of its headings that may be the page's title, or go on with it.

    Of each its name, its text, and where it ends.
    """
    found: list[tuple[str, str, int]] = []
    others = 0  # headings since the last that is one of the first level, or since the beginning
    for name, start, end in _heads(page):
        is_top = name in ("title", "h1")
        if (is_top or others < _FIRST) and (text := _plain(page[start : page.rindex("</", start, end)])):
            others = 0 if is_top else others + 1
            found.append((name, text, end))
    return found


def _heads(page: str) -> Iterator[tuple[str, int, int]]:
    """The title in a page's head, and its headings: the name of each, where its text begins, and where it ends.

    What no end tag follows is none, and none of its name is looked for again.
    """
    names, at, last = list(_HEADS), 0, page.rfind(">") + 1
    while names and (tag := _opening(tuple(names)).search(page, at, last)):
        name = tag[1].lower()
        closing = _closing(name).search(page, tag.end())
        if closing:
            at = closing.end()
            yield name, tag.end(), at
        else:
            at = tag.start()
            names.remove(name)


@cache
def _opening(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"<({'|'.join(map(_in_any_case, names))})\b[^>]*>")


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{_in_any_case(name)}\s*>")


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


def _texts(page: str) -> list[str]:
    """The texts between tags that begin lines."""
    return _shown("\0".join(_TEXT.findall(f">{page}")))


def _shown(texts: str) -> list[str]:
    """What is shown of texts with inline tags in them, in canonical spelling."""
    texts = _INLINE.sub("", texts) if "<" in texts else texts
    texts = unescaped(texts) if "&" in texts else texts
    lines = spelt(texts.replace("\n", " ").replace("\0", "\n")).split("\n")
    return [text for line in lines if (text := " ".join(line.split()))]


def _plain(html: str) -> str:
    return " ".join(_texts(html))
