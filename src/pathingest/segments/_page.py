"""From an HTML page to what it shows, one module a step.

lxml gives the structure. Its tree has no offsets, so it is made from a skeleton of the page in which a number stands
for each text (`_tokens`): whatever the parser does to the structure, a text keeps its place.
"""

from __future__ import annotations

from pathingest.model.evidence import BOILERPLATE, MARKUP, Stretch
from pathingest.model.segment import Content, Segment
from pathingest.model.source import BYTE_ORDER_MARK, Source
from pathingest.profiles import Selectors
from pathingest.segments._anchors import contents, without_anchors
from pathingest.segments._characters import address_of, segment_of
from pathingest.segments._copies import without_copies, without_way_out
from pathingest.segments._lines import PLAIN, Element, Line, Reader, tree
from pathingest.segments._microdata import statements
from pathingest.segments._tokens import Tokens, tokenize
from pathingest.segments._typed import with_values, without_bullet


def read_page(source: Source, selectors: Selectors) -> Content:
    """What the page shows, line by line, and what of it is no text or the same on all pages."""
    tokens = tokenize(source.text, int(source.text.startswith(BYTE_ORDER_MARK)))
    root, complete = tree(tokens)
    reader = Reader(selectors)
    if root is not None:
        reader.read(root)
    lines = reader.lines if complete else _with_lost(reader, len(tokens.texts))
    lines = with_values(source.text, tokens, lines)
    anchors = _part_anchors(source.text, tokens, lines)
    segments = [segment_of(source.text, tokens, line) for line in lines]
    kept = without_copies(segments, [line.shadow for line in lines])
    kept = [keep and not listed for keep, listed in zip(kept, contents(segments), strict=True)]
    end = without_way_out(segments)
    kept[end:] = [False] * (len(kept) - end)
    shown = [without_bullet(segment) for segment, keep in zip(segments, kept, strict=True) if segment and keep]
    copies = {text for line, keep in zip(lines, kept, strict=True) if not keep for text in line.texts}
    return Content(
        segments=(*_title(source.text, tokens, shown), *shown),
        marks=_marks(source.text, tokens, reader.boilerplate | copies | anchors),
        url=None if root is None else _address(source.text, tokens, root),
        statements=statements(source.text, tokens, root, lines),
    )


def _with_lost(reader: Reader, count: int) -> list[Line]:
    """The lines, and a line for each text that the tree lost."""
    seen = {text for line in reader.lines for text in line.texts} | reader.boilerplate
    lost = [Line((text,), "line", PLAIN) for text in range(count) if text not in seen]
    return sorted([*reader.lines, *lost], key=lambda line: line.texts)


def _part_anchors(source: str, tokens: Tokens, lines: list[Line]) -> set[int]:
    """Takes the anchors off the lines, and says which texts those are."""
    gone: set[int] = set()
    for i, line in enumerate(lines):
        if line.links:
            lines[i], anchors = without_anchors(source, tokens, line)
            gone.update(anchors)
    return gone


def _title(source: str, tokens: Tokens, shown: list[Segment]) -> list[Segment]:
    """The document's title, for a page that shows no heading of the first level."""
    if tokens.title is None or any(segment.level == 1 for segment in shown):
        return []
    start, end = tokens.title
    whole = Tokens(texts=[(start, end)])
    found = segment_of(source, whole, Line((0,), "line", PLAIN))
    return [found] if found else []


def _address(source: str, tokens: Tokens, root: Element) -> Segment | None:
    """The address that the page gives as its own."""
    head = root.find("head")
    for tag, name, value, attribute_name in _ADDRESSES:
        for element in () if head is None else head.iter(tag):
            if element.get(name, "").casefold() == value and element.get("_i") is not None:
                url = address_of(source, tokens, int(element.get("_i")), attribute_name)
                if url and url.text.startswith(("http://", "https://")):
                    return url
    return None


_ADDRESSES = (("link", "rel", "canonical", "href"), ("meta", "property", "og:url", "content"))


def _marks(source: str, tokens: Tokens, boilerplate: set[int]) -> tuple[Stretch, ...]:
    """What is no text, and what is boilerplate, from the source's beginning to its end."""
    marks: list[Stretch] = []
    at = int(source.startswith(BYTE_ORDER_MARK))
    open_run: tuple[int, int] | None = None
    for number, (start, end) in enumerate([*tokens.texts, (len(source), len(source))]):
        if number in boilerplate:
            open_run = (open_run[0] if open_run else start, end)
            continue
        for first, last, role in ((*open_run, BOILERPLATE),) if open_run else ():
            _mark(source, at, first, MARKUP, marks)
            _mark(source, first, last, role, marks)
            at = last
        _mark(source, at, start, MARKUP, marks)
        open_run, at = None, end
    return tuple(marks)


def _mark(source: str, start: int, end: int, role: str, marks: list[Stretch]) -> None:
    if start < end and not source[start:end].isspace():
        marks.append(Stretch(start, end, role))
