"""The record's JSON Schema (2020-12), generated from the model.

The published schema is open, so that a reader tolerates a new optional field, and every field that is always written is
required; our own validation is strict.
"""

from __future__ import annotations

import json
from typing import Any

from pathingest.model.pathway import Pathway
from pathingest.model.version import SCHEMA_VERSION

_ID = f"urn:pathingest:schema:pathway:{SCHEMA_VERSION}"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """The schema as data."""
    generated = _opened(Pathway.model_json_schema(mode="serialization"))
    return {"$schema": _DIALECT, "$id": _ID, **generated}


def schema_json() -> str:
    """The schema as JSON."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def schema_yaml() -> str:
    """The schema as YAML."""
    from pathingest.outputs._yaml import document  # noqa: PLC0415  only this format needs it

    return document(schema())


def _opened(node: Any) -> Any:
    """A schema without its closing of objects; a property that is named like the keyword stays."""
    if isinstance(node, list):
        return [_opened(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _opened(value) for key, value in node.items() if not (key == "additionalProperties" and value is False)
    }
