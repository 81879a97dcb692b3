"""What is known of the raw pages that a record file was made from: its evidence beside it, and the pages themselves."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pathingest.model.evidence import EVIDENCE_SCHEMA
from pathingest.model.page import Page
from pathingest.model.source import Source, Span
from pathingest.pipeline import ingest_safely
from pathingest.profiles import Profile
from pathingest.sources import from_bytes
from pathingest.values.text import canonical


@dataclass(frozen=True)
class Provenance:
    """A record file's way back; the evidence and the pages are read when first asked for.

    Attributes:
        file: the record file.
        values: its scalars, by JSON Pointer.
        sources: what the record says of its sources, for one without evidence.
        profiles: what the pages are read with; the built-in ones by default.
    """

    file: Path
    values: Mapping[str, Any]
    sources: tuple[Mapping[str, Any], ...]
    profiles: tuple[Profile, ...] | None

    def place(self, pointer: str) -> tuple[Source, Span] | None:
        """Where the value at a pointer was read from; null where that is not known, or no longer sure."""
        proof = self._proof(pointer)
        if proof is None or not self._still_there(pointer):
            return None
        source = self._raw(proof.get("source", 0))
        return (source, Span(proof["spans"][0][0], proof["spans"][-1][1])) if source else None

    def pages(self) -> tuple[Page, ...]:
        """The raw pages, read when first asked for; those that are gone or have changed are left out."""
        return self._pages

    @cached_property
    def _pages(self) -> tuple[Page, ...]:
        found = (self._raw(number) for number in range(len(self._stated)))
        return tuple([ingest_safely(source, self.profiles) for source in found if source])

    @cached_property
    def _evidence(self) -> Mapping[str, Any]:
        """The evidence beside the record; empty if there is none, or it is not ours."""
        try:
            found = json.loads((self.file.parent / "evidence" / f"{self.file.stem}.json").read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        return found if _is_evidence(found) else {}

    @cached_property
    def _stated(self) -> tuple[Mapping[str, Any], ...]:
        return tuple(self._evidence.get("sources", ())) or self.sources

    @cached_property
    def _read(self) -> dict[int, Source | None]:
        return {}

    def _raw(self, number: int) -> Source | None:
        """A raw page, if it is there as it was when the record was made."""
        if number not in self._read:
            stated = self._stated[number] if number < len(self._stated) else {}
            self._read[number] = _find(stated, self.file, self._address(number))
        return self._read[number]

    def _address(self, number: int) -> str | None:
        url = self.sources[number].get("url") if number < len(self.sources) else None
        return url if isinstance(url, str) else None

    def _proof(self, pointer: str, seen: frozenset[str] = frozenset()) -> Mapping[str, Any] | None:
        """What proves a value, or what a derived value was computed from."""
        found = self._leaf(pointer)
        if found.get("spans"):
            return found
        origins = (origin for origin in found.get("from", ()) if origin not in seen)
        return next(filter(None, (self._proof(origin, seen | {pointer, origin}) for origin in origins)), None)

    def _leaf(self, pointer: str) -> Mapping[str, Any]:
        """The entry at a pointer, of the first value inside, or above it; empty where there is none."""
        leaves, inside, above = self._leaves, f"{pointer}/", pointer
        while above and above not in leaves:
            above = above.rpartition("/")[0]
        first = "" if above == pointer else next((name for name in leaves if name.startswith(inside)), "")
        return leaves.get(first or above, {})

    @cached_property
    def _leaves(self) -> Mapping[str, Mapping[str, Any]]:
        """The entries by pointer; a list of spans stands for an object that holds no more."""
        return {name: _whole(entry) for name, entry in self._evidence.get("leaves", {}).items()}

    def _still_there(self, pointer: str) -> bool:
        """Whether the innermost list item that holds the value is the one that was read.

        Items may have been moved, put in or taken out by hand since; then a place by its number would be another's.
        """
        tokens = pointer.split("/")
        last = max((i for i, token in enumerate(tokens) if token.isdigit()), default=0)
        if not last:
            return True
        item = "/".join(tokens[: last + 1])
        same = [self._is_quoted(name, value) for name, value in self._texts_of(item) if self._text_at(name)]
        return sum(same) * 2 >= len(same) > 0

    def _is_quoted(self, pointer: str, value: str) -> bool:
        """Whether a text is what the raw page says where it was read."""
        return canonical(self._text_at(pointer) or "")[0] == canonical(value)[0]

    def _texts_of(self, item: str) -> Iterator[tuple[str, str]]:
        """The texts of an item, those aside that stand for words of the page."""
        inside = f"{item}/"
        for name, value in self.values.items():
            named = name.rpartition("/")[2] in ("unit", "priority", "level", "kind")
            if isinstance(value, str) and not named and (name == item or name.startswith(inside)):
                yield name, value

    def _text_at(self, pointer: str) -> str | None:
        """What the raw page says where a text was read; that of a value with attributes has its entry."""
        proof = self._leaves.get(pointer) or self._leaves.get(pointer.removesuffix("/text"), {})
        source = self._raw(proof.get("source", 0)) if proof.get("spans") else None
        return "".join(source.text[start:end] for start, end in proof["spans"]) if source else None


def _is_evidence(found: Any) -> bool:
    """Whether a JSON value has the shape of evidence, as far as it is used here."""
    if not isinstance(found, dict) or found.get("schema") != EVIDENCE_SCHEMA:
        return False
    sources, leaves = found.get("sources"), found.get("leaves")
    if not isinstance(sources, list) or not isinstance(leaves, dict) or not all(isinstance(s, dict) for s in sources):
        return False
    return all(map(_is_entry, leaves.values()))


def _whole(entry: Any) -> Any:
    return {"spans": entry} if isinstance(entry, list) else entry


def _is_entry(entry: Any) -> bool:
    proof = _whole(entry)
    if not isinstance(proof, dict):
        return False
    spans, origins = proof.get("spans", []), proof.get("from", [])
    pairs = isinstance(spans, list) and all(
        isinstance(span, list) and len(span) == 2 and all(isinstance(end, int) for end in span)  # noqa: PLR2004  a pair
        for span in spans
    )
    named = isinstance(origins, list) and all(isinstance(origin, str) for origin in origins)
    return pairs and named and isinstance(proof.get("source", 0), int)


def _find(stated: Mapping[str, Any], record: Path, url: str | None) -> Source | None:
    """A raw page by its path, from the project's folder or from the folders above the record, if its digest fits."""
    path, digest = stated.get("path"), stated.get("sha256")
    if not isinstance(path, str):
        return None
    for folder in (Path(), *record.absolute().parents):
        try:
            data = (folder / path).read_bytes()
        except (OSError, ValueError):
            continue
        source = from_bytes(data, path=path, url=url)
        if source.sha256 == digest:
            return source
    return None
