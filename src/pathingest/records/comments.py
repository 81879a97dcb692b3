"""The comments of a YAML record: where they are, and which value they are about."""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.source import Source
from pathingest.model.tuples import NamedTuple
from pathingest.records._nodes import YAML, Node, walk
from pathingest.records._read import media_type, root_of
from pathingest.values.patterns import lazy

_COMMENT = lazy(r"(?:(?<=[\s\ufeff])|^)#[^\r\n]*")


class Comment(NamedTuple):
    """A comment with where it begins, and the pointer of the value that it is beside or above.

    The pointer is None for one with nothing below it. `text` begins with "#".
    """

    start: int
    text: str
    pointer: str | None


class _Entry(NamedTuple):
    """Where a key, or an item of a list, begins."""

    start: int
    pointer: str


def comments(source: Source) -> list[Comment]:
    """The comments of a record file in order; none in JSON, nor in a file that is no YAML."""
    if media_type(source) != YAML or "#" not in source.text:
        return []
    root = root_of(source.text, YAML)
    if root is None:
        return []
    entries = [_Entry((key or node).start, pointer) for pointer, key, node in walk(root) if pointer]
    return [_comment(source, start, text, entries) for start, text in _found(source.text, root)]


def _found(text: str, root: Node) -> Iterator[tuple[int, str]]:
    """(offset, comment) in all that is no scalar."""
    at = 0
    for start, end in [*_scalars(text, root), (len(text), len(text))]:
        for match in _COMMENT.finditer(text, at, max(start, at)):
            yield match.start(), match.group()
        at = max(at, end)


def _scalars(text: str, root: Node) -> Iterator[tuple[int, int]]:
    """The spans where "#" is a plain character: keys and values, of a block what is below its header."""
    for _, key, node in walk(root):
        if key:
            yield key.start, key.end
        if not node.items:
            below = text.find("\n", node.start, node.end) if node.style in ("|", ">") else node.start
            yield (node.end if below < 0 else below), node.end


def _comment(source: Source, start: int, text: str, entries: list[_Entry]) -> Comment:
    begin = start - (source.position(start).column - 1)
    alone = not source.text[begin:start].strip(" \t-\ufeff")
    # An item and its first key begin as one: above them the item is meant, beside them the key.
    near = [entry for entry in entries if (entry.start > start) == alone]
    found = (min if alone else max)(near, key=lambda entry: (entry.start, entry.pointer.count("/")), default=None)
    return Comment(start, text, found and found.pointer)
