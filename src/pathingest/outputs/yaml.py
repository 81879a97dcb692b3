"""Records as YAML: the same data as the JSON, every string quoted."""

from __future__ import annotations

from pathingest.model.pathway import Pathway
from pathingest.outputs._yaml import document


def record(pathway: Pathway) -> str:
    """A record as a YAML document."""
    return document(pathway.model_dump(mode="json"))
