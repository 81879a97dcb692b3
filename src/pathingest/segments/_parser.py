"""What lxml makes of markup: of a page, and of one element in another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

Element = Any  # lxml ships no types


def parsed(markup: str) -> Element | None:
    """The tree of a page; None where there is nothing in it but white space."""
    from lxml import etree  # noqa: PLC0415  readers of other kinds of pages are found beside this one

    data = markup.encode("utf-8", "replace").replace(b"\x00", b" ")
    try:
        return etree.fromstring(data, etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True))
    except etree.XMLSyntaxError:
        return None


def walked(root: Element) -> Iterator[Element | str | None]:
    """A tree from its beginning to its end: an element where it starts, None where it ends, and the texts."""
    from lxml import etree  # noqa: PLC0415  as above

    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            yield element
        elif event == "end":
            yield None
        if text := element.text if event == "start" else element.tail:
            yield text


@lru_cache(maxsize=4096)
def nests(outer: str, inner: str) -> bool:
    """Whether an element may be in another as it is written, and ends nothing around it."""
    if outer == "html":
        return inner in ("head", "body")
    before = f"<html><{outer}>" if outer in ("head", "body") else f"<html><body><{outer}>1;"
    root = parsed(f"{before}<{inner}>")
    element = None if root is None else list(root.iter())[-1]
    return element is not None and element.tag == inner and element.getparent().tag == outer
