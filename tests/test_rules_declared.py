"""What each rule is declared as: whoever runs it goes by that, and nothing of it changes unseen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

from pathingest.rules import Rule, rules

DECLARED = Path(__file__).parent / "cases" / "rules-declared.txt"


def declared(name: str, rule: Rule) -> str:
    on = {"page": " of pages", "record": " of records"}.get(rule.on, "")
    needs = {True: "", False: " without a record", None: " with a record or without"}[rule.needs_record]
    said = [f"{rule.code} {name}: {rule.severity}, {rule.confidence} confidence{on}{needs}, since {rule.since}"]
    said += [] if rule.default else ["  a preview"]
    said += [f"  fixes: {rule.fix}"] if rule.fix else []
    said += [f"  silences {', '.join(rule.supersedes)}"] if rule.supersedes else []
    for one in fields(rule.options) if rule.options else ():
        bounds = [f"{bound} {one.metadata[bound]}" for bound in ("least", "most") if bound in one.metadata]
        said.append(
            f"  {one.name} = {getattr(rule.options, one.name)!r}{' (' + ', '.join(bounds) + ')' if bounds else ''}"
        )
        said.append(f"    {one.metadata['help']}")
    return "\n".join(said)


def test_each_rule_is_declared_as_it_was(golden: Callable[[Path, str], None]) -> None:
    golden(DECLARED, "\n".join([declared(name, rule) for name, rule in rules()]) + "\n")
