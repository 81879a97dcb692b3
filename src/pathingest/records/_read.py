"""A record file's text as nodes, in either format."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pathingest.model.source import Source
from pathingest.records._nodes import JSON, YAML, MalformedError, Node

SUFFIXES = {".json": JSON, ".yaml": YAML, ".yml": YAML}


def is_record(path: Path) -> bool:
    """Whether a file is read as a record, by its name."""
    return path.suffix.lower() in SUFFIXES


def parse_record(text: str, kind: str) -> Node:
    """A text of a media type as nodes.

    Raises:
        MalformedError: it is not one document of that type.
    """
    if kind == JSON:
        from pathingest.records import _json  # noqa: PLC0415  who lints pages needs neither

        return _json.read(text)
    from pathingest.records import _yaml  # noqa: PLC0415

    return _yaml.read(text)


@lru_cache(maxsize=2)  # a text, and the same with a change
def root_of(text: str, kind: str) -> Node | None:
    """A text of a media type as nodes, kept for whoever asks again; None for what is malformed."""
    try:
        return parse_record(text, kind)
    except MalformedError:
        return None


def media_type(source: Source) -> str:
    """JSON or YAML: by the file's name, else by its beginning."""
    known = SUFFIXES.get(Path(source.path).suffix.lower()) if source.path else None
    return known or (JSON if source.text.lstrip("\ufeff \t\r\n").startswith("{") else YAML)
