"""The tree of an HTML page, and one walk over it that makes lines: which texts read on in one another, and as what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from pathingest.model.segment import TERM, SegmentKind
from pathingest.profiles import Selectors
from pathingest.segments._tokens import Tokens, bare
from pathingest.values.numbers import read_count

Element = Any  # lxml ships no types

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# Their text reads on in the line that they stand in; every other element but these begins a line of its own.
_FORMAT = frozenset(
    "abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q s"  # noqa: SIM905  a column of strings says less
    " samp small strike strong sub sup time tt u var wbr".split()
)
_INLINE = _FORMAT | frozenset({"a", "span", "label", "output", "img", "input", "slot"})
_BOILERPLATE_TAGS = frozenset({"nav", "footer", "form", "dialog", "menu", "fieldset"})
_BOILERPLATE_ROLES = frozenset(
    {"navigation", "contentinfo", "dialog", "alertdialog", "search", "menu", "menubar", "tooltip"}
)
# What some of these words say of a widget, others say of a skill: "social-links", but "social-media-marketing".
_WIDGET = (
    "area|banner|bar|block|box|btns?|buttons?|card|container|content|cta|embeds?|footer|form|group|header|icons?|inner"
    "|items?|law|links?|list|main|menu|message|modal|notice|overlay|panel|policy|popup|row|sdk|section|sharing|sidebar"
    "|signup|text|toolbar|widget|wrap(?:per)?"
)
_BOILERPLATE_NAMES = re.compile(
    r"(?<![a-z])(?:breadcrumbs?|skip-?(?:link|nav|to)|site-?(?:header|footer|nav)|editsection|material-(?:icons|symbols)"
    r"|hash-?link|header-?(?:link|anchor)|anchor-?link)(?![a-z])"
    rf"|(?<![a-z])(?:cookies?|consent|gdpr|social(?:-media)?|share|newsletter)(?:[-_]+(?:{_WIDGET}))*(?=\s|$|--|[-_]*\d)"
    # Whole names only: a "menu-item" may be anything, and Bootstrap's "nav" holds the tabs of a page's parts.
    r"|(?:^|\s)(?:(?:main|top|site|primary)-?(?:menu|nav)|menu|navbar)(?!\S)",
    re.IGNORECASE,
)
_UNSEEN_NAMES = re.compile(
    r"(?<![a-z])(?:sr-only|visually-?hidden|screen-reader-(?:text|only)|show-for-sr)(?![a-z-])", re.IGNORECASE
)
_CHIP_NAMES = re.compile(r"(?<![a-z])(?:chip|badge|tag|pill)s?(?![a-z])", re.IGNORECASE)
# A copy for screens of another width, or one that opens on a click: left out where the page says the same elsewhere.
_SHADOW_CLASS = re.compile(
    r"(?:^|\s)(?:(?:(?:max-)?(?:sm|md|lg|xl|2xl):)?hidden|d-(?:(?:sm|md|lg|xl|xxl)-)?none|hide(?:-on)?-?\w*|is-hidden\S*"
    r"|(?:mobile|desktop|tablet|phone|print)(?:-only|-view)?|only-(?:mobile|desktop)|show-\w+)(?:\s|$)",
    re.IGNORECASE,
)
_SHADOW_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class Block(NamedTuple):
    """What the element that a line stands in makes of the line.

    Attributes:
        item: the list item's number (0 for a bullet) until its first line takes it; shared by all that stands in it.
        joined: whether spans side by side read as one line, as in a paragraph; elsewhere each stands alone.
    """

    kind: SegmentKind
    level: int = 0
    row: int = 0
    column: int = 0
    head: bool = False
    item: list[int] | None = None
    joined: bool = False


PLAIN = Block("line")


class Line(NamedTuple):
    """A line before its letters are read.

    Attributes:
        texts: the numbers of its texts; `SPACE` where only markup, or white space between tags, parts two of them.
        links: (index of the first text, of the last, number of the tag).
    """

    texts: tuple[int, ...]
    kind: SegmentKind
    block: Block
    ordinal: int | None = None
    group: int = 0
    links: tuple[tuple[int, int, int], ...] = ()
    shadow: int = 0


SPACE = -1


def tree(tokens: Tokens) -> tuple[Element | None, bool]:
    """The page's tree, and whether each text stands in it, in order.

    Where the parser reads a tag otherwise than the tokens do, bare tags are read alike.
    """
    root = _parsed(tokens.skeleton)
    if numbers_in(root) == list(range(len(tokens.texts))):
        return root, True
    root = _parsed(bare(tokens.skeleton))
    numbers = numbers_in(root)
    return root if numbers else None, numbers == list(range(len(tokens.texts)))


def _parsed(skeleton: list[str]) -> Element | None:
    from lxml import etree  # noqa: PLC0415  readers of other kinds of pages are found beside this one

    data = "".join(skeleton).encode("utf-8", "replace").replace(b"\x00", b" ")
    try:
        return etree.fromstring(data, etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True))
    except etree.XMLSyntaxError:  # nothing in it but white space
        return None


def numbers_in(element: Element | None) -> list[int]:
    """The numbers of the texts in an element."""
    if element is None:
        return []
    try:
        return [int(number) for number in "".join(element.itertext()).split(";")[:-1]]
    except ValueError:  # a piece of a broken tag, read as text by the parser alone
        return []


@lru_cache(maxsize=256)
def _xpath(selector: str) -> Any:
    from cssselect import HTMLTranslator  # noqa: PLC0415  only profiles with selectors need it
    from lxml import etree  # noqa: PLC0415  as above

    return etree.XPath(HTMLTranslator().css_to_xpath(selector))


class _Frame(NamedTuple):
    """An element that is being read, and what to go back to when it ends."""

    children: Iterator[Element]
    tail: str | None
    block: Block
    group: int
    shadow: int
    chips: bool = False  # its children stand alone
    spaced: bool = False  # its children are words of one line
    breaks: bool = True  # it begins and ends a line
    link: bool = False


class Reader:
    """One walk over a tree. Iterative: pages nest deeper than calls may."""

    def __init__(self, selectors: Selectors) -> None:
        self.selectors = selectors
        self.lines: list[Line] = []
        self.boilerplate: set[int] = set()
        self._texts: list[int] = []
        self._links: list[tuple[int, int, int]] = []
        self._open: list[list[int]] = []  # [index of the first text, number of the tag]
        self._block = PLAIN
        self._group = self._groups = 0
        self._shadow = self._shadows = 0
        self._rows = 0
        self._tabs: dict[str, Element] = {}
        self._counts: dict[Element, int] = {}
        self._columns: dict[Element, int] = {}
        self._carried: dict[Element, dict[int, int]] = {}
        self._kinds: dict[Element, str] = {}
        self._around: frozenset[Element] = frozenset()
        self._mains: frozenset[Element] = frozenset()
        # What may stand beside a main part that the page names; a profile names all of it.
        self._asides = frozenset({"aside", "section", "article"})

    def read(self, root: Element) -> None:
        """All lines below `root`."""
        self._select(root)
        stack = [_Frame(iter((root,)), None, PLAIN, 0, 0)]
        while stack:
            frame = stack[-1]
            element = next(frame.children, None)
            if element is None:
                self._leave(stack.pop())
            elif not isinstance(element.tag, str):  # a comment
                self._say(element.tail)
            elif element.tag in _FORMAT and not (len(element) or frame.chips or frame.spaced or element.keys()):
                self._say(element.text)
                self._say(element.tail)
            elif self._is_boilerplate(element, element.tag, attributes := dict(element.items())):
                if element.tag not in _INLINE or frame.chips:
                    self._flush()
                self.boilerplate.update(numbers_in(element))
                self._say(element.tail)
            else:
                inner = self._enter(element, element.tag, attributes, frame)
                self._say(element.text)
                if len(element):
                    stack.append(inner)
                else:
                    self._leave(inner)
        self._flush()

    def _enter(self, element: Element, tag: str, attributes: dict[str, str], parent: _Frame) -> _Frame:
        """Begin an element; what it changes is in force until it is left."""
        breaks = parent.chips or tag not in _INLINE or element in self._kinds
        if tag == "br" and self._block.kind == "heading":
            breaks = False
            if self._texts:
                self._texts.append(SPACE)
        if breaks:
            if self._texts:
                self._flush()
        elif parent.spaced and self._texts:
            self._texts.append(SPACE)
        if self._tabs and (tab := self._tabs.pop(attributes.get("id", ""), None)) is not None:
            self._head_panel(element, tab)
        before = self._block, self._group, self._shadow
        if breaks:
            self._block = self._block_of(element, tag, attributes)
        chips = spaced = False
        if len(element) > 1:
            self._group = 0
            words, row = _children(element)
            spaced = not words and self._block.joined
            chips = not words and not spaced
            if chips and row and attributes.get("role") != "row":
                self._groups += 1
                self._group = self._groups
        if attributes and not self._shadow and self._is_shadow(tag, attributes):
            self._shadows += 1
            self._shadow = self._shadows
        link = tag == "a" and "href" in attributes and "_i" in attributes
        if link:
            self._open.append([len(self._texts), int(attributes["_i"])])
        return _Frame(iter(element), element.tail, *before, chips, spaced, breaks, link)

    def _head_panel(self, panel: Element, tab: Element) -> None:
        """Puts a tab's name above its panel, as a heading, unless a heading of the panel's own is there."""
        if next(panel.iter("h1", "h2"), None) is None:
            self._flush()
            texts = numbers_in(tab)
            self.boilerplate.difference_update(texts)
            block = Block("heading", TERM if tab.getnext() is panel else 2)
            self.lines.append(Line(tuple(texts), "heading", block))

    def _leave(self, frame: _Frame) -> None:
        """End an element: its line too, if it has one of its own."""
        if frame.link:
            first, tag = self._open.pop()
            if len(self._texts) > first:
                self._links.append((first, len(self._texts) - 1, tag))
        if frame.breaks and self._texts:
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
                self._texts.append(SPACE)
            self._texts.append(int(number))
        if rest and self._texts:
            self._texts.append(SPACE)

    def _flush(self) -> None:
        """End the line."""
        texts = self._texts
        if not texts:
            return
        while texts and texts[-1] == SPACE:
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
            self.lines.append(Line(tuple(texts), kind, block, ordinal, self._group, tuple(links), self._shadow))
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
        if mains:
            self._asides = frozenset()
        else:
            mains = list(root.iter("main"))
            if len(mains) != 1 or (mains[0].find(".//h1") is None and root.find(".//h1") is not None):
                return
        around = {ancestor for main in mains for ancestor in main.iterancestors()}
        self._around = frozenset(around - set(mains))
        self._mains = frozenset(mains)

    def _block_of(self, element: Element, tag: str, attributes: dict[str, str]) -> Block:
        """What an element that begins a line makes of it."""
        parent = self._block
        if parent is PLAIN and tag in _PLAIN_TAGS and not self._kinds and "role" not in attributes:
            return parent
        kind = self._kinds.get(element, "")
        level = _HEADINGS.get(tag) or (int(kind[7:]) if kind.startswith("heading") else 0)
        if attributes.get("role") == "heading":
            level = level or _level(attributes.get("aria-level"))
        if parent.kind == "heading":
            # A heading in a summary has a level of its own.
            return parent._replace(level=level) if level and parent.level == TERM else parent
        if level or self._is_term(element, tag, attributes):
            return Block("heading", level or TERM, parent.row, parent.column, item=parent.item, joined=True)
        if tag == "li" or kind.startswith("item"):
            return Block("item", 0, parent.row, parent.column, item=[self._ordinal(element)], joined=True)
        role = attributes.get("role")
        if tag == "tr" or role == "row":
            return self._row(element)
        if (tag in _CELLS or role in _CELL_ROLES) and element in self._columns:
            return Block("label", 0, self._rows, self._columns[element], _is_head(element, tag, role))
        plain: SegmentKind = "label" if parent.row else "paragraph" if tag == "p" else "line"
        return Block(plain, 0, parent.row, parent.column, parent.head, parent.item, joined=tag in _JOINED)

    def _is_term(self, element: Element, tag: str, attributes: dict[str, str]) -> bool:
        """Whether an element heads the text below it without being a heading.

        Whatever opens a panel does, unless it holds a row of its own: a name and its badges.
        """
        if tag == "button":
            return self._opens(element)
        if attributes.get("role") == "button" and "aria-expanded" in attributes:
            return len(numbers_in(element)) == 1
        return tag in _TERMS

    def _ordinal(self, element: Element) -> int:
        """The number that a browser shows before an item; 0 for a bullet."""
        parent = element.getparent()
        if parent is None or parent.tag != "ol":
            return 0
        if parent not in self._counts:
            first = read_count(parent.get("start", "1"))
            self._counts[parent] = 0 if first is None else first - 1
        self._counts[parent] += element.tag == "li"
        return self._counts[parent]

    def _row(self, row: Element) -> Block:
        """Begin a table's row. One whose first cell spans from above goes on in that row."""
        table = row.getparent()
        carried = self._carried.setdefault(table, {})
        if not carried.get(0):
            self._rows += 1
        cells = [cell for cell in row if cell.tag in _CELLS or cell.get("role") in _CELL_ROLES]
        if len(cells) == 1 and _span(cells[0], "colspan") > 1:
            return PLAIN  # a note or a heading across the table
        column = 0
        for cell in cells:
            if next(cell.iter(*_LAYOUT), None) is not None:
                continue  # a table that only arranges the page
            while carried.get(column):
                carried[column] -= 1
                column += 1
            self._columns[cell] = column
            for at in range(column, column + _span(cell, "colspan")):
                carried[at] = _span(cell, "rowspan") - 1
            column += _span(cell, "colspan")
        left = {at: rows - (at >= column) for at, rows in carried.items()}
        self._carried[table] = {at: rows for at, rows in left.items() if rows > 0}
        return PLAIN

    def _is_boilerplate(self, element: Element, tag: str, attributes: dict[str, str]) -> bool:
        """Whether an element is no part of the pathway, whatever it says."""
        if self._kinds and self._kinds.get(element, "").startswith("skip"):
            return True
        if attributes.get("role") == "tab" and self._is_tab(element, attributes):
            return True
        if self._around and element not in self._around and element not in self._mains:
            parent = element.getparent()
            if parent in self._around and tag not in self._asides:
                return True
        if tag in _SPECIAL:
            if tag == "head":
                return True
            if tag == "button":
                return not self._opens(element) and not _is_chip(element)
            if tag in _USED and element.find(_USED[tag]) is None:
                return False  # a group of facts, an opened panel
            if tag != "header" or element.getparent().tag in ("body", "div"):
                return element.find(".//h1") is None and element.find(".//h2") is None
        return bool(attributes) and self._says_boilerplate(element, attributes)

    def _is_tab(self, element: Element, attributes: dict[str, str]) -> bool:
        """Whether an element is a tab of a panel, which may stand anywhere below: what it says is said there."""
        target = attributes.get("aria-controls") or attributes.get("href", "")[1:]
        if not target or next(element.iter(*_HEADINGS), None) is not None or not numbers_in(element):
            return False
        self._tabs[target] = element
        return True

    def _says_boilerplate(self, element: Element, attributes: dict[str, str]) -> bool:
        """Whether an element's role or names say that it is boilerplate."""
        found = attributes.get("role") in _BOILERPLATE_ROLES
        for name in _NAMES if element.tag not in _NAMED_BY_TEXT else ():
            found = found or (name in attributes and _told_by(attributes[name])[0])
        found = found or _SPOKEN_NAMES.fullmatch(attributes.get("aria-label", "")) is not None
        if "class" in attributes and _told_by(attributes["class"])[2] and not _is_spoken_text(element):
            return True
        if attributes.get("aria-hidden") == "true" and _is_spoken(element):
            return True
        return found and element.tag not in _ROOTS and element.find(".//h1") is None and element.find(".//h2") is None

    def _opens(self, button: Element) -> bool:
        """Whether a button opens a text: the question of an accordion."""
        if self._block.kind == "heading" or button.get("aria-expanded") or button.get("aria-controls"):
            return True
        text = "".join(button.itertext())
        following = button.getnext()
        return bool(text) and button.get("type") != "submit" and following is not None and following.tag in _PANELS

    def _is_shadow(self, tag: str, attributes: dict[str, str]) -> bool:
        """Whether an element is shown at some widths of the screen alone, or not before a click."""
        if tag in _FORMAT:
            return False
        if "hidden" in attributes or ("class" in attributes and _told_by(attributes["class"])[1]):
            return True
        return "style" in attributes and _SHADOW_STYLE.search(attributes["style"]) is not None


@lru_cache(maxsize=4096)  # a site's pages share their classes
def _told_by(names: str) -> tuple[bool, bool, bool]:
    """Whether an element's classes tell of boilerplate, of a part not always shown, of one that is only read aloud."""
    return (
        _BOILERPLATE_NAMES.search(names) is not None,
        _SHADOW_CLASS.search(names) is not None,
        _UNSEEN_NAMES.search(names) is not None,
    )


def _is_spoken_text(element: Element) -> bool:
    """Whether a text for screen readers is part of the page: what everyone else sees is drawn, or it is a label.

    What it adds to a link or a button ("opens in a new tab") is none.
    """
    parent = element.getparent()
    if element.tag in _NAMED_BY_TEXT:
        return True
    if element.tag in _PRESSED or parent is None or parent.tag in _PRESSED or not _has_few(parent):
        return False
    own = numbers_in(element)
    around = [number for number in numbers_in(parent) if number not in own]
    if parent.get("role") == "status" or not own:
        return False
    return not around or around[-1] > own[-1] or any(map(_is_drawn, parent))


_FEW = 12  # more stand beside a rating or a label in no line, and each would look at all others


def _has_few(parent: Element) -> bool:
    """Whether an element has few children; to count them all takes as long as there are children."""
    return next(islice(parent, _FEW, None), None) is None


def _is_drawn(element: Element) -> bool:
    """Whether an element is only looked at, and has text: stars, pictures of letters."""
    return isinstance(element.tag, str) and element.get("aria-hidden") == "true" and bool(numbers_in(element))


def _is_spoken(element: Element) -> bool:
    """Whether what is drawn is said beside it for screen readers."""
    parent = element.getparent()
    beside = [each for each in parent if isinstance(each.tag, str)] if _has_few(parent) else ()
    return any(_told_by(each.get("class", ""))[2] and _is_spoken_text(each) for each in beside)


def _is_chip(button: Element) -> bool:
    """Whether a button is called a chip, or what holds it is: it says something, whatever a click does."""
    return any(_CHIP_NAMES.search(each.get("class", "")) for each in (button, button.getparent()))


_SPECIAL = _BOILERPLATE_TAGS | frozenset({"head", "button", "header"})
# What makes nothing of the lines in it.
_PLAIN_TAGS = frozenset({"article", "body", "br", "div", "html", "main", "ol", "section", "span", "ul"})
_TERMS = frozenset({"dt", "summary", "legend"})
_CELLS = frozenset({"td", "th"})
_CELL_ROLES = frozenset({"cell", "gridcell", "columnheader", "rowheader"})
# Their names are made from their texts, whatever these speak of.
_NAMED_BY_TEXT = frozenset(_HEADINGS) | _CELLS | frozenset({"dt", "dd", "summary", "tr"})
_LAYOUT = (*_HEADINGS, "table")
_PRESSED = frozenset({"a", "button"})
# What boilerplate of these tags holds: navigation has links, a form's part has fields.
_USED = {"nav": ".//a", "fieldset": ".//input"}
_JOINED = frozenset({"p", "dd", "caption", "figcaption", "blockquote", "pre", "address", "label"})
_NAMES = ("class", "id")
_SPOKEN_NAMES = re.compile(
    r"breadcrumbs?|skip .*|share(?: (?:this|on|via) .*)?|social (?:links|media|icons|sharing)|newsletter(?: sign-?up)?"
    r"|cookies?(?: (?:banner|notice|consent|settings|preferences).*)?",
    re.IGNORECASE,
)
_ROOTS = frozenset({"html", "body", "main", "article"})
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
        row = row and _may_be_chip(child)
    return words, row


def _may_be_chip(element: Element) -> bool:
    """Whether an element may be a chip: a card, which holds lines of its own, is none."""
    if element.tag == "button":
        return _is_chip(element)
    return element.tag in _CHIPS and (element.tag != "div" or element.find("div") is None)


def _level(text: str | None) -> int:
    level = read_count(text or "")
    return level if level and level < TERM else 2


def _span(cell: Element, name: str) -> int:
    """How many columns or rows a cell spans."""
    written = cell.get(name, "1")
    return max(1, int(written)) if written.isdecimal() and len(written) < 3 else 1  # noqa: PLR2004  no table is as wide


def _is_head(element: Element, tag: str, role: str | None) -> bool:
    """Whether a cell heads its column: in the table's head, or in a row of headers alone."""
    row = element.getparent()
    if role == "columnheader":
        return True
    if row is None or tag != "th" or element.get("scope") == "row":
        return False
    around = row.getparent()
    return (around is not None and around.tag == "thead") or all(cell.tag == "th" for cell in row)
