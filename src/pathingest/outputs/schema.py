"""The JSON Schemas (2020-12) of what is read and written, generated from what validates it.

The published schema is open, so that a reader tolerates a new optional field, and the version that brings it; every
field that is always written is required. The strict one is for who writes records: there a typo in a key is a mistake,
as in our own validation.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
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


def profile_schema() -> dict[str, Any]:
    """That of profiles; what a text may say is beyond it, and `pathingest profile check` says it."""
    from pathingest.profiles._format import ProfileFile  # noqa: PLC0415  hardly anybody asks for it

    generated = _with_known_keys(_tidied(ProfileFile.model_json_schema(), strict=True))
    return named("profile", generated)


def config_schema() -> dict[str, Any]:
    """That of `pathingest.toml`."""
    from pathingest.config import config_form  # noqa: PLC0415  as above

    return named("config", config_form())


def named(what: str, form: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of a kind of file that editors write, by what one looks like."""
    return {"$schema": _DIALECT, "$id": f"urn:pathingest:schema:{what}:1", **form}


@cache
def schema_json(*, strict: bool = False) -> str:
    """The record's schema as JSON."""
    return as_json(schema(strict=strict))


def as_json(data: Mapping[str, Any]) -> str:
    """A schema as JSON."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_yaml(data: Mapping[str, Any]) -> str:
    """A schema as YAML."""
    from pathingest.outputs._yaml import document  # noqa: PLC0415  only this format needs it

    return document(data)


def _with_known_keys(node: Any) -> Any:
    """A schema in which the keys of tables whose keys are words of a set are properties, which editors complete."""
    if isinstance(node, list):
        return [_with_known_keys(item) for item in node]
    if not isinstance(node, dict):
        return node
    found = {name: _with_known_keys(part) for name, part in node.items()}
    if "propertyNames" in found:
        names = found.pop("propertyNames")["enum"]
        form = found["additionalProperties"]
        properties = {name: {"description": f"Of {name.replace('_', ' ')}.", **form} for name in names}
        found |= {"additionalProperties": False, "properties": properties}
    return found


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
