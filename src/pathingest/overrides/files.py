"""`overrides/ID.yaml`: the corrections of one record, read with their places in the file, and written."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pathingest.model.errors import PathingestError
from pathingest.model.finding import Finding
from pathingest.model.place import at
from pathingest.model.source import Source, Span
from pathingest.model.spelling import hint
from pathingest.model.tuples import NamedTuple
from pathingest.outputs._yaml import document
from pathingest.overrides.forms import NEEDED, OVERRIDE, OVERRIDES, OVERRIDES_SCHEMA, QUOTE
from pathingest.records import YAML, MalformedError, Node, find_node, last_end, parse_record, plain, walk
from pathingest.rules import finding_at
from pathingest.sources import read_file

FOLDER = "overrides"
IDS = "ids.yaml"  # what lies beside the corrections, see `ids`
_DASH = re.compile(r"^[ \t]*-(?=\s)", re.MULTILINE)


class Quote(NamedTuple):
    """What the page said where a correction was decided: the text, and some of what is before and after it."""

    text: str
    before: str = ""
    after: str = ""


class Override(NamedTuple):
    """One correction.

    Attributes:
        at: its address, see `address`.
        value: what the editor gives, in plain data: "9 months", a text, a list; null takes an item or a value away.
        replaced: what the page said there then, in its words; empty for nothing, None where that is not known.
        quote: the same in the page's text, for a page that has moved; None where the page said nothing.
        source: where the page says the value, if it was taken from there; None for what an editor knows by other means.
        after: of an item that is put in, the name of the one before it, empty for the first; None for the last.
        reason: why; `by` whom, and the `date`, if that is said.
        place: where it is in the file.
    """

    at: str
    value: Any
    reason: str
    replaced: str | None = None
    quote: Quote | None = None
    after: str | None = None
    by: str | None = None
    date: str | None = None
    source: Quote | None = None
    place: Span = Span(0, 0)


class Overrides(NamedTuple):
    """The corrections of one record, the file they are in, and what is wrong with it."""

    source: Source
    id: str
    items: tuple[Override, ...] = ()
    wrong: tuple[Finding, ...] = ()

    def finding(self, code: str, message: str, override: Override) -> Finding:
        """A finding at a correction."""
        return finding_at(code, at(self.source, override.place, message, override.at), override.at)


def path_of(folder: Path, name: str) -> Path:
    """The file of a record's corrections."""
    return folder / f"{name}.yaml"


def import_of(path: Path | str) -> str:
    """The command that turns the edits in a record's file into corrections, as it is typed."""
    return f'pathingest override import {shlex.quote(str(path))} --reason "why"'


def read_overrides(path: Path) -> Overrides:
    """The corrections in a file; what is wrong with it is a finding (OVR004), and the others count.

    Raises:
        PathingestError: the file is not there, or cannot be read.
    """
    return overrides_in(read_file(path), path.stem)


def overrides_in(source: Source, name: str) -> Overrides:
    """The corrections of the record `name` in a file that was read; what is wrong with it is a finding."""
    found = Overrides(source, name)
    if source.problem:
        return found._replace(wrong=(_wrong(source, Span(0, 0), source.problem),))
    try:
        root = parse_record(source.text, YAML)
    except MalformedError as error:
        return found._replace(wrong=(_wrong(source, Span(error.offset, error.offset), error.why),))
    items: dict[str, Override] = {}
    wrong: list[Finding] = []
    for one in _items(source, root, name, wrong):
        read = _override(source, one, wrong)
        if read and items.setdefault(read.at, read) is not read:
            wrong.append(_wrong(source, read.place, f"{read.at} is corrected twice: keep one"))
    return found._replace(items=tuple(items.values()), wrong=tuple(wrong))


def _wrong(source: Source, span: Span, why: str) -> Finding:
    return finding_at("OVR004", at(source, span, why), why)


def _items(source: Source, root: Node, name: str, wrong: list[Finding]) -> Iterator[Node]:
    data = plain(root)
    if not isinstance(data, dict) or data.get("schema") != OVERRIDES_SCHEMA:
        wrong.append(_wrong(source, Span(0, 0), f'schema: "{OVERRIDES_SCHEMA}" is expected at the top'))
        return
    if data.get("id") != name:
        why = f"the id is {data.get('id')!r}, and the file's name says {name!r}: they must be the same"
        wrong.append(_wrong(source, Span(0, 0), why))
        return
    node = find_node(root, "/overrides")
    is_list = node is not None and node.kind == "sequence"
    if why := wrong_keys(root, OVERRIDES) or ("" if is_list else "overrides: a list is expected"):
        wrong.append(_wrong(source, Span(0, 0), why))
    if node is not None and is_list:
        yield from node.items


def _override(source: Source, node: Node, wrong: list[Finding]) -> Override | None:
    place, data = Span(node.start, last_end(node)), plain(node)
    why = _why_not(node) if isinstance(data, dict) else "a correction is a mapping with at, value and reason"
    if why:
        wrong.append(_wrong(source, place, why))
        return None
    rest = {key: data.get(key) for key in ("after", "by")}
    date = next((one for key, one in node.entries() if key.value == "date" and one.kind != "null"), None)
    if date:  # without quotes, YAML has a type for it
        rest["date"] = date.value if date.kind == "text" else source.text[date.start : date.end]
    rest["replaced"] = (data["replaced"] or "") if "replaced" in data else None
    rest |= {key: Quote(**data[key]) for key in ("quote", "source") if data.get(key)}
    return Override(data["at"], data["value"], data["reason"], place=place, **rest)


def _why_not(node: Node) -> str:
    """Why a mapping is no correction, in words; empty if it is one."""
    data = plain(node)
    keys = [str(key.value) for key, _ in node.entries()]
    unknown = [key for key in data if key not in OVERRIDE]
    twice = [key for key, count in Counter(keys).items() if count > 1]
    lacking = [key for key in NEEDED if key not in data]
    texts = [key for key in ("at", "reason") if key in data and not (isinstance(data[key], str) and data[key].strip())]
    texts += [key for key in ("replaced", "after", "by") if not isinstance(data.get(key), str | None)]
    odd = [
        (pointer, one) for pointer, key, one in walk(node) if (one.odd or one.kind == "unknown") and pointer != "/date"
    ]
    if unknown:
        return f"{unknown[0]!r} is no key of a correction; {hint(unknown[0], OVERRIDE)}"
    if twice:
        return f"{twice[0]} is given twice"
    if lacking:
        return f"{lacking[0]} is missing: a correction has at, value and reason"
    if odd:
        pointer, one = odd[0]
        return f"{pointer[1:] or 'a correction'}: {one.odd or 'no value of JSON'}: put quotes around a text"
    if texts:
        return f"{texts[0]}: a text is expected"
    if not data["at"].startswith("/"):
        return f'at: an address is expected ("/timeline", "/skills_to_learn/SQL/duration"), not {data["at"]!r}'
    quotes = [key for key in ("quote", "source") if data.get(key) is not None and not _is_quote(data[key])]
    return f"{quotes[0]}: a mapping with the texts text, before and after is expected" if quotes else ""


def _is_quote(quote: Any) -> bool:
    return (
        isinstance(quote, dict)
        and "text" in quote
        and all(key in QUOTE and isinstance(value, str) for key, value in quote.items())
    )


def with_override(known: Overrides, item: Override) -> str:
    """The text of a file with a correction, in the place of the one at its address, else as the last of them.

    All else stays as it is. The file must be one that nothing is wrong with, or empty.
    """
    text = known.source.text
    if not text.strip():
        return _anew(known.id, [item])
    root = parse_record(text, YAML)
    items = find_node(root, "/overrides")
    if items is None or items.flow or root.flow:
        return _anew(known.id, [*(one for one in known.items if one.at != item.at), item])
    places = _lines(text, items)
    old = next((places[one.place.start] for one in known.items if one.at == item.at), None)
    start, end = old or Span(max(places.values()).end, max(places.values()).end)
    newline = "\r\n" if "\r\n" in text else "\n"
    indent = " " * (items.start - text.rfind("\n", 0, items.start) - 1)
    block = "".join([f"{indent}{line}{newline}" for line in document([_plain(item)]).splitlines()])
    return f"{text[:start]}{'' if text[:start].endswith(chr(10)) else newline}{block}{text[end:]}"


def without_override(known: Overrides, address: str) -> str:
    """The text of a file without the correction at an address; empty if there is no other."""
    text = known.source.text
    left = [item for item in known.items if item.at != address]
    root = parse_record(text, YAML)
    items = find_node(root, "/overrides")
    if not left:
        return ""
    if items is None or items.flow or root.flow:
        return _anew(known.id, left)
    start, end = _lines(text, items)[next(one.place.start for one in known.items if one.at == address)]
    return text[:start] + text[end:]


def with_id(known: Overrides, name: str) -> str:
    """The text of a file as that of the record `name`; the file must be one that nothing is wrong with."""
    node = find_node(parse_record(known.source.text, YAML), "/id")
    if node is None:
        return _anew(name, known.items)
    return known.source.text[: node.start] + f'"{name}"' + known.source.text[node.end :]


def _anew(name: str, items: Iterable[Override]) -> str:
    """A file of corrections; in place of one in brackets too, in which nothing can be put in by lines."""
    return document({"schema": OVERRIDES_SCHEMA, "id": name, "overrides": list(map(_plain, items))})


def wrong_keys(root: Node, known: Iterable[str]) -> str:
    """What is wrong with the keys of a mapping: one that is unknown, or given twice; empty if nothing is."""
    met: set[str] = set()
    for key in (str(key.value) for key, _ in root.entries()):
        if key not in known:
            return f"{key!r} is no key here; {hint(key, known)}"
        if key in met:
            return f"{key} is given twice"
        met.add(key)
    return ""


def with_items(text: str, key: str, named_by: str, items: Iterable[Mapping[str, Any]]) -> str:
    """The text of a file whose list under a key has these items; those that are there as they are stay so.

    The file must be a mapping that is not in brackets, and the items have names of their own.
    """
    wanted = {item[named_by]: item for item in items}
    node = find_node(parse_record(text, YAML), f"/{key}")
    newline = "\r\n" if "\r\n" in text else "\n"

    def block(item: Mapping[str, Any], indent: str = "") -> str:
        return "".join([f"{indent}{line}{newline}" for line in document([item]).splitlines()])

    if node is None:
        blocks = "".join(map(block, wanted.values()))
        ended = text if text.endswith("\n") else text + newline
        return f"{ended}{key}:{newline}{blocks}" if wanted else text
    if node.flow or not node.items:
        if plain(node) == list(wanted.values()):
            return text
        return text[: node.start] + newline + "".join(map(block, wanted.values())).rstrip() + text[node.end :]
    places = _lines(text, node)
    indent = " " * (node.start - text.rfind("\n", 0, node.start) - 1)
    known = {str(plain(item)[named_by]): item for item in node.items}
    end = max(place.end for place in places.values())
    start = min(place.start for place in places.values())
    added = "".join([block(item, indent) for name, item in wanted.items() if name not in known])
    if not wanted:
        return f"{text[:start]}{indent}  []{newline}{text[end:]}"
    ended = text if text[:end].endswith("\n") else text + newline
    end += len(ended) - len(text)
    found = ended[:end] + added + ended[end:]
    for name, item in reversed(known.items()):
        first, last = places[item.start]
        if name not in wanted:
            found = found[:first] + found[last:]
        elif {part: value for part, value in plain(item).items() if value} != {
            part: value for part, value in wanted[name].items() if value
        }:
            found = found[:first] + block(wanted[name], indent) + found[last:]
    return found


def _lines(text: str, items: Node) -> dict[int, Span]:
    """The whole lines of each item of a list that is no flow, by where the item begins."""
    found: dict[int, Span] = {}
    end = text.rfind("\n", 0, items.start) + 1
    for item in items.items:
        dash = _DASH.search(text, end)
        start = dash.start() if dash else item.start
        stop = text.find("\n", last_end(item))
        end = stop + 1 if stop >= 0 else len(text)
        found[item.start] = Span(start, end)
    return found


def _plain(item: Override) -> dict[str, Any]:
    """A correction as plain data, without what it does not say."""
    said: dict[str, Any] = {"at": item.at, "value": item.value}
    if item.replaced is not None:
        said["replaced"] = item.replaced or None
    said |= {name: quote._asdict() for name in ("quote", "source") if (quote := getattr(item, name))}
    said |= {name: value for name in ("after", "reason", "by", "date") if (value := getattr(item, name)) is not None}
    return said


def not_read(folder: Path) -> list[Finding]:
    """What looks like corrections in a folder and is not read, as its name is another: a finding each."""
    found: list[Finding] = []
    for path in sorted((*folder.glob("*.*"), *folder.glob("*/*.*"))) if folder.is_dir() else ():
        is_named = path.parent == folder and path.suffix == ".yaml"
        if not is_named and path.suffix.lower() in _ENDINGS and path.is_file():
            source = read_file(path)
            if OVERRIDES_SCHEMA in source.text:
                right = folder / f"{path.stem}.yaml"
                found.append(_wrong(source, Span(0, 0), f"it is not read: corrections are in files as {right}"))
    return found


_ENDINGS = (".yaml", ".yml", ".json")


def all_in(folder: Path) -> list[Path]:
    """The files of corrections in a folder, none where there is no such folder.

    Raises:
        PathingestError: it is no folder, or cannot be read.
    """
    if folder.exists() and not folder.is_dir():
        raise PathingestError(f"{folder}: is no folder; corrections are kept in one")
    try:
        return sorted(path for path in folder.glob("*.yaml") if path.name != IDS)
    except OSError as error:
        raise PathingestError(f"{folder}: cannot be read: {error.strerror or error}") from None
