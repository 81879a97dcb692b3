"""YAML that every reader takes alike: every string is quoted, so "1e3", "no" and "0o14" stay strings.

Written here because PyYAML's fastest writer takes 25 times as long, and leaves such strings bare.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

# YAML 1.1 takes these for line breaks or forbids them; JSON's escapes of them are YAML's too.
_NOT_PRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def document(value: Any) -> str:
    """Dicts, lists, strings, numbers, booleans and nulls as a YAML document in block style."""
    lines: list[str] = []
    _write(value, "", lines)
    return "\n".join(lines) + "\n"


def _write(value: Any, indent: str, lines: list[str]) -> None:
    """The lines of a value that begins a line of its own."""
    if isinstance(value, dict) and value:
        below = f"{indent}  "
        for key, item in value.items():
            head = f"{indent}{_key(key)}:"
            if isinstance(item, dict | list) and item:
                lines.append(head)
                _write(item, indent if isinstance(item, list) else below, lines)
            else:
                lines.append(f"{head} {_scalar(item)}")
    elif isinstance(value, list) and value:
        for item in value:
            if isinstance(item, dict | list) and item:
                before = len(lines)
                _write(item, f"{indent}  ", lines)
                lines[before] = f"{indent}- {lines[before][len(indent) + 2 :]}"
            else:
                lines.append(f"{indent}- {_scalar(item)}")
    else:
        lines.append(f"{indent}{_scalar(value)}")


# A key that needs no quotes for any reader is a word, and none of those with a meaning.
_WORD = re.compile(r"\$?[A-Za-z_]\w*", re.ASCII)
_WORDS_WITH_MEANING = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


@lru_cache(maxsize=1024)  # nearly all are the record's own
def _key(name: str) -> str:
    return name if _WORD.fullmatch(name) and name.casefold() not in _WORDS_WITH_MEANING else _scalar(name)


def _scalar(value: Any) -> str:
    """A value on one line, as JSON has it, where YAML may not differ."""
    if isinstance(value, str):
        text = encode_basestring(value)  # `json.dumps` makes an encoder for each
        if text.isascii() and "\x7f" not in text:
            return text
        return _NOT_PRINTABLE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
    return "null" if value is None else json.dumps(value)
