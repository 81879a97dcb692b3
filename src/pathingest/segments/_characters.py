"""A line's characters: their canonical form, and where in the source each of them is."""

from __future__ import annotations

from unicodedata import category

from pathingest.model.segment import Link, Markup, Segment, SegmentKind
from pathingest.segments._builder import TextBuilder, segment_at
from pathingest.segments._lines import SPACE, Line
from pathingest.segments._tokens import Tokens, attribute, decoded

_ORNAMENTS = frozenset("•*-–—|/·◦▪▫‣●○■□⁃∙➢→✓✔✗✘›»>:,←↓↑+")
_BARE = Markup()


def segment_of(source: str, tokens: Tokens, line: Line) -> Segment | None:
    """A line with its characters in canonical form and their places; null if nothing of it shows."""
    block = line.block
    markup = _BARE
    if block.level or block.row or line.group:
        markup = Markup(block.level, (), (), block.row, block.column, block.head, line.group)
    start, end = tokens.texts[line.texts[0]]
    if len(line.texts) == 1 and "&" not in (raw := source[start:end]):
        stripped = raw.strip()
        found = segment_at(start + raw.find(stripped), stripped, line.kind, line.ordinal, markup)
        if found and line.links:
            urls = [address_of(source, tokens, tag, "href") for _, _, tag in line.links]
            links = tuple([Link(0, len(found.text), url) for url in urls if url])
            found = found._replace(markup=markup._replace(links=links))
    else:
        found = _built(source, tokens, line).segment(line.kind, line.ordinal, markup)
    return None if found is None or _is_ornament(found.text, line.kind) else found


def _is_ornament(text: str, kind: SegmentKind) -> bool:
    """A bullet, a check mark, an arrow or a picture that stands alone; stars may rate something."""
    if len(text) > _LONGEST_PICTURE or kind == "heading" or text[0].isalnum():
        return False
    return text in _ORNAMENTS or (text not in _STARS and category(text[0]) == "So" and text[1:] in _PICTURE_ENDS)


_LONGEST_PICTURE = 2
_STARS = frozenset("★☆⭐●○")
# Nothing, or what asks for a picture in colours.
_PICTURE_ENDS = ("", "\ufe0f")


def _built(source: str, tokens: Tokens, line: Line) -> TextBuilder:
    """The texts of a line, markup between any two, and its links."""
    found = TextBuilder()
    firsts: list[int] = []
    for number in line.texts:
        if firsts:
            found.interrupt()
        firsts.append(found.size)
        if number == SPACE:
            found.add_space(0)
        else:
            found.extend(decoded(source, *tokens.texts[number]))
    firsts.append(found.size)
    for first, last, tag in line.links:
        if url := address_of(source, tokens, tag, "href"):
            found.links.append((firsts[first], firsts[last + 1], url))
    return found


def address_of(source: str, tokens: Tokens, tag: int, name: str) -> Segment | None:
    """The address in an attribute of a tag."""
    place = attribute(source, *tokens.tags[tag], name)
    if place is None:
        return None
    text = TextBuilder()
    text.extend(decoded(source, *place))
    found = text.segment("line", verbatim=True)
    if found is None or not found.text.strip():
        return None
    shown = found.text.strip()
    start = found.text.index(shown)
    return found if shown == found.text else found.cut(start, start + len(shown))
