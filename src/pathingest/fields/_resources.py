"""Names of resources on one line, and the addresses that they link to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from urllib.parse import urljoin

from pathingest.fields import _bounds as bounds
from pathingest.model.extraction import Read, ResourceTree, quote
from pathingest.model.segment import Segment
from pathingest.values.patterns import lazy

_BARE = lazy(r"(?:https?://|www\.)[^\s<>\"]+")
_BETWEEN = lazy(r"\s*[,;|\u00b7\u2022]\s*(?:and |und )?|\s+(?:and|und|&|or|oder)\s+|\s*\u2014\s*")
_NOT_PAGES = ("javascript:", "mailto:", "tel:", "data:", "sms:", "#")
_SEAM = " -\u2014:,|(<["
Range = tuple[int, int]


def resource(segment: Segment, start: int, end: int, base: str | None) -> ResourceTree:
    """The resource that a stretch names, with the address it links to, or that is written beside it."""
    linked = segment.link(start, end) if segment.markup else None
    if linked is None and "/" in segment.text and (bare := _BARE.search(segment.text, start, end)):
        return _with_bare(
            segment, (start, end), bare.start(), start + len(segment.text[start : bare.end()].rstrip(").,;]"))
        )
    return {"name": quote(segment, start, end), "url": linked and _address(linked, base)}


def linked_name(segment: Segment) -> int:
    """Where the name that an item begins with ends: with its link, if what follows is in an element of its own.

    ("PDF", "free course"). There only markup separates the two: the space between them has no place in the source.
    """
    links = segment.markup.links if segment.markup and segment.kind == "item" else ()
    if len(links) != 1 or links[0].start:
        return len(segment.text)
    end = len(segment.text[: links[0].end].rstrip())
    place = segment.locate(end, end + 1)
    return end if place.start == place.end else len(segment.text)


def _with_bare(segment: Segment, place: Range, start: int, end: int) -> ResourceTree:
    """A name with the address in plain text; the address alone is its own name."""
    url = quote(segment, start, end)
    name_end = place[0] + len(segment.text[place[0] : start].rstrip(_SEAM))
    rest = segment.text[end : place[1]]
    if any(map(str.isalnum, rest)):
        return {"name": quote(segment, *place), "url": url}
    return {"name": quote(segment, place[0], name_end) if name_end > place[0] else url, "url": url}


def _address(url: Segment, base: str | None) -> Segment | Read | None:
    """A link's address; None for what is no page. A relative one is resolved where the page's own is known."""
    text = url.text.strip()
    if not text or text.lower().startswith(_NOT_PAGES):
        return None
    absolute = _joined(base, text) if base and "://" not in text else text
    return url if absolute == url.text else Read(absolute, url.part(), (f"url: resolved with {base}",))


def _joined(base: str, text: str) -> str:
    """The address seen from the page's own; as it is where one of them is broken ("http://[x")."""
    try:
        return urljoin(base, text)
    except ValueError:
        return text


def between_links(segment: Segment, start: int) -> list[Range]:
    """The names that links delimit from `start` on, each with what is said about it; empty where fewer than one is."""
    links = [(max(a, start), b) for a, b, _ in segment.markup.links if b > start] if segment.markup else []
    if not links:
        return []
    cuts = [(at, at) for at in sorted({at for link in links for at in link}) if _is_glued(segment.text, at)]
    cuts += _round_chips(segment.text, links, start)
    for (_, left), (right, _) in pairwise(links):
        if mark := _BETWEEN.search(segment.text, left, right):
            cuts.append(mark.span())
        elif left < right and not segment.text[left:right].strip():
            cuts.append((left, right))
    if links[1:]:
        cuts += _beside_links(segment.text, start, links[0][0], links[-1][1])
    cuts.sort()
    starts = [start, *(b for _, b in cuts)]
    ends = [*(a for a, _ in cuts), start + len(segment.text[start:].rstrip(" ."))]
    return [(a, b) for a, b in zip(starts, ends, strict=True) if a < b]


def _beside_links(text: str, start: int, first: int, last: int) -> Iterator[Range]:
    """The marks between a list of links and the names before and after it that have none: "[A](u), [B](v) and C"."""
    before = [mark.span() for mark in _BETWEEN.finditer(text, start, first)]
    if before and before[-1][1] == first and _are_names(text[start:first], before, start):
        yield from before
    after = [mark.span() for mark in _BETWEEN.finditer(text, last)]
    if after and after[0][0] == last and _are_names(text[last:], after, last):
        yield from after


def _are_names(text: str, marks: Sequence[Range], shift: int) -> bool:
    """Whether what the marks part are names, and none is in brackets."""
    cuts = [0, *(at - shift for mark in marks for at in mark), len(text)]
    names = [text[a:b].strip(" .") for a, b in zip(cuts[::2], cuts[1::2], strict=True)]
    return not any(map(text.count, "()[]")) and all(map(_is_name, filter(None, names)))


def _round_chips(text: str, links: Sequence[Range], start: int) -> Iterator[Range]:
    """The spaces inside of links at both their ends: such a link ("[ A ](u)") is a box of its own, and no words."""
    edges = {start, *(b for _, b in links)}
    for a, b in links:
        begins, ends = text[a : a + 1] == " ", text[b - 1 : b] == " "
        if (begins or ends) and (begins or a in edges) and (ends or b == len(text)):
            yield from [place for place in ((a, a + begins), (b - ends, b)) if start < place[0] < place[1] < len(text)]


def _is_glued(text: str, at: int) -> bool:
    """Whether a link begins or ends inside what would be one word or one sentence: another name is beside it."""
    before, after = text[at - 1 : at] if at else "", text[at : at + 1]
    return (
        bool(before and after)
        and not before.isspace()
        and (after.isalnum() or after in "\"'(")
        and before not in "(\"'/-"
    )


def between_commas(text: str, start: int) -> list[Range]:
    """The names of a list from `start` on, split at semicolons or commas; empty where it may be one name."""
    if text.count("(") != text.count(")"):
        return []
    mark = ";" if ";" in text[start:] else ","
    cuts = []
    depth = at = 0
    for match in re.compile(rf"\s*{mark}\s+(?:and |und )?").finditer(text, start):
        depth += text.count("(", at, match.start()) - text.count(")", at, match.start())
        at = match.start()
        if not depth:
            cuts.append(match.span())
    starts = [start, *(b for _, b in cuts)]
    ends = [*(a for a, _ in cuts), start + len(text[start:].rstrip(" ."))]
    found = list(zip(starts, ends, strict=True))
    return found if all(_is_name(text[a:b]) for a, b in found) else []


def _is_name(text: str) -> bool:
    return bool(text) and not text[0].islower() and text.count(" ") < bounds.RESOURCE_WORDS
