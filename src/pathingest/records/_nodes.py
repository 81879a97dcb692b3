"""A record file taken apart: its values, each with its place, as JSON and YAML alike give them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from pathingest.model.source import Span
from pathingest.model.tuples import NamedTuple

JSON = "application/json"
YAML = "application/yaml"

Kind = Literal["mapping", "sequence", "text", "number", "truth", "null", "unknown"]


class MalformedError(Exception):
    """The file is not one document of its format.

    Attributes:
        offset: where that shows, in code points.
        why: what is wrong there, in words.
    """

    def __init__(self, offset: int, why: str) -> None:
        super().__init__(why)
        self.offset = offset
        self.why = why


class Node(NamedTuple):
    """One value of a file.

    Attributes:
        kind: what it is; "unknown" for what JSON has no value for (a date, an alias, a tagged value).
        start, end: its place in the file; tags and anchors lie before it, comments after it.
        value: of a scalar, the value; of anything else None.
        style: how it is written: a scalar's quote or "|" or ">", "{" and "[" for collections in brackets, else empty.
        items: of a sequence its items, of a mapping its keys and values in turn.
        odd: the feature of YAML that JSON has not, in words ("the anchor &x"); empty for plain data.
    """

    kind: Kind
    start: int
    end: int
    value: Any = None
    style: str = ""
    items: tuple[Node, ...] = ()
    odd: str = ""

    def entries(self) -> Iterator[tuple[Node, Node]]:
        """The (key, value) pairs of a mapping."""
        return zip(self.items[::2], self.items[1::2], strict=True)

    @property
    def flow(self) -> bool:
        """Whether it is written in brackets."""
        return self.style in ("{", "[")


def plain(node: Node) -> Any:
    """The data, as readers of JSON and YAML see it: of a key that is given twice, the last; None for the unknown."""
    if node.kind == "mapping":
        return {str(key.value): plain(value) for key, value in node.entries()}
    if node.kind == "sequence":
        return [plain(item) for item in node.items]
    return node.value


def children(node: Node, pointer: str) -> Iterator[tuple[str, Node | None, Node]]:
    """(pointer, key, value) of each part of a collection; an item of a sequence has no key."""
    if node.kind == "mapping":
        for key, value in node.entries():
            yield f"{pointer}/{escape(str(key.value))}", key, value
    else:
        for index, item in enumerate(node.items):
            yield f"{pointer}/{index}", None, item


def walk(node: Node, pointer: str = "", key: Node | None = None) -> Iterator[tuple[str, Node | None, Node]]:
    """(pointer, key, value) of a node and everything below it, in the file's order."""
    yield pointer, key, node
    for below in children(node, pointer):
        yield from walk(below[2], below[0], below[1])


def find(node: Node, pointer: str) -> Node | None:
    """The node at a JSON Pointer; of a key that is given twice, the last."""
    for token in pointer.split("/")[1:]:
        below = {name.rpartition("/")[2]: item for name, _, item in children(node, "")}
        if token not in below:
            return None
        node = below[token]
    return node


def escape(key: str) -> str:
    """A key as a token of a JSON Pointer."""
    return key.replace("~", "~0").replace("/", "~1")


def text_span(node: Node, text: str) -> Span:
    """Where a scalar's text is: between its quotes, below the header of a block; all of it where that is empty."""
    if node.style in ('"', "'") and node.end - node.start > 2:  # noqa: PLR2004  two quotes
        return Span(node.start + 1, node.end - 1)
    if node.style in ("|", ">"):
        below = text.find("\n", node.start, node.end)
        inside = text[below + 1 : node.end] if below >= 0 else ""
        if inside.strip():
            start = below + 1 + len(inside) - len(inside.lstrip())
            return Span(start, start + len(inside.strip()))
    return Span(node.start, node.end)


def last_end(node: Node) -> int:
    """Where the last thing that a node says ends: blank lines and comments after it are not counted."""
    return node.end if node.flow or not node.items else max(node.end, last_end(node.items[-1]))
