"""A record file changed in place: only the stretch that a change means, in the file's own style.

Comments, order of keys, indentation and line ends stay. A change is made only if the file then says exactly the record
with that change; else it is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import yaml

from pathingest.model.finding import Change, Scalar, SetValue
from pathingest.model.tuples import NamedTuple
from pathingest.outputs._yaml import document
from pathingest.records._nodes import JSON, MalformedError, Node, find, last_end, plain, text_span
from pathingest.records._read import parse_record

_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]*")
_NOT_PLAIN = re.compile(r": | #|[\s:]$|[,\[\]{}]")
_SINGLE = re.compile("[ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*")
_HEADER = re.compile(r"([|>])[+-]?([ \t]+#[^\r\n]*)?[ \t]*(\r?\n)")
_REST = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|$)")


class Edit(NamedTuple):
    """A stretch of a text, and what it becomes."""

    start: int
    end: int
    text: str


def apply(text: str, media_type: str, changes: Sequence[Change]) -> str | None:
    """The text with the changes made; None where one does not fit the file, or two overlap.

    Args:
        text: a record file's text.
        media_type: `JSON` or `YAML`.
        changes: what to change, each with the pointers of the text as it is.
    """
    made = edits_of(text, media_type, changes)
    return None if made is None else spliced(text, made)


def edits_of(text: str, media_type: str, changes: Sequence[Change]) -> list[Edit] | None:
    """The edits that make the changes; None as for `apply`."""
    try:
        root = parse_record(text, media_type)
    except MalformedError:
        return None
    made: list[Edit] = []
    for change in changes:
        edits = _edits(text, media_type, root, change)
        if edits is None:
            return None
        made += edits
    return made if _checked(text, media_type, root, changes, made) is not None else None


def _edits(text: str, media_type: str, root: Node, change: Change) -> list[Edit] | None:
    """How a change is written: the first way that does what it should."""
    node = find(root, change.pointer)
    if node is None or any(above.odd for above in _path(root, change.pointer)):
        return None
    ways = _set(text, media_type, node, change) if isinstance(change, SetValue) else _reorder(text, node, change.order)
    return next((way for way in ways if _checked(text, media_type, root, [change], way) is not None), None)


def _path(root: Node, pointer: str) -> Iterator[Node]:
    """The nodes from the root to a pointer: an anchor on any of them has its value used elsewhere too."""
    tokens = pointer.split("/")
    for count in range(1, len(tokens) + 1):
        if node := find(root, "/".join(tokens[:count])):
            yield node


def _checked(text: str, media_type: str, root: Node, changes: Sequence[Change], edits: list[Edit]) -> str | None:
    """The edited text, if it then says what it should."""
    edited = spliced(text, edits)
    if edited is None:
        return None
    wanted = plain(root)
    for change in changes:
        wanted = _changed(wanted, change)
    try:
        found = plain(parse_record(edited, media_type))
    except MalformedError:
        return None
    # `repr` distinguishes 1, 1.0 and true; equality does not.
    return edited if repr(found) == repr(wanted) else None


def spliced(text: str, edits: Iterable[Edit]) -> str | None:
    """The text with the edits made; None where two overlap."""
    pieces, at = [], 0
    for start, end, new in sorted(edits):
        if start < at:
            return None
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])


def _changed(data: Any, change: Change) -> Any:
    """The data with a change made."""
    if not change.pointer:
        return data
    above: Any = data
    *tokens, last = [token.replace("~1", "/").replace("~0", "~") for token in change.pointer.split("/")[1:]]
    for token in tokens:
        above = above[int(token)] if isinstance(above, list) else above[token]
    key: Any = int(last) if isinstance(above, list) else last
    if isinstance(change, SetValue):
        above[key] = change.value
    else:
        above[key] = [above[key][i] for i in change.order]
    return data


def _set(text: str, media_type: str, node: Node, change: SetValue) -> Iterator[list[Edit]]:
    """The ways to write another value in a scalar's place, the one most like the present one first."""
    if node.items or node.flow or node.kind in ("mapping", "sequence"):
        return
    if media_type == JSON:
        ascii_only = text.isascii() and "\\u" in text
        yield [Edit(node.start, node.end, json.dumps(change.value, ensure_ascii=ascii_only))]
        return
    before = "" if text[: node.start][-1:].isspace() or not node.start else " "
    for written in _styles(text, node, change.value):
        yield [Edit(node.start, node.end, before + written if node.start == node.end else written)]


def _styles(text: str, node: Node, value: Scalar) -> Iterator[str]:
    if not isinstance(value, str):
        yield json.dumps(value)
        return
    if node.kind == "text":
        if not node.style and _PLAIN.fullmatch(value) and not _NOT_PLAIN.search(value):
            yield value
        if node.style == "'" and _SINGLE.fullmatch(value):
            yield "'" + value.replace("'", "''") + "'"
        if node.style in ("|", ">"):
            yield from _block(text, node, value)
    yield document(value).removesuffix("\n")


def _block(text: str, node: Node, value: str) -> Iterator[str]:
    """A text below a header, set in as the present one is."""
    header = _HEADER.match(text, node.start, node.end)
    body = value.rstrip("\n")
    if header is None or not body or len(value) - len(body) > 1:
        return
    first = text_span(node, text).start
    line = text.rfind("\n", 0, first) + 1
    style, comment, line_end = header.groups(default="")
    if style == ">":
        body = re.sub("\n+", lambda run: run.group() + "\n", body)
    chomp = "" if value.endswith("\n") else "-"
    lines = [f"{text[line:first]}{part}" if part else "" for part in body.split("\n")]
    yield f"{style}{chomp}{comment}{line_end}" + line_end.join(lines)


def _reorder(text: str, node: Node, order: tuple[int, ...]) -> Iterator[list[Edit]]:
    """The way to move a sequence's items."""
    if node.kind != "sequence" or sorted(order) != list(range(len(node.items))):
        return
    slots = [(item.start, item.end) for item in node.items] if node.flow else _blocks(text, node)
    if slots:
        texts = [text[start:end] for start, end in slots]
        moves = zip(slots, order, strict=True)
        yield [Edit(*slot, texts[i]) for slot, i in moves if text[slice(*slot)] != texts[i]]


def _blocks(text: str, node: Node) -> list[tuple[int, int]] | None:
    """Each item's lines: with the comments right above its dash, beside it, or set in below it.

    None where items do not have lines of their own.
    """
    blocks: list[tuple[int, int]] = []
    floor = 0
    for item, dash in zip(node.items, _dashes(text, node), strict=True):
        line = _line_start(text, dash)
        rest = _REST.match(text, max(last_end(item), dash + 1))
        if text[line:dash].strip(" ") or rest is None:
            return None
        column = dash - line
        start = _with_comments_above(text, line, floor, column)
        floor = _with_comments_below(text, rest.end(), column)
        blocks.append((start, floor))
    return blocks


def _dashes(text: str, node: Node) -> Iterator[int]:
    """Where each item's dash is: the first one after the item before."""
    shift = 1 if text.startswith("\ufeff") else 0
    tokens = yaml.scan(text[shift:], Loader=yaml.SafeLoader if not hasattr(yaml, "CSafeLoader") else yaml.CSafeLoader)
    places = [token.start_mark.index + shift for token in tokens if isinstance(token, yaml.BlockEntryToken)]
    after = node.start
    for item in node.items:
        yield next(place for place in places if place >= after)
        after = last_end(item)


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _with_comments_above(text: str, line: int, floor: int, column: int) -> int:
    """The start of the comments right above a line; one that is set in deeper belongs to what is above it."""
    while line > floor:
        end = line - (2 if text[line - 2 : line] == "\r\n" else 1)
        above = _line_start(text, end)
        written = text[above:end]
        indent = len(written) - len(written.lstrip(" "))
        if above < floor or not written.lstrip(" ").startswith("#") or indent > column:
            break
        line = above
    return line


def _with_comments_below(text: str, end: int, column: int) -> int:
    """The end of the comments right below a line that are set in deeper than its dash."""
    while match := re.compile(rf"(?:\r\n|\n|\r) {{{column + 1},}}#[^\r\n]*").match(text, end):
        end = match.end()
    return end
