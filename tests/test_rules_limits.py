"""What rules say of small pages at their limits: the rows of cases/rules-limits.toml.

A row: `why`, what it shows; `rule`, the code of the rule that is asked, alone or `with` others; `text`, the page below
`title` or one that all have, `pages`, the texts of several pages, each below such a title or its own and above `end`,
`markdown` or `html`, a whole page, or `record`, what differs from record.yaml, which may be `without` keys; `options`
of the rule; `says`, its findings, each as "place: message", with its severity before it where that is not the rule's
own; and `beside`, the places that belong to them.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from linting import dated, read, run
from pathingest.model.finding import Change, Finding, Related, SetValue
from pathingest.model.page import Page
from pathingest.rules import EnabledRules, Rule, find_rule, rules

FOLDER = Path(__file__).parent
ROWS = tomllib.loads((FOLDER / "cases" / "rules-limits.toml").read_text(encoding="utf-8"))["case"]
RECORD = yaml.safe_load((FOLDER / "record.yaml").read_text(encoding="utf-8"))
TITLE = "From Baker to Miller: Your Transition Guide"
MARKED = {"markdown": "page.md", "html": "page.html"}
Row = Mapping[str, Any]


def pages_of(row: Row) -> Iterator[Page]:
    """The row's pages."""
    for kind in MARKED.keys() & row.keys():
        yield read(MARKED[kind], row[kind])
    if "record" in row:
        kept = {name: value for name, value in RECORD.items() if name not in row.get("without", ())}
        yield read("page.json", json.dumps({**kept, **yaml.safe_load(row["record"])}, indent=1))
    if "text" in row:
        yield read("page.txt", titled(row["text"], row))
    for number, text in enumerate(row.get("pages", ()), 1):
        yield read(f"page-{number}.txt", titled(text, row))


def titled(text: str, row: Row) -> str:
    """A page below its title, unless it has one."""
    title = "" if "From " in text.partition(":")[0] or "FROM " in text else f"{row.get('title', TITLE)}\n"
    return f"{title}{text.strip()}\n{row.get('end', '')}"


def enabled(row: Row) -> EnabledRules:
    """The rules that run, with options; one over all findings is given those of the stable rules."""
    name, rule = find_rule(row["rule"])
    some = dated(
        [item for item in rules() if item[1].default]
        if rule.overall
        else [(name, rule), *[find_rule(code) for code in row.get("with", ())]]
    )
    if "options" not in row:
        return some
    values = {option: tuple(value) if isinstance(value, list) else value for option, value in row["options"].items()}
    chosen = replace(some.options.get(rule.code, rule.options), **values)
    return EnabledRules(some.rules, {**some.options, rule.code: chosen})


def said(found: Iterable[Finding], rule: Rule) -> list[str]:
    """Findings in words, with what fixes would write."""
    return [
        f"{'' if one.severity == rule.severity else f'{one.severity} '}{place(one)}: {one.message}"
        + (f" ({one.fix.message}{_written(one.fix.changes)})" if one.fix else "")
        for one in found
    ]


def beside(found: Iterable[Finding]) -> list[str]:
    """What belongs to findings, in words."""
    return [f"{place(other)}: {other.message}" for one in found for other in one.related]


def place(one: Finding | Related) -> str:
    """What of a record is meant, or which line and column; of several pages, of which."""
    number = (one.path or "").removeprefix("page-").removesuffix(".txt")
    return f"{number} " * number.isdigit() + (one.pointer or f"{one.line}:{one.column}")


def _written(changes: Iterable[Change]) -> str:
    return "".join(
        [
            f"; {change.pointer}: {change.value!r}"
            if isinstance(change, SetValue)
            else f"; {change.pointer} in order {change.order}"
            for change in changes
        ]
    )


def findings(row: Row) -> list[Finding]:
    """What the row's rule finds."""
    return [one for one in run([*pages_of(row)], enabled(row)) if one.code == row["rule"]]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{find_rule(row['rule'])[0]}: {row['why']}")
def test_limit(row: Row) -> None:
    found = findings(row)
    assert said(found, find_rule(row["rule"])[1]) == row["says"]
    assert beside(found) == row.get("beside", beside(found))


def test_each_rule_s_rows_have_names_of_their_own() -> None:
    assert len({(row["rule"], row["why"]) for row in ROWS}) == len(ROWS)
