"""Lines that a page has twice: for screens of two widths, before and after a click."""

from __future__ import annotations

from bisect import bisect, insort
from collections import Counter
from collections.abc import Iterator

from pathingest.model.segment import Segment


def without_copies(segments: list[Segment | None], shadows: list[int]) -> list[bool]:
    """Which lines to keep: a page may say the same for two widths of the screen.

    A part that is not always shown is a copy if its lines are, in their order, elsewhere; of a single short line the
    copy must be near. Any other run of lines is one only if it is long, or holds a heading. Equal lines below two
    names are no copies: two skills may take six weeks, two questions may be answered "Yes".
    """
    texts = [segment.text if segment else "" for segment in segments]
    kept = [True] * len(texts)
    places: dict[str, list[int]] = {}
    for i, text in enumerate(texts if any(shadows) else ()):
        if text and not shadows[i]:
            places.setdefault(text, []).append(i)
    for first, last in _runs(shadows):
        run = [text for text in texts[first:last] if text]
        if run and _stands_elsewhere(run, first, segments, texts, places):
            kept[first:last] = [False] * (last - first)
        else:
            for i in range(first, last):
                insort(places.setdefault(texts[i], []), i)
    _drop_repeated(segments, texts, kept)
    return kept


def _runs(shadows: list[int]) -> Iterator[tuple[int, int]]:
    """[first, last) of each part that is not always shown."""
    first = 0
    for i in range(1, len(shadows) + 1):
        if i == len(shadows) or shadows[i] != shadows[first]:
            if shadows[first]:
                yield first, i
            first = i


def _stands_elsewhere(
    run: list[str], first: int, segments: list[Segment | None], texts: list[str], places: dict[str, list[int]]
) -> bool:
    short = len(run) == 1 and len(run[0]) < _SHORT
    found = places.get(run[0], [])
    middle = bisect(found, first)
    for place in found[max(0, middle - _TRIED) : middle + _TRIED]:
        if [text for text in texts[place : place + 2 * len(run)] if text][: len(run)] == run and (
            not short or abs(place - first) <= _NEAR
        ):
            return not _are_named_apart(segments, place, first, headed=True)
    return False


def _are_named_apart(segments: list[Segment | None], first: int, second: int, *, headed: bool = False) -> bool:
    """Whether two lines are right below lines of one kind that differ: below two names, or two headings."""
    one, other = (segments[at - 1] if at else None for at in (first, second))
    if one is None or other is None or max(len(one.text), len(other.text)) > _LONGEST_NAME:
        return False
    if headed and not one.level:
        return False
    return (one.kind, one.level) == (other.kind, other.level) and one.text != other.text


_LONGEST_NAME = 90
_TRIED = 8  # places before and after: a copy is near, and a page may say "Yes" a thousand times


_SHORT = 40
_NEAR = 4
_LONG_RUN = 4
_HEADED_RUN = 3


def _drop_repeated(segments: list[Segment | None], texts: list[str], kept: list[bool]) -> None:
    """Mark the second of two long equal runs as not kept."""
    seen: dict[tuple[str, ...], int] = {}
    counts = Counter(texts)
    size = _HEADED_RUN
    i = 0
    while i + size <= len(texts):
        if counts[texts[i]] == 1:
            i += 1
            continue
        window = tuple(texts[i : i + size])
        earlier = seen.setdefault(window, i) if all(kept[i : i + size]) else i
        length = 0
        if earlier + size <= i:
            length = size
            while i + length < len(texts) and earlier + length < i and texts[earlier + length] == texts[i + length]:
                length += 1
        headed = any(segment and segment.level for segment in segments[i : i + length])
        if length >= _LONG_RUN or (headed and length >= _HEADED_RUN):
            if not _are_named_apart(segments, earlier, i):
                kept[i : i + length] = [False] * length
            i += length
        else:
            i += 1


def without_way_out(segments: list[Segment | None]) -> int:
    """How many of the lines to keep: at a page's end, lines that are nothing but a link within the site lead away.

    They do not right below a heading: they are what it heads. A link over several lines is a card.
    """
    count = len(segments)
    while count and _leads_away(segments[count - 1]):
        count -= 1
    urls = [segment.markup.links[0].url.start for segment in segments[count:] if segment and segment.markup]
    above = segments[count - 1] if count else None
    heads = above is not None and (above.level > 1 or above.text[-1] == ":")
    above_links = above.markup.links if above and above.markup else ()
    shared = not {link.url.start for link in above_links}.isdisjoint(urls)
    return len(segments) if heads or shared or len(set(urls)) < len(urls) else count


def _leads_away(segment: Segment | None) -> bool:
    if segment is None:
        return True
    links = segment.markup.links if segment.markup else ()
    if segment.kind not in ("line", "paragraph") or (segment.markup and segment.markup.group) or len(links) != 1:
        return False
    [(start, end, url)] = links
    return (start, end) == (0, len(segment.text)) and "://" not in url.text
