"""How what is for people is drawn: how wide, and whether in colours."""

from __future__ import annotations

from pathingest.model.tuples import NamedTuple

# A colour that is read on dark and on light ground alike is the terminal's own, and never a bright one.
_STYLES = {
    "error": "1;31",
    "warning": "33",
    "info": "36",
    "frame": "1;34",
    "strong": "1",
    "good": "1;32",
    "dim": "2",
    "code": "36",
}


class Drawing(NamedTuple):
    """How to draw: how wide, and whether in colours."""

    width: int
    color: bool

    def paint(self, style: str, text: str) -> str:
        """The text in a style; in none where that is empty."""
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self.color and text and style else text
