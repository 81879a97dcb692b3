"""The record's JSON Schema (2020-12), generated from the model.

The published schema is open, so that a reader tolerates a new optional field, and the version that brings it; every
field that is always written is required. The strict one is for who writes records: there a typo in a key is a mistake,
as in our own validation.
"""

from __future__ import annotations

import json
from typing import Any

from pathingest.model.pathway import Pathway
from pathingest.model.version import SCHEMA_VERSION

_ID = f"urn:pathingest:schema:pathway:{SCHEMA_VERSION}"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DOLLAR = {"type": "string", "description": "The schema that editors check the record by."}


def schema(*, strict: bool = False) -> dict[str, Any]:
    """The schema as data."""
    generated = _tidied(Pathway.model_json_schema(mode="serialization"), strict=strict)
    version = generated["properties"]["schema_version"]
    if not strict:  # a reader bears what a later minor version adds
        del version["const"]
        version["pattern"] = rf"^{SCHEMA_VERSION.partition('.')[0]}\.[0-9]+\.[0-9]+$"
    if strict:
        generated["properties"] = {"$schema": _DOLLAR, **generated["properties"]}
    return {"$schema": _DIALECT, "$id": f"{_ID}:strict" if strict else _ID, **generated}


def schema_json(*, strict: bool = False) -> str:
    """The schema as JSON."""
    return json.dumps(schema(strict=strict), ensure_ascii=False, indent=2) + "\n"


def schema_yaml(*, strict: bool = False) -> str:
    """The schema as YAML."""
    from pathingest.outputs._yaml import document  # noqa: PLC0415  only this format needs it

    return document(schema(strict=strict))


def _tidied(node: Any, *, strict: bool) -> Any:
    """A schema without what says nothing to whoever uses it; properties that are named like a keyword stay.

    Left out are the titles of properties, which are their names again, and OpenAPI's `discriminator`; of an open one,
    the closing of objects.
    """
    if isinstance(node, list):
        return [_tidied(item, strict=strict) for item in node]
    if not isinstance(node, dict):
        return node
    found = {}
    for key, value in node.items():
        if key == "additionalProperties" and value is False and not strict:
            continue
        if key == "discriminator" and "oneOf" in node:
            continue
        if key == "title" and isinstance(value, str) and "properties" not in node:
            continue
        found[key] = _tidied(value, strict=strict)
    return found
