"""The record's name: the url's own slug where it is known, else the slugs of the two roles."""

from __future__ import annotations

import hashlib

from pathingest.fields import Field, Reading
from pathingest.fields import _bounds as bounds
from pathingest.model.extraction import Derived, Extraction
from pathingest.values.roles import slug


def extract(reading: Reading) -> Extraction:
    """None where neither the url nor the page names the roles."""
    if reading.slug:
        return Extraction(Derived(_bounded(reading.slug), ("/sources/0/url",)))
    names = [reading.found[which]["name"] for which in ("from_role", "to_role")]
    slugs = [slug(name.text) for name in names if name]
    if len(slugs) < len(names) or not all(slugs):
        return Extraction(None)
    return Extraction(Derived(_bounded("-to-".join(slugs)), ("/from_role/name", "/to_role/name")))


def _bounded(name: str) -> str:
    """The slug, short enough for a file's name: a longer one is cut, and made unique by its digest."""
    data = name.encode()
    if len(data) <= bounds.NAME:
        return name
    return f"{data[: bounds.NAME - 10].decode(errors='ignore').rstrip('-')}-{hashlib.sha256(data).hexdigest()[:8]}"


FIELD = Field(extract, derived=True)
