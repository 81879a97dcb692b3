"""HTML pages as they are saved: what a visitor reads becomes segments, line by line, with exact places.

`_tokens` tiles the page with tags and texts, `_tree` says which element is in which, `_lines` walks through them. What
a tag says is read in `_tags`, what an element is where it is in `_elements`, and what lxml is used for in `_parser`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pathingest.model.evidence import BOILERPLATE, MARKUP, Stretch
from pathingest.model.segment import Content, Markup, Segment
from pathingest.model.source import BYTE_ORDER_MARK, Source, Span
from pathingest.profiles import NO_SELECTORS, Selectors
from pathingest.segments import Segmenter
from pathingest.segments._anchors import contents, without_anchors
from pathingest.segments._characters import address_of, segment_of
from pathingest.segments._copies import without_copies, without_way_out
from pathingest.segments._front import LANGUAGE, TITLE, front_matter, stated
from pathingest.segments._glance import of_html
from pathingest.segments._lines import LineWalk, RawLine, texts_said
from pathingest.segments._microdata import statements
from pathingest.segments._tags import PLAIN
from pathingest.segments._tokens import Tokens, tokenize
from pathingest.segments._tree import ElementTree, tree_of
from pathingest.segments._typed import with_values, without_bullet


def segment(source: Source, selectors: Selectors = NO_SELECTORS) -> Content:
    """What the page shows, line by line, and what of it is no text or the same on all pages."""
    front = front_matter(source.text)  # of a site's generator, which makes a page of what is below
    tokens = tokenize(source.text, front.end)
    tree = tree_of(tokens, elements=selectors != NO_SELECTORS)
    reader = LineWalk(tree, selectors)
    reader.read()
    lines = reader.lines if len(tree.texts) == len(tokens.texts) else _with_lost(reader, len(tokens.texts))
    lines = with_values(source.text, tokens, lines)
    anchors = _split_anchors(source.text, tokens, lines)
    segments = [segment_of(source.text, tokens, line) for line in lines]
    if selectors.sections or selectors.time:
        segments = _said(segments, lines, tree, selectors)
    kept = without_copies(segments, [line.shadow for line in lines])
    kept = [keep and not listed for keep, listed in zip(kept, contents(segments), strict=True)]
    end = without_way_out(segments)
    kept[end:] = [False] * (len(kept) - end)
    shown = [without_bullet(segment) for segment, keep in zip(segments, kept, strict=True) if segment and keep]
    copies = {text for line, keep in zip(lines, kept, strict=True) if not keep for text in line.texts}
    title = _title(source.text, tokens) or stated(source.text, front, TITLE)
    is_headed = any(segment.level == 1 for segment in shown)
    return Content(
        segments=(title, *shown) if title and not is_headed else tuple(shown),
        marks=_marks(source.text, tokens, reader.boilerplate | copies | anchors),
        url=_address(source.text, tree),
        statements=statements(source.text, tokens, tree, lines),
        title=title if is_headed else None,
        language=_language(source.text, tree) or stated(source.text, front, LANGUAGE),
    )


def _said(
    segments: Sequence[Segment | None], lines: Sequence[RawLine], tree: ElementTree, selectors: Selectors
) -> list[Segment | None]:
    """The segments with what a profile says of their elements."""
    sections, times = texts_said(tree, selectors)
    found: list[Segment | None] = []
    for segment, line in zip(segments, lines, strict=True):
        section, is_time = sections.get(line.texts[0], ""), line.texts[0] in times
        if segment and (section or is_time):
            markup = (segment.markup or Markup())._replace(section=section, is_time=is_time)
            found.append(segment._replace(markup=markup))
        else:
            found.append(segment)
    return found


def _with_lost(reader: LineWalk, count: int) -> list[RawLine]:
    """The lines, and a line for each text that the tree lost."""
    seen = {text for line in reader.lines for text in line.texts} | reader.boilerplate
    lost = [RawLine((text,), "line", PLAIN) for text in range(count) if text not in seen]
    return sorted([*reader.lines, *lost], key=lambda line: line.texts)


def _split_anchors(source: str, tokens: Tokens, lines: list[RawLine]) -> set[int]:
    """Takes the anchors off the lines, and says which texts those are."""
    gone: set[int] = set()
    for i, line in enumerate(lines):
        if line.links:
            lines[i], anchors = without_anchors(source, tokens, line)
            gone.update(anchors)
    return gone


def _title(source: str, tokens: Tokens) -> Segment | None:
    """The document's title."""
    if tokens.title is None:
        return None
    return segment_of(source, Tokens(texts=[tokens.title]), RawLine((0,), "line", PLAIN))


def _address(source: str, tree: ElementTree) -> Segment | None:
    """The address that the page gives as its own."""
    for tag, name, value, attribute in _ADDRESSES:
        for element in tree.named(tag):
            is_own = tree.tags[element].attributes.get(name, "").casefold() == value
            if is_own and any(tree.tags[around].name == "head" for around in tree.around(element)):
                url = address_of(source, tree.place(element), attribute)
                if url and url.text.startswith(("http://", "https://")):
                    return url
    return None


_ADDRESSES = (("link", "rel", "canonical", "href"), ("meta", "property", "og:url", "content"))


def _language(source: str, tree: ElementTree) -> Segment | None:
    """The language that the root element states."""
    root = next(iter(tree.named("html")), None)
    if root is None:
        return None
    return address_of(source, tree.place(root), "lang") or address_of(source, tree.place(root), "xml:lang")


def _marks(source: str, tokens: Tokens, boilerplate: set[int]) -> tuple[Stretch, ...]:
    """What is no text, and what is boilerplate, from the source's beginning to its end."""
    marks: list[Stretch] = []
    at = int(source.startswith(BYTE_ORDER_MARK))
    for start, end, is_boilerplate in _parts(tokens, boilerplate, len(source)):
        if at < start and (source[at] == "<" or not source[at:start].isspace()):
            marks.append(_new(Stretch, (at, start, MARKUP)))
        if is_boilerplate:
            marks.append(_new(Stretch, (start, end, BOILERPLATE)))
        at = end
    return tuple(marks)


# The tuple's own constructor: the named one takes twice as long, a hundred times a page.
_new = tuple.__new__


def _parts(tokens: Tokens, boilerplate: set[int], length: int) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether it is boilerplate) of each text, boilerplate with all that is in it, and of the end."""
    held: Span | None = None
    for number, (start, end) in enumerate([*tokens.texts, (length, length)]):
        if number in boilerplate:
            held = Span(held.start if held else start, end)
            continue
        if held:
            yield *held, True
            held = None
        yield start, end, False


HTML = Segmenter(media_types=("text/html", "application/xhtml+xml"), segment=segment, look=of_html)
