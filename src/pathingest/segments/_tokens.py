"""HTML to tokens that tile the source: tags, and between them the texts; comments and hidden content are left out.

Only what decides where a text begins and ends is read here, as the HTML Standard's tokenizer does (section 13.2.5);
what the tags mean for the page's structure is left to others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from pathingest.segments._tags import (
    ATTRIBUTE,
    BLANK,
    CLOSING,
    END,
    HIDDEN,
    HIDE,
    KNOWN,
    RAW,
    START,
    Tag,
    in_lower_case,
    new_tag,
    read_tags,
)
from pathingest.values.text import unescaped

# A tag's end is the first ">" outside of quoted values. No part can give back what it took: linear time.
_ATTRIBUTES = rf"(?:{ATTRIBUTE.pattern})*+[{BLANK}/]*+"
_MARKUP = re.compile(
    rf"""<(?:!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|-*\Z))
        |/?[A-Za-z][^{BLANK}/>]*+{_ATTRIBUTES}(?:>|\Z)
        |[!?/](?:[^>]*+)(?:>|\Z))""",
    re.VERBOSE,
)
_CHARREF = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")
SPACE = -1


@dataclass(slots=True)
class Tokens:
    """The texts of a page and what is between them.

    Attributes:
        texts: [start, end) of each text that is not white space, in page order.
        items: the page: tags, and the numbers of the texts; `SPACE` where there is white space, or hidden content, and
            `CLOSING` behind a start tag that nothing can be in.
        starts: where the start tags in `items` begin.
        title: [start, end) of the title element's text, or None.
        scripts: (attributes, start, end of the content) of each script.
    """

    texts: list[tuple[int, int]] = field(default_factory=list)
    items: list[int | Tag] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    title: tuple[int, int] | None = None
    scripts: list[tuple[str, int, int]] = field(default_factory=list)


def tokenize(source: str, start: int = 0) -> Tokens:
    """The tokens of `source` from `start`, where a byte order mark ends."""
    found = Tokens()
    texts, items, starts = found.texts, found.items, found.starts
    known = KNOWN
    fresh: dict[str, Tag] = {}
    absent: set[str] = set()
    within_pre = False
    before, *pieces = source[start:].split("<")
    end = start  # of the last tag, or of what it hides
    here = start + len(before)
    for piece in pieces:
        begin = here
        here += len(piece) + 1
        if begin < end:
            continue
        tag = known.get(piece[: piece.find(">") + 1])
        if tag is None:
            match = _MARKUP.match(source, begin)
            if match is None:  # "5 < 6"
                continue
            tag = fresh.get(match.group())
            if tag is None:
                tag = fresh[match.group()] = new_tag(match.group())
        if begin > end:
            if within_pre or source[end:begin].isspace():
                _add_text(source, end, begin, found, in_lines=within_pre)
            else:
                items.append(len(texts))
                texts.append((end, begin))
        end = begin + tag.size
        turn = tag.turn
        if turn == START:
            items.append(tag)
            starts.append(begin)
            if tag.alone:
                items.append(CLOSING)
        elif turn == END:
            items.append(tag)
        elif turn == HIDE:
            end = _hidden(source, tag.name, begin, end, absent, found)
        if tag.name == "pre":
            within_pre = turn == START
    read_tags([tag for tag in fresh.values() if tag.turn in (START, HIDE)])
    if end < len(source):
        _add_text(source, end, len(source), found, in_lines=within_pre)
    return found


def _add_text(source: str, start: int, end: int, found: Tokens, *, in_lines: bool) -> None:
    """Add a text; where it is shown as it is written, each of its lines as a text of its own."""
    text = source[start:end]
    if in_lines and "\n" in text:
        for line in _LINE.finditer(source, start, end):
            if line.group() == "\n":
                found.items += [_BREAK, CLOSING]
                found.starts.append(line.start())
            elif not line.group().isspace():
                found.items.append(len(found.texts))
                found.texts.append(line.span())
    elif text.isspace():
        found.items.append(SPACE)
    else:
        found.items.append(len(found.texts))
        found.texts.append((start, end))


_LINE = re.compile(r"[^\n]+|\n")
_BREAK = new_tag("<br>").read(())


def _hidden(source: str, name: str, begin: int, end: int, absent: set[str], found: Tokens) -> int:
    """Where the content of a raw or hidden element ends; an unclosed script takes the rest of the page."""
    if name in HIDDEN and source[end - 2 : end] == "/>":
        return end
    closing, at = None, -1 if name in absent else source.find("</", end)
    while at >= 0 and not (closing := _CLOSINGS[name].match(source, at)):
        at = source.find("</", at + 2)
    if closing is None:
        absent.add(name)
        return len(source) if name in ("script", "style") else end
    if name == "title" and found.title is None:
        found.title = (end, closing.start())
    elif name == "script":
        found.scripts.append((source[begin:end], end, closing.start()))
    found.items.append(SPACE)
    return closing.end()


_CLOSINGS: dict[str, re.Pattern[str]] = {
    name: re.compile(rf"</{name}(?=[{BLANK}/>]){_ATTRIBUTES}(?:>|\Z)", re.IGNORECASE | re.ASCII)
    for name in sorted(RAW | HIDDEN)
}


def decoded(source: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """(characters, start, end) of each piece of `source[start:end]`: plain ones in step, references decoded."""
    at = start
    for match in _CHARREF.finditer(source, start, end):
        meant, rest = _meant(match.group())
        if meant == match.group():
            continue
        if match.start() > at:
            yield source[at : match.start()], at, match.start()
        at = match.end()
        yield meant[: len(meant) - rest], match.start(), at - rest
        if rest:
            yield meant[len(meant) - rest :], at - rest, at
    if at < end:
        yield source[at:end], at, end


@lru_cache(maxsize=1024)
def _meant(written: str) -> tuple[str, int]:
    """What a reference means, and how many characters at its end are no part of it: "&notit;" is "¬it;"."""
    meant = unescaped(written)
    rest = 0
    while rest < len(meant) - 1 and meant[-1 - rest] == written[-1 - rest]:
        rest += 1
    return meant, rest


_TAG_NAME = re.compile(rf"<[A-Za-z][^{BLANK}/>]*+")


def attribute(source: str, start: int, end: int, name: str) -> tuple[int, int] | None:
    """[start, end) of the value of a tag's attribute; `source[start:end]` is the tag."""
    begun = _TAG_NAME.match(source, start, end)
    at = begun.end() if begun else end
    while match := ATTRIBUTE.match(source, at, end):
        if in_lower_case(match[1]) == name:
            return match.span(match.lastindex) if match.lastindex and match.lastindex > 1 else None
        at = match.end()
    return None
