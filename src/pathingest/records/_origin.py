"""What is known of the raw pages that a record file was made from: its evidence beside it, and the pages themselves."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from pathingest.model.evidence import EVIDENCE_SCHEMA, ascend
from pathingest.model.limits import LARGEST_EVIDENCE
from pathingest.model.page import Page
from pathingest.model.source import Source, Span
from pathingest.pipeline import ingest_safely
from pathingest.profiles import Profile
from pathingest.sources import located, project_root, read_anyway, read_bytes, real_paths, unfinished
from pathingest.values.text import canonical

# The older form has an object for each leaf, with the keys of today's.
_READ = ("pathingest.evidence/1", EVIDENCE_SCHEMA)
# How far the bounds of a duration in weeks are below the entry that proves them.
_DEEPEST = 2


@dataclass(frozen=True)
class Provenance:
    """A record file's way back; the evidence and the pages are read when first used.

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
        """Where the value at a pointer was read from; None where that is not known, or no longer sure."""
        proof = self._proof(pointer)
        if proof is None or not self._still_there(pointer):
            return None
        source = self._raw(proof.get("source", 0))
        start, end = proof["spans"][0][0], proof["spans"][-1][1]
        return (source, Span(start, end)) if source and 0 <= start <= end <= len(source.text) else None

    def pages(self) -> tuple[Page, ...]:
        """The raw pages, read when first used; those that are gone or have changed are left out."""
        return self._pages

    @cached_property
    def _pages(self) -> tuple[Page, ...]:
        found = (self._raw(number) for number in range(len(self._stated)))
        return tuple([ingest_safely(source, self.profiles) for source in found if source])

    @cached_property
    def _evidence(self) -> Mapping[str, Any]:
        """The evidence beside the record; empty if there is no such file, it is not ours, or of another build."""
        try:
            found = json.loads(
                read_bytes(
                    self.file.parent / "evidence" / f"{self.file.stem}.json", self._inside, most=LARGEST_EVIDENCE
                )
            )
        except (OSError, ValueError, RecursionError):
            return {}
        return found if _is_evidence(found) and self._is_of_one_build(found["sources"]) else {}

    def _is_of_one_build(self, proven: list[Mapping[str, Any]]) -> bool:
        """Whether evidence is of the pages that the record is of, and the build that wrote them did not end between."""
        digests = [source.get("sha256") for source in self.sources]
        if digests and digests != [source.get("sha256") for source in proven]:
            return False
        return self.file.name not in unfinished(self.file.parent)

    @cached_property
    def _stated(self) -> tuple[Mapping[str, Any], ...]:
        return tuple(self._evidence.get("sources", ())) or self.sources

    @cached_property
    def _read(self) -> dict[int, Source | None]:
        return {}

    def _raw(self, number: int) -> Source | None:
        """A raw page, if it is there as it was when the record was made."""
        if number not in self._read:
            known = number in range(len(self._stated))
            self._read[number] = self._find(self._stated[number], self._address(number)) if known else None
        return self._read[number]

    def _find(self, stated: Mapping[str, Any], url: str | None) -> Source | None:
        """A raw page by its path from the working directory, or in the record's project, if its digest fits."""
        path, digest = stated.get("path"), stated.get("sha256")
        if not isinstance(path, str):
            return None
        for folder in (Path(), *self._folders):
            source = read_anyway(folder / located(path), inside=self._inside)
            if source.sha256 == digest:
                return replace(source, path=path, url=url)
        return None

    @cached_property
    def _folders(self) -> tuple[Path, ...]:
        """The folders above the record, up to the root of its repository.

        Where it is in none, they are two: the one that `build` wrote, and the project's, in which that is by default.
        """
        nearest = self.file.absolute().parent
        root = project_root(nearest.parent)
        return tuple(folder for folder in (nearest, *nearest.parents) if folder.is_relative_to(root))

    @cached_property
    def _inside(self) -> frozenset[Path]:
        """Where the record's way back may lead: the working directory, and the record's project."""
        return real_paths((Path(), *self._folders))

    def _address(self, number: int) -> str | None:
        url = self.sources[number].get("url") if number < len(self.sources) else None
        return url if isinstance(url, str) else None

    def _proof(self, pointer: str) -> Mapping[str, Any] | None:
        """What proves a value, what is first in a part of the record, or what a derived value was computed from.

        Each pointer is resolved once, however many others are derived from it, and in however long a chain.
        """
        proofs = self._proofs
        waiting = [(pointer, iter((pointer,)))]
        while waiting:
            name = next(waiting[-1][1], None)
            if name is None:
                waiting.pop()
                continue
            if name not in proofs:
                leaf = self._leaf(name)
                proofs[name] = leaf if leaf.get("spans") else None
                waiting.append((name, iter(leaf.get("from", ()))))
            if found := proofs[name]:
                proofs.update((above, found) for above, _ in waiting)
                return found
        return None

    @cached_property
    def _proofs(self) -> dict[str, Mapping[str, Any] | None]:
        return {}

    def _leaf(self, pointer: str) -> Mapping[str, Any]:
        """The entry at a pointer, the first one inside, or the one above; empty where there is none."""
        leaves, names = self._leaves, self._names
        if pointer not in leaves:
            below = names[bisect_left(names, f"{pointer}/") : bisect_left(names, f"{pointer}0")]  # "0" comes after "/"
            if below:
                return leaves[min(below, key=self._numbers.__getitem__)]
        above = pointer.rsplit("/", _DEEPEST)
        homes = ("/".join(above[:end]) for end in range(len(above), 0, -1))
        return next((leaves[home] for home in homes if home in leaves), {})

    @cached_property
    def _leaves(self) -> Mapping[str, Mapping[str, Any]]:
        """The entries by pointer; a list of spans is an object that holds no more."""
        return {name: _whole(entry) for name, entry in self._evidence.get("leaves", {}).items()}

    @cached_property
    def _names(self) -> list[str]:
        return sorted(self._leaves)

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {name: number for number, name in enumerate(self._leaves)}

    def _still_there(self, pointer: str) -> bool:
        """Whether the innermost list item that holds the value is the one that was read.

        Items may have been moved, put in or taken out by hand since; then a place by its number would be another's.
        """
        tokens = pointer.split("/")
        last = max((i for i, token in enumerate(tokens) if token.isdigit()), default=0)
        if not last:
            return True
        item = "/".join(tokens[: last + 1])
        same = [self._is_quoted(name, value) for name, value in self._texts.get(item, ()) if self._text_at(name)]
        return sum(same) * 2 >= len(same) > 0

    def _is_quoted(self, pointer: str, value: str) -> bool:
        """Whether a text is what the raw page says where it was read."""
        return canonical(self._text_at(pointer) or "")[0] == canonical(value)[0]

    @cached_property
    def _texts(self) -> dict[str, list[tuple[str, str]]]:
        """The texts of each part of the record, except those that replace words of the page."""
        found: dict[str, list[tuple[str, str]]] = {}
        for name, value in self.values.items():
            named = name.rpartition("/")[2] in ("unit", "priority", "level", "kind")
            part = name if isinstance(value, str) and not named else ""
            while part:
                found.setdefault(part, []).append((name, value))
                part = part.rpartition("/")[0]
        return found

    def _text_at(self, pointer: str) -> str | None:
        """What the raw page says where a text was read; that of a value with attributes has the value's entry."""
        proof = self._leaves.get(pointer) or self._leaves.get(pointer.removesuffix("/text"), {})
        source = self._raw(proof.get("source", 0)) if proof.get("spans") else None
        return "".join(source.text[start:end] for start, end in proof["spans"]) if source else None


def _is_evidence(found: Any) -> bool:
    """Whether a JSON value has the shape of evidence, as far as it is used here."""
    if not isinstance(found, dict) or found.get("schema") not in _READ:
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
    pairs = isinstance(spans, list) and all(isinstance(span, list) and len(span) == 2 for span in spans)  # noqa: PLR2004  a pair
    named = isinstance(origins, list) and all(isinstance(origin, str) for origin in origins)
    return pairs and ascend((0, *chain.from_iterable(spans))) and named and isinstance(proof.get("source", 0), int)
