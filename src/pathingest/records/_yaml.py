"""YAML with places, from the parser's events: so aliases are never followed, and nothing nests too deep."""

from __future__ import annotations

import math
import re
from typing import Any

import yaml

from pathingest.model.data import DEEPEST, LONGEST_NUMBER
from pathingest.model.tuples import NamedTuple
from pathingest.records._nodes import MalformedError, Node

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

_TAG = "tag:yaml.org,2002:"
_PROPERTIES = re.compile(r"(?:[!&]\S*\s+)+")
_HINTS = {
    "mapping values are not allowed": 'put quotes around a text that holds ": "',
    "cannot start any token": "put quotes around the text; indent with spaces, not with tabs",
    "while parsing an alias": "put quotes around a text that begins with *",
}


class _Open(NamedTuple):
    """A collection whose end has not come yet."""

    event: Any
    items: list[Node]


def read(text: str) -> Node:
    """The one document of a YAML text.

    Raises:
        MalformedError: it is not YAML, or there are several documents.
    """
    # libyaml passes over a byte order mark without counting it.
    shift = 1 if text.startswith("\ufeff") else 0
    try:
        return _document(text, shift)
    except UnicodeEncodeError as error:
        raise MalformedError(error.start + shift, "not valid YAML: half of a character (a surrogate)") from None
    except yaml.reader.ReaderError as error:
        raise MalformedError(_offset(text, shift), f"not valid YAML: {error.reason}") from None
    except yaml.MarkedYAMLError as error:
        hint = next((f"; {hint}" for words, hint in _HINTS.items() if words in str(error)), "")
        mark: Any = error.problem_mark
        at = mark.index + shift if mark else 0
        if (opened := _open_quote(text, at, error)) is not None:
            message = (
                f"a quote that opens here goes on to line {text.count(chr(10), 0, at) + 1}: close it on its own line"
            )
            raise MalformedError(opened, f"not valid YAML: {message}") from None
        raise MalformedError(min(at, len(text)), f"not valid YAML: {error.problem}{hint}") from None


def _open_quote(text: str, at: int, error: yaml.MarkedYAMLError) -> int | None:
    """Where a value begins whose quote is closed on a later line only, the one where an error was met; else None.

    A quote that is forgotten ends at the next one of its kind, which opens another value.
    """
    if "quoted scalar" in (error.context or "") and error.context_mark:
        return int(error.context_mark.index) + (1 if text.startswith("\ufeff") else 0)
    line = text.rfind("\n", 0, at) + 1
    opened = None
    for quoted in _QUOTED.finditer(text, 0, at):
        if quoted.end() >= line:
            opened = quoted
    return opened.start("quote") if opened and "\n" in opened["quote"] else None


# A value in quotes, after the key or the dash that it belongs to.
_QUOTED = re.compile(
    r"""^[ \t]*(?:-[ \t]+)*(?:[\w/"']+:[ \t]+)?(?P<quote>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""", re.MULTILINE | re.DOTALL
)


def _offset(text: str, shift: int) -> int:
    """Where the first character is that YAML forbids; its readers count bytes, or characters."""
    match = _FORBIDDEN.search(text, shift)
    return match.start() if match else 0


_FORBIDDEN = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def _document(text: str, shift: int) -> Node:
    loader: Any = _Loader(text[shift:])
    opened: list[_Open] = []
    root: Node | None = None
    try:
        while loader.check_event():
            event: Any = loader.get_event()
            start = event.start_mark.index + shift
            if isinstance(event, yaml.DocumentStartEvent) and root:
                raise MalformedError(start, "a record is one document, and a second begins here")
            if isinstance(event, yaml.CollectionStartEvent):
                if len(opened) == DEEPEST:
                    raise MalformedError(start, f"this is nested deeper than {DEEPEST} levels")
                opened.append(_Open(event, []))
                continue
            node = _node(loader, event, opened, text, shift)
            if node and opened:
                opened[-1].items.append(node)
            root = node if node and not opened else root
    finally:
        loader.dispose()
    if root is None:
        raise MalformedError(0, "the file is empty")
    return root


def _node(loader: Any, event: Any, opened: list[_Open], text: str, shift: int) -> Node | None:
    """What an event completes; None for one that completes nothing."""
    start, end = event.start_mark.index + shift, event.end_mark.index + shift
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(loader, event, text, start, end)
    if isinstance(event, yaml.AliasEvent):
        return Node("unknown", start, end, odd=f"the alias *{event.anchor}")
    if isinstance(event, yaml.CollectionEndEvent):
        return _collection(opened.pop(), text, shift, end)
    return None


def _collection(opened: _Open, text: str, shift: int, end: int) -> Node:
    begun, items = opened
    mapping = isinstance(begun, yaml.MappingStartEvent)
    flow = ("{" if mapping else "[") if begun.flow_style else ""
    start = _content(begun, text, begun.start_mark.index + shift)
    expected = "map" if mapping else "seq"
    odd = _odd(begun, begun.tag in (None, "!", f"{_TAG}{expected}"))
    # The end of a block shows only in what follows it: it ends where its last part does.
    stop = end if flow else items[-1].end if items else start
    return Node("mapping" if mapping else "sequence", start, stop, None, flow, tuple(items), odd)


def _content(event: Any, text: str, start: int) -> int:
    """Where a value begins, after its tag and anchor."""
    if event.tag is None and event.anchor is None:
        return start
    match = _PROPERTIES.match(text, start)
    return match.end() if match else start


def _odd(event: Any, known: bool) -> str:  # noqa: FBT001  said by the caller alone
    if event.anchor:
        return f"the anchor &{event.anchor}"
    return "" if known else f"the tag {event.tag.replace(_TAG, '!!')}"


def _scalar(loader: Any, event: Any, text: str, start: int, end: int) -> Node:
    start = min(_content(event, text, start), end)
    style = event.style or ""
    if style in ("|", ">"):
        end = start + len(text[start:end].rstrip())
    tag = event.tag if event.tag not in (None, "!") else loader.resolve(yaml.ScalarNode, event.value, event.implicit)
    name = tag.removeprefix(_TAG)
    odd = _odd(event, event.tag is None or name in ("str", "int", "float", "bool", "null"))
    kind, value = _resolved(loader, name, event.value)
    if name == "merge":
        odd = "the merge key <<"
    return Node(kind, start, end, value, style, (), odd)


def _resolved(loader: Any, name: str, written: str) -> tuple[Any, Any]:
    """(kind, value) of a scalar of a type."""
    if name in ("str", "merge", "value"):
        return "text", written
    node = yaml.ScalarNode(f"{_TAG}{name}", written)
    try:
        if name == "null":
            return "null", None
        if name == "bool":
            return "truth", bool(loader.construct_yaml_bool(node))
        if name in ("int", "float") and len(written) <= LONGEST_NUMBER:
            number = (loader.construct_yaml_int if name == "int" else loader.construct_yaml_float)(node)
            return ("number", number) if math.isfinite(number) else ("unknown", None)
    except (ValueError, LookupError, OverflowError, yaml.YAMLError):
        pass  # a tag that the text does not fit
    return "unknown", None
