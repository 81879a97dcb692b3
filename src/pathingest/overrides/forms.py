"""The keys of `overrides/ID.yaml` and of `overrides/ids.yaml`: what files are checked by, and their JSON Schemas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pathingest.model.forms import TEXT, Form, closed, described

OVERRIDES_SCHEMA = "pathingest.overrides/1"
IDS_SCHEMA = "pathingest.ids/1"

_SAID: Form = {"type": "string", "minLength": 1}
_TEXT_OR_NONE: Form = {"type": ["string", "null"]}
_IDS: Form = {"type": "array", "items": {"$ref": "#/$defs/Id"}}


def _quote(summary: str) -> Form:
    return {"description": summary, "oneOf": [{"type": "null"}, {"$ref": "#/$defs/Quote"}]}


def _format(name: str) -> Form:
    return {"description": "The name of this format.", "const": name}


def _list(of: str, summary: str) -> Form:
    return {"description": summary, "type": "array", "items": {"$ref": f"#/$defs/{of}"}}


QUOTE: Mapping[str, Form] = {
    "text": described(TEXT, "The text."),
    "before": described(TEXT, "What was before it."),
    "after": described(TEXT, "What was after it."),
}
OVERRIDE: Mapping[str, Form] = {
    "at": {
        "description": "The address: a JSON Pointer with the names of items in the place of their numbers.",
        "type": "string",
        "pattern": "^/.",
        "examples": ["/skills_to_learn/SQL/duration"],
    },
    "value": {
        "description": "What the record is to say; a text is read as a page's would be, null takes a value or an item "
        "away.",
        "examples": ["9 months"],
    },
    "replaced": described(_TEXT_OR_NONE, "What the page said there, in its words; null for nothing."),
    "quote": _quote("The same in the page's text."),
    "source": _quote("Where the page says the value, if it was taken from there."),
    "after": described(
        _TEXT_OR_NONE, "Of an item that is put in, the name of the one that it follows; empty for the first."
    ),
    "reason": described(_SAID, "Why."),
    "by": described(_TEXT_OR_NONE, "Who decided it."),
    "date": {"description": "When.", **_TEXT_OR_NONE, "examples": ["2026-11-29"]},
}
NEEDED = ("at", "value", "reason")
OVERRIDES: Mapping[str, Form] = {
    "schema": _format(OVERRIDES_SCHEMA),
    "id": described(_SAID, "The record's id, which is the file's name too."),
    "overrides": _list("Override", "The corrections; of one address there is one."),
}

LASTING: Mapping[str, Form] = {
    "id": described({"$ref": "#/$defs/Id"}, "The id that it has."),
    "recognised": described(_IDS, "The ids that its pages give it."),
    "aliases": described(_IDS, "The ids that it had."),
}
NO_PATHWAY: Mapping[str, Form] = {
    "path": described(_SAID, "The page, as the build names it."),
    "reason": described(_SAID, "Why."),
    "by": described(_TEXT_OR_NONE, "Who decided it."),
    "date": described(_TEXT_OR_NONE, "When."),
}
IDS: Mapping[str, Form] = {
    "schema": _format(IDS_SCHEMA),
    "ids": _list("Lasting", "What is decided, by pathway."),
    "no_pathways": _list("NoPathway", "Pages of which an editor says that they are no pathways."),
}


def overrides_form() -> dict[str, Any]:
    """That of a file of corrections."""
    summary = "The corrections of one record, `overrides/ID.yaml`: docs/corrections.md."
    return {
        **closed("Overrides", summary, dict(OVERRIDES), OVERRIDES),
        "$defs": {
            "Override": closed("Override", "One correction.", dict(OVERRIDE), NEEDED),
            "Quote": closed("Quote", "A text of the page, with what was before and after it.", dict(QUOTE), ("text",)),
        },
    }


def ids_form() -> dict[str, Any]:
    """That of the file of ids."""
    return {
        **closed("Ids", "Which ids last, `overrides/ids.yaml`: docs/corrections.md.", dict(IDS), ("schema", "ids")),
        "$defs": {
            "Lasting": closed("Lasting", "One pathway.", dict(LASTING), ("id",)),
            "NoPathway": closed("NoPathway", "A page that is no pathway.", dict(NO_PATHWAY), ("path", "reason")),
            "Id": {"title": "Id", "description": "Words in lower case with hyphens between them.", **_SAID},
        },
    }
