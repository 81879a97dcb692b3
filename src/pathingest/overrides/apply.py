"""Corrections made in a record: the last step of every build, and pure.

Each is looked for by its address, and by its quote where that leads nowhere or is not sure. It is made where its place
is certain; whatever does not fit any more is a finding, and nothing is corrected that the editor did not mean.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pathingest.dataset.address import Found, address_of, find, joined, tokens_of
from pathingest.dataset.pairs import name_of, text_key
from pathingest.fields import plain
from pathingest.fields.roadmap_total import total
from pathingest.model.change import in_words
from pathingest.model.evidence import Account, Evidence, Proof
from pathingest.model.finding import Finding
from pathingest.model.pathway import Pathway
from pathingest.model.tuples import NamedTuple
from pathingest.overrides.files import Override, Overrides, Quote
from pathingest.overrides.values import UnfitError, form_at, read_value

_CONTEXT = 40  # characters that a quote keeps on each side


_Said = tuple[str, str]  # the code of a rule and a message; both empty where all is well


class Corrected(NamedTuple):
    """A record with its corrections made, its evidence, what is wrong with the corrections, and which were made."""

    pathway: Pathway
    evidence: Evidence
    findings: tuple[Finding, ...]
    made: tuple[str, ...]


def correct(pathway: Pathway, evidence: Evidence, overrides: Overrides, texts: Sequence[str]) -> Corrected:
    """A record with the corrections made.

    Args:
        pathway: the record as its pages state it.
        evidence: that of the record.
        overrides: what editors decided.
        texts: the decoded pages, in the order of the evidence's accounts.
    """
    work = _Work(pathway, evidence, texts)
    said = work.make(overrides.items)
    findings = [overrides.finding(code, message, override) for override, (code, message) in said if code]
    made = [override.at for override, (code, _) in said if code in _MADE]
    return Corrected(*work.result(), (*overrides.wrong, *findings), tuple(made))


_MADE = ("", "OVR001", "OVR005")


def quote_at(evidence: Evidence, texts: Sequence[str], pointer: str) -> Quote | None:
    """What a page says at a pointer, with some of what is around it; None where it says nothing."""
    proof = _proof(evidence.entries, pointer)
    if proof is None or not proof.spans or proof.source >= len(texts):
        return None
    text, start, end = texts[proof.source], proof.spans[0][0], proof.spans[-1][1]
    return Quote(text[start:end], text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT])


def _proof(entries: Mapping[str, Proof], pointer: str) -> Proof | None:
    """The entry at a pointer, or above it, or the first below."""
    at = pointer
    while at and at not in entries:
        at = at.rpartition("/")[0]
    if at:
        return entries[at]
    return next((entry for name, entry in entries.items() if name.startswith(f"{pointer}/") and entry.spans), None)


class _Work:
    """The record while it is corrected: a tree, its entries and accounts, whose pointers move together."""

    def __init__(self, pathway: Pathway, evidence: Evidence, texts: Sequence[str]) -> None:
        self.tree: dict[str, Any] = pathway.model_dump()
        self.entries = dict(evidence.entries)
        self.accounts = list(evidence.accounts)
        self._texts = texts

    def make(self, overrides: Sequence[Override]) -> list[tuple[Override, _Said]]:
        """Make corrections; with each, the code and the words of what is wrong with it, both empty if nothing is.

        All are placed in the record as the pages have it, by the names that these have. Values are set first, then
        items taken out, the last ones first, then items put in: so none shifts the place of another.
        """
        placed = [(override, *self._place(override)) for override in overrides]
        said: dict[str, _Said] = {}
        removals: list[tuple[str, Override]] = []
        for override, found, moved in placed:
            if found.pointer is None:
                continue
            parent = self._value(found.pointer.rpartition("/")[0])
            try:
                if override.value is None and isinstance(parent, list):
                    form_at(found.pointer)
                    said[override.at] = self._checked(override, found.pointer, None, moved)
                    removals.append((found.pointer, override))
                else:
                    value = read_value(override.value, form_at(found.pointer))
                    said[override.at] = self._set(override, found.pointer, value, moved)
            except UnfitError as error:
                said[override.at] = "OVR004", f"{override.at}: {error}"
        for pointer, _ in sorted(removals, key=lambda item: _in_order(item[0]), reverse=True):
            self._remove(pointer)
        for override, found, _ in placed:
            if found.pointer is None:
                is_new = self._is_new(override, found)
                said[override.at] = self._insert(override, found) if is_new else ("OVR003", _lost(override, found))
        return [(override, said[override.at]) for override in overrides]

    def _set(self, override: Override, pointer: str, value: Any, moved: str) -> _Said:
        now = self._value(pointer)
        if isinstance(now, dict) and isinstance(value, dict) and "position" in now:
            value = {**value, "position": now["position"]}
        if _alike(now, value):
            return "OVR002", f"{override.at}: the page says {_quoted(in_words(now))} now too: drop this correction"
        found = self._checked(override, pointer, value, moved)
        self._put(pointer, value, override.at)
        return found

    def _checked(self, override: Override, pointer: str, value: Any, moved: str) -> _Said:
        """What is to be said of a correction that is made: the page has changed, or it was placed by its quote."""
        now = self._value(pointer)
        if not _says(now, override.replaced):
            what = "took it away" if value is None else f"set {_quoted(in_words(value))}"
            was = f"when it said {_quoted(override.replaced)}" if override.replaced else "when it said nothing"
            return "OVR001", f"{override.at}: the page now says {_quoted(in_words(now))}; you {what} {was}"
        return ("OVR005", f"{override.at}: {moved}") if moved else ("", "")

    # --- places ------------------------------------------------------------------------------------------------------

    def _place(self, override: Override) -> tuple[Found, str]:
        """Where a correction belongs; with what is to be said of it if only its quote says so."""
        found = find(self.tree, override.at)
        if found.pointer is not None or override.quote is None:
            return found, ""
        pointer = self._by_quote(override)
        if pointer is None:
            return found, ""
        return Found(
            pointer
        ), f"{found.missing!r} is not there any more; its text is in {address_of(self.tree, pointer)}"

    def _by_quote(self, override: Override) -> str | None:
        """The pointer of the same kind of value whose text is the quote, in its surroundings, if there is one alone."""
        quote = override.quote
        if quote is None or not quote.text.strip():
            return None
        shape = _shape(self.tree, override.at)
        found: set[str] = set()
        for pointer, entry in self.entries.items():
            if entry.spans and not entry.override and entry.source < len(self._texts):
                text, (start, end) = self._texts[entry.source], (entry.spans[0][0], entry.spans[-1][1])
                if text[start:end] == quote.text and _is_around(text, start, end, quote):
                    at = _cut(pointer, shape)
                    if at:
                        found.add(at)
        return found.pop() if len(found) == 1 else None

    def _value(self, pointer: str) -> Any:
        node: Any = self.tree
        for token in tokens_of(pointer):
            node = node[int(token)] if isinstance(node, list) else node[token]
        return node

    # --- changes -----------------------------------------------------------------------------------------------------

    def _put(self, pointer: str, value: Any, address: str) -> None:
        """Set what is at a pointer; the new proof keeps the place of the old one."""
        old = _proof(self.entries, pointer)
        above, _, last = pointer.rpartition("/")
        parent = self._value(above)
        parent[int(last) if isinstance(parent, list) else last] = value
        self.entries = {name: entry for name, entry in self.entries.items() if not _is_inside(name, pointer)}
        if value not in (None, []):
            spans, source = (old.spans, old.source) if old else ((), 0)
            self.entries[pointer] = Proof(spans=spans, source=source, override=address)
        self._repoint(lambda role: pointer if _is_inside(role, pointer) and role != pointer else role)

    def _remove(self, pointer: str) -> None:
        items, index = pointer.rpartition("/")[0], int(pointer.rpartition("/")[2])
        del self._value(items)[index]
        self.entries = {name: entry for name, entry in self.entries.items() if not _is_inside(name, pointer)}
        self._shift(items, index, -1, gone=pointer)

    def _is_new(self, override: Override, found: Found) -> bool:
        """Whether an item is to be put in: its list is there, and it was not when that was decided."""
        last = tokens_of(override.at)[-1:]
        is_list = isinstance(self._value(found.at), list)
        return is_list and override.replaced is None and override.value is not None and last == [found.missing]

    def _insert(self, override: Override, found: Found) -> _Said:
        items = self._value(found.at)
        try:
            value = read_value(override.value, form_at(f"{found.at}/0"))
        except UnfitError as error:
            return "OVR004", f"{override.at}: {error}"
        wanted = found.missing.removesuffix("\u2026")
        if not text_key(name_of(value) or "").startswith(text_key(wanted)):
            return "OVR004", f"{override.at}: the value is called {_quoted(name_of(value))}, and its address is not"
        index, wrong = len(items), ("", "")
        if override.after == "":
            index = 0
        elif override.after is not None:
            before = find(items, joined([override.after]))
            if before.pointer is None:
                wrong = "OVR005", f"{override.at}: {override.after!r}, which it follows, is gone: it is the last"
            else:
                index = int(before.pointer[1:]) + 1
        items.insert(index, value)
        self._shift(found.at, index, 1)
        self.entries[f"{found.at}/{index}"] = Proof(override=override.at)
        return wrong

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
        for number, item in enumerate(self._value(items), 1):
            if isinstance(item, dict) and "position" in item:
                item["position"] = number

    def _repoint(self, move: Callable[[str], str]) -> None:
        self.accounts = [
            account._replace(roles=[move(role) if role.startswith("/") else role for role in account.roles])
            for account in self.accounts
        ]

    # --- what follows ------------------------------------------------------------------------------------------------

    def result(self) -> tuple[Pathway, Evidence]:
        """The record and its evidence, with what is computed of others computed anew."""
        self._drop_claims()
        record = Pathway.model_validate(self.tree)
        summed = total([phase.duration for phase in record.roadmap])
        self.tree["roadmap_total"] = plain(summed)
        self.entries = {name: entry for name, entry in self.entries.items() if name != "/roadmap_total"}
        if summed:
            self.entries["/roadmap_total"] = summed.proof
        accounts: list[Account] = self.accounts
        return Pathway.model_validate(self.tree), Evidence(tuple(accounts), self.entries)

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


def _in_order(pointer: str) -> list[tuple[int, str]]:
    """Sorts pointers as a record has them, the indices of lists as numbers."""
    return [(int(token), "") if token.isdecimal() else (0, token) for token in tokens_of(pointer)]


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


def _is_around(text: str, start: int, end: int, quote: Quote) -> bool:
    """Whether what is before or after a stretch is what was there when it was quoted."""
    before = quote.before and text[max(0, start - len(quote.before)) : start] == quote.before
    return bool(before or (quote.after and text[end : end + len(quote.after)] == quote.after))


def _alike(now: Any, value: Any) -> bool:
    """Whether the page's value is the editor's: in what it means, where both have a text."""
    if isinstance(now, dict) and isinstance(value, dict):
        return {k: v for k, v in now.items() if k != "text"} == {k: v for k, v in value.items() if k != "text"} and (
            _same_words(now.get("text"), value.get("text")) or len(now) > len(("text", "level"))
        )
    return bool(now == value)


def _says(now: Any, replaced: str | None) -> bool:
    return _same_words(in_words(now) or None, replaced)


def _same_words(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one is other
    return text_key(one) == text_key(other)


def _quoted(words: str | None) -> str:
    if words is None:
        return "nothing"
    short = " ".join(words.split())
    return repr(short if len(short) <= _CONTEXT * 2 else f"{short[: _CONTEXT * 2 - 1]}\u2026")


def _lost(override: Override, found: Found) -> str:
    near = f"; did you mean {found.near!r}?" if found.near else ""
    return f"{override.at}: {found.missing!r} is not there any more{near}; the correction was not made"
