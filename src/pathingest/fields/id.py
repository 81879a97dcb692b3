"""The record's name: the url's own slug where it is known, else the slugs of the two roles."""

from __future__ import annotations

import hashlib

from pathingest.fields import Field, Reading
from pathingest.fields import _bounds as bounds
from pathingest.model.extraction import Derived, Extraction
from pathingest.values.roles import slug


def extract(reading: Reading) -> Extraction:
    """Null where neither the url nor the page says enough; of a guide to one role "to-" and its slug."""
    if reading.slug:
        return Extraction(Derived(_bounded(reading.slug), ("/sources/0/url",)))
    roles = {which: reading.found[which] for which in ("from_role", "to_role")}
    slugs = {which: slug(name.text) for which, role in roles.items() if role and (name := role["name"])}
    if not all(slugs.values()) or slugs.keys() == {"from_role"}:
        return Extraction(None)
    if slugs:
        both = "-to-".join([slugs.get("from_role", ""), slugs["to_role"]]).removeprefix("-")
        return Extraction(Derived(_bounded(both), tuple(f"/{which}/name" for which in slugs)))
    title = reading.outline.header.title  # a story that names no role
    return Extraction(Derived(_bounded(slug(title.text)), ("/title",)) if title and slug(title.text) else None)


def _bounded(name: str) -> str:
    """The slug, short enough for a file's name: a longer one is cut, and made unique by its digest."""
    data = name.encode()
    if len(data) <= bounds.NAME:
        return name
    return f"{data[: bounds.NAME - 10].decode(errors='ignore').rstrip('-')}-{hashlib.sha256(data).hexdigest()[:8]}"


FIELD = Field(extract, derived=True)
