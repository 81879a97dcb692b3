"""A record file's values compared with the shape of a record: every fault in one go, and what can be read all the same.

A wrong value is read as what it most likely means, else as null, else as empty: so the other rules can look at the
rest, and every index stays that of the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pathingest.model.extraction import (
    DUPLICATE_KEY,
    MISSING_KEY,
    NOT_PLAIN_DATA,
    UNKNOWN_KEY,
    UNKNOWN_VALUE,
    WRONG_TYPE,
    Note,
)
from pathingest.model.finding import Scalar
from pathingest.model.source import Span
from pathingest.model.spelling import meant
from pathingest.model.tuples import NamedTuple
from pathingest.model.values import in_weeks
from pathingest.records._nodes import Node, children, escape, text_span
from pathingest.records._shape import Shape

# What other readers (YAML 1.2, or older ones) take for a number or a truth value, and PyYAML for text.
_OTHERWISE_ELSEWHERE = re.compile(r"[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|0o[0-7]+|[yYnN]", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d?-\d", re.ASCII)
_SURROGATE = re.compile("[\ud800-\udfff]")
_NAMES = {"mapping": "a mapping", "sequence": "a list", "null": "null"}
_SHOWN = 60
_FEW = 8  # keys that a message lists
_CARE = ("/id", "/from_role/name", "/to_role/name")


class Checked(NamedTuple):
    """What a file says, in the shape of a record; the faults met; and whether it may pass for a record at all."""

    value: Any
    notes: tuple[Note, ...]
    usable: bool


def check(root: Node, shape: Shape, text: str) -> Checked:
    """A file's value compared with a shape."""
    checker = _Checker(text)
    value = checker.read(shape, root, "")
    return Checked(value, tuple(checker.notes), not any(blank.startswith(_CARE) for blank in checker.blanks))


class _Checker:
    """Collects faults while it reads."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.notes: list[Note] = []
        self.blanks: list[str] = []

    def read(self, shape: Shape, node: Node, pointer: str) -> Any:
        """The value of a node, or what it is read as."""
        if node.odd:
            self._note(
                NOT_PLAIN_DATA, pointer, node, f"{node.odd} is YAML's own: write the value itself, as JSON would"
            )
        if node.kind == "null" and shape.nullable:
            return None
        if node.kind == "mapping" and shape.kind in ("object", "variants"):
            return self._mapping(shape, node, pointer)
        if node.kind == "sequence" and shape.kind == "list" and shape.item:
            item = shape.item
            found = [self.read(item, below, f"{pointer}/{i}") for i, below in enumerate(node.items)]
            # A claim of no known kind has no shape to be empty in.
            return [] if item.kind == "variants" and None in found else found
        return self._scalar(shape, node, pointer)

    def _scalar(self, shape: Shape, node: Node, pointer: str) -> Any:
        if shape.kind == "text" and node.kind == "text":
            return self._written(node, pointer)
        if shape.kind == "choice" and node.kind == "text":
            return node.value if node.value in (*shape.words, *shape.older) else self._unknown(shape, node, pointer)
        if shape.kind == "truth" and node.kind == "truth":
            return node.value
        if shape.kind in ("number", "integer") and node.kind == "number" and _fits(shape, node.value):
            return node.value
        return self._wrong(shape, node, pointer)

    def _written(self, node: Node, pointer: str) -> str:
        """A text; one without quotes may be something else to another reader."""
        text = str(node.value)
        if not node.style and _OTHERWISE_ELSEWHERE.fullmatch(text):
            message = (
                f"a text is expected, and other readers of YAML take {text} for something else; put quotes around it"
            )
            self._note(WRONG_TYPE, pointer, node, message, replacement=text)
        if _SURROGATE.search(text):
            self._note(
                WRONG_TYPE,
                pointer,
                node,
                "a text is expected, and this holds half of a character (an escape \\ud800 to \\udfff)",
            )
            return _SURROGATE.sub("\ufffd", text)
        return text

    def _unknown(self, shape: Shape, node: Node, pointer: str) -> str | None:
        """A word that is not among those that are allowed."""
        near = meant(str(node.value), shape.words) if shape.words[1:] else None
        hint = f"; did you mean {near!r}?" if near else ""
        message = f"{_short(str(node.value))!r} is not allowed here: {shape.expected} is expected{hint}"
        self._note(UNKNOWN_VALUE, pointer, node, message, replacement=near)
        return near or self._blank(shape, pointer)

    def _wrong(self, shape: Shape, node: Node, pointer: str) -> Any:
        """A value of another kind than is expected."""
        if shape.kind == "choice" and node.kind != "unknown":
            return self._unknown(shape, node._replace(value=self._source(node)), pointer)
        meant, hint, replacement = self._meant(shape, node)
        if not node.odd:
            message = f"{shape.expected} is expected, and {self._found(node)} is here{hint}"
            evident = replacement is not None and not isinstance(replacement, str)
            self._note(WRONG_TYPE, pointer, node, message, replacement, evident=evident)
        return self._blank(shape, pointer) if meant is None else meant

    def _meant(self, shape: Shape, node: Node) -> tuple[Any, str, Scalar | None]:
        """(what a wrong value most likely means, how to fix it in words, the value to write instead)."""
        written = self._source(node)
        if shape.kind == "text" and written and "\n" not in written and node.kind != "null" and not node.odd:
            scalar = not node.items
            hint = "; put quotes around it" if scalar or (node.kind == "mapping" and not node.flow) else ""
            return written, hint, written if scalar and not node.flow else None
        if shape.kind in ("number", "integer") and node.kind == "text" and _NUMBER.fullmatch(node.value):
            number = float(node.value) if "." in node.value else int(node.value)
            fits = _fits(shape, number)
            return (number if fits else None), "; take the quotes away", number if fits else None
        if shape.kind == "truth" and node.kind == "text":
            truth = {"true": True, "yes": True, "false": False, "no": False}.get(node.value.casefold())
            return truth, "" if truth is None else f"; write {str(truth).lower()} without quotes", truth
        if shape.kind == "list" and shape.item and shape.item.kind == "text" and node.kind == "text":
            return (
                [node.value],
                "; begin a line of its own with -" if node.style != '"' else "; put [ ] around it",
                None,
            )
        if shape.kind == "list" and node.kind == "null":
            return None, "; write []", None
        return None, "", None

    def _found(self, node: Node) -> str:
        if node.kind == "text":
            return f"the text {_short(str(node.value))!r}"
        written = self._source(node)
        if node.kind in _NAMES:
            return _NAMES[node.kind] if node.kind != "null" or written else "nothing (null)"
        reading = {"truth": "a truth value", "number": "a number"}.get(node.kind)
        reading = reading or ("a date" if _DATE.match(written) else "a value that no record holds")
        return f"{_short(written)} ({reading})"

    def _source(self, node: Node) -> str:
        return self._text[node.start : node.end]

    def _mapping(self, shape: Shape, node: Node, pointer: str) -> Any:
        given = self._keys(node, pointer)
        if shape.kind == "object":
            return self._object(shape, given, node, pointer)
        tag = given.get(shape.tag) or self._misspelt_tag(shape, given, pointer)
        if tag is None:
            self._missing([shape.tag], Shape("object", parts={shape.tag: Shape("choice")}), node, pointer)
            return None
        kind = self.read(Shape("choice", words=tuple(shape.parts)), tag[1], f"{pointer}/{shape.tag}")
        given[shape.tag] = (tag[0], Node("text", tag[1].start, tag[1].end, kind, '"'))
        return (
            None if f"{pointer}/{shape.tag}" in self.blanks else self._object(shape.parts[kind], given, node, pointer)
        )

    def _misspelt_tag(
        self, shape: Shape, given: dict[str, tuple[Node, Node]], pointer: str
    ) -> tuple[Node, Node] | None:
        """The entry under an unknown key that was meant for the tag; it is reported, and taken out."""
        known = Shape("object", parts={name: part for one in shape.parts.values() for name, part in one.parts.items()})
        for name in given:
            if name not in known.parts and meant(name, [shape.tag]):
                self._unknown_key(name, given[name][0], known, [shape.tag], pointer)
                return given.pop(name)
        return None

    def _object(self, shape: Shape, given: dict[str, tuple[Node, Node]], node: Node, pointer: str) -> Any:
        if not pointer:
            given.pop("$schema", None)  # it is for editors
        missing = [name for name in shape.parts if name not in given]
        for name in [name for name in given if name not in shape.parts]:
            meant = self._unknown_key(name, given[name][0], shape, missing, pointer)
            if meant:
                missing.remove(meant)
                given[meant] = given[name]
        if lacking := [name for name in missing if name not in shape.optional]:
            self._missing(lacking, shape, node, pointer)
        found = {}
        for name, part in shape.parts.items():
            if name in missing and name in shape.optional:
                continue
            below = f"{pointer}/{name}"
            found[name] = self.read(part, given[name][1], below) if name in given else self._blank(part, below)
        return _with_weeks(found)

    def _keys(self, node: Node, pointer: str) -> dict[str, tuple[Node, Node]]:
        """The last entry of each key; one that is given before, or is no text, is a fault."""
        given: dict[str, tuple[Node, Node]] = {}
        for below, key, value in children(node, pointer):
            if key is None:
                continue
            name = str(key.value)
            if key.odd or key.kind != "text":
                what = key.odd or "a key that is no text"
                self._note(NOT_PLAIN_DATA, below, key, f"{what} is YAML's own: write keys as JSON would")
                if key.kind != "text" or key.odd.startswith("the merge"):
                    continue
            elif name in given:
                first = ((f"{name!r} is here first", text_span(given[name][0], self._text)),)
                message = f"the key {name!r} is given twice in one mapping; readers keep the last one only"
                self.notes.append(Note(DUPLICATE_KEY, below, text_span(key, self._text), message, related=first))
            given[name] = (key, value)
        return given

    def _unknown_key(self, name: str, key: Node, shape: Shape, missing: Sequence[str], pointer: str) -> str | None:
        """Report a key that no record has; the key that was meant, if it is not there."""
        near = meant(name, missing)
        few = len(shape.parts) <= _FEW
        known = f"the keys here are {', '.join(shape.parts)}" if few else "`pathingest schema` lists those that are"
        hint = f"did you mean {near!r}?" if near else known
        self._note(UNKNOWN_KEY, f"{pointer}/{escape(name)}", key, f"the key {_short(name)!r} is not known here: {hint}")
        return near

    def _missing(self, names: Sequence[str], shape: Shape, node: Node, pointer: str) -> None:
        """Report the keys that a mapping lacks, once."""
        place = node.items[0] if node.items else node
        keys = ", ".join(map(repr, names))
        empty = sorted(
            {"null" if shape.parts[name].nullable else "[]" for name in names if _may_be_empty(shape.parts[name])}
        )
        hint = f"; write {' or '.join(reversed(empty))} for what the page does not state" if empty else ""
        message = f"the {'keys' if names[1:] else 'key'} {keys} {'are' if names[1:] else 'is'} missing{hint}"
        self._note(MISSING_KEY, f"{pointer}/{names[0]}", place, message)

    def _blank(self, shape: Shape, pointer: str) -> Any:
        """What replaces a value that cannot be read."""
        self.blanks.append(pointer)
        if shape.nullable:
            return None
        if shape.kind == "object":
            if set(shape.parts) == {"min", "max"}:
                return None  # weeks are computed from what is beside them
            return _with_weeks({name: self._blank(part, f"{pointer}/{name}") for name, part in shape.parts.items()})
        blanks: dict[str, Any] = {"text": "", "integer": shape.least or 0, "number": 0, "truth": False, "list": []}
        return shape.words[0] if shape.kind == "choice" and shape.words else blanks.get(shape.kind)

    def _note(
        self,
        kind: str,
        pointer: str,
        node: Node,
        message: str,
        replacement: Scalar | None = None,
        *,
        evident: bool = False,
    ) -> None:
        place = _place(node, self._text)
        self.notes.append(Note(kind, pointer, place, message, replacement=replacement, evident=evident))


def _with_weeks(found: dict[str, Any]) -> dict[str, Any]:
    """A part of a record, its weeks computed where the file has none that can be read."""
    if found.get("weeks", 0) is None:
        found["weeks"] = {bound: in_weeks(found[bound], found["unit"]) for bound in ("min", "max")}
    return found


def _place(node: Node, text: str) -> Span:
    """Where a fault is shown: a collection by what it begins with, as it may be a page long."""
    if not node.items:
        return text_span(node, text)
    return Span(node.start, node.start + 1) if node.flow else _place(node.items[0], text)


def _fits(shape: Shape, number: float) -> bool:
    if shape.kind == "integer" and not isinstance(number, int):
        return False
    return shape.least is None or number >= shape.least


def _may_be_empty(shape: Shape) -> bool:
    return shape.nullable or shape.kind == "list"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}\u2026"
