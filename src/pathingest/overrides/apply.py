"""Corrections made in a record: the last step of every build, and pure.

Each is looked for by its address, and by its quote where that leads nowhere or is not sure. It is made where its place
is certain; whatever does not fit any more is a finding, and nothing is corrected that the editor did not mean.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from pathingest.dataset.address import address_of, find, joined, tokens_of
from pathingest.dataset.pairs import name_of, text_key
from pathingest.fields import plain
from pathingest.fields.roadmap_total import total
from pathingest.model.change import in_words
from pathingest.model.evidence import MARKUP, RESIDUE, Account, Evidence, Proof
from pathingest.model.finding import Finding
from pathingest.model.pathway import Difficulty, Headline, Pathway
from pathingest.model.spelling import meant
from pathingest.model.tuples import NamedTuple
from pathingest.overrides.files import Override, Overrides, Quote
from pathingest.overrides.values import UnfitError, check_texts, form_at, present, read_value

NOT_MADE = "; the correction was not made"
_CONTEXT = 40  # characters that a quote keeps on each side


_Said = tuple[str, str]  # the code of a rule and a message; both empty where all is well
_ITEM = re.compile(r".*/\d+(?=/)")  # of a pointer, the innermost item of a list that it leads into
_NUMBERED = re.compile(r"#\d+(?:/|$)")


class Corrected(NamedTuple):
    """A record with its corrections made.

    Attributes:
        pathway, evidence: the record and its evidence.
        findings: what is wrong with the corrections.
        made: the addresses of those that were made.
        settled: the pointers, in the record as its pages have it, of what an editor set, took away or confirmed.
    """

    pathway: Pathway
    evidence: Evidence
    findings: tuple[Finding, ...]
    made: tuple[str, ...]
    settled: tuple[str, ...] = ()


def correct(pathway: Pathway, evidence: Evidence, overrides: Overrides, texts: Sequence[str]) -> Corrected:
    """A record with the corrections made.

    Args:
        pathway: the record as its pages state it.
        evidence: that of the record.
        overrides: what editors decided.
        texts: the decoded pages, in the order of the evidence's accounts.
    """
    work = _Work(pathway, evidence, texts)
    said = list(zip(overrides.items, work.make(overrides.items), strict=True))
    findings = [overrides.finding(code, message, override) for override, (code, message) in said if code]
    made = [override.at for override, (code, _) in said if code in _MADE and override.at not in work.confirmed]
    result = work.result() if made else (pathway, evidence)
    return Corrected(*result, (*overrides.wrong, *findings), tuple(made), tuple(work.settled))


_MADE = ("", "OVR001", "OVR005")


def decided(
    pathway: Pathway, evidence: Evidence, texts: Sequence[str], at: str, pointer: str | None, value: Any
) -> Override:
    """A correction of a record, with what its pages say there now; the reason is left empty.

    Args:
        pathway, evidence, texts: as those of `correct`.
        at: the address.
        pointer: the JSON Pointer that it leads to; None for an item that is to be put in.
        value: what the editor gives.
    """
    if pointer is None:
        return Override(at, value, "", "")
    node: Any = pathway.model_dump()
    for token in tokens_of(pointer):
        node = node[int(token)] if isinstance(node, list) else node[token]
    return Override(at, value, "", in_words(node) or "", _quote_at(evidence, texts, pointer))


def quote_of(text: str, start: int, end: int) -> Quote:
    """A stretch of a page's text, with some of what is around it."""
    return Quote(text[start:end], text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT])


def _quote_at(evidence: Evidence, texts: Sequence[str], pointer: str) -> Quote | None:
    """What a page says at a pointer, with some of what is around it; None where it says nothing."""
    proof = nearest(evidence.entries, pointer)
    if proof is None or not proof.spans or proof.source >= len(texts):
        return None
    return quote_of(texts[proof.source], proof.spans[0][0], proof.spans[-1][1])


def nearest(entries: Mapping[str, Proof], pointer: str) -> Proof | None:
    """What proves a value, or what it is in; of a part that an item of a list lacks, what names the item."""
    item = _ITEM.match(pointer)
    return _proof(entries, pointer) or (_proof(entries, item[0]) if item else None)


def _proof(entries: Mapping[str, Proof], pointer: str) -> Proof | None:
    """The entry at a pointer, or above it, or the first below; the number of a phase is none, as it is no words."""
    at = pointer
    while at and at not in entries:
        at = at.rpartition("/")[0]
    if at:
        return entries[at]
    below = (
        entry for name, entry in entries.items() if name.startswith(f"{pointer}/") and not name.endswith("/position")
    )
    return next((entry for entry in below if entry.spans), None)


class _Place(NamedTuple):
    """Where a correction belongs in the record as its pages have it.

    Attributes:
        pointer: the value or the item; of an item that is to be put in, its list; None where that is not certain.
        name: of an item that is to be put in, what it is called; None of any other.
        why: why there is no place, or how another was found than the address has; else empty.
    """

    pointer: str | None
    name: str | None = None
    why: str = ""

    @property
    def key(self) -> str:
        """The same for two corrections of one value."""
        return str(self.pointer) if self.name is None else f"{self.pointer}/{text_key(self.name)}"


class _Changes(NamedTuple):
    """What is to be taken out of a list, and put in.

    Attributes:
        names: of its items, as the pages have them; an empty mapping for one without.
        removed: the indices.
        added: for each item its correction, the number of that, and the item.
    """

    names: list[Any]
    removed: list[int]
    added: list[tuple[int, Override, Any]]


class _Work:
    """The record while it is corrected: a tree, its entries and accounts, whose pointers move together."""

    def __init__(self, pathway: Pathway, evidence: Evidence, texts: Sequence[str]) -> None:
        self.tree: dict[str, Any] = pathway.model_dump()
        self.entries = dict(evidence.entries)
        self._order = tuple(evidence.entries)
        self.accounts = list(evidence.accounts)
        self.confirmed: set[str] = set()
        self.settled: list[str] = []
        self._texts = texts

    def make(self, overrides: Sequence[Override]) -> list[_Said]:
        """Make corrections; of each, the code and the words of what is wrong with it, both empty if nothing is.

        All are placed in the record as the pages have it, by the names that these have. Values are set first; then
        items are taken out and put in, in the inner lists before the outer ones: so none shifts the place of another.
        """
        places = [self._place(override) for override in overrides]
        taken: dict[str, Override] = {}
        for override, place in zip(overrides, places, strict=True):
            if place.pointer is not None:
                taken.setdefault(place.key, override)
        said: list[_Said] = []
        values: list[tuple[str, Any, Override]] = []
        lists: dict[str, _Changes] = {}
        for i, (override, place) in enumerate(zip(overrides, places, strict=True)):
            try:
                value = self._value_of(override, place, taken)
            except UnfitError as error:
                said.append(("OVR004", f"{override.at}: {error}"))
                continue
            if place.pointer is None:
                said.append(("OVR003", f"{override.at}: {place.why}{NOT_MADE}"))
            elif place.name is not None:
                said.append(self._sourced(override))
                self._changes_of(place.pointer, lists).added.append((i, override, value))
            elif self._is_confirmed(override, place.pointer, value):
                said.append(("", ""))
                self.confirmed.add(override.at)
                self.settled.append(place.pointer)
            elif self._is_needless(override, place.pointer, value):
                now = _quoted(in_words(self._value(place.pointer)))
                said.append(("OVR002", f"{override.at}: the page says {now} now too: drop this correction"))
            else:
                said.append(self._checked(override, place, value))
                self.settled.append(place.pointer)
                items, _, index = place.pointer.rpartition("/")
                if value is None and index.isdecimal():
                    self._changes_of(items, lists).removed.append(int(index))
                else:
                    values.append((place.pointer, value, override))
        for pointer, value, override in values:
            self._put(pointer, value, override)
        for items in sorted(lists, key=lambda pointer: pointer.count("/"), reverse=True):
            for i, late in self._change(items, lists[items]):
                said[i] = late
        return said

    def _changes_of(self, items: str, lists: dict[str, _Changes]) -> _Changes:
        """What is to be taken out of a list and put in; its names are those that the pages have."""
        if items not in lists:
            lists[items] = _Changes([name_of(item) or {} for item in self._value(items)], [], [])
        return lists[items]

    def _value_of(self, override: Override, place: _Place, taken: Mapping[str, Override]) -> Any:
        """The value that a correction gives, as its place takes it.

        Raises:
            UnfitError: it does not fit there, or another correction is of the same place, or one around it.
        """
        form_at(override.at)
        if place.pointer is None:
            return None
        if taken[place.key] is not override:
            raise UnfitError(f"{taken[place.key].at} corrects the same: keep one")
        outer = place.pointer if place.name is not None else place.pointer.rpartition("/")[0]
        while outer:
            if outer in taken:
                raise UnfitError(f"it is inside of what {taken[outer].at} corrects as a whole: correct it there")
            outer = outer.rpartition("/")[0]
        if place.name is not None:
            value = read_value(override.value, form := form_at(f"{place.pointer}/0"))
            check_texts(value, form)
            wanted = text_key(place.name)
            if not wanted or not text_key(name_of(value) or "").startswith(wanted):
                raise UnfitError(f"the value is called {_quoted(name_of(value))}, and its address is not")
            return value
        if override.value is None and place.pointer.rpartition("/")[2].isdecimal():
            return None
        value, now = read_value(override.value, form_at(place.pointer)), self._value(place.pointer)
        self._check_texts(override, place.pointer, value, taken)
        if isinstance(value, dict) and "position" in value:
            return {**value, "position": now["position"]}
        return _numbered(value)

    def _check_texts(self, override: Override, pointer: str, value: Any, taken: Mapping[str, Override]) -> None:
        """Refuse a value that contradicts its text; of one that is set alone, as it is with what is beside it.

        Raises:
            UnfitError: it does.
        """
        around, _, part = pointer.rpartition("/")
        if around and present(form_at(around)) in (Difficulty, Headline):
            pointer, value = around, {**self._value(around), part: value}
            for name in value.keys() - {part}:
                if other := taken.get(f"{around}/{name}"):
                    value[name] = read_value(other.value, form_at(f"{around}/{name}"))
        texts = (*_texts(self._value(pointer)), *(override.replaced or "").splitlines())
        check_texts(value, form_at(pointer), set(map(text_key, texts)))

    def _is_confirmed(self, override: Override, pointer: str, value: Any) -> bool:
        """Whether an editor looked at what the page says and said that it is so, and the page still says it."""
        now = self._value(pointer)
        return override.replaced is not None and bool(now == value) and _says(now, override.replaced)

    def _is_needless(self, override: Override, pointer: str, value: Any) -> bool:
        """Whether the page says what is to be set: in other words too, if it did not when that was decided."""
        now = self._value(pointer)
        return bool(now == value) or (_alike(now, value) and not (override.replaced and _says(now, override.replaced)))

    def _checked(self, override: Override, place: _Place, value: Any) -> _Said:
        """What is to be said of a correction that is made: the page has changed, or it was placed by its quote."""
        now = self._value(str(place.pointer))
        if override.replaced is not None and not _says(now, override.replaced):
            words, replaced = in_words(value), in_words(override.replaced)
            if (words or "") == replaced and not isinstance(override.value, dict):
                said = f"the page now says {_quoted(in_words(now))}; you confirmed {_quoted(words)}"
                return "OVR001", f"{override.at}: {said}"
            if words == replaced:  # what differs has no words: a level beside the text
                words = json.dumps(override.value, ensure_ascii=False)
            what = "took it away" if value is None else f"set {_quoted(words)}"
            was = f"when it said {_quoted(replaced or None)}"
            return "OVR001", f"{override.at}: the page now says {_quoted(in_words(now))}; you {what} {was}"
        return ("OVR005", f"{override.at}: {place.why}") if place.why else self._sourced(override)

    def _sourced(self, override: Override) -> _Said:
        """What is to be said of where a value was taken from: nothing, if the page still says it there."""
        if override.source is None or self._source_of(override):
            return "", ""
        words = _quoted(override.source.text)
        return "OVR001", f"{override.at}: the page does not say {words} any more, where the value was taken from"

    def _source_of(self, override: Override) -> tuple[int, int, int] | None:
        """The number of the page that a value was taken from, and where it begins and ends there, if that is sure."""
        if override.source is None or not override.source.text.strip():
            return None
        quote, found = override.source, list[tuple[int, int, int, int]]()
        for number, text in enumerate(self._texts[: len(self.accounts)]):
            start = text.find(quote.text)
            while start >= 0:
                end = start + len(quote.text)
                found.append((_sides(text, start, end, quote), number, start, end))
                start = text.find(quote.text, end)
        for sides in (2, 1):
            fits = [place for place in found if place[0] >= sides]
            if len(fits) == 1:
                return fits[0][1:]
        return None

    # --- places ------------------------------------------------------------------------------------------------------

    def _place(self, override: Override) -> _Place:
        """Where a correction belongs: by its address; by its quote where that leads nowhere, or has a number."""
        # One more item of the same name, or one less, would shift a number.
        is_numbered = _NUMBERED.search(override.at) is not None
        found, quoted = find(self.tree, override.at), self._by_quote(override, 2 if is_numbered else 1)
        if found.pointer is None:
            if quoted:
                return _Place(quoted, why=f"{found.missing!r} is not there; {self._elsewhere(quoted)}")
            is_last = len(tokens_of(override.at)) == found.at.count("/") + 1
            is_new = is_last and override.value is not None and not override.replaced
            if is_new and isinstance(self._value(found.at), list):
                return _Place(found.at, _NUMBERED.sub("", found.missing).removesuffix("\u2026"))
            near = f"; did you mean {found.near!r}?" if found.near else ""
            return _Place(None, why=f"{found.missing!r} is not there{near}")
        if quoted == found.pointer or override.quote is None:
            return _Place(found.pointer)
        if is_numbered:
            if quoted:
                return _Place(quoted, why=self._elsewhere(quoted))
            return _Place(None, why="which of the items with this name it is for cannot be told any more")
        return _Place(None, why=self._elsewhere(quoted)) if quoted else _Place(found.pointer)

    def _elsewhere(self, pointer: str) -> str:
        return f"its text is in {address_of(self.tree, pointer)}"

    def _by_quote(self, override: Override, sides: int) -> str | None:
        """The pointer of the same kind of value whose text is the quote, if there is one alone.

        On so many sides, 1 or 2, what is around it must be as it was.
        """
        quote = override.quote
        if quote is None or not quote.text.strip():
            return None
        shape, rest = _shape(self.tree, override.at), ""
        if override.replaced == "" and None in shape:  # the quote is of the item that lacked it
            last = len(shape) - shape[::-1].index(None)
            shape, rest = shape[:last], joined([str(token) for token in shape[last:]])
        found: dict[str, int] = {}
        for pointer, entry in self.entries.items():
            if entry.spans and entry.source < len(self._texts):
                text, (start, end) = self._texts[entry.source], (entry.spans[0][0], entry.spans[-1][1])
                if text[start:end] == quote.text and (at := _cut(pointer, shape)):
                    found[at] = max(found.get(at, 0), _sides(text, start, end, quote))
        fits = [(at, count) for at, count in found.items() if count]
        return f"{fits[0][0]}{rest}" if len(fits) == 1 and fits[0][1] >= sides else None

    def _value(self, pointer: str) -> Any:
        node: Any = self.tree
        for token in tokens_of(pointer):
            node = node[int(token)] if isinstance(node, list) else node[token]
        return node

    # --- changes -----------------------------------------------------------------------------------------------------

    def _put(self, pointer: str, value: Any, override: Override) -> None:
        """Set what is at a pointer; the new proof has the place that the value was taken from, else that of the old."""
        old = _proof(self.entries, pointer)
        above, _, last = pointer.rpartition("/")
        parent = self._value(above)
        parent[int(last) if isinstance(parent, list) else last] = value
        self.entries = {name: entry for name, entry in self.entries.items() if not _is_inside(name, pointer)}
        self._repoint(lambda role: pointer if _is_inside(role, pointer) and role != pointer else role)
        if value not in (None, []):
            self.entries[pointer] = self._taken(pointer, override, old)

    def _taken(self, pointer: str, override: Override, old: Proof | None = None) -> Proof:
        """The proof of a value that an editor gives; what it was taken from is no residue any more."""
        place = self._source_of(override)
        if place is None:
            return Proof(spans=old.spans if old else (), source=old.source if old else 0, override=override.at)
        number, start, end = place
        account = self.accounts[number]
        spans = [
            (max(a, start), min(b, end)) for a, b, role in account.stretches if a < end and start < b and role != MARKUP
        ]
        self.accounts[number] = _claimed(account, start, end, pointer)
        return Proof(spans=tuple(_joined(spans)), source=number, override=override.at)

    def _remove(self, pointer: str) -> None:
        items, index = pointer.rpartition("/")[0], int(pointer.rpartition("/")[2])
        del self._value(items)[index]
        self.entries = {name: entry for name, entry in self.entries.items() if not _is_inside(name, pointer)}
        self._shift(items, index, -1, gone=pointer)

    def _change(self, pointer: str, changes: _Changes) -> Iterator[tuple[int, _Said]]:
        """Take items out of a list, and put others in: before any other, those that follow one that is there."""
        names, items, waiting = changes.names, self._value(pointer), list(changes.added)
        for index in sorted(changes.removed, reverse=True):
            self._remove(f"{pointer}/{index}")
            del names[index]
        while waiting:
            places = ((one, _behind(one[1].after, names, items)) for one in waiting)
            (i, override, value), place = next((found for found in places if found[1] is not None), (waiting[0], None))
            waiting.remove((i, override, value))
            if place is None:
                place = len(items)
                near = meant(str(override.after), filter(None, map(name_of, items)))
                lost = (
                    f"{override.after!r}, which it follows, is not there{f'; did you mean {near!r}?' if near else ''}"
                )
                yield i, ("OVR005", f"{override.at}: {lost}: it is the last")
            items.insert(place, value)
            names.insert(place, name_of(value))
            self._shift(pointer, place, 1)
            self.entries[f"{pointer}/{place}"] = self._taken(f"{pointer}/{place}", override)

    def _shift(self, items: str, index: int, by: int, gone: str | None = None) -> None:
        """Let the pointers of a list's items from `index` on follow them; those into a `gone` one mean the list."""

        def move(pointer: str) -> str:
            if gone is not None and _is_inside(pointer, gone):
                return items
            if not pointer.startswith(f"{items}/"):
                return pointer
            place, slash, rest = pointer[len(items) + 1 :].partition("/")
            if not place.isdecimal() or int(place) < index:
                return pointer
            return f"{items}/{int(place) + by}{slash}{rest}"

        self.entries = {
            move(name): entry._replace(origins=tuple(map(move, entry.origins))) for name, entry in self.entries.items()
        }
        for claim in self.tree["claims"]:
            claim["at"] = move(claim["at"])
        self._repoint(move)

    def _repoint(self, move: Callable[[str], str]) -> None:
        self.accounts = [
            account._replace(roles=[move(role) if role.startswith("/") else role for role in account.roles])
            for account in self.accounts
        ]

    # --- what follows ------------------------------------------------------------------------------------------------

    def result(self) -> tuple[Pathway, Evidence]:
        """The record and its evidence, with what is computed of others computed anew."""
        self._drop_claims()
        for i, phase in enumerate(self.tree["roadmap"]):
            if phase["position"] != i + 1:
                phase["position"] = i + 1
                if (at := f"/roadmap/{i}/position") in self.entries:  # it is not the number on the page any more
                    self.entries[at] = Proof(origins=(f"/roadmap/{i}",))
        record = Pathway.model_validate(self.tree)
        summed = total([phase.duration for phase in record.roadmap])
        self.tree["roadmap_total"] = plain(summed)
        if summed:
            self.entries["/roadmap_total"] = summed.proof
        else:
            self.entries.pop("/roadmap_total", None)
        return Pathway.model_validate(self.tree), Evidence(tuple(self.accounts), self._in_order())

    def _in_order(self) -> dict[str, Proof]:
        """The entries in the order of the page's evidence, whatever that of the corrections was."""
        inner = {pointer: i for i, pointer in enumerate(_pointers(self.tree))}
        outer: dict[str, int] = {}
        for pointer in (*self._order, *inner):
            outer.setdefault(pointer.split("/")[1] if pointer else "", len(outer))

        def place(entry: tuple[str, Proof]) -> tuple[int, int]:
            first, *rest = entry[0].split("/")[1:]
            return outer[first], inner[f"/{first}/{rest[0]}" if first == "claims" else entry[0]]

        return dict(sorted(self.entries.items(), key=place))

    def _drop_claims(self) -> None:
        """Leave out the figures that the texts they were read in do not state any more."""
        for i in reversed(range(len(self.tree["claims"]))):
            claim = self.tree["claims"][i]
            try:
                text = self._value(claim["at"])
            except (LookupError, TypeError, ValueError):
                text = None
            if not isinstance(text, str) or claim["text"] not in text:
                self._remove(f"/claims/{i}")


def _claimed(account: Account, start: int, end: int, role: str) -> Account:
    """An account in which the residue of a stretch has a role."""
    ends, roles = list[int](), list[str]()
    for a, b, old in account.stretches:
        cuts = [a, *(cut for cut in (start, end) if old == RESIDUE and a < cut < b), b]
        for low, high in pairwise(cuts):
            ends.append(high)
            roles.append(role if old == RESIDUE and start <= low and high <= end else old)
    return account._replace(ends=tuple(ends), roles=tuple(roles))


def _joined(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans in their order, those that touch as one."""
    start = end = -1
    for a, b in spans:
        if a != end and end >= 0:
            yield start, end
        start, end = (start if a == end else a), b
    if end >= 0:
        yield start, end


def _behind(after: str | None, names: Sequence[Any], items: Sequence[Any]) -> int | None:
    """Where an item goes that follows the one of a name, in the pages or as it is corrected; None if none has that."""
    if not after:
        return len(items) if after is None else 0
    token = joined([after])
    found = find(names, token).pointer or find(items, token).pointer
    return int(found[1:]) + 1 if found else None


def _numbered(value: Any) -> Any:
    """A list of phases with their places; anything else as it is."""
    if not isinstance(value, list):
        return value
    return [
        {**item, "position": i} if isinstance(item, dict) and "position" in item else item
        for i, item in enumerate(value, 1)
    ]


def _pointers(tree: Any, pointer: str = "") -> Iterator[str]:
    """The pointers of a record's parts, in its order."""
    yield pointer
    if isinstance(tree, dict | list):
        for name, part in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from _pointers(part, f"{pointer}/{name}")


def _texts(tree: Any) -> Iterator[str]:
    """The texts of a record's part."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict | list):
        for part in tree.values() if isinstance(tree, dict) else tree:
            yield from _texts(part)


def _is_inside(pointer: str, outer: str) -> bool:
    return pointer == outer or pointer.startswith(f"{outer}/")


def _shape(tree: Any, address: str) -> list[str | None]:
    """The tokens of an address, None for those of items: of one shape are values of one kind."""
    shape: list[str | None] = []
    node = tree
    for token in tokens_of(address):
        if isinstance(node, list):
            shape.append(None)
            node = node[0] if node else {}
        else:
            shape.append(token)
            node = node.get(token) if isinstance(node, dict) else None
    return shape


def _cut(pointer: str, shape: list[str | None]) -> str | None:
    """A pointer without what is below a shape; None if it has another."""
    tokens = tokens_of(pointer)
    if len(tokens) < len(shape):
        return None
    fits = all(token.isdecimal() if part is None else token == part for token, part in zip(tokens, shape, strict=False))
    return joined(tokens[: len(shape)]) if fits else None


def _sides(text: str, start: int, end: int, quote: Quote) -> int:
    """On how many sides of a stretch is what was there when it was quoted; a long text is sure on one without."""
    before = text[max(0, start - len(quote.before)) : start] == quote.before and (quote.before != "" or start == 0)
    after = text[end : end + len(quote.after)] == quote.after and (quote.after != "" or end == len(text))
    return before + after or int(len(quote.text) > _CONTEXT)


def _alike(now: Any, value: Any) -> bool:
    """Whether the page's value is the editor's: in what it means, where both have a text."""
    if isinstance(now, dict) and isinstance(value, dict):
        return {k: v for k, v in now.items() if k != "text"} == {k: v for k, v in value.items() if k != "text"} and (
            _same_words(now.get("text"), value.get("text")) or len(now) > len(("text", "level"))
        )
    return bool(now == value)


def _says(now: Any, replaced: str | None) -> bool:
    return _same_words(in_words(now) or "", in_words(replaced))


def _same_words(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one is other
    return text_key(one) == text_key(other)


def _quoted(words: str | None) -> str:
    if words is None:
        return "nothing"
    short = " ".join(words.split())
    return repr(short if len(short) <= _CONTEXT * 2 else f"{short[: _CONTEXT * 2 - 1]}\u2026")
