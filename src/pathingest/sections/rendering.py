"""Which extractor a text came from, recognised from what it keeps."""

from __future__ import annotations

from typing import Literal

from pathingest.lines import Line
from pathingest.model.section import Outline

Rendering = Literal["inner_text", "readable", "html", "markdown"]
_MARKED: dict[str, Rendering] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
}


def rendering(media_type: str, outline: Outline[Line]) -> Rendering:
    """What the media type says; of plain text, inner text keeps labels, badges and phase numbers, reader views do not.

    Bullets and blank lines do not count: they change from hand to hand.
    """
    if media_type in _MARKED:
        return _MARKED[media_type]
    if outline.header.badges or outline.header.site or outline.header.role_lines[0]:
        return "inner_text"
    kept = any(line.is_number or line.folded in line.words.profile.labels for line in outline.lines("roadmap"))
    return "inner_text" if kept else "readable"
