"""Write the documentation of each rule and an index into a folder: python tools/rules/documents.py docs/rules."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from pathingest.rules import Rule, documentation, rules, summary

HEAD = """# Rules

What `pathingest lint` looks for. This page and those that it leads to are made from the rules themselves
(`make rules`); `pathingest rule CODE` shows the same in a terminal. [docs/linting.md](../linting.md) says how to choose
rules.

| code | rule | severity | confidence | on | fix | what is wrong |
|---|---|---|---|---|---|---|
"""


def main(folder: Path) -> None:
    """Write what is new, and remove what is of no rule any more."""
    pages = dict(made())
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        if old.name not in pages:
            old.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def made() -> Iterator[tuple[str, str]]:
    """(file name, text) of each page."""
    yield "README.md", HEAD + "".join(f"| {' | '.join(row(name, rule))} |\n" for name, rule in rules())
    for name, _ in rules():
        yield f"{name}.md", documentation(name)


def row(name: str, rule: Rule) -> Iterator[str]:
    """A rule's line of the index."""
    yield from (rule.code, f"[{name}]({name}.md)", rule.severity, rule.confidence)
    yield from ("yes" if rule.default else "preview", rule.fix or "", summary(name, rule).replace("|", "\\|"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
