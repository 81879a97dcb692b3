"""Which extractor a text came from, recognised from what it keeps."""

from __future__ import annotations

from typing import Literal

from pathingest.model.section import Outline
from pathingest.profiles import Profile
from pathingest.sections.unknown import is_position

Rendering = Literal["inner_text", "readable", "html", "markdown"]
_MARKED: dict[str, Rendering] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
}


def rendering(media_type: str, outline: Outline, profile: Profile) -> Rendering:
    """What the media type says; of plain text, inner text keeps labels, badges and phase numbers, reader views do not.

    Bullets and blank lines do not count: they change from hand to hand.
    """
    if media_type in _MARKED:
        return _MARKED[media_type]
    if outline.header.badges or outline.header.site or outline.header.role_lines[0]:
        return "inner_text"
    roadmap = outline.content("roadmap")
    kept = any(is_position(segment) or segment.text.casefold() in profile.labels for segment in roadmap)
    return "inner_text" if kept else "readable"
