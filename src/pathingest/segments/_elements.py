"""What an element is by what is in it and around it: boilerplate, a chip, what opens a panel, the head of a column."""

from __future__ import annotations

from itertools import islice

from pathingest.segments._tags import BOILERPLATE_TAGS, CELL_ROLES, CELLS, CHIPS, HEADINGS, NAMED_BY_TEXT, Tag
from pathingest.segments._tree import ElementTree

_ROOTS = frozenset({"html", "body", "main", "article"})
_PANELS = frozenset({"div", "p", "section"})
_PRESSED = frozenset({"a", "button"})
# What boilerplate of these tags holds: navigation has links, a form's part has fields.
_USED = {"nav": "a", "fieldset": "input"}


def is_boilerplate(tree: ElementTree, element: int, *, in_heading: bool) -> bool:
    """Whether an element is no part of the pathway, whatever it says: by its tag, or by its role and names."""
    tag = tree.tags[element]
    name = tag.name
    if name == "head":
        return True
    if name == "button":
        return not opens(tree, element, in_heading=in_heading) and not is_chip(tree, element)
    if name in BOILERPLATE_TAGS or name == "header":
        if name in _USED and not tree.holds(element, _USED[name]):
            return False  # a group of facts, an opened panel
        if name != "header" or tree.name_around(element) in ("body", "div"):
            return not tree.holds(element, "h1", "h2")
    if tag.unseen and not _is_spoken_text(tree, element):
        return True
    if tag.drawn and _is_spoken(tree, element):
        return True
    return tag.named and name not in _ROOTS and not tree.holds(element, "h1", "h2")


def opens(tree: ElementTree, button: int, *, in_heading: bool) -> bool:
    """Whether a button opens a text: the question of an accordion."""
    attributes = tree.tags[button].attributes
    if in_heading or attributes.get("aria-expanded") or attributes.get("aria-controls"):
        return True
    following = tree.following(button)
    says = attributes.get("type") != "submit" and tree.firsts[button] < tree.lasts[button]
    return says and following is not None and tree.tags[following].name in _PANELS


def _is_spoken_text(tree: ElementTree, element: int) -> bool:
    """Whether a text for screen readers is part of the page: what everyone else sees is drawn, or it is a label.

    What it adds to a link or a button ("opens in a new tab") is not shown text.
    """
    name, parent = tree.tags[element].name, tree.parents[element]
    if name in NAMED_BY_TEXT:
        return True
    if name in _PRESSED or parent < 0 or tree.tags[parent].name in _PRESSED or not _has_few(tree, parent):
        return False
    last = tree.lasts[element]
    if tree.tags[parent].role == "status" or tree.firsts[element] == last:
        return False
    begins = tree.firsts[parent] == tree.firsts[element]
    return begins or tree.lasts[parent] > last or any(_is_drawn(tree, child) for child in tree.children(parent))


_FEW = 12  # more are beside a rating or a label in no line, and each would look at all others


def _has_few(tree: ElementTree, parent: int) -> bool:
    """Whether an element has few children; to count them all takes as long as there are children."""
    return next(islice(tree.children(parent), _FEW, None), None) is None


def _is_drawn(tree: ElementTree, element: int) -> bool:
    """Whether an element is only looked at, and has text: stars, pictures of characters."""
    return tree.tags[element].drawn and tree.firsts[element] < tree.lasts[element]


def _is_spoken(tree: ElementTree, element: int) -> bool:
    """Whether what is drawn is said beside it for screen readers."""
    parent = tree.parents[element]
    beside = tree.children(parent) if parent >= 0 and _has_few(tree, parent) else ()
    return any(tree.tags[each].unseen and _is_spoken_text(tree, each) for each in beside)


def is_chip(tree: ElementTree, button: int) -> bool:
    """Whether a button is called a chip, or what holds it is: it says something, whatever a click does."""
    return tree.tags[button].chip or tree.tags[tree.parents[button]].chip


def is_row_of_chips(tree: ElementTree, element: int) -> bool:
    """Whether an element's children may be a row of chips: a card, which holds lines of its own, is not one."""
    if tree.tags[element].role == "row":
        return False
    child, end = element + 1, tree.ends[element]
    while child < end:  # not `tree.children`: this is checked for many elements
        name = tree.tags[child].name
        if name == "div":
            if any(tree.tags[each].name == "div" for each in tree.children(child)):
                return False
        elif name not in CHIPS and not (name == "button" and is_chip(tree, child)):
            return False
        child = tree.ends[child]
    return True


def is_cell(tree: ElementTree, element: int) -> bool:
    """Whether an element is called a table's cell."""
    tag = tree.tags[element]
    return tag.name in CELLS or tag.role in CELL_ROLES


def arranges(tree: ElementTree, cell: int) -> bool:
    """Whether a cell is one of a table that only arranges the page: it holds headings, or a table."""
    return tree.has(cell, "table", *HEADINGS)


def is_row_of_heads(tree: ElementTree, row: int) -> bool:
    """Whether a row is in the table's head, or has header cells alone."""
    return tree.name_around(row) == "thead" or all(tree.tags[each].name == "th" for each in tree.children(row))


def is_head(tag: Tag, *, among_heads: bool) -> bool:
    """Whether a cell heads its column."""
    return tag.role == "columnheader" or (among_heads and tag.name == "th" and tag.attributes.get("scope") != "row")


def span(tree: ElementTree, cell: int, name: str) -> int:
    """How many columns or rows a cell spans."""
    written = tree.tags[cell].attributes.get(name, "1")
    return max(1, int(written)) if written.isdecimal() and len(written) < 3 else 1  # noqa: PLR2004  no table is as wide
