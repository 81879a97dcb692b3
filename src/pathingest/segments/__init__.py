"""Source to segments, one module per media type, found by discovery.

Each module is named after its kind of text and offers one `Segmenter`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from pathingest.model.segment import Content, Glance
from pathingest.model.source import Source
from pathingest.model.tuples import NamedTuple
from pathingest.profiles import Selectors
from pathingest.registry import names, offered


class Segmenter(NamedTuple):
    """How pages of some media types become segments.

    `look` shows what there is in a fraction of the time; None of a page that must be read for it.
    """

    media_types: tuple[str, ...]
    segment: Callable[[Source, Selectors], Content]
    look: Callable[[Source], Glance | None]


@cache
def segmenter_for(media_type: str) -> Segmenter | None:
    """The segmenter of a media type, or None where none is known."""
    likely_first = sorted(names(__name__), key=lambda name: name not in media_type)
    segmenters = (offered(__name__, name, Segmenter) for name in likely_first)  # the others are not even imported
    return next((segmenter for segmenter in segmenters if media_type in segmenter.media_types), None)
