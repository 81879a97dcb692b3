"""What somebody expects of pages' records: a YAML or JSON file with a value for each JSON Pointer, page by page.

A value is as the record has it. What the record has with a text of its own (a duration, a salary) may be given by that
text, a list by how many items it has or by its items, and null says that nothing is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pathingest.model.errors import PathingestError
from pathingest.model.source import Source
from pathingest.model.spelling import hint
from pathingest.model.tuples import NamedTuple
from pathingest.records._nodes import MalformedError, Node, plain, walk
from pathingest.records._read import media_type, parse_record
from pathingest.records._shape import Shape, record_shape
from pathingest.values.text import canonical

Expected = Mapping[str, Any]
_INDEX = re.compile(r"[0-9]{1,9}")


class Difference(NamedTuple):
    """What was expected at a pointer, and what the record has there."""

    pointer: str
    expected: Any
    found: Any


def read_expected(source: Source) -> dict[str, Expected]:
    """What is expected, by the pages' names.

    Raises:
        PathingestError: the file cannot be read as such: a line for each mistake, with its place and the fix.
    """
    origin = source.path or "-"
    if source.problem:
        raise PathingestError(f"{origin}: cannot be read: {source.problem}")
    try:
        root = parse_record(source.text, media_type(source))
    except MalformedError as error:
        raise PathingestError(f"{_place(source, error.offset)}: {error.why}") from None
    mistakes = [f"{_place(source, node.start)}: {message}" for node, message in _mistakes(root)]
    if mistakes:
        raise PathingestError(*mistakes)
    found: dict[str, Expected] = plain(root)
    return found


def _place(source: Source, offset: int) -> str:
    line, column = source.position(offset)
    return f"{source.path or '-'}:{line}:{column}"


def _mistakes(root: Node) -> Iterator[tuple[Node, str]]:
    """What is no expectation."""
    example = "expected pages with their values, as in page.html: {/title: From Cook to Baker}"
    if root.kind != "mapping":
        yield root, example
        return
    names: set[str] = set()
    for key, page in root.entries():
        if key.kind != "text" or key.value.startswith("/"):
            yield key, f"{key.value!r} is no page's name; {example}"
        elif page.kind != "mapping":
            yield page, f"{key.value}: {example}"
        else:
            yield from _of_page(page)
        if key.value in names:
            yield key, f"the page {key.value} is there twice; join the two"
        names.add(key.value)


def _of_page(page: Node) -> Iterator[tuple[Node, str]]:
    known: set[str] = set()
    for key, value in page.entries():
        pointer = str(key.value)
        if key.kind != "text" or not pointer.startswith("/"):
            yield key, f"{pointer!r} is no JSON Pointer; write it as in /roadmap/0/title"
        elif message := _unknown(pointer):
            yield key, f"{pointer}: {message}"
        elif pointer in known:
            yield key, f"{pointer} is there twice; take one out"
        elif value.kind == "mapping" or any(below.kind == "mapping" for _, _, below in walk(value)):
            yield (
                value,
                f"{pointer}: expected a value or a list of values; name what is below it by pointers of its own",
            )
        elif odd := next((below for _, _, below in walk(value) if below.odd or below.kind == "unknown"), None):
            yield odd, f"{pointer}: {odd.odd or 'this'} is YAML's own; put quotes round the text"
        known.add(pointer)


def _unknown(pointer: str) -> str:
    """Why no record has the pointer; nothing if one may have it."""
    shapes: Sequence[Shape] = [record_shape()]
    for token in pointer.split("/")[1:]:
        lists = [shape.item for shape in shapes if shape.kind == "list" and shape.item]
        parts = [part for shape in shapes for part in _parts(shape)]
        if lists:
            if not _INDEX.fullmatch(token):
                return f"{token!r} is no place in a list; places count from 0, as in /roadmap/0/title"
            shapes = lists
        elif not parts:
            return f"there is nothing below {pointer[: -len(token) - 1].rpartition('/')[2]!r}; take {token!r} out"
        else:
            shapes = [shape for name, shape in parts if name == token]
            if not shapes:
                return f"no record has {token!r} there; {hint(token, dict(parts))}"
    return ""


def _parts(shape: Shape) -> list[tuple[str, Shape]]:
    if shape.kind == "variants":
        return [part for variant in shape.parts.values() for part in variant.parts.items()]
    return list(shape.parts.items())


# --- comparing -------------------------------------------------------------------------------------------------------


def differences(expected: Expected, tree: Mapping[str, Any]) -> list[Difference]:
    """Where a record, or none (an empty tree), is not as expected."""
    found = [(pointer, value, at(tree, pointer)) for pointer, value in expected.items()]
    return [Difference(*each) for each in found if not _is(each[1], each[2])]


def at(tree: Any, pointer: str) -> Any:
    """What is at a pointer; None where nothing is."""
    for token in pointer.split("/")[1:]:
        if isinstance(tree, list):
            tree = tree[int(token)] if int(token) < len(tree) else None
        else:
            tree = tree.get(token) if isinstance(tree, dict) else None
    return tree


def _is(expected: Any, found: Any) -> bool:
    if expected is None:
        return found is None or found in ([], {})
    if isinstance(found, list):
        if isinstance(expected, list):
            return len(expected) == len(found) and all(map(_is, expected, found))
        return type(expected) is int and expected == len(found)
    if isinstance(found, dict):
        found = found.get("text", found.get("name"))
    if isinstance(expected, str) and isinstance(found, str):
        return "\n\n".join([canonical(part)[0] for part in expected.split("\n\n")]) == found
    return isinstance(expected, bool) == isinstance(found, bool) and bool(expected == found)
