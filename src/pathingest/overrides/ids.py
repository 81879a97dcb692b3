"""`overrides/ids.yaml`: which id a pathway keeps when its pages give it another, which it had before, and what is none.

What the pages alone cannot tell is written down, so that the same inputs give the same ids on every machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from pathingest.model.errors import PathingestError
from pathingest.model.evidence import RESIDUE, Evidence, Proof, evidence_of_one
from pathingest.model.extraction import REFUSED, Note
from pathingest.model.page import Page
from pathingest.model.source import Source, Span
from pathingest.model.spelling import hint
from pathingest.model.tuples import NamedTuple
from pathingest.outputs._yaml import document
from pathingest.overrides import forms
from pathingest.overrides.files import IDS, with_items, wrong_keys
from pathingest.records import YAML, MalformedError, parse_record, plain
from pathingest.sources import from_text, read_file
from pathingest.values.roles import slug


class Lasting(NamedTuple):
    """One pathway: the id that it has, the ids that its pages give it, and those that it had."""

    id: str
    recognised: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


class NoPathway(NamedTuple):
    """A page of which an editor says that it is no pathway, and why; by whom, and when."""

    path: str
    reason: str
    by: str | None = None
    date: str | None = None


@dataclass(frozen=True)
class Ids:
    """What is written down of ids, and of pages that have none."""

    entries: tuple[Lasting, ...] = ()
    no_pathways: tuple[NoPathway, ...] = ()

    @cached_property
    def lasting(self) -> Mapping[str, str]:
        """By the id that pages give, the one that the pathway has."""
        return {own: entry.id for entry in self.entries for own in entry.recognised}

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """By a former id, the one that the pathway has now."""
        return {alias: entry.id for entry in self.entries for alias in entry.aliases}

    def now(self, name: str) -> str | None:
        """The id that a pathway has now of which that was the id, or whose pages give that; None if it is another's."""
        return self.aliases.get(name) or self.lasting.get(name)

    def of_page(self, page: Page) -> Page:
        """A page with the id that its pathway has; without a record, where an editor says that it is none."""
        if refused := self._refused.get(page.source.path):
            return _without_record(page, refused)
        own = page.tree["id"] if page.tree else None
        kept = self.lasting.get(str(own)) if own else None
        if kept is None or page.tree is None:
            return page

        def prove() -> Evidence:
            found = page.evidence
            return replace(found, entries={**found.entries, "/id": Proof(override=f"/{IDS}")})

        return replace(page, tree={**page.tree, "id": kept}, prove=prove)

    @cached_property
    def _refused(self) -> Mapping[str | None, NoPathway]:
        return {one.path: one for one in self.no_pathways}

    @property
    def refused(self) -> frozenset[str]:
        """The paths of the pages that are no pathways."""
        return frozenset(one.path for one in self.no_pathways)

    def with_refused(self, page: NoPathway) -> Ids:
        """With a page that is no pathway."""
        others = self.without_refused(page.path).no_pathways
        return replace(self, no_pathways=tuple(sorted((*others, page))))

    def without_refused(self, path: str) -> Ids:
        """Without what is said of a page."""
        return replace(self, no_pathways=tuple([one for one in self.no_pathways if one.path != path]))

    def kept(self, old: str, new: str) -> Ids:
        """With a pathway that its pages call `new` keeping its id `old`.

        Raises:
            PathingestError: another pathway has one of the ids, or had it.
        """
        entry = self._entry(old)
        return self._with(entry._replace(recognised=_joined(entry.recognised, [new])), self.entries)

    def moved(self, old: str, new: str) -> Ids:
        """With a pathway that was called `old` having the id `new` from now on.

        Raises:
            PathingestError: another pathway has one of the ids, or had it.
        """
        before, there = self._entry(old), self._entry(new)
        recognised = _joined(there.recognised, before.recognised, [old])
        aliases = _joined(there.aliases, before.aliases, [old])
        entry = Lasting(new, *(tuple(own for own in ids if own != new) for ids in (recognised, aliases)))
        return self._with(entry, [other for other in self.entries if other.id != old])

    def dropped(self, name: str, own: str) -> Ids:
        """With nothing decided any more of pages that give the id `own` for the pathway of that name.

        Raises:
            PathingestError: nothing is decided of that.
        """
        entry = self._entry(name)
        if own not in (*entry.recognised, *entry.aliases):
            what = ", ".join(dict.fromkeys((*entry.recognised, *entry.aliases))) or "nothing"
            raise PathingestError(f"{name}: nothing is decided of {own}; of this pathway there is: {what}")
        left = Lasting(name, *(tuple(other for other in ids if other != own) for ids in entry[1:]))
        others = [other for other in self.entries if other.id != name]
        return replace(self, entries=tuple(sorted([*others, left] if left.recognised or left.aliases else others)))

    def _entry(self, name: str) -> Lasting:
        return next((entry for entry in self.entries if entry.id == name), Lasting(name))

    def _with(self, entry: Lasting, entries: Iterable[Lasting]) -> Ids:
        """Those entries with another one, in the place of that of its id."""
        found = {**{other.id: other for other in entries}, entry.id: entry}
        if why := contradiction(list(found.values())):
            raise PathingestError(f"{why}, by {IDS}")
        return replace(self, entries=tuple(sorted(found.values())))


def contradiction(entries: Sequence[Lasting]) -> str:
    """How what is decided of ids contradicts itself, in words; empty if it does not: an id is of one pathway alone."""
    recognised, aliases = _owners(entries, "recognised"), _owners(entries, "aliases")
    for name, count in Counter([entry.id for entry in entries]).items():
        if count > 1:
            return f"{name}: has {count} entries: keep one"
        if name in aliases:
            return f"{name}: is a former id of {aliases[name][0]}; name that one"
        if name in recognised and recognised[name] != [name]:
            return f"{name}: pages that give it are those of {recognised[name][0]}; drop one of the two decisions"
    for owners, what in ((recognised, "pages that give it are those of"), (aliases, "it is a former id of")):
        for own, names in owners.items():
            if len(names) > 1:
                return f"{own}: {what} {' and of '.join(names)}: keep one"
    return ""


def _owners(entries: Iterable[Lasting], kind: Literal["recognised", "aliases"]) -> dict[str, list[str]]:
    """By what is listed in entries, their ids."""
    found: dict[str, list[str]] = {}
    for entry in entries:
        for own in getattr(entry, kind):
            found.setdefault(own, []).append(entry.id)
    return found


def _joined(*ids: Iterable[str]) -> tuple[str, ...]:
    """All of them, each once."""
    return tuple(dict.fromkeys(chain.from_iterable(ids)))


def _without_record(page: Page, refused: NoPathway) -> Page:
    """A page as one that is no pathway; the note says that somebody has looked at it."""
    source, why = page.source, f"an editor says that it is no pathway: {refused.reason}"
    note = Note(REFUSED, "", Span(0, 0), why)
    return replace(page, tree=None, prove=partial(evidence_of_one, source, RESIDUE), notes=(note,), problem=why)


def read_ids(folder: Path) -> Ids:
    """What is written down of ids in a folder of corrections; nothing where the file is not there.

    Raises:
        PathingestError: the file cannot be read, or is wrong; one line.
    """
    path = folder / IDS
    if not path.exists():
        return Ids()
    return ids_in(read_file(path))


def ids_in(source: Source) -> Ids:
    """What a file says of ids.

    Raises:
        PathingestError: it is wrong; one line.
    """
    path = source.path
    if source.problem:
        raise PathingestError(f"{path}: {source.problem}")
    try:
        root = parse_record(source.text, YAML)
    except MalformedError as error:
        line, column = source.position(min(error.offset, len(source.text)))
        raise PathingestError(f"{path}:{line}:{column}: {error.why}") from None
    data = plain(root)
    if not isinstance(data, dict) or data.get("schema") != forms.IDS_SCHEMA or not isinstance(data.get("ids"), list):
        raise PathingestError(f'{path}: schema: "{forms.IDS_SCHEMA}" and a list of ids are expected')
    if why := wrong_keys(root, forms.IDS):
        raise PathingestError(f"{path}: {why}")
    entries = tuple([_entry(item, path) for item in data["ids"]])
    if why := contradiction(entries):
        raise PathingestError(f"{path}: {why}")
    pages = data.get("no_pathways", [])
    if not isinstance(pages, list):
        raise PathingestError(f"{path}: no_pathways: a list of pages is expected")
    refused = tuple([_page(item, path) for item in pages])
    for name, count in Counter([page.path for page in refused]).items():
        if count > 1:
            raise PathingestError(f"{path}: no_pathways: {name} is there {count} times: keep one")
    return Ids(entries, refused)


def _page(item: Any, path: str | None) -> NoPathway:
    if not isinstance(item, dict) or not all(
        isinstance(item.get(key), str) and item[key] for key in ("path", "reason")
    ):
        raise PathingestError(f"{path}: a page that is no pathway has a path and a reason")
    for key in item:
        if key not in forms.NO_PATHWAY or not isinstance(item[key], str | None):
            raise PathingestError(f"{path}: {item['path']}: {key!r} is no text here; {hint(key, forms.NO_PATHWAY)}")
    return NoPathway(**item | {"path": PurePosixPath(item["path"]).as_posix()})


def _entry(item: Any, path: str | None) -> Lasting:
    if not isinstance(item, dict) or not isinstance(item.get("id"), str):
        raise PathingestError(f"{path}: an entry has an id, what it is recognised by, and aliases")
    for key in item:
        if key not in forms.LASTING:
            raise PathingestError(f"{path}: {item['id']}: {key!r} is no key here; {hint(key, forms.LASTING)}")
    lists = [item.get(key, []) for key in ("recognised", "aliases")]
    if not all(isinstance(names, list) and all(isinstance(name, str) for name in names) for names in lists):
        raise PathingestError(f"{path}: {item['id']}: recognised and aliases are lists of ids")
    for name in (item["id"], *lists[0], *lists[1]):
        if slug(name) != name:
            raise PathingestError(f"{path}: {name!r} is no id: ids are words in lower case with hyphens between them")
    return Lasting(item["id"], *map(tuple, lists))


def written(ids: Ids, text: str = "") -> str:
    """The file as text, none where nothing is decided; what there is of it already stays as it is, comments too."""
    if ids == Ids():
        return ""
    entries = [
        {"id": entry.id, "recognised": list(entry.recognised), "aliases": list(entry.aliases)} for entry in ids.entries
    ]
    pages = [{key: value for key, value in page._asdict().items() if value is not None} for page in ids.no_pathways]
    if text.strip():
        with suppress(PathingestError, MalformedError):  # of a file in brackets
            kept = with_items(with_items(text, "ids", "id", entries), "no_pathways", "path", pages)
            if _sorted(ids_in(from_text(kept))) == _sorted(ids):
                return kept
    return document({"schema": forms.IDS_SCHEMA, "ids": entries} | ({"no_pathways": pages} if pages else {}))


def _sorted(ids: Ids) -> Ids:
    return Ids(tuple(sorted(ids.entries)), tuple(sorted(ids.no_pathways)))
