"""The YAML between lines of dashes, or TOML between pluses, that a page begins with, and the texts that it states."""

from __future__ import annotations

import re
from functools import cache

from pathingest.model.segment import Segment, joined
from pathingest.model.source import BYTE_ORDER_MARK, Span
from pathingest.segments._builder import segment_at

TITLE, SUMMARY = "title|headline", "description|excerpt|summary|subtitle|standfirst"
LANGUAGE = "lang|language"

_FRONT = re.compile(
    r"---[ \t]*(?:\r\n|\r|\n)(?:(?!---|\.\.\.)[^\r\n]*(?:\r\n|\r|\n))*(?:---|\.\.\.)[ \t]*(?=\r|\n|\Z|#)"
)  # "---# Title"
_TOML = re.compile(r"\+\+\+[ \t]*(?:\r\n|\r|\n)(?:(?!\+\+\+)[^\r\n]*(?:\r\n|\r|\n))*\+\+\+[ \t]*(?=\r|\n|\Z)")
# "Title: …" and "Date: …", and an empty line.
_KEYS = re.compile(r"Title:[ \t]+\S[^\r\n]*(?:\r\n|\r|\n)(?:[A-Z]\w*:[^\r\n]*(?:\r\n|\r|\n))+(?=\r|\n)")
_TOML_LINE = re.compile(r"[\w.\"'-]+[ \t]*=|\[|[\])},]|[ \t#]|$")
_YAML_LINE = re.compile(r"[\w.-]+[ \t]*:(?:[ \t]|$)|[ \t#]|- |-$|$")
_WRITTEN = re.compile(r"[^\r\n]+")
_SHOWN = re.compile(r"\S(?:[^\r\n]*\S)?")
_INDENT = re.compile(r"---[ \t]*(?:\r\n|\r|\n)([ \t]{0,8})")


def front_matter(text: str) -> Span:
    """The YAML, TOML or keys that a page begins with; empty where it begins with anything else."""
    start = int(text.startswith(BYTE_ORDER_MARK))
    for front, line in ((_FRONT, _YAML_LINE), (_TOML, _TOML_LINE)):
        found = front.match(text, start)
        if found and all(map(line.match, _WRITTEN.findall(found.group())[1:-1])):
            return Span(*found.span())
    keys = _KEYS.match(text, start)
    return Span(*keys.span()) if keys else Span(start, start)


@cache
def _stated(keys: str, indent: str) -> re.Pattern[str]:
    """What states a text under one of some keys, of those that no other key holds."""
    return re.compile(
        rf"^{indent}(?:{keys})[ \t]*[:=][ \t]*(?:"
        r"(?P<quote>[\"'])(?P<quoted>[^\r\n]*?)(?P=quote)[ \t]*(?=[\r\n])|(?P<plain>[^\s\"'>|#&*!\[{][^\r\n]*"
        rf"(?:(?:\r\n|\r|\n){indent}[ \t]+[^\s#][^\r\n]*)*)"
        r"|[>|][-+]?[ \t]*(?:\r\n|\r|\n)(?P<folded>(?:[ \t]+\S[^\r\n]*(?:\r\n|\r|\n))+))",
        re.IGNORECASE | re.MULTILINE,
    )


def stated(text: str, front: Span, keys: str) -> Segment | None:
    """A text of the front matter; one with YAML's escapes is left."""
    indented = _INDENT.match(text, front.start)
    found = _stated(keys, indented[1] if indented else "").search(text, 0, front.end)
    if found is None:
        return None
    name = next(name for name in ("quoted", "plain", "folded") if found[name] is not None)
    raw = found[name]
    if found["quote"] and ("\\" in raw or found["quote"] in raw):
        return None
    written = [(found.start(name) + line.start(), line.group()) for line in _SHOWN.finditer(raw)]
    lines = [segment for place, line in written if (segment := segment_at(place, line))]
    return joined(lines) if lines else None
