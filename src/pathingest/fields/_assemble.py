"""From trees to what they mean: plain values, what proves them, and the account of the source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from types import NoneType
from typing import Any

from pathingest.lines import Line
from pathingest.model.evidence import BOILERPLATE, LABEL, MARKUP, RESIDUE, SPACE, Account, Evidence, Proof, Stretch
from pathingest.model.extraction import Derived, Extraction, Figure, Quote, Read, Stated, Tree
from pathingest.model.section import Outline
from pathingest.model.segment import Part, Segment
from pathingest.model.source import Source
from pathingest.model.values import ATTRIBUTES, ParsedDuration, in_weeks
from pathingest.values.text import canonical, describe, unescaped

# The tuple's own constructor, for what a page has hundreds of: half the cost of the named one.
_new = tuple.__new__
_OUTER_FIRST = itemgetter(0, 1)


def plain(tree: Tree) -> Any:
    """The tree's values without their evidence, as the record's model takes them."""
    return _PLAIN[type(tree)](tree)


def _branches(tree: dict[str, Any]) -> dict[str, Any]:
    found = {}
    for name, branch in tree.items():  # a comprehension would be another call, for each of many small dicts
        found[name] = _PLAIN[type(branch)](branch)
    return found


def _attributes(leaf: Stated[Figure]) -> dict[str, object]:
    value = leaf.value
    found: dict[str, object] = {name: getattr(value, name) for name in ATTRIBUTES[type(value)]}
    if isinstance(value, ParsedDuration):
        found["weeks"] = {"min": in_weeks(value.min, value.unit), "max": in_weeks(value.max, value.unit)}
    return found


# Looked up by whoever holds the branch: a page has hundreds, and a leaf then costs no call of ours.
_PLAIN: dict[type, Callable[[Any], Any]] = {
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
    outline: Outline[Line],
    marks: Sequence[Stretch] = (),
) -> Evidence:
    """What proves each value that is not None, and the source's account.

    A stretch that two values share goes to the outer one (a title, not the role named in it). What nothing owns is
    what `marks` (in order, apart) say, else space, markup, or residue.
    """
    walk = _Walk(source.text)
    for name, tree in trees.items():
        if name != "claims":
            walk.visit(tree, f"/{name}")
    owned = [*walk.owned, *_labels(extractions, outline)]
    walk.visit(trees.get("claims"), "/claims")  # a claim is in a text that has an owner already
    account = Account(source.path, source.sha256, *_tiled(owned, marks, source.text), source.encoding)
    return Evidence((account,), walk.entries)


class _Walk:
    """One pass over the trees that collects the entries, and the stretches (start, -end, pointer) that they own."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.entries: dict[str, Proof] = {}
        self.owned: list[tuple[int, int, str]] = []

    def visit(self, tree: Any, pointer: str) -> None:
        """Everything at `pointer` and below."""
        kind = type(tree)
        if kind is Segment:
            _, text, start, end, _, _, _ = tree
            if self.text[start:end] == text:
                self.entries[pointer] = _new(Proof, (((start, end),), (), (), 0, None, ""))
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
            self.entries[pointer] = tree.proof
        elif kind is Quote:
            self._quote(tree.parts, tree.text, pointer)
        elif kind is Read:
            spans = tree.part.pieces
            self.entries[pointer] = _new(Proof, (spans, tree.steps, (), 0, None, ""))
            self.owned += [(start, -end, pointer) for start, end in spans]
        elif kind is Stated:
            value, segment, shift = tree
            self._quote((segment.part(shift + value.start, shift + value.end),), value.text, pointer, tree)

    def _quote(self, parts: tuple[Part, ...], text: str, pointer: str, value: Stated[Figure] | None = None) -> None:
        """A text that is quoted where the source has it exactly so, else with what was done to the characters."""
        segment, start, end = parts[0]
        start, end = segment.start + start, segment.start + end
        if len(parts) == 1 and segment.runs is None and self.text[start:end] == text:  # nearly all of them
            self.entries[pointer] = _new(Proof, (((start, end),), (), (), 0, value, ""))
            self.owned.append((start, -end, pointer))
            return
        spans: list[tuple[int, int]] = []
        steps: tuple[str, ...] = ()
        written = []
        for segment, start, end in parts:
            pieces = segment.pieces(start, end)
            spans += pieces
            written.append("".join([self.text[first:last] for first, last in pieces]))
        if "".join(written) != text:
            said = [step for raw, part in zip(written, parts, strict=True) for step in describe(raw, part.text)]
            if len(parts) > 1:
                said.append("paragraphs joined by a blank line")
            steps = tuple(dict.fromkeys(said))
        self.entries[pointer] = _new(Proof, (tuple(spans), steps, (), 0, value, ""))
        self.owned += [(start, -end, pointer) for start, end in spans]


# --- the account -----------------------------------------------------------------------------------------------------

# What may be between values without meaning anything: bullets, numbers of items, colons, dashes, bars; in HTML
# they may be written as character references.
_MARK = re.compile(r"(?:[^\w\s&]|_|&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z]\w*);|&(?![\w#]))+|\d{1,3}[.)]")
_WORDS = re.compile(r"\S+(?:[^\S\r\n]+\S+)*")


def _labels(extractions: Iterable[Extraction], outline: Outline[Line]) -> Iterator[tuple[int, int, str]]:
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


def _tiled(owned: list[tuple[int, int, str]], marks: Sequence[Stretch], text: str) -> tuple[list[int], list[str]]:
    """The whole of `text`: where each stretch ends, and its owner; of two that begin together the longer one counts.

    What is between is mostly the same few gaps (a line break, a line break and a bullet): each is read once.
    """
    ends: list[int] = []
    roles: list[str] = []
    gaps = _Gaps()

    def fill(start: int, end: int) -> None:
        stops, kinds = gaps[text[start:end]]
        for stop in stops:
            ends.append(start + stop)  # noqa: PERF401  there are few, and a list of them would cost more
        roles.extend(kinds)

    at = mark = 0
    for start, negative_end, role in [*sorted(owned, key=_OUTER_FIRST), (len(text), -len(text), "")]:
        if -negative_end <= at:
            continue
        while mark < len(marks) and marks[mark].start < start:
            first, last, kind = marks[mark]
            if last > at:
                if first > at:
                    fill(at, first)
                begin, stop = max(first, at), min(last, start)
                # A value inside of a mark (a script's string) may leave nothing but white space of it.
                ends.append(stop)
                roles.append(SPACE if text[begin:stop].isspace() else kind)
                at = stop
            if last > start:
                break
            mark += 1
        if start > at:
            fill(at, start)
        at = -negative_end
        if role:
            ends.append(at)
            roles.append(role)
    return ends, roles


class _Gaps(dict[str, tuple[list[int], list[str]]]):
    """Stretches that nothing owns, tiled when first met."""

    def __missing__(self, text: str) -> tuple[list[int], list[str]]:
        found = self[text] = _fill(text)
        return found


def _fill(text: str) -> tuple[list[int], list[str]]:
    """A stretch that nothing owns, tiled: white space, marks, and words that were not understood."""
    ends: list[int] = []
    roles: list[str] = []
    for match in _WORDS.finditer(text):
        for begin, stop, role in _line_tiles(text, *match.span()):
            if begin > (ends[-1] if ends else 0):
                ends.append(begin)
                roles.append(SPACE)
            ends.append(stop)
            roles.append(role)
    if len(text) > (ends[-1] if ends else 0):
        ends.append(len(text))
        roles.append(SPACE)
    return ends, roles


def _line_tiles(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
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
    """The marks at the beginning of a stretch; a reference to a letter is no mark."""
    mark = _MARK.match(text, start, end)
    if mark and "&" in mark.group() and any(map(str.isalnum, unescaped(mark.group()))):
        return None
    return mark


def _shows(piece: str) -> bool:
    """Whether anything is left of it in canonical text: zero-width characters show nothing."""
    return piece.isprintable() or bool(canonical(piece)[0])
