"""`pathingest rule`: which rules there are; what one does, why, and how it works."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pathingest.cli import _completion
from pathingest.cli._console import say, show
from pathingest.cli._terminal import COLOR, is_colored, is_terminal, width
from pathingest.cli._trust import TRUST_RULES, lint_config

if TYPE_CHECKING:
    from pathingest.rules import Rule


@click.command("rule", short_help="Show a rule's documentation, or list all rules.")
@click.argument("rule", required=False, shell_complete=_completion.rule)
@click.option("--all", "show_all", is_flag=True, help="Show every rule's.")
@TRUST_RULES
@COLOR
def command(rule: str | None, show_all: bool, trust_rules: bool) -> int:
    """Show the documentation of RULE, a code or a name (DUR002, glued-resources).

    Without RULE, list all rules: code, name, severity, and what is wrong; with the beginning of codes (DUR), those.

    On a terminal it is laid out; elsewhere it is Markdown, and the list has a line a rule.

    Rules of your own are known where the configuration names them, and if you trust them.
    """
    from pathingest.rules import documentation, find_rule  # noqa: PLC0415  --help needs no rules

    known = _that_know(rule, trust_rules=trust_rules) if rule and not show_all else _in_force(trust_rules=trust_rules)
    begun = [one for one in known if rule and one[1].code.casefold().startswith(rule.casefold())]
    if rule and not show_all and (not begun or begun[0][1].code.casefold() == rule.casefold()):
        _show(documentation(find_rule(rule, known)[0], known))
        return 0
    known = tuple(begun) or known
    if show_all:
        _show("\n".join(documentation(name, known) for name, _ in known))
    elif is_terminal():
        from pathingest.cli._tables import listed  # noqa: PLC0415  only for people

        show(listed(known, width(), color=is_colored()), styled=True)
    else:
        say(*_listed(known))
    return 0


def _show(markdown: str) -> None:
    """Lay the documentation out on a terminal; elsewhere it is Markdown."""
    if not is_terminal():
        show(markdown)
        return
    from pathingest.cli._markdown import rendered  # noqa: PLC0415  only for people

    show(rendered(markdown, width(), color=is_colored()), styled=True)


def _listed(known: Sequence[tuple[str, Rule]]) -> Iterator[str]:
    """A line for each rule; one that is off by default says so."""
    from pathingest.rules import summary  # noqa: PLC0415  as above

    rows = [(rule.code, name, rule.severity if rule.default else f"{rule.severity} (off)") for name, rule in known]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for (name, rule), row in zip(known, rows, strict=True):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join([*cells, summary(name, rule)]).rstrip()


def _that_know(rule: str, *, trust_rules: bool) -> tuple[tuple[str, Rule], ...]:
    """The built-in rules, if the rule is one of them: to explain that one needs no configuration, right or wrong."""
    from pathingest.rules import rules  # noqa: PLC0415  as above

    built_in = rules()
    words = {word for name, known in built_in for word in (name, known.code.casefold())}
    return built_in if rule.casefold() in words else _in_force(trust_rules=trust_rules)


def _in_force(*, trust_rules: bool) -> tuple[tuple[str, Rule], ...]:
    """The built-in rules and, if they are trusted, the project's own."""
    from pathingest.config import find_config  # noqa: PLC0415  as above

    return lint_config(find_config(Path.cwd())._replace(trust_rules=trust_rules)).rules
