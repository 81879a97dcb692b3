"""A line's letters: their canonical spelling, and where in the source each of them stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from unicodedata import category

from pathingest.model.segment import Link, Markup, Segment, SegmentKind
from pathingest.segments._lines import SPACE, Line
from pathingest.segments._tokens import Tokens, attribute, decoded
from pathingest.values.text import canonical, encodable

_ORNAMENTS = frozenset("•*-–—|/·◦▪▫‣●○■□⁃∙➢→✓✔✗✘›»>:,←↓↑+")


_BARE = Markup()
_new = tuple.__new__


def segment_of(source: str, tokens: Tokens, line: Line) -> Segment | None:
    """A line with its letters in canonical spelling and their places; null if nothing of it shows."""
    texts = line.texts
    block = line.block
    if len(texts) == 1:
        start, end = tokens.texts[texts[0]]
        raw = source[start:end]
        if "&" not in raw:
            return _plain(raw, start, line, tokens, source)
    raw, starts, ends, firsts = _letters(source, tokens, texts)
    text, offsets = canonical(raw)
    if not text or _is_ornament(text, line.kind):
        return None
    places = offsets or range(len(text) + 1)
    start, end = starts[places[0]], ends[places[-1] - 1]
    gaps = tuple(_gaps(places, firsts, ends, start)) if len(texts) > 1 else ()
    steps = (*[starts[place] - start for place in places[:-1]], end - start)
    in_step = not gaps and steps == tuple(range(len(text) + 1))
    markup = Markup(
        block.level, _links(source, tokens, line, places, firsts), gaps, block.row, block.column, block.head, line.group
    )
    return Segment(line.kind, text, start, end, line.ordinal, None if in_step else steps, markup)


def _plain(raw: str, start: int, line: Line, tokens: Tokens, source: str) -> Segment | None:
    """A line of one text without references: nearly all lines."""
    stripped = raw.strip()
    start += raw.find(stripped)
    text, offsets = canonical(stripped)
    if not text or _is_ornament(text, line.kind):
        return None
    end = start + len(stripped)
    if offsets is not None:
        first = offsets[0]
        end = start + offsets[-1]
        start += first
        offsets = tuple([offset - first for offset in offsets]) if first else offsets
    block = line.block
    links = tuple(
        [Link(0, len(text), url) for _, _, tag in line.links if (url := address_of(source, tokens, tag, "href"))]
    )
    markup = _BARE
    if links or block.level or block.row or line.group:
        markup = _new(Markup, (block.level, links, (), block.row, block.column, block.head, line.group))
    return _new(Segment, (line.kind, text, start, end, line.ordinal, offsets, markup))


def _is_ornament(text: str, kind: SegmentKind) -> bool:
    """A bullet, a check mark, an arrow or a picture that stands alone; stars may rate something."""
    if len(text) > _LONGEST_PICTURE or kind == "heading" or text[0].isalnum():
        return False
    return text in _ORNAMENTS or (text not in _STARS and category(text[0]) == "So" and text[1:] in _PICTURE_ENDS)


_LONGEST_PICTURE = 2
_STARS = frozenset("★☆⭐●○")
# Nothing, or what asks for a picture in colours.
_PICTURE_ENDS = ("", "\ufe0f")


def _letters(source: str, tokens: Tokens, texts: Iterable[int]) -> tuple[str, list[int], list[int], list[int]]:
    """(the letters, where each begins in the source, where each ends, the index of each text's first letter)."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    firsts = []
    for number in texts:
        firsts.append(len(starts))
        if number == SPACE:
            pieces.append(" ")
            at = ends[-1] if ends else 0
            starts.append(at)
            ends.append(at)
            continue
        pieces.append(_read(source, *tokens.texts[number], starts, ends))
    firsts.append(len(starts))
    return "".join(pieces), starts, ends, firsts


def _read(source: str, start: int, end: int, starts: list[int], ends: list[int]) -> str:
    """The letters of a stretch; where each begins and ends is added to the lists."""
    pieces = []
    for letters, first, last in decoded(source, start, end):
        pieces.append(letters)
        if len(letters) == last - first:
            starts.extend(range(first, last))
            ends.extend(range(first + 1, last + 1))
        else:
            starts.extend([first] * len(letters))
            ends.extend([last] * len(letters))
    return "".join(pieces)


def _gaps(places: Sequence[int], firsts: list[int], ends: list[int], origin: int) -> Iterator[tuple[int, int]]:
    """(index in the text, offset) wherever markup stands between two letters: between any two texts."""
    for first in firsts[1:-1]:
        index = bisect_left(places, first)
        if 0 < index < len(places) - 1:
            yield index, ends[first - 1] - origin


def _links(source: str, tokens: Tokens, line: Line, places: Sequence[int], firsts: list[int]) -> tuple[Link, ...]:
    """The line's links, as stretches of its text."""
    found = []
    for first, last, tag in line.links:
        start, end = bisect_left(places, firsts[first]), bisect_left(places, firsts[last + 1])
        url = address_of(source, tokens, tag, "href")
        if url and start < min(end, len(places) - 1):
            found.append(Link(start, min(end, len(places) - 1), url))
    return tuple(found if all(one.end <= other.start for one, other in pairwise(found)) else _apart(found))


def _apart(links: list[Link]) -> list[Link]:
    """Links in order, apart: what stands in one that is inside another is the inner one's, which ends first."""
    owners: dict[int, Link] = {}
    for link in reversed(links):
        owners.update(dict.fromkeys(range(link.start, link.end), link))
    found: list[Link] = []
    for at in sorted(owners):
        if found and found[-1].end == at and found[-1].url is owners[at].url:
            found[-1] = found[-1]._replace(end=at + 1)
        else:
            found.append(Link(at, at + 1, owners[at].url))
    return found


def address_of(source: str, tokens: Tokens, tag: int, name: str) -> Segment | None:
    """The address in an attribute of a tag."""
    place = attribute(source, *tokens.tags[tag], name)
    if place is None or place[0] == place[1]:
        return None
    starts: list[int] = []
    ends: list[int] = []
    text = encodable(_read(source, *place, starts, ends))
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    if first >= last:
        return None
    start, end = starts[first], ends[last - 1]
    offsets = (*[at - start for at in starts[first:last]], end - start)
    in_step = offsets == tuple(range(last - first + 1))
    return Segment("line", text[first:last], start, end, None, None if in_step else offsets)
