"""Records as YAML: the same data as the JSON, every string quoted."""

from __future__ import annotations

from pathingest.model.pathway import Pathway
from pathingest.outputs._yaml import document

EDITORS = "# yaml-language-server: $schema="


def record(pathway: Pathway, schema: str | None = None) -> str:
    """A record as a YAML document; its first line names the `schema` that editors check it by, if one is given."""
    head = "" if schema is None else f"{EDITORS}{schema}\n"
    return head + document(pathway.model_dump(mode="json"))
