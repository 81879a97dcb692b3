"""A rule's documentation: what its author wrote, and what its registration says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import Field, fields
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathingest.rules import Rule

_KINDS = {
    "bool": "true or false",
    "int": "whole number",
    "float": "number",
    "str": "text",
    "tuple[str, ...]": "list of texts",
    "date | None": "date, or none",
    "datetime.date | None": "date, or none",
}


def document(name: str, rule: Rule, written: str, among: Mapping[str, str], superseded_by: Iterable[str]) -> str:
    """A page in Markdown.

    Args:
        name: the rule's name.
        rule: the rule.
        written: what its author wrote.
        among: the names of all rules by code.
        superseded_by: codes of rules that silence this one.
    """
    fix = f", fix: {rule.fix}" if rule.fix else ""
    state = f"on by default since {rule.since}" if rule.default else f"preview since {rule.since}, off by default"
    parts = [
        f"# {rule.code} {name}",
        f"{rule.severity}, {rule.confidence} confidence{fix}; {state}",
        written.strip(),
        *([_options(rule.options)] if rule.options is not None else ()),
        "\n".join(["## Control", *_control(rule, among, superseded_by)]),
    ]
    return "\n\n".join(parts) + "\n"


def _control(rule: Rule, among: Mapping[str, str], superseded_by: Iterable[str]) -> Iterator[str]:
    """How it is switched on and off, and what it has to do with other rules."""
    if not rule.default:
        yield f"A preview rule is enabled by its code: `--extend-select {rule.code}`."
    for code in rule.supersedes:
        yield f"Where it finds something, {_named(code, among)} is silent about that page."
    for code in superseded_by:
        yield f"It is silent about pages where {_named(code, among)} finds something."
    yield "[docs/linting.md](../linting.md) says how to switch a rule off, and how to silence one finding."


def _named(code: str, among: Mapping[str, str]) -> str:
    return f"{code} ({among[code]})" if code in among else code


def _options(options: Any) -> str:
    rows = (f"| `{field.name.replace('_', '-')}` | {_row(field)} |" for field in fields(options))
    return "\n".join(["## Options", "| option | kind | default | what it sets |", "|---|---|---|---|", *rows])


def _row(option: Field[Any]) -> str:
    written = option.type if isinstance(option.type, str) else getattr(option.type, "__name__", str(option.type))
    kind = _KINDS.get(written, written) + _bounds(option.metadata.get("least"), option.metadata.get("most"))
    return f"{kind} | {_toml(option.default)} | {option.metadata.get('help', '')}"


def _bounds(least: Any, most: Any) -> str:
    if least is None:
        return "" if most is None else f", {most} at most"
    return f", {least} at least" if most is None else f", {least} to {most}"


def _toml(value: Any) -> str:
    """A default as the configuration would have it."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return f"`{value}`".lower()
    if isinstance(value, tuple):
        return f"`[{', '.join(map(_quoted, value))}]`"
    return f"`{_quoted(value) if isinstance(value, str) else value.isoformat() if isinstance(value, date) else value}`"


def _quoted(text: str) -> str:
    return f'"{text}"'
