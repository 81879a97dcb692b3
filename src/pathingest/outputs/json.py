"""Canonical JSON: keys in the model's order, two spaces, a final newline; the same bytes on every machine."""

from __future__ import annotations

import json
from json.encoder import encode_basestring as _string

from pathingest.model.evidence import EVIDENCE_SCHEMA, Account, Evidence, Proof
from pathingest.model.pathway import Pathway


def record(pathway: Pathway) -> str:
    """A record, indented."""
    return pathway.model_dump_json(indent=2) + "\n"


def evidence(found: Evidence) -> str:
    """The evidence of a record: a line for each stretch and each leaf, so that a change shows as a line."""
    sources = ",\n".join(_account(account) for account in found.accounts)
    leaves = ",\n".join([f"    {_string(pointer)}: {_proof(proof)}" for pointer, proof in found.leaves.items()])
    return (
        f'{{\n  "schema": {_text(EVIDENCE_SCHEMA)},\n  "sources": [\n{sources}\n  ],\n'
        f'  "leaves": {{{_block(leaves, "  ")}}}\n}}\n'
    )


def _block(lines: str, indent: str) -> str:
    return f"\n{lines}\n{indent}" if lines else ""


def _account(account: Account) -> str:
    tiles = ",\n".join([f"        [{start}, {end}, {_string(role)}]" for start, end, role in account.stretches])
    return (
        f'    {{\n      "path": {_text(account.path)},\n      "sha256": {_text(account.sha256)},\n'
        f'      "encoding": {_text(account.encoding)},\n'
        f'      "length": {account.length},\n      "account": [{_block(tiles, "      ")}]\n    }}'
    )


def _proof(proof: Proof) -> str:
    """Put together here: for hundreds of small dicts a page, `json.dumps` takes six times as long."""
    kind, spans, steps, origins, source = proof
    if kind == "derived":
        return f'{{"kind": "derived", "from": [{", ".join(map(_string, origins))}]}}'
    places = ", ".join([f"[{start}, {end}]" for start, end in spans])
    read = f', "steps": [{", ".join(map(_string, steps))}]' if kind == "normalised" else ""
    return f'{{"kind": "{kind}", "source": {source}, "spans": [{places}]{read}}}'


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
