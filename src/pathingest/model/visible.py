"""Text of others made visible: whatever a page, a name or a setting holds, it commands no terminal and ends no line."""

from __future__ import annotations

import re

# Control characters and half surrogates, then what is invisible or turns the direction of the text around it. The
# joiners U+200C and U+200D stay, as letters and emojis need them.
_UNSEEN = (
    "[\0-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e00ff]"
)
_CONTROL_PICTURES = 0x2400
_DELETE = 0x7F


def visible(text: str) -> str:
    """The text on one line, with marks ("␛", "<U+202E>") for what is unseen or would command a terminal."""
    if text.isprintable():
        return text
    return re.sub(_UNSEEN, lambda match: mark(match.group()), text)


def mark(character: str) -> str:
    """What replaces a character that is unseen, or would command a terminal."""
    code = ord(character)
    if code < ord(" "):
        return chr(_CONTROL_PICTURES + code)
    if code == _DELETE:
        return "\N{SYMBOL FOR DELETE}"
    return "\N{REPLACEMENT CHARACTER}" if 0xD800 <= code <= 0xDFFF else f"<U+{code:04X}>"  # noqa: PLR2004  surrogates
