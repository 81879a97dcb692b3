"""HTML pages as they are saved: what a visitor reads becomes segments, line by line, with exact places."""

from __future__ import annotations

from pathingest.model.segment import Content
from pathingest.model.source import Source
from pathingest.profiles import NO_SELECTORS, Selectors
from pathingest.segments import Segmenter


def segment(source: Source, selectors: Selectors = NO_SELECTORS) -> Content:
    """What the page shows, line by line, and what of it is no text or the same on all pages."""
    # Found beside the readers of other kinds of pages, which need none of it.
    from pathingest.segments._page import read_page  # noqa: PLC0415

    return read_page(source, selectors)


HTML = Segmenter(media_types=("text/html", "application/xhtml+xml"), segment=segment)
