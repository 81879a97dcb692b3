"""What changed between two versions of a schema, and which changes break programs that read what it describes.

Judged is from the reader's side: a program that was written for the old schema meets data of the new one. It breaks
where a field may be missing that was there, or a value may be one that could not be before; it does not where there is
more to read, or less is possible. Programs that write are judged by swapping the two.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pathingest.model.tuples import NamedTuple

_KEYS = ("const", "enum", "type", "pattern", "minimum", "maximum", "minLength", "minItems")
_VERSION = "/schema_version"
_WORDS = {"minimum": "least", "maximum": "most", "minLength": "shortest", "minItems": "fewest"}


class SchemaChange(NamedTuple):
    """One change: where, as a path of fields ("/roadmap/*/title"), what, and whether it breaks readers."""

    at: str
    what: str
    breaking: bool


def schema_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[SchemaChange]:
    """The changes from one schema to another, those that break readers first; descriptions do not count."""
    found = dict.fromkeys(_Comparison(old, new).changes(old, new, "", ()))
    return sorted(found, key=lambda change: (not change.breaking, change.at))


class _Comparison:
    def __init__(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        self._old, self._new = old, new

    def changes(self, old: Any, new: Any, at: str, seen: tuple[str, ...]) -> Iterator[SchemaChange]:
        """The changes of a part; an object that may be inside of itself is looked at once."""
        if at == _VERSION:
            yield from self._versions()
            return
        before, after = _kinds(old, self._old), _kinds(new, self._new)
        for kind in sorted(after - before):
            yield SchemaChange(at or "/", f"may be {kind} now", breaking=True)
        for kind in sorted(before - after):
            yield SchemaChange(at or "/", f"is {kind} no more", breaking=False)
        mine, theirs = _objects(old, self._old), _objects(new, self._new)
        for title in sorted(mine.keys() & theirs.keys() - {*seen}):
            yield from self._fields(mine[title], theirs[title], at, (*seen, title))
        if (first := _items(old, self._old)) is not None and (second := _items(new, self._new)) is not None:
            yield from self.changes(first, second, f"{at}/*", seen)

    def _versions(self) -> Iterator[SchemaChange]:
        """The change of the version itself: what a major one is for is that readers may break."""
        before, after = (str(schema.get("$id", "")).removesuffix(":strict") for schema in (self._old, self._new))
        if before != after:
            numbers = [name.rpartition(":")[2] for name in (before, after)]
            majors = {number.partition(".")[0] for number in numbers}
            yield SchemaChange(_VERSION, f"is {numbers[1]}, and was {numbers[0]}", breaking=len(majors) > 1)

    def _fields(
        self, old: Mapping[str, Any], new: Mapping[str, Any], at: str, seen: tuple[str, ...]
    ) -> Iterator[SchemaChange]:
        before, after = old.get("properties", {}), new.get("properties", {})
        for field in before:
            if field not in after:
                yield SchemaChange(f"{at}/{field}", "is gone", breaking=True)
            elif field in old.get("required", ()) and field not in new.get("required", ()):
                yield SchemaChange(f"{at}/{field}", "may be missing now", breaking=True)
        for field in after:
            if field not in before:
                yield SchemaChange(f"{at}/{field}", "is new", breaking=False)
            else:
                yield from self.changes(before[field], after[field], f"{at}/{field}", seen)


def _resolved(node: Mapping[str, Any], root: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in node:
        node = root["$defs"][str(node["$ref"]).rpartition("/")[2]]
    return node


def _choices(node: Mapping[str, Any], root: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What a value may be, one by one."""
    node = _resolved(node, root)
    some = node.get("anyOf") or node.get("oneOf")
    return [one for part in some for one in _choices(part, root)] if some else [node]


def _kinds(node: Mapping[str, Any], root: Mapping[str, Any]) -> set[str]:
    """What a value may be, in words: "null", "number", '"week"', "an object Duration"."""
    found: set[str] = set()
    for choice in _choices(node, root):
        if "const" in choice or "enum" in choice:
            found |= {json.dumps(value) for value in choice.get("enum", [choice.get("const")])}
            continue
        types = choice.get("type", "anything")
        for kind in [types] if isinstance(types, str) else types:
            limits = [f"{_WORDS.get(key, key)} {choice[key]}" for key in _KEYS[3:] if key in choice]
            title = f" {choice['title']}" if kind == "object" and "title" in choice else ""
            found.add(f"{kind}{title}{f' ({chr(44).join(limits)})' if limits else ''}")
    return found


def _objects(node: Mapping[str, Any], root: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {str(one.get("title", "")): one for one in _choices(node, root) if "properties" in one}


def _items(node: Mapping[str, Any], root: Mapping[str, Any]) -> Mapping[str, Any] | None:
    lists = [one["items"] for one in _choices(node, root) if isinstance(one.get("items"), dict)]
    return lists[0] if lists else None
