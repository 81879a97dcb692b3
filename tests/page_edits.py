"""Pages edited after a correction was decided: where its value is then is known from how the page was edited.

A case takes a page, decides on a correction of one of its values, edits the page once or twice, and makes the
correction in what the page states then. `tools/overrides/moved.py` counts what comes of many, by kind of edit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any, Literal, NamedTuple

from pathingest.dataset.address import address_of, tokens_of
from pathingest.model.page import Page
from pathingest.model.source import Source
from pathingest.overrides.apply import correct, decided
from pathingest.overrides.files import Override, Overrides
from pathingest.overrides.values import UnfitError, form_at, read_value
from pathingest.pipeline import ingest
from pathingest.sources import from_text, read_file

Outcome = Literal["made", "made, reported", "reported", "lost", "wrong"]
COMPUTED = ("claims", "roadmap_total")
ITEM = re.compile(r"(?P<items>.*)/(?P<index>\d+)(?=/|$)")
WORD = re.compile(r"[A-Za-z]{4,}")
NAMES = ("name", "title", "label", "question")


class Anchor(NamedTuple):
    """A place in a page: characters that belong to a value, and what leads from what they state to the value."""

    start: int
    end: int
    rest: str = ""


@dataclass(frozen=True)
class Edited:
    """A page, and where in its text the value is that a correction is of.

    Attributes:
        anchors: where the value is, and where its item is named, and the same of each copy: with the last part of the
            pointer that leads from there to the value. None at all once it is gone.
        kind: the pointer of the value as it was: one of the same kind differs in its numbers alone.
    """

    page: Page
    anchors: tuple[Anchor, ...]
    kind: str

    @property
    def text(self) -> str:
        return self.page.source.text

    @property
    def pointers(self) -> list[str]:
        """Where the value is in the record; the first is of the item."""
        if self.page.pathway is None:
            return []
        if not ITEM.match(self.kind):
            return [self.kind]  # there is one, whatever the page says
        return [pointer for anchor in self.anchors if (pointer := self._pointer(anchor))]

    def _pointer(self, anchor: Anchor) -> str | None:
        owner = next((role for start, end, role in stretches(self.page) if start <= anchor.start < end), "")
        kind = self.kind.removesuffix(anchor.rest).split("/")
        parts = owner.split("/")[: len(kind)]
        alike = [part for part in parts if not part.isdecimal()] == [part for part in kind if not part.isdecimal()]
        return f"{'/'.join(parts)}{anchor.rest}" if alike and len(parts) == len(kind) else None

    @property
    def pointer(self) -> str:
        """Where the first is; empty if it is gone."""
        return next(iter(self.pointers), "")

    @property
    def item(self) -> str:
        """The innermost item of a list that the value is in, or is; empty if there is none."""
        match = ITEM.match(self.pointer)
        return match[0] if match else ""

    @property
    def span(self) -> tuple[int, int] | None:
        """Where the value itself is."""
        has_one = self.pointer and at(self.page.tree, self.pointer) is not None
        return span_of(self.page, self.pointer) if has_one else None

    def put(self, start: int, end: int, new: str) -> Edited:
        """With other characters at [start, end)."""
        by = len(new) - (end - start)
        anchors = []
        for first, last, rest in self.anchors:
            if end <= first:
                anchors.append(Anchor(first + by, last + by, rest))
            elif last <= start:
                anchors.append(Anchor(first, last, rest))
            elif new:  # it is in there, or it has a word changed
                anchors.append(Anchor(min(start, first), max(min(start, first) + 1, last + by), rest))
        return self.with_text(self.text[:start] + new + self.text[end:], anchors)

    def with_text(self, text: str, anchors: Sequence[Anchor]) -> Edited:
        source = from_text(text, media_type=self.page.source.media_type)
        return replace(self, page=ingest(source), anchors=tuple(anchors))


def stretches(page: Page) -> Sequence[tuple[int, int, str]]:
    return page.evidence.accounts[0].stretches


def is_inside(role: str, pointer: str) -> bool:
    return role == pointer or role.startswith(f"{pointer}/")


def lines(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole lines of [start, end), with the blank ones behind them."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last + 1
    while last < len(text) and text[last] == "\n":
        last += 1
    return first, last


def block(page: Page, pointer: str) -> tuple[int, int] | None:
    """The lines of an item; None if it has none of its own."""
    own = [(start, end) for start, end, role in stretches(page) if is_inside(role, pointer)]
    if not own:
        return None
    first, last = lines(page.source.text, own[0][0], own[-1][1])
    others = [role for start, end, role in stretches(page) if start < last and end > first and role.startswith("/")]
    return (first, last) if all(is_inside(role, pointer) for role in others) else None


def section(page: Page, field: str) -> tuple[int, int] | None:
    """A section with its heading: from behind what is before it."""
    own = [i for i, (_, _, role) in enumerate(stretches(page)) if is_inside(role, f"/{field}")]
    if not own:
        return None
    before = [end for _, end, role in stretches(page)[: own[0]] if role.startswith("/")]
    text = page.source.text
    first = lines(text, before[-1] - 1, before[-1])[1] if before else 0
    return first, lines(text, *stretches(page)[own[-1]][:2])[1]


def span_of(page: Page, pointer: str) -> tuple[int, int] | None:
    entry = page.evidence.entries.get(page.evidence.home(pointer))
    return (entry.spans[0][0], entry.spans[-1][1]) if entry and entry.spans else None


def name_span(page: Page, item: str) -> tuple[int, int] | None:
    """Where an item's name is; None for one that is its own name."""
    return next((span for name in NAMES if (span := span_of(page, f"{item}/{name}"))), None)


# --------------------------------------------------------------------------------------------------------------------
# The edits: each gives the page edited, or None where it cannot be made.

Edit = Callable[[Random, Edited], Edited | None]


def nothing(_: Random, now: Edited) -> Edited:
    return now


def move_section(chance: Random, now: Edited) -> Edited | None:
    """Put the section of the value before another one."""
    fields = ["overview", "transferable_skills", "skills_to_learn", "roadmap", "reality_check", "action_plan", "faq"]
    field = (now.pointer or "/").split("/")[1]
    own, other = section(now.page, field), section(now.page, chance.choice(fields))
    return moved(now, own, other) if field in fields else None


def move_item(chance: Random, now: Edited) -> Edited | None:
    """Put the item of the value before another one of its list."""
    match = ITEM.match(now.item or "")
    if not match:
        return None
    return moved(now, block(now.page, match[0]), block(now.page, f"{match['items']}/{chance.randint(0, 5)}"))


def moved(now: Edited, own: tuple[int, int] | None, other: tuple[int, int] | None) -> Edited | None:
    """With the text at `own` before that at `other`."""
    if not own or not other or own[0] <= other[0] <= own[1]:
        return None
    first, start, end = sorted([other[0], *own])
    text = now.text[:first] + now.text[start:end] + now.text[first:start] + now.text[end:]
    by = {True: first - start, False: end - start}  # of what comes earlier now, and of what it passes
    moves = [by[start <= one.start] if first <= one.start < end else 0 for one in now.anchors]
    return now.with_text(text, [shifted(one, move) for one, move in zip(now.anchors, moves, strict=True)])


def shifted(anchor: Anchor, by: int) -> Anchor:
    return anchor._replace(start=anchor.start + by, end=anchor.end + by)


def insert_new(chance: Random, now: Edited) -> Edited | None:
    """Put an item with another name above the value's."""
    return inserted(chance, now, "Basket Weaving for Wombats", keep=chance.random() < 0.5)


def insert_same(chance: Random, now: Edited) -> Edited | None:
    """Put an item with the same name, which says something else, above the value's."""
    return inserted(chance, now, None, keep=False)


def insert_alike(chance: Random, now: Edited) -> Edited | None:
    """Put an item above whose name begins as the value's does."""
    span = now.item and (name_span(now.page, now.item) or span_of(now.page, now.item))
    return inserted(chance, now, f"{now.text[slice(*span)]} and wombats", keep=False) if span else None


def inserted(chance: Random, now: Edited, name: str | None, *, keep: bool) -> Edited | None:
    own = now.item and block(now.page, now.item)
    if not own:
        return None
    span = name_span(now.page, now.item)
    start, end = own
    head, called, body = now.text[start:start], "", now.text[start:end]
    if span:
        head, called, body = now.text[start : span[0]], now.text[slice(*span)], now.text[span[1] : end]
    elif name is not None and (whole := span_of(now.page, now.item)):
        head, body = now.text[start : whole[0]], now.text[whole[1] : end]
    elif name is None:
        return None
    return now.put(start, start, f"{head}{called if name is None else name}{body if keep else differing(chance, body)}")


def differing(chance: Random, body: str) -> str:
    """Text with other numbers, badges and words."""
    badges = ["Critical", "Important", "Nice to have"]
    body = re.sub("|".join(badges), lambda match: badges[(badges.index(match[0]) + 1) % 3], body)
    body = re.sub(r"\d+(?= weeks| months)", lambda match: str(int(match[0]) + 1 + chance.randrange(3)), body)
    labels = {"Tasks", "Resources", "weeks", "months", "Critical", "Important", "Nice", "have"}
    return WORD.sub(lambda match: match[0] if match[0] in labels or chance.random() < 0.7 else "wombat", body)


def change_word_inside(chance: Random, now: Edited) -> Edited | None:
    """Change a word of the value."""
    return worded(chance, now, now.span)


def change_word_near(chance: Random, now: Edited) -> Edited | None:
    """Change a word close before or after the value."""
    if now.span is None:
        return None
    start, end = now.span
    return worded(chance, now, chance.choice([(max(0, start - 40), start), (end, end + 40)]))


def worded(chance: Random, now: Edited, inside: tuple[int, int] | None) -> Edited | None:
    words = [match.span() for match in WORD.finditer(now.text, *inside)] if inside else []
    return now.put(*chance.choice(words), "wombats") if words else None


def change_value(chance: Random, now: Edited) -> Edited | None:
    """Let the page say something else there."""
    if now.span is None:
        return None
    text = now.text[slice(*now.span)]
    new = differing(chance, text)
    return now.put(*now.span, new if new != text else "Wombats, wombats and wombats")


def rename_item(chance: Random, now: Edited) -> Edited | None:
    """Give the item another name."""
    span = name_span(now.page, now.item) if now.item else None
    if not span or span == now.span:
        return None
    return now.put(*span, chance.choice([f"{now.text[slice(*span)]} Basics", "Wombats"]))


def pass_name_on(chance: Random, now: Edited) -> Edited | None:
    """Give the item another name, and its name to another item; not where the value is known by it alone."""
    if now.span is None or now.pointer == now.item:
        return None
    match = ITEM.match(now.item or "")
    span = name_span(now.page, match[0]) if match else None
    other = name_span(now.page, f"{match['items']}/{chance.randint(0, 5)}") if match else None
    if (
        not span
        or not other
        or span == other
        or any(now.span[0] < end and start < now.span[1] for start, end in (span, other))
    ):
        return None
    name = now.text[slice(*span)]
    for place, new in sorted([(span, "Wombats"), (other, name)], reverse=True):
        now = now.put(*place, new)
    return now


def remove_item(_: Random, now: Edited) -> Edited | None:
    own = now.item and block(now.page, now.item)
    return now.put(*own, "") if own else None


def remove_section(_: Random, now: Edited) -> Edited | None:
    own = section(now.page, (now.pointer or "/").split("/")[1]) if now.item else None
    return now.put(*own, "") if own else None


def duplicate_item(_: Random, now: Edited) -> Edited | None:
    """Put the same item once more below."""
    own = now.item and block(now.page, now.item)
    if not own or own[1] == len(now.text):
        return None
    after = now.put(own[1], own[1], now.text[slice(*own)])
    copies = [shifted(one, own[1] - own[0]) for one in now.anchors if own[0] <= one.start < own[1]]
    return replace(after, anchors=(*after.anchors, *copies))


EDITS: list[Edit] = [
    nothing,
    move_section,
    move_item,
    insert_new,
    insert_same,
    insert_alike,
    change_word_inside,
    change_word_near,
    change_value,
    rename_item,
    pass_name_on,
    remove_item,
    remove_section,
    duplicate_item,
]

# Those after which a second edit may leave the name, or all that is said under it, to another item alone: which of the
# two is meant, nobody knows then.
CLAIMING = (insert_new, insert_same, insert_alike, pass_name_on)
APART = [edit for edit in EDITS if edit not in CLAIMING]


# --------------------------------------------------------------------------------------------------------------------
# A case.


class Case(NamedTuple):
    """What came of one correction.

    Attributes:
        what: the edits; empty where none could be made.
        outcome: whether it was made where its value is, or reported, or both; "lost" if neither, "wrong" if elsewhere.
        override: the correction.
        codes: what was reported.
        page: the text of the page as edited.
        pointer: where the value is now.
    """

    what: tuple[str, ...]
    outcome: Outcome
    override: Override
    codes: tuple[str, ...]
    page: str
    pointer: str


def pages(folder: Path) -> list[Source]:
    """The pages that are lines of text."""
    return [read_file(path) for path in sorted(folder.iterdir()) if path.suffix in (".txt", ".md")]


def with_names_twice(chance: Random, source: Source) -> Source:
    """A page in which two items of a list have one name, now and then."""
    page = ingest(source)
    items = chance.choice(["skills_to_learn", "transferable_skills", "roadmap"])
    spans = [span for i in range(2) if (span := name_span(page, f"/{items}/{i}"))]
    if chance.random() < 0.8 or len(spans) < 2:
        return source
    text = source.text
    (start, end), name = spans[1], text[slice(*spans[0])]
    return from_text(text[:start] + name + text[end:], media_type=source.media_type)


def case(chance: Random, source: Source, edits: Sequence[Edit] = ()) -> Case | None:
    """Decide on a correction, edit the page, and make it; None if there is nothing to edit so.

    Args:
        chance: what is drawn from.
        source: the page.
        edits: how it is edited; by default one or two ways that are drawn.
    """
    page = ingest(with_names_twice(chance, source))
    assert page.pathway
    tree = page.pathway.model_dump()
    pointer, value = drawn(chance, tree)
    texts = [page.source.text]
    override = decided(page.pathway, page.evidence, texts, address_of(tree, pointer), pointer, value)
    item = ITEM.match(pointer)
    own = span_of(page, pointer) if at(tree, pointer) is not None else None
    name = (name_span(page, item[0]) or span_of(page, item[0])) if item else None
    anchors = [Anchor(*name, pointer[item.end() :])] if name and item else []
    now = Edited(page, tuple([*anchors, Anchor(*own)] if own else anchors), pointer)
    if now.pointer != pointer:
        return None
    made: list[str] = []
    drawn_edits = [chance.choice(EDITS)] if chance.random() < 0.7 else chance.sample(APART, 2)
    for edit in edits or drawn_edits:
        after = edit(chance, now) if now.pointer else None
        if after is not None:
            now = after
            made.append(edit.__name__)
    return Case(tuple(made), *outcome(now, override, page.pathway.id)) if made else None


def drawn(chance: Random, tree: dict[str, Any]) -> tuple[str, Any]:
    """A value of the record, and what it is to be instead."""
    while True:
        pointer = chance.choice([pointer for pointer in settable(tree) if pointer])
        now = at(tree, pointer)
        if ITEM.fullmatch(pointer) and chance.random() < 0.3:
            return pointer, None
        for value in chance.sample(
            ["97 weeks", "critical", "nice_to_have", "Emus, not wombats", "https://emu.example/"], 5
        ):
            try:
                if now != read_value(value, form_at(pointer)) and (
                    now is None or not isinstance(now, dict | list) or "text" in now
                ):
                    return pointer, value
            except UnfitError:
                continue


def settable(tree: Any, pointer: str = "") -> Iterator[str]:
    """The pointers of a record's values and items."""
    yield pointer
    if isinstance(tree, list):
        for i, item in enumerate(tree):
            yield from settable(item, f"{pointer}/{i}")
    elif isinstance(tree, dict) and "text" not in tree:
        for name, part in tree.items():
            if name not in ("id", "schema_version", "sources", "claims", "position", "roadmap_total", "other"):
                yield from settable(part, f"{pointer}/{name}")


def at(tree: Any, pointer: str) -> Any:
    for token in tokens_of(pointer):
        tree = tree[int(token)] if isinstance(tree, list) else tree[token]
    return tree


def outcome(now: Edited, override: Override, name: str) -> tuple[Outcome, Override, tuple[str, ...], str, str]:
    """What comes of a correction on a page that was edited."""
    pathway, pointer = now.page.pathway, now.pointer
    if pathway is None or pathway.id != name:
        return "reported", override, ("OVR003",), now.text, pointer  # no record of this id is left
    overrides = Overrides(from_text(""), name, (override,))
    found = correct(pathway, now.page.evidence, overrides, [now.text])
    codes = tuple(finding.code for finding in found.findings)
    before, after = plain(pathway.model_dump()), plain(found.pathway.model_dump())
    result: Outcome = "wrong"
    if any(after == plain(corrected(pathway.model_dump(), one, override)) != before for one in now.pointers):
        result = "made, reported" if codes else "made"
    elif after == before:
        result = "reported" if codes else "lost"
    return result, override, codes, now.text, pointer


def plain(tree: dict[str, Any]) -> dict[str, Any]:
    """A record without what is computed of the rest."""
    for phase in tree["roadmap"]:
        del phase["position"]
    return {name: part for name, part in tree.items() if name not in COMPUTED}


def corrected(tree: dict[str, Any], pointer: str, override: Override) -> dict[str, Any]:
    """A record's tree with one value set, or one item gone."""
    tree = deepcopy(tree)
    parent, last = at(tree, pointer.rpartition("/")[0]), pointer.rpartition("/")[2]
    if isinstance(parent, list) and override.value is None:
        del parent[int(last)]
    else:
        parent[int(last) if isinstance(parent, list) else last] = read_value(override.value, form_at(pointer))
    return tree


def counted(seeds: Sequence[int], sources: Sequence[Source]) -> tuple[dict[str, Counter[str]], list[Case]]:
    """Outcomes by kind of edit, and the cases that went wrong."""
    counts: dict[str, Counter[str]] = {}
    bad: list[Case] = []
    for seed in seeds:
        chance = Random(seed)  # noqa: S311  the same cases every time
        found = case(chance, chance.choice(sources))
        if found:
            kind = found.what[0] if len(found.what) == 1 else "two of them"
            counts.setdefault(kind, Counter())[found.outcome] += 1
            if found.outcome in ("wrong", "lost"):
                bad.append(found)
    return counts, bad
