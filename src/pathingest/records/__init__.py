"""Record files, `normalized/<id>.json` and `.yaml`, read back: as pages that rules can look at, and to be fixed.

A record file is checked like a page: what is wrong with it is a finding at a line and column, never an exception.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from pathingest.model.errors import PathingestError
from pathingest.model.evidence import MARKUP, Evidence, Proof, evidence_of_one
from pathingest.model.extraction import NOT_A_RECORD, WRONG_TYPE, Note
from pathingest.model.page import Origin, Page
from pathingest.model.section import NOTHING
from pathingest.model.source import Source, Span
from pathingest.model.version import SCHEMA_FILE
from pathingest.profiles import Profile
from pathingest.records._nodes import JSON, YAML, MalformedError, Node, last_end, plain, text_span, walk
from pathingest.records._nodes import find as find_node
from pathingest.records._read import is_record, media_type, parse_record
from pathingest.sources import files_below, open_file, read_file

__all__ = [
    "JSON",
    "YAML",
    "MalformedError",
    "Node",
    "find_node",
    "find_records",
    "is_record",
    "last_end",
    "may_be_record",
    "media_type",
    "parse_record",
    "plain",
    "read_record",
    "walk",
]

_OURS = ("manifest.json", "dataset.jsonl", SCHEMA_FILE)
_SIGN = re.compile(rb"\b(?:schema_version|from_role)\b")
_HEAD = 65536  # bytes
# Fewer keys of a record than this, and a mapping is something else.
_KEYS = 3


def read_record(file: Path | Source, profiles: tuple[Profile, ...] | None = None) -> Page:
    """A record file as a page: its evidence says where in the file each value is.

    Args:
        file: the file, or what was read of it.
        profiles: what the raw pages it came from are read with, if a rule needs them.

    Returns:
        The page; `pathway` is None where the file is no record, and `notes` say all that is wrong with it.

    Raises:
        PathingestError: the file is not there or cannot be read. No content raises.
    """
    source = file if isinstance(file, Source) else read_file(file)
    path = file if isinstance(file, Path) else Path(source.path or "record")
    try:
        root = parse_record(source.text, media_type(source))
    except MalformedError as error:
        return _no_record(source, source.problem or error.why, error.offset)
    why = _why_not(root)
    if why:
        return _no_record(source, why, root.start)
    return _page(source, root, path, profiles)


def _why_not(root: Node) -> str | None:
    """Why a document is no record at all, in words; None if it is meant to be one."""
    from pathingest.model.pathway import Pathway  # noqa: PLC0415  finding records needs no model

    first = ", ".join(list(Pathway.model_fields)[:4])
    if root.kind != "mapping":
        what = "a list" if root.kind == "sequence" else "a single value"
        return f"a record is a mapping with the keys {first} \u2026, and this is {what}"
    keys = {key.value: value for key, value in root.entries() if key.kind == "text"}
    if len(keys.keys() & Pathway.model_fields.keys()) >= _KEYS:
        return None
    schema = keys["schema"].value if "schema" in keys else None
    if isinstance(schema, str) and schema.startswith("pathingest.evidence"):
        return "this is the evidence of a record, not a record: name the file in the folder above"
    if isinstance(schema, str) and schema.startswith("pathingest."):
        return f"this is a file of kind {schema}, not a record"
    if "$schema" in keys:
        return "this is a JSON Schema, not a record"
    return f"this has next to none of a record's keys ({first} \u2026)"


def _no_record(source: Source, why: str, offset: int) -> Page:
    end = min(offset + 1, len(source.text))
    note = Note(NOT_A_RECORD, "", Span(min(offset, end), end), why)
    origin = Origin(_nowhere, tuple)
    return Page(source, NOTHING, None, "", partial(evidence_of_one, source, MARKUP), (note,), why, origin)


def _nowhere(_: str) -> None:
    """Of a file that is no record no raw page is known."""


def _page(source: Source, root: Node, path: Path, profiles: tuple[Profile, ...] | None) -> Page:
    from pathingest.records._check import check  # noqa: PLC0415  as above: pages are linted without
    from pathingest.records._origin import Provenance  # noqa: PLC0415
    from pathingest.records._shape import record_shape  # noqa: PLC0415

    checked = check(root, record_shape(), source.text)
    problem = None if checked.usable else "the record's id or roles cannot be read"
    notes = list(checked.notes)
    if checked.usable:
        more = _faults(checked.value)
        notes += more
        problem = more[0].detail if more else None
    sources = tuple([item for item in checked.value["sources"] if isinstance(item, dict)])
    profile = sources[0]["profile"] if sources else ""
    values = {pointer: node.value for pointer, _, node in walk(root) if not node.items}
    known = Provenance(path, values, sources, profiles)
    prove = partial(_places, source, root)
    tree = checked.value if problem is None else None
    return Page(source, NOTHING, tree, profile, prove, tuple(notes), problem, Origin(known.place, known.pages))


def _faults(value: Any) -> list[Note]:
    """What the model objects to, which has the last word on what is a record."""
    from pydantic import ValidationError  # noqa: PLC0415  records alone are validated when they are read

    from pathingest.model.pathway import Pathway  # noqa: PLC0415

    try:
        Pathway.model_validate(value)
    except ValidationError as error:
        found = [("/".join(["", *map(str, fault["loc"])]), fault["msg"]) for fault in error.errors()]
        return [Note(WRONG_TYPE, pointer, Span(0, 0), message) for pointer, message in found]
    return []


def _places(source: Source, root: Node) -> Evidence:
    """Where each value is: a leaf by its text, a part by its key, an item of a list by its first text."""
    entries = {pointer: _proof(source.text, key, node) for pointer, key, node in walk(root) if pointer}
    return evidence_of_one(source, MARKUP, entries)


def _proof(text: str, key: Node | None, node: Node) -> Proof:
    if node.items:
        return Proof((_heading(text, key, node),), ("the part begins here",))
    span = text_span(node, text)
    return Proof((span,), () if node.value == text[slice(*span)] else ("read as the format says",))


def _heading(text: str, key: Node | None, node: Node) -> Span:
    """What a part of a record is known by."""
    if key:
        return text_span(key, text)
    values = node.items[1::2] if node.kind == "mapping" else node.items
    first = next((value for value in values if value.kind == "text" and value.value), None)
    return text_span(first, text) if first else Span(node.start, node.start + 1)


def find_records(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """(records, other files) below the paths, each sorted and once; a named `.json` or `.yaml` is a record.

    In a folder, records are the `.json`, `.yaml` and `.yml` files that `build` would write there: none with a dot in
    the name, none in a folder `evidence`, not the manifest; and none that names no key of a record, unless it is
    beside the evidence or the manifest of others. Hidden files and folders are passed over.

    Raises:
        PathingestError: a path is not there, or names the manifest or the dataset.
    """
    records: dict[Path, None] = {}
    others: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            for file in files_below(path):
                (records if _looks_like_one(file) else others)[file] = None
        elif not path.exists():
            raise PathingestError(f"{path}: no such file or folder; check the path")
        elif path.name in _OURS or path.suffix.lower() == ".jsonl":
            raise PathingestError(f"{path}: is no record; name the folder, or records in it (.json, .yaml)")
        else:
            (records if is_record(path) else others)[path] = None
    return list(records), [path for path in others if path not in records]


def may_be_record(file: Path) -> bool:
    """Whether a file is named as records are, and not as the evidence and the manifest beside them."""
    return is_record(file) and "." not in file.stem and file.name not in _OURS and file.parent.name != "evidence"


def _looks_like_one(file: Path) -> bool:
    if not may_be_record(file):
        return False
    beside = file.parent
    return (beside / "evidence").is_dir() or (beside / "manifest.json").is_file() or _has_sign(file)


def _has_sign(file: Path) -> bool:
    """Whether a file's beginning names a key that only records have."""
    try:
        with open_file(file) as opened:
            return _SIGN.search(opened.read(_HEAD)) is not None
    except OSError:
        return True  # to be reported when it is read
