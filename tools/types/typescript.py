"""Write the record's types for TypeScript, from its schema: python tools/types/typescript.py schemas/pathway.d.ts.

An interface a part of the record, with what the schema says of each field; what may be null says so, so that a program
under `--strict` has to look.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap
from typing import Any

from pathingest.outputs.schema import schema

HEAD = """// The record of one career pathway. Made from the schema (`make schemas`).
// `dataset.jsonl` holds one Pathway a line; `normalized/<id>.json` one, with "$schema" besides.
"""
WIDTH = 116


def made() -> str:
    """Return the file."""
    data = schema()
    interfaces = {**data["$defs"], data["title"]: data}
    return "\n".join([HEAD, *(line for name, node in interfaces.items() for line in _interface(name, node))])


def _interface(name: str, node: dict[str, Any]) -> Iterator[str]:
    yield from _comment(node.get("description", ""), "")
    yield f"export interface {name} {{"
    for field, spec in node["properties"].items():
        yield from _comment(spec.get("description", ""), "  ")
        mark = "" if field in node["required"] else "?"
        yield f"  {field}{mark}: {_type(spec)};"
    yield "}\n"


def _comment(text: str, indent: str) -> Iterator[str]:
    lines = wrap(" ".join(text.split()), WIDTH - len(indent))
    if len(lines) == 1:
        yield f"{indent}/** {lines[0]} */"
    elif lines:
        yield from (f"{indent}/**", *(f"{indent} * {line}" for line in lines), f"{indent} */")


def _type(node: dict[str, Any]) -> str:
    if "$ref" in node:
        return str(node["$ref"]).rpartition("/")[2]
    if "const" in node:
        return json.dumps(node["const"])
    if "enum" in node:
        return " | ".join(map(json.dumps, node["enum"]))
    for key in ("anyOf", "oneOf"):
        if key in node:
            return " | ".join(dict.fromkeys(map(_type, node[key])))
    if node["type"] == "array":
        inner = _type(node["items"])
        return f"({inner})[]" if " | " in inner else f"{inner}[]"
    return "number" if node["type"] == "integer" else str(node["type"])


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(made(), encoding="utf-8")
