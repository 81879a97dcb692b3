"""One walk over the elements of an HTML page that makes lines: which texts read on in one another, and as what."""

from __future__ import annotations

from pathingest.model.section import Role
from pathingest.model.segment import TERM, SegmentKind
from pathingest.model.source import Span
from pathingest.model.tuples import NamedTuple
from pathingest.profiles import Selectors
from pathingest.segments import _elements as elements
from pathingest.segments._select import Selection
from pathingest.segments._tags import END, HEADINGS, JOINED, PLAIN, TERMS, Block, Tag
from pathingest.segments._tokens import SPACE
from pathingest.segments._tree import ElementTree
from pathingest.values.numbers import read_count


class RawLine(NamedTuple):
    """A line before its characters are read.

    Attributes:
        texts: the numbers of its texts; `SPACE` where only markup, or white space between tags, separates two of them.
        links: (index of the first text, of the last, the place of the tag).
    """

    texts: tuple[int, ...]
    kind: SegmentKind
    block: Block
    ordinal: int | None = None
    group: int = 0
    links: tuple[tuple[int, int, Span], ...] = ()
    shadow: int = 0


# The tuple's own constructor: the named one takes twice as long, a hundred times a page.
_new = tuple.__new__
# How the elements in one are beside each other: as words of a text, as words with spaces between them, as chips.
_WORDS, _SPACED, _CHIPS = range(3)


# What to go back to when an element ends: block, group, shadow, how those beside it are, and whether it begins and ends
# a line, and a link.
_Frame = tuple[Block, int, int, int, bool, bool]


class LineWalk:
    """One walk over a page's elements."""

    def __init__(self, tree: ElementTree, selectors: Selectors) -> None:
        self.tree = tree
        self.lines: list[RawLine] = []
        self.boilerplate: set[int] = set()
        self._texts: list[int] = []
        self._links: list[tuple[int, int, Span]] = []
        self._open: list[tuple[int, Span]] = []  # (index of the first text, the tag)
        self._block = PLAIN
        self._group = self._groups = 0
        self._shadow = self._shadows = 0
        self._rows = 0
        self._tabs: dict[str, int] = {}
        self._counts: dict[int, int] = {}
        self._columns: dict[int, tuple[int, bool]] = {}  # of each cell, and whether it heads its own
        self._carried: dict[int, dict[int, int]] = {}
        self._kinds = _kinds(tree, selectors)
        self._mains, self._asides = _main_parts(tree, selectors)
        self._around = frozenset([each for main in self._mains for each in tree.around(main)]) - self._mains

    def read(self) -> None:
        """Find all lines.

        One loop that calls nothing for what most elements are: a page has hundreds.
        """
        tree, texts, kinds, around = self.tree, self._texts, self._kinds, self._around
        parents, ends, events = tree.parents, tree.ends, tree.events
        frames: list[_Frame | None] = []
        beside = _WORDS
        element, at, stop = 0, 0, len(events)
        while at < stop:
            event = events[at]
            at += 1
            if isinstance(event, int):
                if event >= 0 or texts:
                    texts.append(event)
                continue
            if event.turn == END:
                frame = frames.pop()
                if frame:
                    block, group, shadow, beside, breaks, linked = frame
                    if linked:
                        self._end_link()
                    if breaks and texts:
                        self._flush()
                    self._block, self._group, self._shadow = block, group, shadow
                continue
            end = ends[element]
            if event.bare and beside == _WORDS and end == element + 1 and element not in kinds:
                frames.append(None)
                element = end
                continue
            if (kinds or not event.quick or parents[element] in around) and self._is_boilerplate(element, event):
                if not event.inline or beside == _CHIPS:
                    self._flush()
                self.boilerplate.update(tree.texts_in(element))
                at, element = tree.stops[element], end
                continue
            breaks, spaced = beside == _CHIPS or not event.inline or element in kinds, beside == _SPACED
            if breaks and event.name == "br" and self._block.kind == "heading":
                breaks, spaced = False, True
            if texts:
                if breaks:
                    self._flush()
                elif spaced:
                    texts.append(SPACE)
            if self._tabs:
                self._head_panel(element, event)
            place = tree.place(element) if event.link else None
            frames.append((self._block, self._group, self._shadow, beside, breaks, place is not None))
            if place:
                self._open.append((len(texts), place))
            if breaks:
                known = event.block if self._block is PLAIN and not kinds else None
                self._block = known or self._block_of(element, event)
            if event.shadow and not self._shadow:
                self._shadows += 1
                self._shadow = self._shadows
            beside = _WORDS if end == element + 1 or ends[element + 1] == end else self._beside(element)
            element += 1
        self._flush()

    def _beside(self, element: int) -> int:
        """How the elements in one are beside each other; a row of chips is a group of its own."""
        tree = self.tree
        tags, ends, firsts, lasts = tree.tags, tree.ends, tree.firsts, tree.lasts
        child, end = element + 1, ends[element]
        self._group = 0
        texts = lasts[element] - firsts[element]
        words = True
        while child < end:
            texts -= lasts[child] - firsts[child]
            words = words and tags[child].format
            child = ends[child]
        if texts or words:
            return _WORDS
        if self._block.joined:
            return _SPACED
        if elements.is_row_of_chips(tree, element):
            self._groups += 1
            self._group = self._groups
        return _CHIPS

    def _head_panel(self, panel: int, tag: Tag) -> None:
        """Put a tab's name above its panel, as a heading, unless a heading of the panel's own is there."""
        tab = self._tabs.pop(tag.attributes.get("id", ""), None)
        if tab is not None and not self.tree.has(panel, "h1", "h2"):
            self._flush()
            texts = self.tree.texts_in(tab)
            self.boilerplate.difference_update(texts)
            block = Block("heading", TERM if self.tree.following(tab) == panel else 2)
            self.lines.append(RawLine(tuple(texts), "heading", block))

    def _end_link(self) -> None:
        first, place = self._open.pop()
        if len(self._texts) > first:
            self._links.append((first, len(self._texts) - 1, place))

    def _flush(self) -> None:
        """End the line."""
        texts = self._texts
        if not texts:
            return
        while texts and texts[-1] == SPACE:
            texts.pop()
        links: tuple[tuple[int, int, Span], ...] = ()
        if self._links or self._open:
            end = len(texts) - 1
            ended = [(first, min(last, end), tag) for first, last, tag in self._links]
            links = tuple(
                [link for link in (*ended, *[(first, end, tag) for first, tag in self._open]) if link[0] <= end]
            )
            self._links = []
            self._open = [(0, tag) for _, tag in self._open]
        block = self._block
        kind, ordinal = block.kind, None
        if block.item:
            ordinal = block.item.pop() or None
            if kind != "heading":
                kind = "item"
        elif kind == "item":
            kind = "line"
        if self._group and kind == "line":
            kind = "label"
        if texts:
            self.lines.append(_new(RawLine, (tuple(texts), kind, block, ordinal, self._group, links, self._shadow)))
        texts.clear()

    # --- what elements are

    def _block_of(self, element: int, tag: Tag) -> Block:
        """What an element that begins a line makes of it."""
        parent, name, role = self._block, tag.name, tag.role
        kind = self._kinds.get(element, "")
        level = HEADINGS.get(name) or (int(kind[7:]) if kind.startswith("heading") else 0)
        if role == "heading":
            level = level or _level(tag.attributes.get("aria-level"))
        if parent.kind == "heading" and kind[:4] in ("chip", "time"):
            parent = parent._replace(kind="line", level=0, joined=False)
        if parent.kind == "heading":
            # A heading in a summary has a level of its own.
            return parent._replace(level=level) if level and parent.level == TERM else parent
        if level or self._is_term(element, tag):
            return Block(
                "heading", level or TERM, parent.row, parent.column, item=parent.item, joined=True, depth=parent.depth
            )
        if name == "li" or kind.startswith("item"):
            return Block(
                "item", 0, parent.row, parent.column, item=[self._ordinal(element)], joined=True, depth=parent.depth + 1
            )
        if name == "tr" or role == "row":
            return self._row(element)
        if element in self._columns:
            return Block("label", 0, self._rows, *self._columns[element])
        plain: SegmentKind = "label" if parent.row else "paragraph" if name == "p" else "line"
        return Block(plain, 0, parent.row, parent.column, parent.head, parent.item, name in JOINED, parent.depth)

    def _is_term(self, element: int, tag: Tag) -> bool:
        """Whether an element heads the text below it without being a heading.

        Whatever opens a panel does, unless it holds a row of its own: a name and its badges.
        """
        if tag.name == "button":
            return elements.opens(self.tree, element, in_heading=False)
        if tag.role == "button" and "aria-expanded" in tag.attributes:
            return len(self.tree.texts_in(element)) == 1
        return tag.name in TERMS

    def _ordinal(self, element: int) -> int:
        """The number that a browser shows before an item; 0 for a bullet."""
        parent = self.tree.parents[element]
        if self.tree.name_around(element) != "ol":
            return 0
        if parent not in self._counts:
            first = read_count(self.tree.tags[parent].attributes.get("start", "1"))
            self._counts[parent] = 0 if first is None else first - 1
        self._counts[parent] += self.tree.tags[element].name == "li"
        return self._counts[parent]

    def _row(self, row: int) -> Block:
        """Begin a table's row. One whose first cell spans from above goes on in that row."""
        table = self.tree.parents[row]
        carried = self._carried.setdefault(table, {})
        if not carried.get(0):
            self._rows += 1
        cells = [cell for cell in self.tree.children(row) if elements.is_cell(self.tree, cell)]
        if len(cells) == 1 and elements.span(self.tree, cells[0], "colspan") > 1:
            return PLAIN  # a note or a heading across the table
        column, heads = 0, elements.is_row_of_heads(self.tree, row)
        for cell in cells:
            if elements.arranges(self.tree, cell):
                continue
            while carried.get(column):
                carried[column] -= 1
                column += 1
            self._columns[cell] = column, elements.is_head(self.tree.tags[cell], among_heads=heads)
            width = elements.span(self.tree, cell, "colspan")
            for at in range(column, column + width):
                carried[at] = elements.span(self.tree, cell, "rowspan") - 1
            column += width
        left = {at: rows - (at >= column) for at, rows in carried.items()}
        self._carried[table] = {at: rows for at, rows in left.items() if rows > 0}
        return PLAIN

    def _is_boilerplate(self, element: int, tag: Tag) -> bool:
        """Whether an element is no part of the pathway, whatever it says."""
        if self._kinds and self._kinds.get(element, "").startswith("skip"):
            return True
        if tag.role == "tab" and self._is_tab(element, tag):
            return True
        if self.tree.parents[element] in self._around and not (
            element in self._around or element in self._mains or tag.name in self._asides
        ):
            return True
        return elements.is_boilerplate(self.tree, element, in_heading=self._block.kind == "heading")

    def _is_tab(self, element: int, tag: Tag) -> bool:
        """Whether an element is a tab of a panel, which may be anywhere below: what it says is said there."""
        target = tag.attributes.get("aria-controls") or tag.attributes.get("href", "")[1:]
        if not target or self.tree.has(element, *HEADINGS) or not self.tree.texts_in(element):
            return False
        self._tabs[target] = element
        return True


def _level(text: str | None) -> int:
    level = read_count(text or "")
    return level if level and level < TERM else 2


def _kinds(tree: ElementTree, selectors: Selectors) -> dict[int, str]:
    """What a profile's selectors say that elements are; the last of several kinds counts."""
    select = Selection(tree)
    return {
        element: f"{kind}{level}"
        for kind, found in (
            ("section", [selector for selector, _ in selectors.sections]),
            ("time", selectors.time),
            ("heading", selectors.heading),
            ("item", selectors.item),
            ("chip", selectors.chip),
            ("skip", selectors.skip),
        )
        for level, selector in enumerate(found, 2)
        for element in select.chosen(selector)
    }


def texts_said(tree: ElementTree, selectors: Selectors) -> tuple[dict[int, Role], frozenset[int]]:
    """The texts that a profile's selectors say to be in a section, with its role, and those of phases' times."""
    select = Selection(tree)
    sections = {
        text: role
        for selector, role in selectors.sections
        for element in select.chosen(selector)
        for text in tree.texts_in(element)
    }
    times = (element for selector in selectors.time for element in select.chosen(selector))
    return sections, frozenset(text for element in times for text in tree.texts_in(element))


def _main_parts(tree: ElementTree, selectors: Selectors) -> tuple[frozenset[int], frozenset[str]]:
    """The page's main part, and which elements beside it count too: none beside those that a profile names."""
    select = Selection(tree)
    mains = [element for selector in selectors.content for element in select.chosen(selector)]
    if mains:
        return frozenset(mains), frozenset()
    mains = tree.named("main")
    if len(mains) != 1 or (not tree.holds(mains[0], "h1") and tree.named("h1")):
        return frozenset(), frozenset()
    return frozenset(mains), _ASIDES


_ASIDES = frozenset({"aside", "section", "article"})
