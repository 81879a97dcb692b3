"""JSON with places.

A scanner of its own: YAML 1.1 reads 1e3 as text, and no pairs of surrogate escapes, which JSON may hold.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any

from pathingest.model.data import DEEPEST, LONGEST_NUMBER
from pathingest.records._nodes import Kind, MalformedError, Node

_SPACE = re.compile(r"[ \t\r\n]*")
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+"')
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?", re.ASCII)
_WORDS: dict[str, tuple[Kind, Any]] = {"true": ("truth", True), "false": ("truth", False), "null": ("null", None)}
_WORD = re.compile(r"\w+")


def read(text: str) -> Node:
    """The one value of a JSON text.

    Raises:
        MalformedError: it is not JSON.
    """
    at = _skip(text, 1 if text.startswith("\ufeff") else 0)
    if at == len(text):
        raise MalformedError(at, "the file is empty")
    node = _value(text, at, 0)
    end = _skip(text, node.end)
    if end < len(text):
        raise MalformedError(end, "the file must end after its one value")
    return node


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _value(text: str, at: int, depth: int) -> Node:
    mark = text[at : at + 1]
    if mark == '"':
        return _string(text, at)
    if mark and mark in "{[":
        return _collection(text, at, depth)
    if match := _NUMBER.match(text, at):
        return _number(match.group(), at)
    match = _WORD.match(text, at)
    if match and match.group() in _WORDS:
        kind, value = _WORDS[match.group()]
        return Node(kind, at, match.end(), value)
    raise MalformedError(at, "a value is expected here" if mark else "the file ends in the middle of a value")


def _string(text: str, at: int) -> Node:
    match = _STRING.match(text, at)
    if match is None:
        raise MalformedError(at, "this text does not end, or holds a line break, a tab or an escape that JSON has not")
    literal = match.group()
    return Node("text", at, match.end(), json.loads(literal) if "\\" in literal else literal[1:-1], '"')


def _number(literal: str, at: int) -> Node:
    number = number_of(literal) if len(literal) <= LONGEST_NUMBER else None
    return Node("unknown" if number is None else "number", at, at + len(literal), number)


def number_of(literal: str) -> int | float | None:
    """A JSON number; None for one beyond what can be reckoned with."""
    number: int | float = json.loads(literal)
    return number if math.isfinite(number) else None


def _collection(text: str, at: int, depth: int) -> Node:
    if depth == DEEPEST:
        raise MalformedError(at, f"this is nested deeper than {DEEPEST} levels")
    opened = text[at]
    closing = "}" if opened == "{" else "]"
    items: list[Node] = []
    here = _skip(text, at + 1)
    while text[here : here + 1] != closing or items:
        if opened == "{":
            items.append(_key(text, here))
            here = _skip(text, _after(text, _skip(text, items[-1].end), ":"))
        items.append(_value(text, here, depth + 1))
        here = _skip(text, items[-1].end)
        if text[here : here + 1] == closing:
            break
        here = _skip(text, _after(text, here, ",", closing))
        if text[here : here + 1] == closing:
            raise MalformedError(here, f"no comma is allowed before {closing!r}")
    return Node("mapping" if opened == "{" else "sequence", at, here + 1, None, opened, tuple(items))


def _key(text: str, at: int) -> Node:
    if text[at : at + 1] != '"':
        raise MalformedError(at, "a key in double quotes is expected here")
    return _string(text, at)


def _after(text: str, at: int, *expected: str) -> int:
    """The place after the first of the marks, which must be here."""
    if text[at : at + 1] != expected[0]:
        raise MalformedError(at, f"{' or '.join(map(repr, expected))} is expected here")
    return at + 1
