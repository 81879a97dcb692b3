"""A line's characters: their canonical form, and where in the source each of them is."""

from __future__ import annotations

from unicodedata import category

from pathingest.model.segment import Link, Markup, Segment, SegmentKind
from pathingest.model.source import Span
from pathingest.segments._builder import TextBuilder, segment_at
from pathingest.segments._lines import RawLine
from pathingest.segments._tokens import SPACE, Tokens, attribute, decoded
from pathingest.values.text import encodable
from pathingest.values.vocabulary import read_tick

_ORNAMENTS = frozenset("•*-–—|/·◦▪▫‣●○■□⁃∙➢→✓✔✗✘›»>:,←↓↑+")
_BARE = Markup()
# The tuple's own constructor: the named one takes twice as long, a hundred times a page.
_new = tuple.__new__


def segment_of(source: str, tokens: Tokens, line: RawLine) -> Segment | None:
    """A line with its characters in canonical form and their places; None if nothing of it shows."""
    texts, kind, block, ordinal, group, links, _ = line
    markup = _BARE
    depth = max(block.depth - 1, 0)
    if block.level or block.row or group or depth:
        markup = _new(Markup, (block.level, (), (), block.row, block.column, block.head, group, depth, "", False))
    start, end = tokens.texts[texts[0]]
    if len(texts) > 1 or "&" in (raw := source[start:end]):
        found = _built(source, tokens, line).segment(kind, ordinal, markup)
    else:
        stripped = raw.strip()
        found = segment_at(start + raw.find(stripped), stripped, kind, ordinal, markup)
        if links and found:
            urls = [address_of(source, tag, "href") for _, _, tag in links]
            over = tuple([Link(0, len(found.text), url) for url in urls if url][:1])  # the innermost
            found = found._replace(markup=markup._replace(links=over))
    if found is None or (_is_ornament(found.text, kind) and not (block.column and _is_tick(found.text))):
        return None
    return found


def _is_ornament(text: str, kind: SegmentKind) -> bool:
    """A bullet, a check mark, an arrow or a picture that is alone; stars may rate something."""
    if len(text) > _LONGEST_PICTURE or kind == "heading" or text[0].isalnum():
        return False
    return text in _ORNAMENTS or (text not in _STARS and category(text[0]) == "So" and text[1:] in _PICTURE_ENDS)


def _is_tick(text: str) -> bool:
    """Whether a sign says something where it is alone in a cell; a dash there is nothing."""
    return category(text[0])[0] == "S" and read_tick(text) is not None


_LONGEST_PICTURE = 2
_STARS = frozenset("★☆⭐●○")
# Nothing, or what selects a picture in colours.
_PICTURE_ENDS = ("", "\ufe0f")


def _built(source: str, tokens: Tokens, line: RawLine) -> TextBuilder:
    """The texts of a line, markup between any two, and its links."""
    found = TextBuilder()
    firsts: list[int] = []
    for number in line.texts:
        if firsts:
            found.interrupt()
        firsts.append(found.size)
        if number == SPACE:
            found.add_space()
            continue
        start, end = tokens.texts[number]
        text = source[start:end]
        if "&" in text:
            found.extend(decoded(source, start, end))
        else:
            found.add(text, start, end)
    firsts.append(found.size)
    for first, last, tag in line.links:
        if url := address_of(source, tag, "href"):
            found.links.append((firsts[first], firsts[last + 1], url))
    return found


def address_of(source: str, tag: Span | None, name: str) -> Segment | None:
    """The address in an attribute of the tag at a place, if there is one: a NUL is in no address."""
    place = attribute(source, *tag, name) if tag else None
    if place is None:
        return None
    start, end = place
    raw = source[start:end]
    if "&" in raw:
        text = TextBuilder()
        text.extend(decoded(source, start, end))
        found = text.segment("line", verbatim=True)
    else:
        found = Segment("line", encodable(raw), start, end)
    shown = found.text.strip() if found else ""
    if not found or not shown or "\0" in shown:
        return None
    index = found.text.index(shown)
    return found if shown == found.text else found.cut(index, index + len(shown))
