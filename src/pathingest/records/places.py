"""From a place in a record file to the value there, and back."""

from __future__ import annotations

from pathingest.model.source import Source
from pathingest.records._nodes import Node, plain, walk
from pathingest.records._read import media_type, root_of


def pointer_at(source: Source, offset: int) -> str:
    """The pointer of the innermost key or value that a place is in; empty for none."""
    root = _root(source)
    found = ""
    for pointer, key, node in walk(root) if root else ():
        if (key or node).start <= offset <= node.end:
            found = pointer  # what is inside comes later
    return found


def key_start(source: Source, pointer: str) -> int:
    """Where the key of a value is, or the item of a list; of a value that is not there, that of what would hold it."""
    root = _root(source)
    starts = {name: (key or node).start for name, key, node in walk(root)} if root else {}
    while pointer and pointer not in starts:
        pointer = pointer.rpartition("/")[0]
    return starts.get(pointer, 0)


def says_the_same(one: Source, other: Source) -> bool:
    """Whether two texts of one record are the same data."""
    before, after = _root(one), _root(other)
    return before is not None and after is not None and repr(plain(before)) == repr(plain(after))


def _root(source: Source) -> Node | None:
    return root_of(source.text, media_type(source))
