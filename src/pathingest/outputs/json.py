"""Canonical JSON: keys in the model's order, a final newline; the same bytes on every machine."""

from __future__ import annotations

import json
from functools import lru_cache
from json.encoder import encode_basestring as _string

from pathingest.model.evidence import EVIDENCE_SCHEMA, MARKUP, SPACE, Account, Evidence, Proof
from pathingest.model.extraction import Stated
from pathingest.model.pathway import Pathway
from pathingest.model.values import Duration, Effort, Money, Percent
from pathingest.values.steps import written
from pathingest.values.text import escaped


def record(pathway: Pathway, schema: str | None = None) -> str:
    """A record, indented by two spaces; it names the `schema` that editors check it by, if one is given."""
    text = pathway.model_dump_json(indent=2) + "\n"
    return text if schema is None else f'{{\n  "$schema": {_string(schema)},{text[1:]}'


def evidence(found: Evidence) -> str:
    """The evidence of a record, without spaces: a line for each entry, and for each tile with the gap after it.

    So a change shows as a line. Put together here: for hundreds of small lists a page `json.dumps` takes six times as
    long.
    """
    sources = ",\n".join(map(_account, found.accounts))
    entries = ",\n".join([f"{_string(pointer)}:{_entry(entry)}" for pointer, entry in found.entries.items()])
    return f'{{"schema":"{EVIDENCE_SCHEMA}",\n"sources":[{sources}],\n"leaves":{{{_block(entries)}}}}}\n'


def _block(lines: str) -> str:
    return f"\n{lines}\n" if lines else ""


def _account(account: Account) -> str:
    tiles = "".join(
        [
            f"{_AFTER.get(role, _NEXT)}[{start},{end},{_string(role)}]"
            for start, end, role in zip((0, *account.ends), account.ends, account.roles, strict=False)
        ]
    )
    said = {
        "path": escaped(account.path),
        "sha256": account.sha256,
        "encoding": account.encoding,
        "length": account.length,
    }
    head = ",".join([f'"{name}":{json.dumps(value, ensure_ascii=False)}' for name, value in said.items()])
    return f'\n{{{head},"account":[{_block(tiles.lstrip(_NEXT))}]}}'


_NEXT = ",\n"
_AFTER = dict.fromkeys((SPACE, MARKUP), ",")


def _entry(entry: Proof) -> str:
    spans, steps, origins, source, value, override = entry
    places = ",".join([f"[{start},{end}]" for start, end in spans])
    if origins:
        return f'{{"from":[{",".join(map(_string, origins))}]}}'
    read = [*map(_string, steps), *([_steps(value.value)] if isinstance(value, Stated) else ())]
    if override:
        where = f'"spans":[{places}],"source":{source},' if places else ""
        return f'{{{where}"override":{_string(override)}}}'
    if not (read or source):
        return f"[{places}]"
    number = f',"source":{source}' if source else ""
    how = f',"steps":[{",".join(read)}]' if read else ""
    return f'{{"spans":[{places}]{number}{how}}}'


@lru_cache(maxsize=1024)  # most pages state the same few values
def _steps(value: Duration | Effort | Money | Percent) -> str:
    return ",".join(map(_string, written(value)))
