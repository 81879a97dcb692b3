"""What differs between two datasets: for a terminal, for a pull request, and as data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from textwrap import wrap
from typing import Any

from pathingest.model.change import DIFF_SCHEMA, Change, Diff, RecordDiff, in_words
from pathingest.model.visible import visible

_SHOWN = 200  # characters of a value in a line
_ARROW = " \u2192 "
_SIGNS = {"changed": "~", "added": "+", "removed": "-", "moved": "~"}
_CAUSES = {"page": "", "override": " [correction]", "tool": " [tool]", None: ""}
_DECIDED = ("reason", "by", "date")
_NOTHING = "\u2014"


def as_text(diff: Diff, width: int) -> str:
    """A block a record, wrapped; the last line sums it up."""
    lines: list[str] = []
    for record in diff.records:
        lines.append(f"{_SIGNS[record.what]} {visible(record.id)}")
        for change in record.changes:
            words = f"{_SIGNS[change.what]} {change.at[1:]}: {_values(change)}{_caused(change)}"
            lines += wrap(visible(words), width, initial_indent="    ", subsequent_indent="        ") or []
    return "".join(f"{line}\n" for line in [*lines, summary(diff)])


def as_markdown(diff: Diff) -> str:
    """A list a record, for a pull request or a step's summary."""
    lines = [f"**{summary(diff)}**", ""]
    for record in diff.records:
        state = "" if record.what == "changed" else f" ({record.what})"
        lines += [f"### {_escaped(record.id)}{state}", ""]
        for change in record.changes:
            place, words = _escaped(change.at[1:]), _escaped(said(change))
            lines.append(f"- {place}: {words}{_escaped(_caused(change))}")
        lines += [""] if record.changes else []
    return "".join(f"{line}\n" for line in lines)


def as_json(diff: Diff) -> str:
    """All of it; values in plain data."""
    data = {
        "schema": DIFF_SCHEMA,
        "records": [_record(record) for record in diff.records],
        "summary": {what: diff.count(what) for what in ("changed", "added", "removed")} | {"same": diff.same},
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def summary(diff: Diff) -> str:
    """How many records and values differ, in one line."""
    values = sum(len(record.changes) for record in diff.records)
    parts = [
        f"{diff.count('changed')} changed ({values} value{'' if values == 1 else 's'})",
        f"{diff.count('added')} new",
        f"{diff.count('removed')} removed",
        f"{diff.same} the same",
    ]
    return f"records: {', '.join(parts)}"


def _record(record: RecordDiff) -> dict[str, Any]:
    return {
        "id": record.id,
        "what": record.what,
        "title": record.title,
        "changes": [
            {
                "at": change.at,
                "what": change.what,
                "old": change.old,
                "new": change.new,
                "old_pointer": change.before,
                "new_pointer": change.after,
                "cause": change.cause,
                "decided": change.decided and dict(zip(_DECIDED, change.decided, strict=True)),
            }
            for change in record.changes
        ],
    }


def said(change: Change) -> str:
    """What became of a value, in one line: "9-12 months → 12-18 months", "added SQL", "removed SQL"."""
    is_item = change.what in ("added", "removed")
    return f"{change.what} {_values(change)}" if is_item else _values(change)


def _values(change: Change) -> str:
    """The same where a sign says what became of it."""
    old, new = _short(change.old), _short(change.new)
    if change.what == "added":
        return new
    if change.what == "removed":
        return old
    if change.what == "moved":
        return "other items, or another order"
    return f"{old}{_ARROW}{new}" if old != new else f"{old}: {', '.join(_attributes(change))}"


def _caused(change: Change) -> str:
    """What made a value another one; of a correction why, by whom and when."""
    said = _short(", ".join(filter(None, change.decided or ())))
    return f" [correction: {said}]" if change.decided and any(change.decided) else _CAUSES[change.cause]


def _attributes(change: Change) -> Iterator[str]:
    """What differs of two values that have one text."""
    old, new = change.old, change.new
    if isinstance(old, dict) and isinstance(new, dict):
        for name in {**old, **new}:
            if old.get(name) != new.get(name) and name != "weeks":
                yield f"{name} {json.dumps(old.get(name))}{_ARROW}{json.dumps(new.get(name))}"
    else:
        yield "another form"


def _short(value: Any) -> str:
    words = in_words(value)
    if words is None:
        return _NOTHING
    text = " ".join(words.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}\u2026"


def _escaped(text: str) -> str:
    """A text that Markdown shows as it is."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>#|~!" else char for char in visible(text))
