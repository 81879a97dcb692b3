"""Beautiful Soup's detector of encodings: the only place outside `segments` that knows an HTML library.

It is used when a page is not UTF-8 and what it declares does not fit, as it has been taught by many such pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from bs4.dammit import EncodingDetector


def encodings(data: bytes) -> Iterator[str]:
    """The encodings that the page might be in, best first.

    The detector also uses whichever library for guessing happens to be installed; the same page must be the same text
    on every machine, so its answer is set beforehand.
    """
    detector = EncodingDetector(data, is_html=True)
    detector.chardet_encoding = "windows-1252"
    yield from detector.encodings
