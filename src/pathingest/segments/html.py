"""HTML pages as they are saved: what a visitor reads becomes segments, line by line, with exact places in the source.

lxml gives the structure. Its tree has no offsets, so it is made from a skeleton of the page in which a number stands
for each text (`_tokens`): whatever the parser does to the structure, a text keeps its place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from pathingest.model.evidence import BOILERPLATE, MARKUP, Stretch
from pathingest.model.segment import TERM, Content, Link, Markup, Segment, SegmentKind, Statement
from pathingest.model.source import BYTE_ORDER_MARK, Source
from pathingest.profiles import NO_SELECTORS, Selectors
from pathingest.segments import Segmenter
from pathingest.segments._structured import Item, json_ld, microdata
from pathingest.segments._tokens import Tokens, attribute, bare, decoded, tokenize
from pathingest.values.text import canonical

Element = Any  # lxml ships no types

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# Their text reads on in the line that they stand in; every other element but these begins a line of its own.
_FORMAT = frozenset(
    "abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q s"  # noqa: SIM905  a column of strings says less
    " samp small strike strong sub sup time tt u var wbr".split()
)
_INLINE = _FORMAT | frozenset({"a", "span", "label", "output", "img", "input", "slot"})
_BOILERPLATE_TAGS = frozenset({"nav", "footer", "form", "dialog", "menu", "fieldset"})
_BOILERPLATE_ROLES = frozenset({"navigation", "contentinfo", "dialog", "alertdialog", "search", "menu", "menubar"})
_BOILERPLATE_NAMES = re.compile(
    r"(?<![a-z])(?:cookie|consent|gdpr|breadcrumbs?|skip-?(?:link|nav|to)|social|share|newsletter|sr-only"
    r"|visually-?hidden|screen-reader-text|site-?(?:header|footer|nav))(?![a-z])",
    re.IGNORECASE,
)
# A copy for screens of another width, or one that opens on a click: left out where the page says the same elsewhere.
_SHADOW_CLASS = re.compile(
    r"(?:^|\s)(?:(?:(?:max-)?(?:sm|md|lg|xl|2xl):)?hidden|d-(?:(?:sm|md|lg|xl|xxl)-)?none|hide(?:-on)?-?\w*|is-hidden\S*"
    r"|(?:mobile|desktop|tablet|phone|print)(?:-only|-view)?|only-(?:mobile|desktop)|show-\w+)(?:\s|$)",
    re.IGNORECASE,
)
_SHADOW_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ORNAMENTS = frozenset("•*-–—|/·◦▪▫‣●○■□⁃∙➢→✓✔✗✘›»>:,←↓↑+")


class _Block(NamedTuple):
    """What the element that a line stands in makes of the line.

    Attributes:
        item: whether the list item's first line is still to come, shared by all that stands in the item.
        joined: whether spans side by side read as one line, as in a paragraph; elsewhere each stands alone.
    """

    kind: SegmentKind
    level: int = 0
    row: int = 0
    column: int = 0
    head: bool = False
    item: list[int] | None = None
    joined: bool = False


_PLAIN = _Block("line")


class _Line(NamedTuple):
    """A line before its letters are read.

    Attributes:
        texts: the numbers of its texts; `_SPACE` where only markup, or white space between tags, parts two of them.
        links: (index of the first text, of the last, number of the tag).
    """

    texts: tuple[int, ...]
    kind: SegmentKind
    block: _Block
    ordinal: int | None = None
    group: int = 0
    links: tuple[tuple[int, int, int], ...] = ()
    shadow: int = 0


_SPACE = -1


def segment(source: Source, selectors: Selectors = NO_SELECTORS) -> Content:
    """What the page shows, line by line, and what of it is no text or the same on all pages."""
    tokens = tokenize(source.text, int(source.text.startswith(BYTE_ORDER_MARK)))
    root, complete = _tree(tokens)
    reader = _Reader(selectors)
    if root is not None:
        reader.read(root)
    lines = reader.lines if complete else _with_lost(reader, len(tokens.texts))
    segments = [_segment(source.text, tokens, line) for line in lines]
    kept = without_copies(segments, [line.shadow for line in lines])
    shown = [segment for segment, keep in zip(segments, kept, strict=True) if segment and keep]
    copies = {text for line, keep in zip(lines, kept, strict=True) if not keep for text in line.texts}
    return Content(
        segments=(*_title(source.text, tokens, shown), *shown),
        marks=_marks(source.text, tokens, reader.boilerplate | copies),
        url=None if root is None else _address(source.text, tokens, root),
        statements=_statements(source.text, tokens, root, lines),
    )


# --- the tree --------------------------------------------------------------------------------------------------------


def _tree(tokens: Tokens) -> tuple[Element | None, bool]:
    """The page's tree, and whether each text stands in it, in order.

    Where the parser reads a tag otherwise than the tokens do, bare tags are read alike.
    """
    root = _parsed(tokens.skeleton)
    if _numbers(root) == list(range(len(tokens.texts))):
        return root, True
    root = _parsed(bare(tokens.skeleton))
    numbers = _numbers(root)
    return root if numbers else None, numbers == list(range(len(tokens.texts)))


def _parsed(skeleton: list[str]) -> Element | None:
    from lxml import etree  # noqa: PLC0415  readers of other kinds of pages are found beside this one

    data = "".join(skeleton).encode("utf-8", "replace").replace(b"\x00", b" ")
    try:
        return etree.fromstring(data, etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True))
    except etree.XMLSyntaxError:  # nothing in it but white space
        return None


def _numbers(element: Element | None) -> list[int]:
    """The numbers of the texts in an element."""
    if element is None:
        return []
    try:
        return [int(number) for number in "".join(element.itertext()).split(";")[:-1]]
    except ValueError:  # a piece of a broken tag, read as text by the parser alone
        return []


def _with_lost(reader: _Reader, count: int) -> list[_Line]:
    """The lines, and a line for each text that the tree lost."""
    seen = {text for line in reader.lines for text in line.texts} | reader.boilerplate
    lost = [_Line((text,), "line", _PLAIN) for text in range(count) if text not in seen]
    return sorted([*reader.lines, *lost], key=lambda line: line.texts)


@lru_cache(maxsize=256)
def _xpath(selector: str) -> Any:
    from cssselect import HTMLTranslator  # noqa: PLC0415  only profiles with selectors need it
    from lxml import etree  # noqa: PLC0415  as below

    return etree.XPath(HTMLTranslator().css_to_xpath(selector))


class _Frame(NamedTuple):
    """An element that is being read, and what to go back to when it ends."""

    children: Iterator[Element]
    tail: str | None
    block: _Block
    group: int
    shadow: int
    chips: bool = False  # its children stand alone
    spaced: bool = False  # its children are words of one line
    breaks: bool = True  # it begins and ends a line
    link: bool = False


class _Reader:
    """One walk over a tree. Iterative: pages nest deeper than calls may."""

    def __init__(self, selectors: Selectors) -> None:
        self.selectors = selectors
        self.lines: list[_Line] = []
        self.boilerplate: set[int] = set()
        self._texts: list[int] = []
        self._links: list[tuple[int, int, int]] = []
        self._open: list[list[int]] = []  # [index of the first text, number of the tag]
        self._block = _PLAIN
        self._group = self._groups = 0
        self._shadow = self._shadows = 0
        self._rows = 0
        self._names: dict[str, tuple[bool, bool]] = {}
        self._kinds: dict[Element, str] = {}
        self._around: frozenset[Element] = frozenset()

    def read(self, root: Element) -> None:
        """All lines below `root`."""
        self._select(root)
        stack = [_Frame(iter((root,)), None, _PLAIN, 0, 0)]
        while stack:
            frame = stack[-1]
            element = next(frame.children, None)
            if element is None:
                self._leave(stack.pop())
            elif not isinstance(element.tag, str):  # a comment
                self._say(element.tail)
            elif self._is_boilerplate(element, element.tag):
                if element.tag not in _INLINE or frame.chips:
                    self._flush()
                self.boilerplate.update(_numbers(element))
                self._say(element.tail)
            else:
                stack.append(self._enter(element, element.tag, frame))
                self._say(element.text)
        self._flush()

    def _enter(self, element: Element, tag: str, parent: _Frame) -> _Frame:
        """Begin an element; what it changes is in force until it is left."""
        breaks = parent.chips or tag not in _INLINE or element in self._kinds
        if tag == "br" and self._block.kind == "heading":
            breaks = False
            self._texts.append(_SPACE)
        if breaks:
            self._flush()
        elif parent.spaced and self._texts:
            self._texts.append(_SPACE)
        before = self._block, self._group, self._shadow
        if breaks:
            self._block = self._block_of(element, tag)
        chips = spaced = False
        if len(element) > 1:
            self._group = 0
            words, row = _children(element)
            spaced = not words and self._block.joined
            chips = not words and not spaced
            if chips and row:
                self._groups += 1
                self._group = self._groups
        if not self._shadow and self._is_shadow(element, tag):
            self._shadows += 1
            self._shadow = self._shadows
        link = tag == "a" and element.get("href") is not None and element.get("_i") is not None
        if link:
            self._open.append([len(self._texts), int(element.get("_i"))])
        return _Frame(iter(element), element.tail, *before, chips, spaced, breaks, link)

    def _leave(self, frame: _Frame) -> None:
        """End an element: its line too, if it has one of its own."""
        if frame.link:
            first, tag = self._open.pop()
            if len(self._texts) > first:
                self._links.append((first, len(self._texts) - 1, tag))
        if frame.breaks:
            self._flush()
        self._block, self._group, self._shadow = frame.block, frame.group, frame.shadow
        self._say(frame.tail)

    def _say(self, text: str | None) -> None:
        """Texts of the line that is being read."""
        if not text:
            return
        *numbers, rest = text.split(";")
        for number in numbers:
            if self._texts and number[0].isspace():
                self._texts.append(_SPACE)
            self._texts.append(int(number))
        if rest and self._texts:
            self._texts.append(_SPACE)

    def _flush(self) -> None:
        """End the line."""
        texts = self._texts
        if not texts:
            return
        while texts and texts[-1] == _SPACE:
            texts.pop()
        end = len(texts) - 1
        links = [(first, min(last, end), tag) for first, last, tag in self._links if first <= end]
        links += [(first, end, tag) for first, tag in self._open if first <= end]
        block = self._block
        kind, ordinal = block.kind, None
        if block.item:
            ordinal = block.item.pop()
            if kind != "heading":
                kind = "item"
            ordinal = ordinal or None
        elif kind == "item":
            kind = "line"
        if self._group and kind == "line":
            kind = "label"
        if texts:
            self.lines.append(_Line(tuple(texts), kind, block, ordinal, self._group, tuple(links), self._shadow))
        self._texts, self._links = [], []
        for link in self._open:
            link[0] = 0

    # --- what elements are

    def _select(self, root: Element) -> None:
        """What the profile's selectors name, and what the page's main part is."""
        for kind in ("skip", "heading", "item", "chip"):
            for level, selector in enumerate(getattr(self.selectors, kind), 2):
                self._kinds.update(dict.fromkeys(_xpath(selector)(root), f"{kind}{level}"))
        mains = [found for selector in self.selectors.content for found in _xpath(selector)(root)]
        if not mains:
            mains = list(root.iter("main"))
            if len(mains) != 1 or (mains[0].find(".//h1") is None and root.find(".//h1") is not None):
                return
        around = {ancestor for main in mains for ancestor in main.iterancestors()}
        self._around = frozenset(around - set(mains))
        self._mains = frozenset(mains)

    _mains: frozenset[Element] = frozenset()

    def _block_of(self, element: Element, tag: str) -> _Block:
        """What an element that begins a line makes of it."""
        parent = self._block
        kind = self._kinds.get(element, "")
        level = _HEADINGS.get(tag) or (int(kind[7:]) if kind.startswith("heading") else 0)
        if not level and tag not in _KNOWN_BLOCKS and element.get("role") == "heading":
            level = _level(element.get("aria-level"))
        if parent.kind == "heading":
            return parent
        if level or tag in _TERMS:
            return _Block("heading", level or TERM, parent.row, parent.column, item=parent.item, joined=True)
        if tag == "li" or kind.startswith("item"):
            return _Block("item", 0, parent.row, parent.column, item=[_ordinal(element)], joined=True)
        if tag == "tr":
            self._rows += 1
            return _PLAIN
        if tag in ("td", "th"):
            return _Block("label", 0, self._rows, _column(element), _is_head(element, tag))
        plain: SegmentKind = "label" if parent.row else "paragraph" if tag == "p" else "line"
        return _Block(plain, 0, parent.row, parent.column, parent.head, parent.item, joined=tag in _JOINED)

    def _is_boilerplate(self, element: Element, tag: str) -> bool:
        """Whether an element is no part of the pathway, whatever it says."""
        if tag in _FORMAT or tag == "br":
            return False
        if tag == "head":
            return True
        if self._kinds and self._kinds.get(element, "").startswith("skip"):
            return True
        if self._around and element not in self._around and element not in self._mains:
            parent = element.getparent()
            if parent in self._around and tag not in _ASIDES:
                return True
        if tag == "button":
            return not self._opens(element)
        if tag in _BOILERPLATE_TAGS or (tag == "header" and element.getparent().tag in ("body", "div")):
            return element.find(".//h1") is None and element.find(".//h2") is None
        return self._says_boilerplate(element)

    def _says_boilerplate(self, element: Element) -> bool:
        """Whether an element's role or names say that it is boilerplate."""
        for name, value in element.items():
            if name == "role" and value in _BOILERPLATE_ROLES:
                found = True
            elif name in _NAMES:
                if value not in self._names:
                    shadow = name == "class" and _SHADOW_CLASS.search(value) is not None
                    self._names[value] = _BOILERPLATE_NAMES.search(value) is not None, shadow
                found = self._names[value][0]
            else:
                found = False
            if found:
                return element.find(".//h1") is None and element.find(".//h2") is None and element.tag not in _ROOTS
        return False

    def _opens(self, button: Element) -> bool:
        """Whether a button opens a text: the question of an accordion."""
        if self._block.kind == "heading" or button.get("aria-expanded") or button.get("aria-controls"):
            return True
        text = "".join(button.itertext())
        following = button.getnext()
        return bool(text) and button.get("type") != "submit" and following is not None and following.tag in _PANELS

    def _is_shadow(self, element: Element, tag: str) -> bool:
        """Whether an element is shown at some widths of the screen alone, or not before a click."""
        if tag in _FORMAT:
            return False
        name = element.get("class")
        if name and name in self._names and self._names[name][1]:
            return True
        if element.get("hidden") is not None:
            return True
        style = element.get("style")
        return bool(style) and _SHADOW_STYLE.search(style) is not None


_TERMS = frozenset({"dt", "summary", "button"})
_JOINED = frozenset({"p", "dd", "caption", "figcaption", "blockquote", "pre", "address", "legend", "label"})
_KNOWN_BLOCKS = frozenset({"p", "ul", "ol", "li", "table", "tbody", "thead", "tr", "td", "th", "section", "article"})
_NAMES = frozenset({"class", "id", "aria-label"})
_ROOTS = frozenset({"html", "body", "main", "article"})
_ASIDES = frozenset({"aside", "section", "article"})
_PANELS = frozenset({"div", "p", "section"})


# What may stand in a row of chips.
_CHIPS = _FORMAT | frozenset({"a", "div", "label", "span"})


def _children(element: Element) -> tuple[bool, bool]:
    """(whether an element's children are words of one text, whether they may be a row of chips)."""
    words = row = True
    if element.text and not element.text.isspace():
        return True, False
    for child in element:
        if child.tail and not child.tail.isspace():
            return True, False
        words = words and child.tag in _FORMAT
        row = row and child.tag in _CHIPS
    return words, row


def _level(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and 1 <= int(text) < TERM else 2


def _ordinal(element: Element) -> int:
    """The number that a browser shows before an item; 0 for a bullet."""
    parent = element.getparent()
    if parent is None or parent.tag != "ol":
        return 0
    first = parent.get("start", "1")
    return (int(first) if first.isdecimal() else 1) + sum(1 for _ in element.itersiblings("li", preceding=True))


def _column(element: Element) -> int:
    """The column that a cell begins in."""
    before = (cell.get("colspan", "1") for cell in element.itersiblings("td", "th", preceding=True))
    return sum(int(span) if span.isdecimal() and len(span) < 3 else 1 for span in before)  # noqa: PLR2004  no wider table


def _is_head(element: Element, tag: str) -> bool:
    """Whether a cell heads its column: in the table's head, or in a row of headers alone."""
    row = element.getparent()
    if row is None or tag != "th" or element.get("scope") == "row":
        return False
    around = row.getparent()
    return (around is not None and around.tag == "thead") or all(cell.tag == "th" for cell in row)


# --- the letters -----------------------------------------------------------------------------------------------------


def _segment(source: str, tokens: Tokens, line: _Line) -> Segment | None:
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


def _plain(raw: str, start: int, line: _Line, tokens: Tokens, source: str) -> Segment | None:
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
    links = tuple([Link(0, len(text), url) for _, _, tag in line.links if (url := _url(source, tokens, tag, "href"))])
    markup = Markup(block.level, links, (), block.row, block.column, block.head, line.group)
    return Segment(line.kind, text, start, end, line.ordinal, offsets, markup)


def _is_ornament(text: str, kind: SegmentKind) -> bool:
    """A bullet, a check mark or an arrow that stands alone."""
    return len(text) == 1 and text in _ORNAMENTS and kind != "heading"


def _letters(source: str, tokens: Tokens, texts: Iterable[int]) -> tuple[str, list[int], list[int], list[int]]:
    """(the letters, where each begins in the source, where each ends, the index of each text's first letter)."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    firsts = []
    for number in texts:
        firsts.append(len(starts))
        if number == _SPACE:
            pieces.append(" ")
            at = ends[-1] if ends else 0
            starts.append(at)
            ends.append(at)
            continue
        for letters, start, end in decoded(source, *tokens.texts[number]):
            pieces.append(letters)
            if len(letters) == end - start:
                starts.extend(range(start, end))
                ends.extend(range(start + 1, end + 1))
            else:
                starts.extend([start] * len(letters))
                ends.extend([end] * len(letters))
    firsts.append(len(starts))
    return "".join(pieces), starts, ends, firsts


def _gaps(places: Sequence[int], firsts: list[int], ends: list[int], origin: int) -> Iterator[tuple[int, int]]:
    """(index in the text, offset) wherever markup stands between two letters: between any two texts."""
    for first in firsts[1:-1]:
        index = bisect_left(places, first)
        if 0 < index < len(places) - 1:
            yield index, ends[first - 1] - origin


def _links(source: str, tokens: Tokens, line: _Line, places: Any, firsts: list[int]) -> tuple[Link, ...]:
    """The line's links, as stretches of its text."""
    found = []
    for first, last, tag in line.links:
        begin, stop = firsts[first], firsts[last + 1]
        start = sum(place < begin for place in places[:-1])
        end = sum(place < stop for place in places[:-1])
        url = _url(source, tokens, tag, "href")
        if url and start < end:
            found.append(Link(start, end, url))
    return tuple(found)


def _url(source: str, tokens: Tokens, tag: int, name: str) -> Segment | None:
    """The address in an attribute of a tag."""
    place = attribute(source, *tokens.tags[tag], name)
    if place is None or place[0] == place[1]:
        return None
    text = ""
    starts: list[int] = []
    ends: list[int] = []
    for letters, start, end in decoded(source, *place):
        text += letters
        plain = len(letters) == end - start
        starts += range(start, end) if plain else [start] * len(letters)
        ends += range(start + 1, end + 1) if plain else [end] * len(letters)
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    if first >= last:
        return None
    start, end = starts[first], ends[last - 1]
    offsets = (*[at - start for at in starts[first:last]], end - start)
    in_step = offsets == tuple(range(last - first + 1))
    return Segment("line", text[first:last], start, end, None, None if in_step else offsets)


def _title(source: str, tokens: Tokens, shown: list[Segment]) -> list[Segment]:
    """The document's title, for a page that shows no heading of the first level."""
    if tokens.title is None or any(segment.level == 1 for segment in shown):
        return []
    start, end = tokens.title
    whole = Tokens(texts=[(start, end)])
    found = _segment(source, whole, _Line((0,), "line", _PLAIN))
    return [found] if found else []


def _address(source: str, tokens: Tokens, root: Element) -> Segment | None:
    """The address that the page gives as its own."""
    head = root.find("head")
    for tag, name, value, attribute_name in _ADDRESSES:
        for element in () if head is None else head.iter(tag):
            if element.get(name, "").casefold() == value and element.get("_i") is not None:
                url = _url(source, tokens, int(element.get("_i")), attribute_name)
                if url and url.text.startswith(("http://", "https://")):
                    return url
    return None


_ADDRESSES = (("link", "rel", "canonical", "href"), ("meta", "property", "og:url", "content"))


# --- structured data -------------------------------------------------------------------------------------------------


def _statements(source: str, tokens: Tokens, root: Element | None, lines: list[_Line]) -> tuple[Statement, ...]:
    """What the page's scripts of JSON-LD and its microdata say."""
    scripts = [(start, end) for attributes, start, end in tokens.scripts if "ld+json" in attributes.lower()]
    found = json_ld(source, scripts) if scripts else ()
    if root is None or "itemscope" not in source:
        return found
    return (*found, *microdata(_items(source, tokens, root, lines)))


def _items(source: str, tokens: Tokens, root: Element, lines: list[_Line]) -> list[Item]:
    """The things that microdata describes, those aside that are a property of another."""
    found: list[Item] = []
    scopes: dict[Element, Item] = {}
    line_of = {text: line for line in lines for text in line.texts}
    for element in root.xpath("//*[@itemscope or @itemprop]"):
        names = element.get("itemprop")
        item = None if element.get("itemscope") is None else Item(element.get("itemtype", ""), [])
        owner = next((scopes[around] for around in element.iterancestors() if around in scopes), None)
        if item:
            scopes[element] = item
        if names and owner:
            said = [item] if item else _property(source, tokens, element, line_of)
            owner.properties.extend([(names, value) for value in said])
        elif item:
            found.append(item)
    return found


def _property(source: str, tokens: Tokens, element: Element, line_of: dict[int, _Line]) -> Iterator[Segment]:
    """What an element says as a property: its attribute's value, or its text, one segment for each of its lines."""
    name = _VALUES.get(element.tag)
    if name and element.get("_i") and (value := _url(source, tokens, int(element.get("_i")), name)):
        yield value
        return
    for line, numbers in groupby(_numbers(element), line_of.get):
        own = list(numbers)
        texts = line.texts[line.texts.index(own[0]) : line.texts.index(own[-1]) + 1] if line else tuple(own)
        found = _segment(source, tokens, (line or _Line((), "line", _PLAIN))._replace(texts=texts, links=()))
        if found:
            yield found


_VALUES = {"a": "href", "link": "href", "meta": "content", "time": "datetime"}


# --- copies, and what is no text -------------------------------------------------------------------------------------


def without_copies(segments: list[Segment | None], shadows: list[int]) -> list[bool]:
    """Which lines to keep: a page may say the same for two widths of the screen.

    A part that is not always shown is a copy if its lines stand, in their order, elsewhere; of a single short line the
    copy must be near. Any other run of lines is one only if it is long, or holds a heading.
    """
    texts = [segment.text if segment else "" for segment in segments]
    kept = [True] * len(texts)
    places: dict[str, list[int]] = {}
    for i, text in enumerate(texts):
        if text and not shadows[i]:
            places.setdefault(text, []).append(i)
    for first, last in _runs(shadows):
        run = [text for text in texts[first:last] if text]
        if run and _stands_elsewhere(run, first, texts, places):
            kept[first:last] = [False] * (last - first)
        else:
            for i in range(first, last):
                places.setdefault(texts[i], []).append(i)
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


def _stands_elsewhere(run: list[str], first: int, texts: list[str], places: dict[str, list[int]]) -> bool:
    short = len(run) == 1 and len(run[0]) < _SHORT
    for place in places.get(run[0], ()):
        if [text for text in texts[place : place + 2 * len(run)] if text][: len(run)] == run and (
            not short or abs(place - first) <= _NEAR
        ):
            return True
    return False


_SHORT = 40
_NEAR = 4
_LONG_RUN = 6
_HEADED_RUN = 3


def _drop_repeated(segments: list[Segment | None], texts: list[str], kept: list[bool]) -> None:
    """Mark the second of two long equal runs as not kept."""
    seen: dict[tuple[str, ...], int] = {}
    size = _HEADED_RUN
    i = 0
    while i + size <= len(texts):
        window = tuple(texts[i : i + size])
        earlier = seen.setdefault(window, i) if all(kept[i : i + size]) else i
        length = 0
        if earlier + size <= i:
            length = size
            while i + length < len(texts) and earlier + length < i and texts[earlier + length] == texts[i + length]:
                length += 1
        headed = any(segment and segment.level for segment in segments[i : i + length])
        if length >= _LONG_RUN or (headed and length >= _HEADED_RUN):
            kept[i : i + length] = [False] * length
            i += length
        else:
            i += 1


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


HTML = Segmenter(media_types=("text/html", "application/xhtml+xml"), segment=segment)
