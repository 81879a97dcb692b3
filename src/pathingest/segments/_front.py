"""The YAML between lines of dashes that a page begins with, and the texts that it states."""

from __future__ import annotations

import re
from functools import cache

from pathingest.model.segment import Segment, joined
from pathingest.model.source import BYTE_ORDER_MARK, Span
from pathingest.segments._builder import segment_at

TITLE, SUMMARY = "title|headline", "description|excerpt|summary|subtitle|standfirst"

_FRONT = re.compile(r"---[ \t]*(?:\r\n|\r|\n)(?:(?!---|\.\.\.)[^\r\n]*(?:\r\n|\r|\n))*(?:---|\.\.\.)[ \t]*(?=\r|\n|\Z)")
_YAML_LINE = re.compile(r"[\w.-]+[ \t]*:(?:[ \t]|$)|[ \t#]|- |-$|$")
_WRITTEN = re.compile(r"[^\r\n]+")
_SHOWN = re.compile(r"\S(?:[^\r\n]*\S)?")
_INDENT = re.compile(r"---[ \t]*(?:\r\n|\r|\n)([ \t]{0,8})")


def front_matter(text: str) -> Span:
    """The YAML that a page begins with; empty where it begins with anything else."""
    start = int(text.startswith(BYTE_ORDER_MARK))
    found = _FRONT.match(text, start)
    if found and all(map(_YAML_LINE.match, _WRITTEN.findall(found.group())[1:-1])):
        return Span(*found.span())
    return Span(start, start)


@cache
def _stated(keys: str, indent: str) -> re.Pattern[str]:
    """What states a text under one of some keys, of those that no other key holds."""
    return re.compile(
        rf"^{indent}(?:{keys})[ \t]*:[ \t]*(?:"
        r"(?P<quote>[\"'])(?P<quoted>[^\r\n]*?)(?P=quote)[ \t]*(?=[\r\n])|(?P<plain>[^\s\"'>|#&*!\[{][^\r\n]*)"
        r"|[>|][-+]?[ \t]*(?:\r\n|\r|\n)(?P<folded>(?:[ \t]+\S[^\r\n]*(?:\r\n|\r|\n))+))",
        re.IGNORECASE | re.MULTILINE,
    )


def stated(text: str, front: Span, keys: str) -> Segment | None:
    """A text of the front matter; one with YAML's escapes is left."""
    indented = _INDENT.match(text, front.start)
    found = _stated(keys, indented[1] if indented else "").search(text, 0, front.end)
    if found is None:
        return None
    if found["folded"]:
        start = found.start("folded")
        written = [(start + line.start(), line.group()) for line in _SHOWN.finditer(found["folded"])]
        lines = [segment for place, raw in written if (segment := segment_at(place, raw))]
        return joined(lines) if lines else None
    name = "quoted" if found["quote"] else "plain"
    raw = found[name]
    escaped = found["quote"] and ("\\" in raw or found["quote"] in raw)
    return segment_at(found.start(name), raw) if raw and not escaped else None
