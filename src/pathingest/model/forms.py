"""What the values of a configuration look like, as JSON Schema: what editors complete and check them by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Form = dict[str, Any]

TEXT: Form = {"type": "string"}
TEXTS: Form = {"type": "array", "items": TEXT}
# Of a date without quotes, which TOML has a type for, editors make a text.
DATE: Form = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
COUNT: Form = {"type": "integer", "minimum": 0}


def one_of(words: Iterable[str]) -> Form:
    """One of some words."""
    return {"type": "string", "enum": list(words)}


def by_name(form: Form) -> Form:
    """A table whose keys are names."""
    return {"type": "object", "additionalProperties": form}


def described(form: Form, summary: str) -> Form:
    """A form with what is to be said of it."""
    return {"description": summary, **form}


def closed(title: str, summary: str, properties: dict[str, Form], required: Iterable[str] = ()) -> Form:
    """A table with known keys."""
    needed = {"required": list(required)} if required else {}
    return {
        "title": title,
        "description": summary,
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        **needed,
    }
