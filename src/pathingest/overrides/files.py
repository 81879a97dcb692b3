"""`overrides/ID.yaml`: the corrections of one record, read with their places in the file, and written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pathingest.dataset.address import tokens_of
from pathingest.model.errors import PathingestError
from pathingest.model.finding import Finding
from pathingest.model.place import at
from pathingest.model.source import Source, Span
from pathingest.model.spelling import hint
from pathingest.model.tuples import NamedTuple
from pathingest.outputs._yaml import document
from pathingest.records import YAML, MalformedError, Node, find_node, last_end, parse_record, plain
from pathingest.rules import finding_at
from pathingest.sources import read_file

OVERRIDES_SCHEMA = "pathingest.overrides/1"
FOLDER = "overrides"
IDS = "ids.yaml"  # what lies beside the corrections, see `ids`
_KEYS = ("at", "value", "replaced", "quote", "after", "reason", "by", "date")
_NEEDED = ("at", "value", "reason")
_QUOTE = ("text", "before", "after")


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
        replaced: what the page said there then, in its words; None for nothing.
        quote: the same in the page's text, for a page that has moved; None where the page said nothing.
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


def read_overrides(path: Path) -> Overrides:
    """The corrections in a file; what is wrong with it is a finding (OVR004), and the others count.

    Raises:
        PathingestError: the file is not there, or cannot be read.
    """
    source = read_file(path)
    found = Overrides(source, path.stem)
    try:
        root = parse_record(source.text, YAML)
    except MalformedError as error:
        return found._replace(wrong=(_wrong(source, Span(error.offset, error.offset), error.why),))
    items: list[Override] = []
    wrong: list[Finding] = []
    for one in _items(source, root, path.stem, wrong):
        read = _override(source, one, wrong)
        if read and any(read.at == other.at for other in items):
            wrong.append(_wrong(source, read.place, f"{read.at} is corrected twice: keep one"))
        elif read:
            items.append(read)
    return found._replace(items=tuple(items), wrong=tuple(wrong))


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
    if node is None or node.kind != "sequence":
        wrong.append(_wrong(source, Span(0, 0), "overrides: a list is expected"))
        return
    yield from node.items


def _override(source: Source, node: Node, wrong: list[Finding]) -> Override | None:
    place, data = Span(node.start, last_end(node)), plain(node)
    if not isinstance(data, dict):
        wrong.append(_wrong(source, place, "a correction is a mapping with at, value and reason"))
        return None
    unknown = [key for key in data if key not in _KEYS]
    lacking = [key for key in _NEEDED if key not in data]
    texts = [key for key in ("at", "reason") if key in data and not (isinstance(data[key], str) and data[key].strip())]
    texts += [key for key in ("replaced", "after", "by", "date") if not isinstance(data.get(key), str | None)]
    quote = data.get("quote")
    if unknown:
        why = f"{unknown[0]!r} is no key of a correction; {hint(unknown[0], _KEYS)}"
    elif lacking:
        why = f"{lacking[0]} is missing: a correction has at, value and reason"
    elif texts:
        why = f"{texts[0]}: a text is expected"
    elif not data["at"].startswith("/") or not tokens_of(data["at"]):
        why = f'at: an address is expected ("/timeline", "/skills_to_learn/SQL/duration"), not {data["at"]!r}'
    elif quote is not None and not _is_quote(quote):
        why = "quote: a mapping with the texts text, before and after is expected"
    else:
        rest = {key: data.get(key) for key in ("replaced", "after", "by", "date")}
        return Override(data["at"], data["value"], data["reason"], quote=quote and Quote(**quote), place=place, **rest)
    wrong.append(_wrong(source, place, why))
    return None


def _is_quote(quote: Any) -> bool:
    return (
        isinstance(quote, dict)
        and "text" in quote
        and all(key in _QUOTE and isinstance(value, str) for key, value in quote.items())
    )


def written(name: str, items: Iterable[Override]) -> str:
    """The file of a record's corrections as text."""
    data = {"schema": OVERRIDES_SCHEMA, "id": name, "overrides": list(map(_plain, items))}
    return document(data)


def with_override(known: Overrides, item: Override) -> str:
    """The text of a file with one more correction; of one value only the last counts. All else stays as it is."""
    text = without_override(known, item.at)
    if not text.strip() or not any(other.at != item.at for other in known.items):
        return written(known.id, [item])
    block = document({"overrides": [_plain(item)]}).partition("\n")[2]
    return f"{text.rstrip()}\n{block}"


def without_override(known: Overrides, address: str) -> str:
    """The text of a file without the correction at an address; empty if there is no other."""
    text = known.source.text
    if all(item.at == address for item in known.items):
        return ""
    for item in known.items:
        if item.at == address:
            start = text.rfind("\n", 0, item.place.start) + 1
            end = text.find("\n", item.place.end)
            text = text[:start] + (text[end + 1 :] if end >= 0 else "")
            break
    return text


def _plain(item: Override) -> dict[str, Any]:
    """A correction as plain data, without what it does not say."""
    said: dict[str, Any] = {"at": item.at, "value": item.value, "replaced": item.replaced}
    if item.quote:
        said["quote"] = item.quote._asdict()
    said |= {name: value for name in ("after", "reason", "by", "date") if (value := getattr(item, name)) is not None}
    return said


def all_in(folder: Path) -> list[Path]:
    """The files of corrections in a folder, none where there is no such folder.

    Raises:
        PathingestError: the folder cannot be read.
    """
    try:
        return sorted(path for path in folder.glob("*.yaml") if path.name != IDS)
    except OSError as error:
        raise PathingestError(f"{folder}: cannot be read: {error.strerror or error}") from None
