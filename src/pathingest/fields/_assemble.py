"""From trees to what they stand for: plain values, proofs of the leaves, and the account of the source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from types import NoneType
from typing import Any

from pathingest.model.evidence import BOILERPLATE, LABEL, MARKUP, RESIDUE, SPACE, Account, Evidence, Proof, Stretch
from pathingest.model.extraction import Derived, Extraction, Quote, Read, Stated, Tree
from pathingest.model.section import Outline
from pathingest.model.segment import Part, Segment
from pathingest.model.source import Source
from pathingest.model.values import Duration, Effort, Money, Percent, Step, in_weeks
from pathingest.values.text import canonical, describe, unescaped

_ATTRIBUTES: dict[type, tuple[str, ...]] = {
    Duration: ("text", "min", "max", "unit", "approximate", "ongoing"),
    Percent: ("text", "low", "high", "note"),
    Money: ("text", "low", "high", "currency", "period", "approximate"),
    Effort: ("text", "low", "high", "unit"),
}
# The tuple's own constructor, for what a page has hundreds of: half the cost of the named one.
_new = tuple.__new__
_OUTER_FIRST = itemgetter(0, 1)
_BOUNDS = frozenset({"min", "max", "low", "high"})


def plain(tree: Tree) -> Tree:
    """The tree's values without their evidence, as the record's model takes them."""
    return _PLAIN[type(tree)](tree)


def _branches(tree: dict[str, Tree]) -> dict[str, Tree]:
    found = {}
    for name, branch in tree.items():  # a comprehension would be another call, for each of many small dicts
        found[name] = _PLAIN[type(branch)](branch)
    return found


def _attributes(leaf: Stated) -> dict[str, object]:
    value = leaf.value
    if type(value) is Duration:
        unit = value.unit
        return {
            "text": value.text,
            "min": value.min,
            "max": value.max,
            "unit": unit,
            "approximate": value.approximate,
            "ongoing": value.ongoing,
            "weeks": {"min": in_weeks(value.min, unit), "max": in_weeks(value.max, unit)},
        }
    return {name: getattr(value, name) for name in _ATTRIBUTES[type(value)]}


# Looked up by whoever holds the branch: a page has hundreds, and a leaf then costs no call of ours.
_PLAIN: dict[type, Callable[[Any], Tree]] = {
    Segment: itemgetter(Segment._fields.index("text")),
    Quote: itemgetter(0),
    Read: itemgetter(0),
    Derived: itemgetter(0),
    Stated: _attributes,
    dict: _branches,
    list: lambda tree: [_PLAIN[type(branch)](branch) for branch in tree],
    NoneType: lambda _: None,
}


def evidence(
    source: Source,
    trees: Mapping[str, Tree],
    extractions: Iterable[Extraction],
    outline: Outline[Any],
    marks: Sequence[Stretch] = (),
) -> Evidence:
    """A proof for each leaf that is not null, and the source's account.

    A stretch that two leaves share goes to the outer one (a title, not the role named in it). What nothing owns is
    what `marks` (in order, apart) say, else space, markup, or residue.
    """
    walk = _Walk(source.text)
    for name, tree in trees.items():
        if tree is not None and name != "claims":
            walk.visit(tree, f"/{name}")
    owned = [*walk.owned, *_labels(extractions, outline)]
    if "claims" in trees:  # a claim stands in a text that has an owner already
        walk.visit(trees["claims"], "/claims")
    account = Account(source.path, source.sha256, len(source.text), _tiled(owned, marks, source.text), source.encoding)
    return Evidence((account,), walk.leaves)


def proofs(tree: Tree, pointer: str) -> dict[str, Proof]:
    """The proofs of a tree of derived values that stands at `pointer`; none for null."""
    walk = _Walk("")
    if tree is not None:
        walk.visit(tree, pointer)
    return walk.leaves


class _Walk:
    """One pass over the trees that collects the proofs, and the stretches (start, -end, pointer) that leaves own."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.leaves: dict[str, Proof] = {}
        self.owned: list[tuple[int, int, str]] = []

    def visit(self, tree: Tree, pointer: str) -> None:
        """Everything below `pointer`."""
        kind = type(tree)
        if kind is Segment:
            _, text, start, end, _, _, _ = tree
            if self.text[start:end] == text:
                self.leaves[pointer] = _new(Proof, ("quoted", ((start, end),), (), (), 0))
                self.owned.append((start, -end, pointer))
            else:
                self._quote((tree.part(),), text, pointer)
        elif kind is dict:
            for name, branch in tree.items():
                if branch is not None:
                    self.visit(branch, f"{pointer}/{name}")
        elif kind is list:
            for i, branch in enumerate(tree):
                self.visit(branch, f"{pointer}/{i}")
        elif kind is Derived:
            self.leaves[pointer] = _new(Proof, ("derived", (), (), tree.origins, 0))
        elif kind is Quote:
            self._quote(tree.parts, tree.text, pointer)
        elif kind is Read:
            spans = tree.part.pieces
            self.leaves[pointer] = _new(Proof, ("normalised", spans, tree.steps, (), 0))
            self.owned.extend([(start, -end, pointer) for start, end in spans])
        elif kind is Stated:
            self._state(tree, pointer)

    def _quote(self, parts: tuple[Part, ...], value: str, pointer: str) -> None:
        """Quoted where the source says it to the letter, else normalised, with what was done to the letters."""
        spans: list[tuple[int, int]] = []
        written = []
        for part in parts:
            pieces = part.pieces
            spans += pieces
            written.append("".join([self.text[start:end] for start, end in pieces]))
        self.owned.extend([(start, -end, pointer) for start, end in spans])
        if "".join(written) == value:
            self.leaves[pointer] = _new(Proof, ("quoted", tuple(spans), (), (), 0))
            return
        steps = [step for raw, part in zip(written, parts, strict=True) for step in describe(raw, part.text)]
        if len(parts) > 1:
            steps.append("paragraphs joined by a blank line")
        self.leaves[pointer] = Proof("normalised", tuple(spans), tuple(dict.fromkeys(steps)))

    def _state(self, leaf: Stated, pointer: str) -> None:
        """The attributes of a value, each with the characters that state it, or else derived from the value's text."""
        value, segment, shift = leaf
        stated = f"{pointer}/text"
        self._quote((segment.part(shift + value.start, shift + value.end),), value.text, stated)
        steps = _by_attribute(value.steps)
        text = segment.text
        for name in _ATTRIBUTES[type(value)][1:]:
            if getattr(value, name) is None:
                continue
            read = [(shift + s.start, shift + s.end, s) for s in steps.get(name, ())]
            spans = dict.fromkeys(
                [piece for start, end, _ in read if end > start for piece in segment.pieces(start, end)]
            )
            if spans:
                words = tuple([f"{s.attribute}: {s.how} {text[start:end]!r}" for start, end, s in read])
                self.leaves[f"{pointer}/{name}"] = _new(Proof, ("normalised", tuple(spans), words, (), 0))
            else:
                self.leaves[f"{pointer}/{name}"] = _new(Proof, ("derived", (), (), (stated,), 0))
        if type(value) is Duration:
            for bound, amount in (("min", value.min), ("max", value.max)):
                if in_weeks(amount, value.unit) is not None:
                    origins = (f"{pointer}/{bound}", f"{pointer}/unit")
                    self.leaves[f"{pointer}/weeks/{bound}"] = _new(Proof, ("derived", (), (), origins, 0))


def _by_attribute(steps: tuple[Step, ...]) -> dict[str, list[Step]]:
    """The steps that set each attribute; where bounds were exchanged, those of both set each."""
    found: dict[str, list[Step]] = {}
    swapped = False
    for step in steps:
        found.setdefault(step.attribute, []).append(step)
        swapped = swapped or step.how == "swap"
    if swapped:
        both = [step for step in steps if step.attribute in _BOUNDS]
        found.update(dict.fromkeys(_BOUNDS, both))
    return found


# --- the account -----------------------------------------------------------------------------------------------------

# What may stand between values without meaning anything: bullets, numbers of items, colons, dashes, bars; in HTML
# they may be written as character references.
_MARK = re.compile(r"(?:[^\w\s&]|_|&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z]\w*);|&(?![\w#]))+|\d{1,3}[.)]")
_WORDS = re.compile(r"\S+(?:[^\S\r\n]+\S+)*")


def _labels(extractions: Iterable[Extraction], outline: Outline[Any]) -> Iterator[tuple[int, int, str]]:
    """What the layout itself says: labels, headings, boilerplate, and the view counter."""
    for extraction in extractions:
        for start, end, role in extraction.marks:
            yield start, -end, role
    for start, end, role in outline.header.marks:
        yield start, -end, role
    for section in outline.sections:
        if section.heading and section.role not in ("other", "salaries"):
            yield section.heading.start, -section.heading.end, LABEL
        for segment in section.boilerplate:
            yield segment.start, -segment.end, BOILERPLATE
    if counter := outline.header.counter:
        start, end = counter.span
        yield start, -end, "/sources/0/views"


def _tiled(owned: list[tuple[int, int, str]], marks: Sequence[Stretch], text: str) -> tuple[Stretch, ...]:
    """The whole of `text`, each stretch with its owner; of two that begin together the longer one comes first.

    What stands between is mostly the same few gaps (a line break, a line break and a bullet): each is read once.
    """
    tiles: list[Stretch] = []
    gaps: dict[str, list[tuple[int, int, str]]] = {}

    def fill(start: int, end: int) -> None:
        between = text[start:end]
        if between not in gaps:
            gaps[between] = list(_fill(between))
        tiles.extend([_new(Stretch, (start + begin, start + stop, kind)) for begin, stop, kind in gaps[between]])

    at = mark = 0
    for start, negative_end, role in [*sorted(owned, key=_OUTER_FIRST), (len(text), -len(text) - 1, "")]:
        if -negative_end <= at:
            continue
        while mark < len(marks) and marks[mark].start < start:
            first, last, kind = marks[mark]
            if last > at:
                if first > at:
                    fill(at, first)
                begin, stop = max(first, at), min(last, start)
                # A value inside of a mark (a script's string) may leave nothing but white space of it.
                tiles.append(_new(Stretch, (begin, stop, SPACE if text[begin:stop].isspace() else kind)))
                at = stop
            if last > start:
                break
            mark += 1
        if start > at:
            fill(at, start)
        if role:
            tiles.append(_new(Stretch, (max(start, at), -negative_end, role)))
        at = -negative_end
    return tuple(tiles)


def _fill(text: str) -> Iterator[tuple[int, int, str]]:
    """A stretch that nothing owns, tiled: white space, marks, and words that were not understood."""
    at = 0
    for match in _WORDS.finditer(text):
        for begin, stop, role in _tell(text, *match.span()):
            if begin > at:
                yield at, begin, SPACE
            yield begin, stop, role
            at = stop
    if len(text) > at:
        yield at, len(text), SPACE


def _tell(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """One line's stretch: marks at its beginning, then residue; what shows nothing at all is space."""
    mark = _mark(text, start, end)
    while mark and (mark.end() == end or text[mark.end()].isspace()):
        stop = mark.end()
        yield start, stop, MARKUP if _shows(text[start:stop]) else SPACE
        start = stop
        while start < end and text[start].isspace():
            start += 1
        mark = _mark(text, start, end) if start < end else None
    if start < end:
        yield start, end, RESIDUE if _shows(text[start:end]) else SPACE


def _mark(text: str, start: int, end: int) -> re.Match[str] | None:
    """The marks at the beginning of a stretch; a reference to a letter is none."""
    mark = _MARK.match(text, start, end)
    if mark and "&" in mark.group() and any(map(str.isalnum, unescaped(mark.group()))):
        return None
    return mark


def _shows(piece: str) -> bool:
    """Whether anything is left of it in canonical text: zero-width characters show nothing."""
    return piece.isprintable() or bool(canonical(piece)[0])
